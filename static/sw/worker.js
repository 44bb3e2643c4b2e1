// The service worker: listens, and says what each request is. TOLD comes from the server, above this.
import {drafts, keepDraft} from './drafts.js';
import {canWait, discard, flush, open, waiting, write} from './outbox.js';
import {forgetOldShells, fromShell, leave, met, page, precache, provide, staticFile} from './pages.js';
import {person, tell, tellOfLeaving} from './session.js';

addEventListener('install', event => event.waitUntil(precache()));
addEventListener('activate', event => event.waitUntil(forgetOldShells().then(() => clients.claim())));
addEventListener('sync', event => event.waitUntil(flush(true)));

addEventListener('fetch', event => {
  const {request} = event;
  const url = new URL(request.url);
  const keepAlive = promise => event.waitUntil(promise);
  if (TOLD.htmx[request.url]) return event.respondWith(fromShell(TOLD.htmx[request.url]).then(kept => kept ?? fetch(request)));
  if (url.origin !== location.origin) return;
  if (request.method === 'POST' && canWait(request)) return event.respondWith(write(request, keepAlive));
  if (request.method === 'POST' && url.pathname === TOLD.logout) return event.respondWith(leave(request, keepAlive));
  // Or the sign-out would end what begins here.
  if (request.method === 'POST' && url.pathname === TOLD.login) return event.respondWith(tellOfLeaving().then(() => fetch(request)));
  if (request.method !== 'GET') return;
  if (url.pathname.startsWith(TOLD.static)) return event.respondWith(staticFile(request));
  if (request.mode !== 'navigate') return;
  // What waits is known here alone, so its page needs no network.
  if (url.pathname === TOLD.outbox) return event.respondWith(fromShell(TOLD.outbox).then(kept => kept ?? fetch(request)));
  event.respondWith(page(request, keepAlive));
});

// Asked by a page for the person it belongs to. A page left open gets nothing once somebody else is here.
const ANSWERS = {
  claim: () => clients.claim(),
  update: () => skipWaiting(),
  provide: (_, {urls}) => provide(urls),
  person: uid => uid,
  flush: (_, {eager}) => flush(eager).then(() => tell()),
  waiting: uid => waiting(uid),
  open: (uid, {op}) => open(uid, op),
  discard: (uid, {op}) => discard(op, uid).then(() => tell('discarded')),
  'keep-draft': (uid, {url, fields}) => keepDraft(uid, url, fields),
  drafts: uid => drafts(uid),
};
const FOR_ANYBODY = ['claim', 'update', 'provide', 'person'];

async function answered({ask: what, uid, ...about}) {
  const forAnybody = FOR_ANYBODY.includes(what);
  const here = await person() ?? (forAnybody ? '' : await met());
  if (!forAnybody && (!here || (uid && uid !== here))) return null;
  return await ANSWERS[what](here, about) ?? null;
}

addEventListener('message', event => {
  event.waitUntil(answered(event.data).catch(() => null).then(answer => event.ports[0]?.postMessage(answer)));
});
