"""What a phone keeps and sends, as the app on it can read it and its person can see it."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from tests.browser.person import Person

HERE = "Saved on this phone. It will be sent."
READY = "() => navigator.serviceWorker.controller"
# The keys that could open something here, without asking the server.
OPEN_KEYS = """() => new Promise(done => {
  indexedDB.open('afterglow').onsuccess = ({target}) => {
    const keys = target.result.transaction('keys').objectStore('keys').getAll();
    keys.onsuccess = () => done(keys.result.filter(row => row.key).length);
  };
})"""
# A phone that has no room left.
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
}"""
KEPT = """async () => {
  const said = [JSON.stringify([{...localStorage}, {...sessionStorage}])];
  for (const name of await caches.keys()) {
    const folder = await caches.open(name);
    for (const one of await folder.keys()) {
      said.push(one.url, await (await folder.match(one))?.text());
    }
  }
  const asked = request => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = failed;
  });
  const text = new TextDecoder();
  const plain = (_, value) => value instanceof ArrayBuffer ? text.decode(value) : value;
  const database = await asked(indexedDB.open('afterglow'));
  for (const name of database.objectStoreNames) {
    const rows = await asked(database.transaction(name).objectStore(name).getAll());
    said.push(...rows.map(row => JSON.stringify(row, plain)));
  }
  database.close();
  return said.join(' ');
}"""


def wait_until(so: object, seconds: float = 20, why: str = "it did not come to be so") -> None:
    """Look at it again and again. Raises AssertionError when it is not so in time."""
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline, why
        time.sleep(0.1)


def sends_now(person: Person) -> None:
    """Taps "Send now", whether or not it has gone by itself in that very moment."""
    person.page.locator("[data-send-now]").evaluate("button => button.click()")


def kept_on(page: Page) -> str:
    """Everything that the app can read on this phone: pages and where they are, rows, notes."""
    return page.evaluate(KEPT)


def writes(person: Person, words: str) -> None:
    person.page.locator("textarea[name=text]").fill(words)
    person.taps("Keep it")
