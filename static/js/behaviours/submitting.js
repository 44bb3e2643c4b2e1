import {addOperation, writes} from '../operations/fields.js';
import {forget} from '../operations/progress.js';

// A page that stays after a submission (a download, a stopped load) may submit again after this long.
const DOUBLE_TAP_MS = 5000;
let sent = new WeakMap();

// Both the browser and htmx collect a form through this event, so one place serves plain forms and quick ones.
document.addEventListener('formdata', ({target, formData}) => {
  if (writes(target)) addOperation(formData, target, document.body.dataset.uid);
});

document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || !writes(form)) return;
  const tapped = event.submitter ?? form;
  if (sent.get(form) === tapped) return event.preventDefault();
  sent.set(form, tapped);
  setTimeout(() => sent.delete(form), DOUBLE_TAP_MS);
  forget(form);
});

// A tick is sent by htmx, and where that has not come, plainly.
document.addEventListener('change', ({target}) => {
  if (!window.htmx && target.matches('[data-autosave] [type=checkbox]')) target.form.requestSubmit();
});

addEventListener('pageshow', () => { sent = new WeakMap(); });

// The way without htmx: the server can answer with a whole page, such as "sign in, and be back with your text".
export function submitPlainly(form, submitter) {
  if (submitter?.name) {
    const chosen = Object.assign(document.createElement('input'), {type: 'hidden', name: submitter.name, value: submitter.value});
    form.append(chosen);
  }
  forget(form);
  HTMLFormElement.prototype.submit.call(form);
}
