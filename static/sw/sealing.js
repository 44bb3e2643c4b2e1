// What is kept on this phone is sealed with keys that belong to one person and cannot be taken out of the browser. Beside each
// key lies a locked copy, which only the server can open, and only for that person: when somebody else comes, the key goes.
import {isText, parsed} from './bodies.js';
import {ask, outcome, person, post, tellOfLeaving} from './session.js';
import {all, change, find, put} from './store.js';

export class Unreadable extends Error {}
// Its key is with the server, which does not give it just now.
export class Locked extends Error {}

const {subtle} = crypto;
const CURVE = {name: 'ECDH', namedCurve: 'P-256'};
const bytes = text => new TextEncoder().encode(text);
const withKeys = work => navigator.locks.request('key', work);
const usable = raw => subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

async function keyOf(uid) {
  return withKeys(async () => {
    const known = (await all('keys')).find(row => row.uid === uid && row.key);
    if (known) return known;
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const row = {id: crypto.randomUUID(), uid, key: await usable(raw), locked: await locked(raw, uid)};
    await put('keys', [uid, undefined].includes(await person()) ? row : {...row, key: null});
    return row;
  });
}

// A key pair of its own for every copy, so that it needs no nonce.
async function locked(raw, uid) {
  const {publicKey, privateKey} = await subtle.generateKey(CURVE, false, ['deriveBits']);
  const server = await subtle.importKey('jwk', TOLD.lock, CURVE, false, []);
  const shared = await subtle.deriveBits({name: 'ECDH', public: server}, privateKey, 256);
  const point = await subtle.exportKey('raw', publicKey);
  const how = {name: 'HKDF', hash: 'SHA-256', salt: point, info: bytes(uid)};
  const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const key = await subtle.deriveKey(how, secret, {name: 'AES-GCM', length: 256}, false, ['encrypt']);
  return new Blob([point, await subtle.encrypt({name: 'AES-GCM', iv: new Uint8Array(12)}, key, raw)]).arrayBuffer();
}

// The keys of everybody else leave this phone. What they wrote stays, with the locked copy.
export async function lockAllBut(uid) {
  return withKeys(async () => {
    for (const row of await all('keys')) if (row.uid !== uid && row.key) await change('keys', row.id, {key: null});
  });
}

// Who is back has their keys again before they write anything over what they had begun.
export async function unlockAll(uid) {
  const needed = (await all('ops')).filter(row => row.uid === uid).map(({by}) => by);
  for (const id of new Set(needed)) await unlocked(id).catch(() => {});
}

// Whoever asks for a key that is on its way waits for the same answer.
const coming = new Map();
function unlocked(id) {
  if (!coming.has(id)) coming.set(id, unlock(id).finally(() => coming.delete(id)));
  return coming.get(id);
}

async function unlock(id) {
  const row = await find('keys', id);
  if (!row) throw new Unreadable();
  if (row.key) return row.key;
  await tellOfLeaving();
  const session = await ask();
  if (session?.uid !== row.uid) throw new Locked();
  const about = {'X-CSRFToken': session.csrf, 'X-Outbox': 'later', 'X-Outbox-User': row.uid};
  const answer = await post(TOLD.key, row.locked, about).catch(() => { throw new Locked(); });
  if (answer.status === 422 && outcome(answer) === 'attention') throw new Unreadable();
  if (outcome(answer) !== 'gone') throw new Locked();
  const key = await usable(await answer.arrayBuffer());
  await withKeys(async () => await person() === row.uid && change('keys', id, {key}));
  return key;
}

// Bound to its place, so that nothing can be moved to another person, address or turn.
const place = ({op, uid, url, seq}) => bytes([op, uid, url, seq].join('|'));

// What is changed in a row that is sealed anew.
export async function sealing(row, body) {
  const {id, key} = await keyOf(row.uid);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return {by: id, iv, ct: await subtle.encrypt({name: 'AES-GCM', iv, additionalData: place(row)}, key, isText(row.type) ? bytes(body) : body)};
}

export const sealed = async (row, body) => ({...row, ...await sealing(row, body)});

// Throws Unreadable where it can never be opened; anything else where only the server is out of reach.
export async function unsealed(row) {
  const key = await unlocked(row.by);
  const opened = subtle.decrypt({name: 'AES-GCM', iv: row.iv, additionalData: place(row)}, key, row.ct);
  const body = await opened.catch(() => { throw new Unreadable(); });
  return isText(row.type) ? new TextDecoder().decode(body) : body;
}

export const fieldsOf = async row => [...await parsed(await unsealed(row), row.type)];
