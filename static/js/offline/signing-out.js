// Nobody signs out and leaves something unsent behind without knowing it.
import {ask} from './asking.js';

const SEND_FOR_MS = 10_000;
const leaving = document.querySelector('form[data-sign-out]');
const question = document.querySelector('dialog');

leaving?.addEventListener('submit', async event => {
  if (!navigator.serviceWorker?.controller || leaving.dataset.signOut) return;
  event.preventDefault();
  event.stopPropagation(); // A second tap may still sign out.
  await Promise.race([ask('flush', {eager: true}), new Promise(waited => setTimeout(waited, SEND_FOR_MS))]);
  if ((await ask('waiting') ?? []).length) question.showModal();
  else leave();
}, true);

function leave() {
  leaving.dataset.signOut = 'now';
  leaving.requestSubmit();
}

question?.addEventListener('click', async ({target}) => {
  const {do: wish} = target.dataset;
  if (wish === 'stay') question.close();
  if (wish === 'delete') for (const {op} of await ask('waiting')) await ask('discard', {op});
  if (['leave', 'delete'].includes(wish)) leave();
});
