// A page that was kept on this phone says how old it is, and what is written on it belongs to today. The night still belongs to
// the day before.
const MORNING_MS = 5 * 3_600_000;
const told = document.querySelector('[data-kept-since]');
const {kept} = document.body.dataset;
if (told && kept) {
  const minutes = Math.round((Date.now() - new Date(kept)) / 60_000);
  const [count, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
  told.querySelector('[data-ago]').textContent = minutes < 1 ? 'just now' : new Intl.RelativeTimeFormat(document.documentElement.lang, {numeric: 'auto'}).format(-count, unit);
  told.hidden = false;
  const now = new Date();
  const today = new Date(now - MORNING_MS - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  for (const field of document.querySelectorAll('[data-day]')) if (field.value !== today) beginAnew(field, today);
}

// What was answered on another day is not gone on with.
function beginAnew(field, today) {
  const {form} = field;
  field.value = today;
  const answered = form.querySelector('#kept');
  if (!answered) return;
  const {_base, text} = form.elements;
  answered.replaceChildren(_base);
  form.dataset.entity = _base.value = text.value = '';
}
