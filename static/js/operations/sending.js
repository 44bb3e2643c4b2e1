// Sends a form's words so that a lost answer neither loses nor doubles them. A body whose answer never came may have been
// stored: it goes again under its own `_op` before anything newer, and the server recognises it.
import {autosaves} from './fields.js';

const unanswered = new WeakMap();
const fleeting = new WeakSet();

// keepalive lets a save outlive the page, but browsers refuse it beyond 64 KiB for all requests together.
const KEEPALIVE_BYTES = 30_000;

export async function send(form, url, request) {
  const earlier = unanswered.get(form);
  const same = earlier && words(earlier) === words(request.body);
  if (same || (earlier && autosaves(form))) {
    const answer = await attempt(form, url, {...request, body: earlier});
    if (same || answer.status >= 500) return answer;
    adopt(form, await answer.text());
  }
  for (const {name, value} of known(form)) request.body.set(name, value);
  return attempt(form, url, request);
}

// Whether something older has to arrive before the form's next words can go.
export function owes(form) {
  return unanswered.has(form);
}

// Whether what is on its way would end with the page.
export function endsWithPage(form) {
  return fleeting.has(form);
}

async function attempt(form, url, request) {
  const {body} = request;
  // Files cannot be compared, so a form with files is always sent anew.
  const plain = body instanceof URLSearchParams;
  if (plain) unanswered.set(form, body);
  const keepalive = plain && String(body).length < KEEPALIVE_BYTES;
  fleeting[keepalive || navigator.serviceWorker?.controller ? 'delete' : 'add'](form);
  const answer = await fetch(url, {...request, keepalive});
  if (answer.status < 500) {
    await answer.clone().text(); // Half an answer is none.
    unanswered.delete(form);
  }
  return answer;
}

function words(body) {
  return JSON.stringify([...body].filter(([name]) => !name.startsWith('_') && name !== 'csrf_token'));
}

// What the page knows of the stored record, such as `_base`: the server's to say, and newer than what was collected when the
// save was triggered.
function known(root) {
  return root.querySelectorAll('input[type="hidden"][name^="_"]');
}

function adopt(form, html) {
  const said = new DOMParser().parseFromString(html, 'text/html');
  for (const field of known(form)) field.value = said.querySelector(`[name="${field.name}"]`)?.value ?? field.value;
}
