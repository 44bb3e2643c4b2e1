// What is being typed is kept on this phone as well, and offered again when the page was lost in the middle of it.
import {BOX, autosaves, writes} from '../operations/fields.js';
import {say} from '../operations/progress.js';
import {ask} from './asking.js';

const AFTER_MS = 500;
const ABOUT = ['_op', '_uid', '_page', '_load', '_replaces', 'csrf_token', 'seen'];
const soon = new Map();

const pathOf = form => new URL(form.action).pathname;
const boxes = form => [...form.querySelectorAll(BOX)];
const forms = () => [...document.forms].filter(form => writes(form) && boxes(form).length);

document.addEventListener('input', ({target: {form}}) => {
  if (!writes(form) || !boxes(form).length) return;
  if (!soon.has(form)) soon.set(form, setTimeout(keepTyped, AFTER_MS, form));
});
document.addEventListener('submit', ({target}) => { clearTimeout(soon.get(target)); soon.delete(target); }, true);

// Whoever leaves at once leaves it as it is by then.
addEventListener('pagehide', () => soon.forEach((timer, form) => { clearTimeout(timer); keepTyped(form); }));

function keepTyped(form) {
  soon.delete(form);
  const empty = boxes(form).every(box => !box.value.trim());
  const fields = empty ? [] : [...new FormData(form)].filter(([name]) => !ABOUT.includes(name));
  ask('keep-draft', {url: pathOf(form), fields});
}

const differs = (box, value) => value instanceof File ? box.files[0]?.size !== value.size : box.value !== value;

async function offer() {
  const offered = document.querySelector('[data-draft]');
  const kept = offered && forms().length ? await ask('drafts') : null;
  for (const {url, fields} of kept ?? []) {
    const form = forms().find(form => pathOf(form) === url);
    if (!form || !fields.some(([name, value]) => boxes(form).some(box => box.name === name && differs(box, value)))) continue;
    offered.hidden = false;
    offered.onclick = async ({target}) => {
      if (!target.matches('button')) return;
      offered.hidden = true;
      if (target.dataset.do === 'drop') await ask('keep-draft', {url, fields: []});
      else fill(form, fields);
      offer();
    };
    return;
  }
}

// What waits is opened in the form that it came from, and takes the place of what waits once it is sent from there.
async function takeUp(name) {
  const op = await ask('open', {op: name});
  const form = op && [...document.forms].find(form => writes(form) && pathOf(form) === op.url);
  if (!form) return offer();
  form.dataset.replaces = op.op;
  form.dataset.load = new Map(op.fields).get('_load') ?? '';
  fill(form, op.fields);
}

function fill(form, fields) {
  const fold = form.closest('details');
  if (fold) fold.open = true;
  for (const box of form.querySelectorAll('[type=checkbox]')) box.checked = fields.some(([name, value]) => name === box.name && value === box.value);
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (name === '_entity') form.dataset.entity = value;
    if (value instanceof File) field.files = value.size ? carrying(value) : field.files;
    else if (!ABOUT.includes(name) && field && 'value' in field && field.type !== 'checkbox') field.value = value;
  }
  boxes(form)[0]?.dispatchEvent(new Event('input', {bubbles: true}));
}

function carrying(file) {
  const carrier = new DataTransfer();
  carrier.items.add(file);
  return carrier.files;
}

// A tick that waits is a tick.
const ticksIn = ({url}) => [...document.forms].find(form => autosaves(form) && !boxes(form).length && pathOf(form) === url);

const isOfItsDay = (form, fields) => fields.every(([name, value]) => name !== 'happened_on' || form.elements[name]?.value === value);

// A page that saves by itself goes on with what it wrote last, though it is still waiting here.
async function goOn() {
  const waiting = [...document.forms].some(autosaves) && await ask('waiting') || [];
  for (const op of waiting) {
    const form = ticksIn(op);
    if (form && op.fields.length) fill(form, op.fields);
    if (form) say(form, 'here');
  }
  const asking = forms().filter(autosaves);
  const goesOn = ({url, fields}) => fields.length && asking.some(form => pathOf(form) === url && isOfItsDay(form, fields));
  const last = waiting.findLast(goesOn);
  if (!last) return offer();
  history.replaceState(null, '', `#op=${last.op}`);
  takeUp(last.op);
}

const toOpen = new URLSearchParams(location.hash.slice(1)).get('op');
if (toOpen) takeUp(toOpen);
else if (navigator.serviceWorker?.controller) goOn();
