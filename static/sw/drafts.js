// What is being typed, one draft for each form of each person.
import {fieldsOf, sealed} from './sealing.js';
import {all, put, remove} from './store.js';

export const draftOf = (uid, url) => `draft|${uid}|${url}`;

export async function keepDraft(uid, url, text) {
  const row = {op: draftOf(uid, url), uid, url, seq: 0, state: 'draft', created: Date.now()};
  if (text) await put('ops', await sealed(row, text));
  else await remove('ops', row.op);
}

// What cannot be opened just now is not offered.
export async function drafts(uid) {
  const rows = (await all('ops')).filter(row => row.uid === uid && row.state === 'draft');
  const opened = await Promise.all(rows.map(async row => ({url: row.url, fields: await fieldsOf(row).catch(() => null)})));
  return opened.filter(({fields}) => fields);
}
