// What is kept on this phone: sealed with a key that belongs to one person and cannot be taken out of the browser.
const opening = new Promise((done, failed) => {
  const request = indexedDB.open('afterglow', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('ops', {keyPath: 'op'});
    request.result.createObjectStore('keys', {keyPath: 'uid'});
    request.result.createObjectStore('meta', {keyPath: 'name'});
  };
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

// Done only when it is on the disk.
async function within(store, mode, work) {
  const transaction = (await opening).transaction(store, mode, {durability: 'strict'});
  const request = work(transaction.objectStore(store));
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = transaction.onerror = () => failed(transaction.error ?? request.error);
  });
  return request.result;
}

export const put = (store, row) => within(store, 'readwrite', rows => rows.put(row));
export const remove = (store, key) => within(store, 'readwrite', rows => rows.delete(key));
export const find = (store, key) => within(store, 'readonly', rows => rows.get(key));
// Only what is still there: a row that was removed meanwhile does not come back.
export const change = (store, key, to) => within(store, 'readwrite', rows => {
  const request = rows.get(key);
  request.onsuccess = () => { if (request.result) rows.put({...request.result, ...to}); };
  return request;
});
export const all = store => within(store, 'readonly', rows => rows.getAll());

async function keyOf(uid) {
  return navigator.locks.request('key', async () => {
    const known = await find('keys', uid);
    if (known) return known.key;
    const key = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
    await put('keys', {uid, key});
    return key;
  });
}

// Bound to its place, so that nothing can be moved to another person, address or turn.
const place = ({op, uid, url, seq}) => new TextEncoder().encode([op, uid, url, seq].join('|'));

export async function sealed(row, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = {name: 'AES-GCM', iv, additionalData: place(row)};
  const ct = await crypto.subtle.encrypt(how, await keyOf(row.uid), new TextEncoder().encode(text));
  return {...row, iv, ct};
}

export async function unsealed(row) {
  const how = {name: 'AES-GCM', iv: row.iv, additionalData: place(row)};
  return new TextDecoder().decode(await crypto.subtle.decrypt(how, await keyOf(row.uid), row.ct));
}
