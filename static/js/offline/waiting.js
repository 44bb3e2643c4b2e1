// Shows what waits on this phone: where it belongs among what was sent, and all of it on a page of its own.
import {formsIn, say} from '../operations/progress.js';
import {ask, onOutbox} from './asking.js';

// What is chosen or carried, and not written.
const NO_WORDS = /^(_.*|csrf_token|happened_on|then|done|gathering|circle|asked_as|audience|state|need|welcome|answer|item-.*|seconds|mood|energy|sleep|sentence|room|excerpt|agreement|accept|seen|waits)$/;
const WORDS = ([name, value]) => !NO_WORDS.test(name) && (value.size ?? value.trim());
const isFile = value => value instanceof File;
const SINCE = {weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit'};

onOutbox(async why => {
  const told = await ask('waiting');
  const ops = told ?? [];
  for (const list of document.querySelectorAll('[data-ops]')) {
    const shown = ops.filter(({url}) => url.startsWith(list.dataset.ops));
    // What is the same stays as it is: somebody may have unfolded it.
    const rows = shown.map(({op, state}) => op + state).join();
    if (list.dataset.rows !== rows) list.replaceChildren(...shown.map(op => line(op, list)));
    list.dataset.rows = rows;
  }
  const now = told ? ops.length ? 'waiting' : 'nothing' : 'nobody';
  for (const element of document.querySelectorAll('[data-while]')) element.hidden = element.dataset.while !== now;
  const here = ops.filter(({page}) => page === location.pathname);
  if (told && !here.length) formsIn('here').forEach(form => say(form, why === 'discarded' ? 'typing' : 'saved'));
});

function line(op, list) {
  const item = document.querySelector(list.dataset.template).content.cloneNode(true);
  const words = op.fields.filter(WORDS).map(([, value]) => value);
  const said = item.querySelector('[data-words]');
  said.textContent = (isFile(words[0]) ? said.dataset[words[0].type.split('/')[0]] : words[0]?.slice(0, 110)) ?? said.textContent;
  item.querySelector('[data-since]').textContent = new Date(op.created).toLocaleString('en-GB', SINCE);
  const why = item.querySelector('[data-why]');
  why.textContent = why.dataset[op.state] ?? why.textContent;
  if (['locked', 'broken'].includes(op.state)) item.querySelector('.actions')?.remove();
  for (const only of item.querySelectorAll('[data-for]')) only.hidden = only.dataset.for !== op.state;
  for (const link of item.querySelectorAll('a[href=""]')) link.href = `${location.origin}${op.page}#op=${op.op}`;
  for (const button of item.querySelectorAll('button')) button.onclick = () => DO[button.dataset.do](op, words);
  return item;
}

const DO = {
  discard: ({op}) => ask('discard', {op}),
  save({created}, words) {
    const [file] = isFile(words[0]) ? words : [new File([words.join('\n\n')], 'words.txt', {type: 'text/plain'})];
    const download = `${new Date(created).toISOString().slice(0, 10)}-${file.name}`;
    Object.assign(document.createElement('a'), {href: URL.createObjectURL(file), download}).click();
  },
};

document.addEventListener('click', ({target}) => {
  if (target.closest('[data-send-now]')) ask('flush', {eager: true});
});
