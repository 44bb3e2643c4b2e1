// What is being typed, one draft for each form of each person.
import {fieldsOf, sealed} from './sealing.js';
import {find, put, remove} from './store.js';

export const draftOf = (uid, url) => `draft|${uid}|${url}`;

export async function keepDraft(uid, url, text) {
  const row = {op: draftOf(uid, url), uid, url, seq: 0, state: 'draft', created: Date.now()};
  if (text) await put('ops', await sealed(row, text));
  else await remove('ops', row.op);
}

export async function draft(uid, url) {
  const row = await find('ops', draftOf(uid, url));
  return row ? fieldsOf(row) : null;
}
