"""The worker's modules by themselves in Chromium, with fetch, clock and store passed in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from playwright.sync_api import Browser, Page, Route

SOURCES = Path(__file__).parents[2] / "static" / "sw"
# Browsers seal only where nobody can listen: over TLS, or at home.
HOME = "http://localhost"
WREN = "01a207ee-cefc-735a-8e1c-8f661108bb81"
# What every worker is told, whatever its server.
ADDRESSES: dict[str, Any] = {
    "canWait": ["^/journal$"],
    "session": "/outbox/session",
    "outbox": "/outbox",
    "key": "/outbox/key",
}
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
# What a server does, as `Parts.answers` takes it.
SIGNED_IN = f"if (url === '/outbox/session') return Response.json({{uid: '{WREN}', csrf: '-'}});"
NOBODY = "throw new TypeError('no signal');"
WRITE = """void (globalThis.kept = [], globalThis.written = write(new Request('/journal', {
  method: 'POST', body: new URLSearchParams(given), headers: {'HX-Request': 'true'},
}), promise => kept.push(promise)).then(answer => {
  globalThis.said = [answer.status, answer.headers.get('Outbox-Result')];
}))"""
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

    def is_here(self, uid: str) -> None:
        self.do("put('meta', {name: 'person', uid: given})", uid)

    def do(self, asked: str, given: Any = None) -> Any:
        """The value of an expression, in which the modules' functions have their names."""
        names = ", ".join(self.page.evaluate("() => Object.keys(parts)"))
        body = f"const {{{names}}} = parts; return await ({asked});"
        return self.page.evaluate(f"async given => {{ {body} }}", given)


class Outbox:
    """Wren's words on their way."""

    def __init__(self, parts: Parts) -> None:
        self.page, self.answers, self.do = parts.page, parts.answers, parts.do

    def begin(self, text: str, **fields: str) -> None:
        """Write something, and go on before it has been answered."""
        form = {"_op": text, "_uid": WREN, "_entity": f"of {text}", "text": text, **fields}
        self.do(WRITE, form)

    def write(self, text: str, **fields: str) -> list[object]:
        """What the page is told, once everything has been done about it."""
        self.begin(text, **fields)
        return self.do("written.then(() => Promise.all(kept)).then(() => said)")

    def flush(self, *, eager: bool = False) -> None:
        self.do("flush(given)", eager)

    def sent(self) -> list[str]:
        bodies = [one["body"] for one in self.do("asked") if one["url"] == "/journal"]
        return [parse_qs(body)["text"][0] for body in bodies]

    def waiting(self) -> dict[str, str]:
        rows = self.do("waiting(given)", WREN)
        return {dict(row["fields"])["text"]: row["state"] for row in rows}


def says(result: str, status: int, **headers: str) -> str:
    """What a server does that knows Wren, and always answers this."""
    told = json.dumps({"status": status, "headers": {"Outbox-Result": result, **headers}})
    return f"{SIGNED_IN} return new Response('', {told});"


@contextmanager
def parts_in(browser: Browser, told: dict[str, Any]) -> Iterator[Parts]:
    page = browser.new_page()
    page.route(f"{HOME}/**", _serve)
    page.goto(f"{HOME}/")
    yield Parts(page, ADDRESSES | told)
    page.close()


def _serve(route: Route) -> None:
    name = route.request.url.rpartition("/")[2]
    if not name:
        return route.fulfill(content_type="text/html", body="<!doctype html>")
    source = STORE if name == "store.js" else (SOURCES / name).read_text("utf-8")
    return route.fulfill(content_type="text/javascript", body=source)
