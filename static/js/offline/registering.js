import {formsIn} from '../operations/progress.js';
import {ask} from './asking.js';

// While something waits, the network is looked for every other turn: not every browser says when it is back. In the turn
// between, a newer version may take over. Timers of a phone that wakes up all go off at once: so it is one timer for both.
const TURN_MS = 15_000;
const {worker, provide} = document.body.dataset;

async function begin() {
  await navigator.serviceWorker.register(worker);
  const {active} = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) active.postMessage({ask: 'claim'});
}

// Never while a page comes or goes, or something is asked: Chromium can lose what is asked for in the moment of the change,
// and the page hangs; or the newer version goes on waiting for minutes.
async function renew() {
  const {waiting} = await navigator.serviceWorker.ready;
  if (!formsIn('typing', 'saving').length) waiting?.postMessage({ask: 'update'});
}

const sendWaiting = () => ask('flush', {eager: true});

let looks = false;

function takeTurns() {
  looks = !looks;
  if (looks) ask('flush'); else renew();
}

function ready() {
  sendWaiting();
  if (provide) ask('provide', {urls: provide.trim().split(/\s+/)});
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
  setInterval(takeTurns, TURN_MS);
}
