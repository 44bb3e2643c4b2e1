// What is written waits here, sealed, until the server has said that it keeps it.
import {person} from './pages.js';
import {due, entityOf, pause, rebased, settled} from './settling.js';
import {all, find, put, remove, sealed, unsealed} from './store.js';

const ANSWER_WITHIN_MS = 2500, TRY_FOR_MS = 10_000;
const OUTBOX = {'X-Outbox': '1'};
const waits = TOLD.canWait.map(path => new RegExp(path));
let latest = 0;

export function canWait(request) {
  const {pathname} = new URL(request.url);
  const type = request.headers.get('Content-Type') ?? '';
  return waits.some(path => path.test(pathname)) && type.startsWith('application/x-www-form-urlencoded');
}

// Kept before the network is asked. The person has an answer within three seconds, whatever the network does.
export async function write(request, keepAlive) {
  const text = await request.clone().text();
  const fields = new URLSearchParams(text);
  const [op, uid] = [fields.get('_op'), fields.get('_uid')];
  if (!op || !uid) return fetch(request);
  latest = Math.max(latest + 1, Date.now());
  const url = new URL(request.url).pathname;
  const row = {op, uid, url, page: fields.get('_page') ?? '', entity: entityOf(fields, url), seq: latest, created: Date.now(), state: 'queued', tries: 0, next: 0};
  try {
    const replaced = await find('ops', fields.get('_replaces') ?? '');
    await put('ops', await sealed(row, text));
    if (replaced?.uid === uid) await remove('ops', replaced.op);
  } catch {
    return fetch(request); // No room on this phone: the network alone then, and the page keeps the words.
  }
  const htmx = request.headers.has('HX-Request');
  const headers = htmx ? Object.fromEntries([...request.headers].filter(([name]) => name.startsWith('hx-'))) : OUTBOX;
  const sent = inTurn(row).then(turn => turn && send(op, headers, true));
  keepAlive(sent.then(done => done?.state === 'csrf' ? flush(true) : tell()));
  const late = new Promise(done => setTimeout(done, ANSWER_WITHIN_MS));
  const done = await Promise.race([sent, late]);
  return done?.answer ? shown(done, htmx) : saved(htmx);
}

// Whether nothing earlier of the same record waits before it.
async function inTurn(row) {
  return due(await all('ops'), row.uid, Date.now()).some(({op}) => op === row.op);
}

// One try. `inFront`: the person looks at the page that is waiting for the answer.
async function send(op, headers, inFront) {
  return navigator.locks.request(`op-${op}`, async () => {
    const row = await find('ops', op);
    if (!row) return null;
    const answer = await attempt(row, headers);
    const state = answer ? settled(answer.status, answer.headers.get('Outbox-Result')) : 'queued';
    await settle(row, inFront && state === 'attention' ? 'back' : state, answer);
    return {state, answer};
  });
}

async function attempt(row, headers) {
  const about = {'Content-Type': 'application/x-www-form-urlencoded', 'Idempotency-Key': row.op, 'X-Outbox-User': row.uid};
  try {
    const body = await unsealed(row);
    const answer = await fetch(row.url, {method: 'POST', body, redirect: 'manual', headers: {...about, ...headers}, signal: AbortSignal.timeout(TRY_FOR_MS)});
    await answer.clone().text(); // Half an answer is none.
    return answer;
  } catch {
    return null;
  }
}

async function settle(row, state, answer) {
  if (state === 'back') return remove('ops', row.op); // It stands in the form again, beside what to change.
  if (state === 'gone') {
    await remove('ops', row.op);
    await remove('ops', draftOf(row.uid, row.page));
    if (answer.headers.get('Outbox-Result') !== 'stored-copy') await rebase(row, answer.headers.get('Outbox-Version'));
  } else if (state === 'renamed') {
    const fields = new URLSearchParams(await unsealed(row));
    const op = crypto.randomUUID();
    fields.set('_op', op);
    await put('ops', await sealed({...row, op, state: 'queued'}, String(fields)));
    await remove('ops', row.op);
  } else {
    const tries = row.tries + 1;
    await put('ops', {...row, state: state === 'csrf' ? 'queued' : state, tries, next: Date.now() + pause(tries)});
  }
}

// What the same phone wrote next over the version that has just become a newer one.
async function rebase(row, version) {
  const before = new URLSearchParams(await unsealed(row)).get('_base');
  if (!version || before === null) return;
  for (const next of await all('ops')) {
    if (next.entity === row.entity && next.uid === row.uid && next.state === 'queued' && next.seq > row.seq) {
      await put('ops', await sealed(next, rebased(await unsealed(next), before, version)));
    }
  }
}

// What the person sees: where the server sends them, or what it has to say about the form, or that it is kept here.
function shown({state, answer}, htmx) {
  const says = ['attention', 'held'].includes(state);
  if (says || (htmx && state === 'gone')) return answer;
  return state === 'gone' ? Response.redirect(answer.headers.get('Location'), 303) : saved(htmx);
}

function saved(htmx) {
  if (htmx) return new Response(null, {status: 204, headers: {'Outbox-Result': 'waiting'}});
  return Response.redirect(`${TOLD.outbox}#saved`, 303);
}

// Everything of this person's whose turn it is. `eager` forgets how long was to be waited.
export async function flush(eager) {
  return navigator.locks.request('flush', async () => {
    const uid = await person();
    if (!uid || !(await waiting()).length) return;
    const session = await ask();
    if (session?.uid !== uid) return;
    for (let again = true; again;) {
      again = false;
      for (const {op} of due(await all('ops'), uid, eager ? Infinity : Date.now())) {
        const done = await send(op, {...OUTBOX, 'X-CSRFToken': session.csrf});
        again ||= ['gone', 'renamed'].includes(done?.state);
      }
    }
    await tell();
  });
}

async function ask() {
  try {
    const answer = await fetch(TOLD.session, {signal: AbortSignal.timeout(TRY_FOR_MS)});
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// What waits of the person who is signed in, to be read by them.
export async function waiting() {
  const uid = await person();
  const rows = (await all('ops')).filter(row => row.uid === uid && row.state !== 'draft').sort((a, b) => a.seq - b.seq);
  return Promise.all(rows.map(async ({ct, iv, ...row}) => ({...row, fields: [...new URLSearchParams(await unsealed({...row, ct, iv}))]})));
}

// Not while it is being sent, or its outcome would bring it back.
export async function discard(op) {
  const uid = await person();
  await navigator.locks.request(`op-${op}`, async () => {
    if ((await find('ops', op))?.uid === uid) await remove('ops', op);
  });
  await tell();
}

const draftOf = (uid, page) => `draft|${uid}|${page}`;

export async function keepDraft(page, text) {
  const uid = await person();
  if (!uid) return;
  const row = {op: draftOf(uid, page), uid, url: page, page, seq: 0, state: 'draft', created: Date.now()};
  if (text) await put('ops', await sealed(row, text));
  else await remove('ops', row.op);
}

export async function draft(page) {
  const row = await find('ops', draftOf(await person(), page));
  return row ? {created: row.created, fields: [...new URLSearchParams(await unsealed(row))]} : null;
}

async function tell() {
  for (const client of await clients.matchAll()) client.postMessage('outbox');
}
