// What is being typed, one draft for each form of each person.
import {packed} from './bodies.js';
import {fieldsOf, sealed} from './sealing.js';
import {all, put, remove} from './store.js';

export const draftOf = (uid, url) => `draft|${uid}|${url}`;

// Without fields there is nothing left of it.
export async function keepDraft(uid, url, fields) {
  const op = draftOf(uid, url);
  if (!fields?.length) return remove('ops', op);
  const {type, body} = await packed(fields);
  await put('ops', await sealed({op, uid, url, type, seq: 0, state: 'draft', created: Date.now()}, body));
}

// What cannot be opened just now is not offered.
export async function drafts(uid) {
  const rows = (await all('ops')).filter(row => row.uid === uid && row.state === 'draft');
  const opened = await Promise.all(rows.map(async row => ({url: row.url, fields: await fieldsOf(row).catch(() => null)})));
  return opened.filter(({fields}) => fields);
}
