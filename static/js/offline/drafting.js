// What is being typed is kept on this phone as well, and offered again when the page was lost in the middle of it.
import {writes} from '../operations/fields.js';
import {ask} from './asking.js';

const AFTER_MS = 500;
let soon;

const typed = form => new URLSearchParams([...new FormData(form)].filter(([name]) => !name.startsWith('_') && name !== 'csrf_token'));
const boxes = form => [...form.querySelectorAll('textarea')];

document.addEventListener('input', ({target}) => {
  const {form} = target;
  if (!writes(form) || !boxes(form).length) return;
  clearTimeout(soon);
  soon = setTimeout(() => keep(form), AFTER_MS);
});

function keep(form) {
  const empty = boxes(form).every(box => !box.value.trim());
  ask('keep-draft', {page: location.pathname, text: empty ? '' : String(typed(form))});
}

async function offer() {
  const form = [...document.forms].find(form => writes(form) && boxes(form).length);
  const offered = form && document.querySelector('[data-draft]');
  const draft = offered && await ask('draft', {page: location.pathname});
  if (!draft || draft.fields.every(([name, value]) => !boxes(form).some(box => box.name === name && box.value !== value))) return;
  offered.hidden = false;
  offered.onclick = ({target}) => {
    if (!target.matches('button')) return;
    offered.hidden = true;
    if (target.dataset.do === 'drop') return ask('keep-draft', {page: location.pathname, text: ''});
    fill(form, draft.fields);
  };
}

// What waits is opened in the form that it came from, and takes the place of what waits once it is sent from there.
async function takeUp(name) {
  const op = (await ask('waiting'))?.find(({op}) => op === name);
  const form = op && [...document.forms].find(form => writes(form) && new URL(form.action).pathname === op.url);
  if (!form) return offer();
  form.dataset.replaces = op.op;
  if ('entity' in form.dataset) form.dataset.entity = new URLSearchParams(op.fields).get('_entity');
  fill(form, op.fields);
}

function fill(form, fields) {
  for (const [name, value] of fields.filter(([name]) => !name.startsWith('_') && name !== 'csrf_token')) {
    const field = form.elements[name];
    if (field && 'value' in field) field.value = value;
  }
  boxes(form)[0].dispatchEvent(new Event('input', {bubbles: true}));
}

const opened = new URLSearchParams(location.hash.slice(1)).get('op');
if (opened) takeUp(opened);
else if (navigator.serviceWorker?.controller) offer();
