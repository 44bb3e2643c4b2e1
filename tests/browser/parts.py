"""The worker's modules by themselves in Chromium, with fetch, clock and store passed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route

SOURCES = Path(__file__).parents[2] / "static" / "sw"
# Browsers seal only where nobody can listen: over TLS, or at home.
HOME = "http://localhost"
MODULES = ("outbox", "sealing", "session", "store")
# In the place of the database: rows by store and key.
STORE = """
const KEYS = {ops: 'op', keys: 'id', meta: 'name'};
const rows = globalThis.rows = {ops: new Map(), keys: new Map(), meta: new Map()};
export async function put(store, row) {
  if (globalThis.full) throw new DOMException('', 'QuotaExceededError');
  rows[store].set(row[KEYS[store]], row);
}
export const remove = async (store, key) => { rows[store].delete(key); };
export const find = async (store, key) => rows[store].get(key);
export const all = async store => [...rows[store].values()];
export async function change(store, key, to) {
  if (rows[store].has(key)) rows[store].set(key, {...rows[store].get(key), ...to});
}
"""
BEGIN = """async ([home, modules, told]) => {
  Object.assign(globalThis, {
    TOLD: told, asked: [], parts: {}, registration: {}, clients: {matchAll: async () => []},
  });
  for (const name of modules) Object.assign(parts, await import(`${home}/${name}.js`));
}"""
FETCH = """(url, options = {}) => {
  asked.push({url: String(url.url ?? url), body: options.body && String(options.body)});
  return globalThis.answer(String(url), options);
}"""


class Parts:
    """A page that has the worker's functions, and our fetch instead of the browser's.

    `asked` there lists what was asked for, and `rows` what is kept.
    """

    def __init__(self, page: Page, told: dict[str, Any]) -> None:
        self.page = page
        page.evaluate(BEGIN, [HOME, MODULES, told])
        page.evaluate(f"() => {{ globalThis.fetch = async {FETCH}; }}")

    def answers(self, how: str) -> None:
        """`how` is the body of a function of `url` and `options`."""
        self.page.evaluate(f"() => {{ globalThis.answer = async (url, options) => {{ {how} }}; }}")

    def do(self, asked: str, given: Any = None) -> Any:
        """The value of an expression, in which the modules' functions have their names."""
        names = ", ".join(self.page.evaluate("() => Object.keys(parts)"))
        body = f"const {{{names}}} = parts; return await ({asked});"
        return self.page.evaluate(f"async given => {{ {body} }}", given)


@contextmanager
def parts_in(browser: Browser, told: dict[str, Any]) -> Iterator[Parts]:
    page = browser.new_page()
    page.route(f"{HOME}/**", _serve)
    page.goto(f"{HOME}/")
    yield Parts(page, told)
    page.close()


def _serve(route: Route) -> None:
    name = route.request.url.rpartition("/")[2]
    if not name:
        return route.fulfill(content_type="text/html", body="<!doctype html>")
    source = STORE if name == "store.js" else (SOURCES / name).read_text("utf-8")
    return route.fulfill(content_type="text/javascript", body=source)
