// How far each form's words have come, said in words. The sentences stand in the page: data-saved, data-waiting and so on, on
// the form's [data-status] line or, for all forms, on <body>.
//
//   typing      not sent yet                 waiting     sent, no answer: it will be sent again
//   saving      on its way                   refused     the server answered, and did not keep it
//   saved       the server says it is kept   signedOut   the server does not know who is writing
//   here        kept on this phone               held        somebody else is signed in by now
export const TROUBLE = ['waiting', 'refused', 'held', 'signedOut'];
const states = new Map();
// What is quick is not announced: a line that comes and goes would move the button that is just being pressed.
const QUICK_MS = 400;

export function say(form, state) {
  states.set(form, state);
  if (state !== 'saving') return show(form, state);
  setTimeout(() => { if (states.get(form) === state) show(form, state); }, QUICK_MS);
}

function show(form, state) {
  const line = form.querySelector('[data-status]') ?? (TROUBLE.includes(state) || state === 'here' ? lineFor(form) : null);
  if (!line) return;
  // Read out only what needs the person; "Saving…" after every pause would talk over their thoughts.
  if (TROUBLE.includes(state)) line.setAttribute('role', 'alert');
  else line.removeAttribute('role');
  line.dataset.state = state;
  const sentence = line.dataset[state] ?? document.body.dataset[state] ?? '';
  if (line.textContent !== sentence) line.textContent = sentence;
}

export function forget(form) {
  states.delete(form);
}

export function stateOf(form) {
  return states.get(form);
}

export function formsIn(...wanted) {
  for (const form of states.keys()) if (!form.isConnected) states.delete(form);
  return [...states].filter(([, state]) => wanted.includes(state)).map(([form]) => form);
}

function lineFor(form) {
  const line = document.createElement('p');
  line.className = 'form-status';
  line.dataset.status = '';
  form.append(line);
  return line;
}
