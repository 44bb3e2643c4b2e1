// A page that was kept on this phone says how old it is, and what is written on it belongs to today.
import {opened} from '../operations/day.js';

const told = document.querySelector('[data-kept-since]');
const {kept} = document.body.dataset;
if (told && kept) {
  const minutes = Math.round((Date.now() - new Date(kept)) / 60_000);
  const [count, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
  told.querySelector('[data-ago]').textContent = minutes < 1 ? 'just now' : new Intl.RelativeTimeFormat('en', {numeric: 'auto'}).format(-count, unit);
  told.hidden = false;
  for (const field of document.querySelectorAll('[data-day]')) if (field.value !== opened()) beginAnew(field);
}

// What was answered on another day is not gone on with.
function beginAnew(field) {
  const {form} = field;
  field.value = opened();
  const answered = form.querySelector('#kept');
  if (!answered) return;
  const {_base, text} = form.elements;
  answered.replaceChildren(_base);
  form.dataset.entity = _base.value = text.value = '';
}
