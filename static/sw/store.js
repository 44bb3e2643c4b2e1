// What is kept on this phone.
const opening = new Promise((done, failed) => {
  const request = indexedDB.open('afterglow', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('ops', {keyPath: 'op'});
    request.result.createObjectStore('keys', {keyPath: 'id'});
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
