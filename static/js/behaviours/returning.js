// Whoever comes back to a page on another day gets that day's, unless something on this one has not been sent.
import {autosaves, writes} from '../operations/fields.js';
import {opened, today} from '../operations/day.js';
import {TROUBLE, formsIn} from '../operations/progress.js';

const filledIn = new Set();
document.addEventListener('input', ({target: {form}}) => { if (writes(form) && !autosaves(form)) filledIn.add(form); });
document.addEventListener('submit', ({target}) => filledIn.delete(target));

const isUnsent = () => formsIn('typing', 'saving', ...TROUBLE).length || [...filledIn].some(form => form.isConnected);

// What was refused is the answer to what was sent, and is not had again by asking.
const isRefused = performance.getEntriesByType('navigation')[0]?.responseStatus >= 400;

async function comesBack() {
  if (document.hidden || isRefused || today() === opened() || isUnsent()) return;
  // A page that asks for a day is kept on this phone. Any other stays to be read where there is no signal.
  const isThere = document.querySelector('[data-day]') ?? await fetch(location.href, {method: 'HEAD'}).catch(() => false);
  if (isThere && !isUnsent()) location.reload();
}

document.addEventListener('visibilitychange', comesBack);
addEventListener('pageshow', ({persisted}) => { if (persisted) comesBack(); });
