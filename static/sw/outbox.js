// What is written waits here, sealed, until the server has said that it keeps it.
import {PARTS, TEXT, isText, packed, parsed} from './bodies.js';
import {draftOf, keepDraft} from './drafts.js';
import {due, entityOf, pause, rebased} from './settling.js';
import {Locked, Unreadable, fieldsOf, sealed, sealing, unlockAll, unsealed} from './sealing.js';
import {after, ask, outcome, person, post, tell, tellOfLeaving} from './session.js';
import {all, change, find, put, remove} from './store.js';

const ANSWER_WITHIN_MS = 2500, DAY_MS = 86_400_000;
const OUTBOX = {'X-Outbox': 'now'}, LATER = {'X-Outbox': 'later'};
const waits = TOLD.canWait.map(path => new RegExp(path));
let latest = 0;

export function canWait(request) {
  const {pathname} = new URL(request.url);
  const type = request.headers.get('Content-Type') ?? '';
  return waits.some(path => path.test(pathname)) && (isText(type) || type.startsWith(PARTS));
}

// Kept before the network is asked. The person has an answer within three seconds, whatever the network does.
export async function write(request, keepAlive) {
  const type = request.headers.get('Content-Type');
  let body = await request.clone()[isText(type) ? 'text' : 'arrayBuffer']();
  const fields = await parsed(body, type).catch(() => new FormData());
  const [op, uid] = [fields.get('_op'), fields.get('_uid')];
  if (!op || !uid) return fetch(request);
  latest = Math.max(latest + 1, Date.now());
  const url = new URL(request.url).pathname;
  const page = new URL(fields.get('_page') ?? '', location).pathname;
  const row = {
    op, uid, url, page, type, load: fields.get('_load'), entity: entityOf(fields, url), seq: latest, created: Date.now(),
    navigated: request.mode === 'navigate', state: 'queued', tries: 0, next: 0,
  };
  try {
    const written = await find('meta', lineOf(row));
    if (written?.version > Number(fields.get('_base'))) body = rebased(body, fields.get('_base'), written.version);
    await put('ops', await sealed(row, body));
    // What takes a while to send, a recording, is not waited for.
    await Promise.race([discard(fields.get('_replaces'), uid), after(ANSWER_WITHIN_MS / 2)]);
    await remove('ops', draftOf(uid, url));
  } catch {
    return fetch(request); // No room on this phone: the network alone then, and the page keeps the words.
  }
  const htmx = request.headers.has('HX-Request');
  const headers = htmx ? Object.fromEntries([...request.headers].filter(([name]) => name.startsWith('hx-'))) : OUTBOX;
  const front = {waits: true, body};
  const sent = inTurn(row).then(turn => turn && send(op, headers, front)).catch(() => null);
  keepAlive(sent.then(done => flush(done && done.state !== 'queued')).then(() => tell()));
  const done = await Promise.race([sent, after(ANSWER_WITHIN_MS)]) ?? (front.back && await sent);
  front.waits = false;
  return done?.answer ? shown(done, htmx) : saved(htmx);
}

// Whether nothing earlier of the same record waits before it.
async function inTurn(row) {
  return due(await all('ops'), row.uid, Date.now()).some(({op}) => op === row.op);
}

// One try. While `front.waits`, the person looks at the page that is waiting for the answer to its `body`; from `front.back`
// on it has to be given to them.
async function send(op, headers, front) {
  return navigator.locks.request(`op-${op}`, async () => {
    const row = await find('ops', op);
    if (!row) return null;
    const answer = await attempt(row, headers, front?.body);
    let state = answer ? outcome(answer) : 'queued';
    // A form that another site has made this browser send never gets a token from here.
    if (state === 'csrf' && row.navigated) state = 'attention';
    if (front?.waits && state === 'attention') front.back = true;
    await settle(row, front?.back ? 'back' : state, answer);
    return {state, answer};
  });
}

async function attempt(row, headers, written) {
  const about = {'Content-Type': row.type ?? TEXT, 'Idempotency-Key': row.op, 'X-Outbox-User': row.uid, 'X-Outbox-Created': row.created};
  try {
    await tellOfLeaving();
    // As it stands by now. Of somebody who is not here any more it is only what was just written.
    const body = await unsealed(row).catch(error => written ?? Promise.reject(error));
    const answer = await post(row.url, body, {...about, ...headers});
    await answer.clone().text(); // Half an answer is none.
    return answer;
  } catch (error) {
    if (error instanceof Unreadable) return new Response(null, {status: 422, headers: {'Outbox-Result': 'invalid'}});
    // As if the server stumbled over this one: the others may go.
    return error instanceof Locked ? new Response(null, {status: 503}) : null;
  }
}

async function settle(row, state, answer) {
  if (state === 'gone') {
    if (answer.headers.get('Outbox-Result') !== 'stored-copy') await rebase(row, answer.headers.get('Outbox-Version'));
    await remove('ops', row.op);
  } else if (state === 'back') {
    // It is in the form again, beside what to change; as a draft too, should that page be lost.
    await keepDraft(row.uid, row.url, await fieldsOf(row));
    await remove('ops', row.op);
  } else if (state === 'renamed') {
    const op = crypto.randomUUID();
    const {type, body} = await packed((await fieldsOf(row)).map(([name, value]) => [name, name === '_op' ? op : value]));
    await put('ops', await sealed({...row, op, type, state: 'queued'}, body));
    await remove('ops', row.op);
  } else {
    const tries = row.tries + 1;
    await change('ops', row.op, {state: state === 'csrf' ? 'queued' : state, tries, next: Date.now() + pause(tries)});
  }
}

const lineOf = ({entity, load}) => `${entity}|${load}`;

// What the same page wrote next, or writes later, stands on what its earlier words have become. Another page's does not:
// that is a conflict.
async function rebase(row, version) {
  const before = new URLSearchParams(await unsealed(row)).get('_base');
  if (!version || before === null) return;
  await put('meta', {name: lineOf(row), version: Number(version), at: Date.now()});
  for (const {name, at} of await all('meta')) if (at < Date.now() - DAY_MS) await remove('meta', name);
  for (const next of await all('ops')) {
    if (next.entity === row.entity && next.uid === row.uid && next.load === row.load && next.seq > row.seq) {
      const text = await unsealed(next).catch(() => null);
      if (text) await change('ops', next.op, await sealing(next, rebased(text, before, version)));
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
  registration.sync?.register('outbox').catch(() => {});
  if (htmx) return new Response(null, {status: 204, headers: {'Outbox-Result': 'waiting'}});
  return Response.redirect(`${TOLD.outbox}#saved`, 303);
}

// What was opened to be changed waits again once no page shows it.
async function putBack(ops) {
  const pages = (await clients.matchAll()).map(({url}) => url);
  for (const {op, state} of ops) {
    if (state === 'open' && !pages.some(url => url.endsWith(`#op=${op}`))) await change('ops', op, {state: 'queued'});
  }
}

// Everything of this person's whose turn it is. `eager` forgets how long was to be waited.
export async function flush(eager) {
  return navigator.locks.request('flush', async () => {
    const uid = await person();
    if (!uid) return;
    await unlockAll(uid);
    const mine = (await all('ops')).filter(row => row.uid === uid && row.state !== 'draft');
    if (!mine.length) return;
    await putBack(mine);
    const session = await ask();
    if (session?.uid !== uid) return;
    const tried = new Set();
    for (let again = true; again;) {
      again = false;
      for (const {op, navigated} of due(await all('ops'), uid, eager ? Infinity : Date.now())) {
        if (tried.has(op)) continue;
        tried.add(op);
        const done = await send(op, navigated ? LATER : {...LATER, 'X-CSRFToken': session.csrf});
        if (done && !done.answer) return; // Nobody there: the others would only wait as long.
        // One that another tab has sent meanwhile makes room for the next as well. Where one arrives, all may.
        again ||= !done || ['gone', 'renamed'].includes(done.state);
        eager ||= done?.state === 'gone';
      }
    }
  });
}

// What waits of the person who is signed in, to be read by them.
export async function waiting(uid) {
  const rows = (await all('ops')).filter(row => row.uid === uid && row.state !== 'draft').sort((a, b) => a.seq - b.seq);
  const shut = error => ({fields: [], state: error instanceof Unreadable ? 'broken' : 'locked'});
  return Promise.all(rows.map(async row => ({...row, ct: null, ...await fieldsOf(row).then(fields => ({fields}), shut)})));
}

// To be changed by its writer. Until then it is not sent.
export async function open(uid, op) {
  const row = await find('ops', op ?? '');
  if (row?.uid !== uid) return null;
  const fields = await fieldsOf(row);
  await change('ops', op, {state: 'open'});
  return {...row, fields};
}

// Not while it is being sent, or its outcome would bring it back.
export async function discard(op, uid) {
  if (op) await navigator.locks.request(`op-${op}`, async () => { if ((await find('ops', op))?.uid === uid) await remove('ops', op); });
}
