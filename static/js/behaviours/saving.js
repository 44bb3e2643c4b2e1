import {BOX, autosaves, writes} from '../operations/fields.js';
import {TROUBLE, formsIn, say, stateOf} from '../operations/progress.js';
import {endsWithPage, owes, send} from '../operations/sending.js';
import {submitPlainly} from './submitting.js';

// A tick is a promise: it is given only for an answer that says so. A 200 without this header is not our server's.
const KEPT = ['stored', 'duplicate', 'stored-copy'];
const TRY_AGAIN_MS = 20_000;
const edits = new WeakMap(); // How often each form was changed,
const sentEdits = new WeakMap(); // and how often when it was last sent,
const pressed = new WeakMap(); // by which button.

document.addEventListener('input', ({target}) => {
  const form = target.form;
  if (!writes(form) || !(autosaves(form) || target.matches(BOX))) return;
  edits.set(form, (edits.get(form) ?? 0) + 1);
  say(form, 'typing');
});

document.addEventListener('htmx:config:request', event => {
  const {ctx} = event.detail;
  const {form} = ctx.request;
  if (ctx.request.method === 'GET' || !writes(form)) return;
  if (isNeedless(form, ctx.sourceEvent)) return event.preventDefault();
  sentEdits.set(form, edits.get(form));
  pressed.set(form, ctx.request.submitter);
  ctx.writing = {form, edits: edits.get(form)};
});

// A second tap, which htmx would keep and send after the first; or a save with nothing new in it.
function isNeedless(form, {type}) {
  const state = stateOf(form);
  if (!autosaves(form)) return state === 'saving';
  return type !== 'submit' && ['saving', 'saved'].includes(state) && sentEdits.get(form) === edits.get(form);
}

document.addEventListener('htmx:before:request', ({detail: {ctx}}) => {
  if (!ctx.writing) return;
  const {form} = ctx.writing;
  say(form, 'saving');
  ctx.fetch = (url, request) => send(form, url, request);
});

document.addEventListener('htmx:after:request', ({detail: {ctx}}) => {
  const {status, headers} = ctx.response;
  if (status === 401 && ctx.request.method === 'GET') return location.reload();
  if (!ctx.writing) return;
  const {form} = ctx.writing;
  ctx.writing.answered = true;
  if (headers.get('Outbox-Result') === 'waiting') {
    const goesOn = ctx.sourceEvent.type === 'submit' && form.querySelector(BOX);
    say(form, 'here');
    if (goesOn) location.assign(form.dataset.next ?? `${document.body.dataset.outbox}#saved`);
  } else if ([400, 401, 403].includes(status)) {
    if (ctx.sourceEvent.type === 'submit' && !form.querySelector('[type=file]')) submitPlainly(form, ctx.request.submitter);
    else say(form, 'signedOut');
  } else if (status >= 400 && status < 500) {
    say(form, status === 409 ? 'held' : 'refused');
  } else if (status >= 500 || !KEPT.includes(headers.get('Outbox-Result'))) {
    say(form, 'waiting');
  } else {
    say(form, edits.get(form) === ctx.writing.edits ? 'saved' : 'typing');
  }
});

document.addEventListener('htmx:finally:request', ({detail: {ctx}}) => {
  if (ctx.writing && ctx.fetch && !ctx.writing.answered) say(ctx.writing.form, 'waiting');
});

// The form that comes back with its errors holds words that are still nowhere else.
document.addEventListener('htmx:after:swap', ({detail: {ctx}}) => {
  const form = ctx.sourceElement.closest?.('form');
  if (ctx.writing && form !== ctx.writing.form && ctx.response.status === 422 && writes(form)) say(form, 'typing');
});

// `change` is the trigger of every autosaving form that does not wait.
const saveNow = form => form.dispatchEvent(new Event('change', {bubbles: true}));
const saveTyped = () => formsIn('typing').filter(autosaves).forEach(saveNow);
const tryAgain = () => formsIn('waiting').forEach(form => autosaves(form) ? saveNow(form) : form.requestSubmit(pressed.get(form)));

addEventListener('online', tryAgain);
document.addEventListener('visibilitychange', () => document.hidden ? saveTyped() : tryAgain());
setInterval(tryAgain, TRY_AGAIN_MS);

// What is being saved outlives the page. The browser's own question is for words that would not.
addEventListener('beforeunload', event => {
  const behind = formsIn('typing').filter(owes);
  saveTyped();
  const unsent = formsIn('saving').filter(form => !navigator.onLine || endsWithPage(form));
  if (behind.length || unsent.length || formsIn('typing', ...TROUBLE).length) event.preventDefault();
});
