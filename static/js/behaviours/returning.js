// Whoever comes back to a page on another day gets that day's, unless something on this one has not been sent.
import {autosaves, writes} from '../operations/fields.js';
import {opened, today} from '../operations/day.js';
import {TROUBLE, formsIn} from '../operations/progress.js';

const filledIn = new Set();
document.addEventListener('input', ({target: {form}}) => { if (writes(form) && !autosaves(form)) filledIn.add(form); });

const isUnsent = () => formsIn('typing', 'saving', ...TROUBLE).length || [...filledIn].some(form => form.isConnected);
const comesBack = () => { if (!document.hidden && today() !== opened() && !isUnsent()) location.reload(); };
document.addEventListener('visibilitychange', comesBack);
addEventListener('pageshow', ({persisted}) => { if (persisted) comesBack(); });
