// The service worker: listens, and says what each request is. TOLD comes from the server, above this.
import {canWait, discard, draft, flush, keepDraft, waiting, write} from './outbox.js';
import {forgetOldShells, fromShell, page, person, precache, provide, staticFile} from './pages.js';

addEventListener('install', event => event.waitUntil(precache()));
addEventListener('activate', event => event.waitUntil(forgetOldShells().then(() => clients.claim()).then(() => flush(true))));
addEventListener('sync', event => event.waitUntil(flush(true)));

addEventListener('fetch', event => {
  const {request} = event;
  const url = new URL(request.url);
  const keepAlive = promise => event.waitUntil(promise);
  if (TOLD.htmx[request.url]) return event.respondWith(fromShell(TOLD.htmx[request.url]).then(kept => kept ?? fetch(request)));
  if (url.origin !== location.origin) return;
  if (request.method === 'POST' && canWait(request)) return event.respondWith(write(request, keepAlive));
  if (request.method !== 'GET') return;
  if (url.pathname.startsWith(TOLD.static)) return event.respondWith(staticFile(request));
  if (request.mode !== 'navigate') return;
  // What waits is known here alone, so its page needs no network.
  if (url.pathname === TOLD.outbox) return event.respondWith(fromShell(TOLD.outbox).then(kept => kept ?? fetch(request)));
  event.respondWith(page(request, keepAlive));
});

const ANSWERS = {
  claim: () => clients.claim(),
  update: () => skipWaiting(),
  flush: ({eager}) => flush(eager),
  provide: ({urls}) => provide(urls),
  person: () => person(),
  waiting: () => waiting(),
  discard: ({op}) => discard(op),
  'keep-draft': ({page, text}) => keepDraft(page, text),
  draft: ({page}) => draft(page),
};

addEventListener('message', event => {
  const {ask, ...about} = event.data;
  event.waitUntil(ANSWERS[ask](about).then(answer => event.ports[0]?.postMessage(answer ?? null)));
});
