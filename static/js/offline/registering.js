import {formsIn} from '../operations/progress.js';
import {ask} from './asking.js';

// While something waits, the network is looked for this often: not every browser says when it is back. A newer version takes
// over once that has been answered.
const LOOK_AGAIN_MS = 30_000, QUIET_MS = 10_000;
const {worker, provide} = document.body.dataset;

async function begin() {
  await navigator.serviceWorker.register(worker);
  const {active} = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) active.postMessage({ask: 'claim'});
}

// Never while a page comes or goes: Chromium can lose what is asked for in the moment of the change, and the page hangs.
async function renew() {
  const {waiting} = await navigator.serviceWorker.ready;
  if (!formsIn('typing', 'saving').length) waiting?.postMessage({ask: 'update'});
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
  setInterval(() => { ask('flush'); setTimeout(renew, QUIET_MS); }, LOOK_AGAIN_MS);
}
