// Tells once, on Today, why it is good to have the app installed, and how.
const card = document.querySelector('[data-install]');
const TOLD_ONCE = 'told to install';
const installed = matchMedia('(display-mode: standalone)').matches || navigator.standalone;
let prompt;

function tell(how) {
  if (!card || installed || localStorage.getItem(TOLD_ONCE)) return;
  for (const part of card.querySelectorAll('[data-how]')) part.hidden = part.dataset.how !== how;
  card.hidden = false;
}

if (installed) navigator.storage?.persist();
else if ('standalone' in navigator) tell('by hand');

addEventListener('beforeinstallprompt', event => {
  event.preventDefault();
  prompt = event;
  tell('by asking');
});

card?.addEventListener('click', ({target}) => {
  if (!target.matches('button')) return;
  if (target.dataset.how) prompt?.prompt();
  localStorage.setItem(TOLD_ONCE, 'yes');
  card.hidden = true;
});
