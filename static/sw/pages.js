// Reading without a signal: what the server allows to be kept, kept for the one person it belongs to.
import {lockAllBut} from './sealing.js';
import {after, ask, person, tell, tellOfLeaving} from './session.js';
import {find, put} from './store.js';

const PATIENCE_MS = 3000, KEPT_PAGES = 60;
const SHELL = `shell-${TOLD.version}`;
let arrivals = 0;
const folder = uid => `pages-${uid}`;

// Whoever is signed in now. Other people's pages go, and their keys; what was broken off is done again.
export async function arrive(uid) {
  const known = await find('meta', 'person');
  if (uid === known?.uid && known.tidy) return;
  arrivals++;
  await put('meta', {name: 'person', uid});
  await lockAllBut(uid);
  for (const name of await caches.keys()) if (name.startsWith('pages-') && name !== folder(uid)) await caches.delete(name);
  await put('meta', {name: 'person', uid, tidy: true});
  await tell();
}

// The first page may have come before there was a worker to see whose it is.
export async function met() {
  const uid = (await ask())?.uid;
  if (uid && await person() === undefined) await arrive(uid);
  return person();
}

// Signing out needs no signal: the server hears of it before it is asked for any other page.
export async function leave(request, keepAlive) {
  const form = await request.clone().text();
  try {
    const here = await person();
    // Another site's form does not know who is here.
    if (!here || new URLSearchParams(form).get('_uid') !== here) return fetch(request);
    await put('meta', {name: 'leaving', form});
    await arrive('');
  } catch {
    return fetch(request); // No room on this phone: the network alone then.
  }
  const away = `${TOLD.away}#left`;
  const told = tellOfLeaving().then(() => TOLD.login, () => away);
  keepAlive(told);
  return Response.redirect(await Promise.race([told, after(PATIENCE_MS, away)]), 303);
}

export async function precache() {
  const shell = await caches.open(SHELL);
  await Promise.all(TOLD.shell.map(async url => {
    const answer = await fetch(url, {credentials: 'omit', redirect: 'error'});
    if (!answer.ok) throw new Error(url);
    await shell.put(url, answer);
  }));
}

export async function forgetOldShells() {
  for (const name of await caches.keys()) if (name.startsWith('shell-') && name !== SHELL) await caches.delete(name);
}

export async function fromShell(url) {
  return (await caches.open(SHELL)).match(url);
}

export async function staticFile(request) {
  const files = await caches.open(SHELL);
  const known = await files.match(request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await files.put(request.url, answer.clone()).catch(() => {});
  return answer;
}

// The network has three seconds; then what is kept; then a page that says what there is.
export async function page(request, keepAlive) {
  const asked = fromNetwork(request).catch(() => null);
  keepAlive(asked);
  const answer = await Promise.race([asked, after(PATIENCE_MS)]);
  if (answer && answer.status < 502) return answer;
  return await keptPage(request.url).catch(() => null) ?? await asked ?? fromShell(TOLD.away);
}

async function fromNetwork(request) {
  await tellOfLeaving();
  const before = arrivals;
  const answer = await fetch(request);
  await note(request.url, answer, before).catch(() => {}); // A full phone still shows what has come.
  return answer;
}

// Whose page this is. An answer that was on its way while somebody else came, or went, changes nothing.
async function note(url, answer, before) {
  const uid = answer.headers.get('X-Person');
  const left = answer.status === 401 || (answer.ok && new URL(answer.url || url).pathname === TOLD.login);
  if (!uid && !left) return;
  if (before !== arrivals && (uid ?? '') !== await person()) return;
  await arrive(uid ?? '');
  if (answer.headers.get('X-Offline') === 'keep' && !answer.redirected) await keep(uid, url, answer.clone());
}

async function keep(uid, url, answer) {
  const pages = await caches.open(folder(uid));
  await pages.delete(url);
  await pages.put(url, answer);
  const kept = await pages.keys();
  for (const old of kept.slice(0, -KEPT_PAGES)) await pages.delete(old);
}

async function keptPage(url) {
  const uid = await person();
  const kept = uid && await (await caches.open(folder(uid))).match(url);
  if (!kept) return fromShell(new URL(url).pathname);
  const html = (await kept.text()).replace('<body ', `<body data-kept="${kept.headers.get('Date')}" `);
  const headers = new Headers(kept.headers);
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  return new Response(html, {headers});
}

// What somebody will need in the basement, fetched while there is a signal.
export async function provide(urls) {
  for (const url of urls) {
    const uid = await person();
    const kept = uid && await (await caches.open(folder(uid))).match(url);
    if (!kept) await fromNetwork(new Request(url, {headers: {'X-Provide': '1'}}));
  }
}
