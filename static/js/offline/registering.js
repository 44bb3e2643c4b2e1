import {formsIn} from '../operations/progress.js';
import {ask} from './asking.js';

// While something waits, the network is looked for this often: not every browser says when it is back.
const LOOK_AGAIN_MS = 30_000;
const {worker, provide} = document.body.dataset;

async function begin() {
  const registration = await navigator.serviceWorker.register(worker);
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) registration.active.postMessage({ask: 'claim'});
  const renew = () => { if (!formsIn('typing').length) registration.waiting?.postMessage({ask: 'update'}); };
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', renew));
  document.addEventListener('visibilitychange', renew);
  renew();
}

const sendWaiting = () => ask('flush', {eager: true});

function ready() {
  sendWaiting();
  if (provide) ask('provide', {urls: provide.split(' ')});
}

if (navigator.serviceWorker) {
  begin();
  navigator.serviceWorker.addEventListener('controllerchange', ready);
  ready();
  addEventListener('online', sendWaiting);
  addEventListener('pageshow', async ({persisted}) => {
    // A page out of the browser's memory may be of somebody who has signed out since.
    if (persisted && await ask('person') !== document.body.dataset.uid) location.reload();
  });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) sendWaiting(); });
  setInterval(() => ask('flush'), LOOK_AGAIN_MS);
}
