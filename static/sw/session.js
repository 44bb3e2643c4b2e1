// Who is signed in, and what the server itself has to say.
import {settled} from './settling.js';
import {find, remove} from './store.js';

// A recording may take a while: at least as many bytes a millisecond are hoped for.
const TRY_FOR_MS = 10_000, SLOWEST = 4;

export const after = (ms, value) => new Promise(done => setTimeout(done, ms, value));

export function post(url, body, headers) {
  return fetch(url, {method: 'POST', body, redirect: 'manual', headers, signal: AbortSignal.timeout(TRY_FOR_MS + (body.byteLength ?? 0) / SLOWEST)});
}

export const outcome = ({status, headers}) => settled(status, headers.get('Outbox-Result'));

// As far as this phone knows: nobody ('') after a sign-out.
export async function person() {
  return (await find('meta', 'person'))?.uid;
}

// By the server's own word, with a token to send with. Null where nobody says so.
export async function ask() {
  try {
    const answer = await fetch(TOLD.session, {signal: AbortSignal.timeout(TRY_FOR_MS)});
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// Of a sign-out that the server has not heard of yet it hears before anything else. Throws where it cannot be told.
export async function tellOfLeaving() {
  const leaving = await find('meta', 'leaving').catch(() => null);
  if (!leaving) return;
  const answer = await post(TOLD.logout, new URLSearchParams(leaving.form), {'X-Outbox': 'now'});
  if (!['gone', 'auth', 'held'].includes(outcome(answer))) throw new Error('not heard');
  await remove('meta', 'leaving').catch(() => {});
}

// The pages that are open hear that what waits here, or who is here, has changed.
export async function tell(what = 'outbox') {
  for (const client of await clients.matchAll()) client.postMessage(what);
}
