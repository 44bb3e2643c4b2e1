// Who is signed in.
import {find} from './store.js';

export const TRY_FOR_MS = 10_000;

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
