const MORNING_MS = 5 * 3_600_000;
const openedAt = new Date();

// Nothing where an older phone does not know a newer zone. Then its own has to do.
function inZone(moment, timeZone) {
  try { return moment.toLocaleString('sv', {timeZone}); } catch { return null; }
}

// By the clock of whoever reads the page, wherever the phone is. The night still belongs to the day before.
function dayOf(moment) {
  const wall = inZone(moment, document.body.dataset.zone) ?? inZone(moment);
  return new Date(Date.parse(`${wall.replace(' ', 'T')}Z`) - MORNING_MS).toISOString().slice(0, 10);
}

// Asked for only when it is needed: zones are the most that a page has to work out, and a slow phone takes 0.1 s.
export const today = () => dayOf(new Date());
export const opened = () => dayOf(openedAt);
