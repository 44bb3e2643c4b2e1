"""How a phone seals what waits: who can open it again, and when nobody can any more."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from tests.browser.demo import Demo
from tests.browser.parts import SIGNED_IN, WREN, Parts, parts_in
from webapp.offline import locks

pytestmark = pytest.mark.browser

MOSS = "01a207ee-cefc-735a-8e1c-8f661108bb82"
ROW = {"op": "1", "uid": WREN, "url": "/journal", "seq": 1}
# A server that gives the key again; `unlocked` does what it alone can.
SERVER = f"""{SIGNED_IN}
  const key = await unlocked([...new Uint8Array(options.body)]);
  const status = key ? 201 : 422, said = key ? 'stored' : 'invalid';
  return new Response(key && new Uint8Array(key), {{status, headers: {{'Outbox-Result': said}}}});
"""
OPENED = """unsealed({...row, ...given}).then(text => text, error =>
  error instanceof Unreadable ? 'unreadable' : 'not now')"""


@pytest.fixture
def parts(browser: Browser, site: Demo) -> Iterator[Parts]:
    """Wren's phone, whose words are sealed with a key of hers."""
    with site.inside():
        told = {"lock": locks.lock()}

    def unlocked(locked: list[int]) -> list[int] | None:
        with site.inside():
            try:
                return list(locks.unlock(bytes(locked), UUID(WREN)))
            except locks.LockedElsewhere:
                return None

    with parts_in(browser, told) as parts:
        parts.page.expose_function("unlocked", unlocked)
        parts.answers(SERVER)
        parts.is_here(WREN)
        yield parts


def seal(parts: Parts, text: str = "The harbour.") -> None:
    parts.do("sealed(given[0], given[1]).then(row => { globalThis.row = row; })", [ROW, text])


def opened(parts: Parts, **moved: object) -> str:
    return parts.do(OPENED, moved)


def open_keys(parts: Parts) -> int:
    return parts.do("[...rows.keys.values()].filter(row => row.key).length")


def test_what_is_sealed_opens_again(parts: Parts) -> None:
    seal(parts, "Ärger, 🌊 und “Ruhe”\r\n")
    assert opened(parts) == "Ärger, 🌊 und “Ruhe”\r\n"
    assert "Ruhe" not in parts.do("new TextDecoder().decode(row.ct)")
    assert parts.do("asked") == []


@pytest.mark.parametrize("moved", [{"op": "2"}, {"uid": MOSS}, {"url": "/x"}, {"seq": 2}])
def test_what_was_moved_to_another_place_does_not_open(parts: Parts, moved) -> None:
    seal(parts)
    assert opened(parts, **moved) == "unreadable"


def test_no_key_can_be_taken_out_of_the_browser(parts: Parts) -> None:
    seal(parts)
    assert parts.do("[...rows.keys.values()].map(({key}) => key.extractable)") == [False]


def test_when_she_leaves_the_key_goes_and_the_server_gives_it_again_once(parts: Parts) -> None:
    seal(parts)
    parts.do("lockAllBut('')")
    parts.is_here("")
    assert open_keys(parts) == 0
    parts.is_here(WREN)
    both = parts.do("Promise.all([unsealed(row), unsealed(row)])")
    assert both == ["The harbour.", "The harbour."]
    assert [one["url"] for one in parts.do("asked")] == ["/outbox/session", "/outbox/key"]
    assert open_keys(parts) == 1


def test_whoever_came_meanwhile_keeps_no_key_of_hers(parts: Parts) -> None:
    seal(parts)
    parts.is_here(MOSS)
    parts.do("lockAllBut(given)", MOSS)
    assert opened(parts) == "The harbour."  # her own page asks, which is still being sent
    assert open_keys(parts) == 0


def test_what_she_writes_after_somebody_else_has_come_leaves_no_key_behind(parts: Parts) -> None:
    parts.is_here(MOSS)
    seal(parts)
    assert open_keys(parts) == 0


def test_while_somebody_else_is_signed_in_the_key_is_not_even_asked_for(parts: Parts) -> None:
    seal(parts)
    parts.do("lockAllBut('')")
    parts.answers(SERVER.replace(WREN, MOSS))
    assert opened(parts) == "not now"
    assert [one["url"] for one in parts.do("asked")] == ["/outbox/session"]


def test_only_keys_that_something_of_hers_needs_are_asked_for(parts: Parts) -> None:
    seal(parts)
    parts.do("lockAllBut('')")
    parts.do("unlockAll(given)", WREN)
    assert parts.do("asked") == []
    parts.do("put('ops', row)")
    parts.do("unlockAll(given)", WREN)
    assert open_keys(parts) == 1


def test_a_server_out_of_reach_is_no_loss(parts: Parts) -> None:
    seal(parts)
    parts.do("lockAllBut('')")
    parts.answers("throw new TypeError('no signal');")
    assert opened(parts) == "not now"
    parts.answers(SERVER)
    assert opened(parts) == "The harbour."


def test_a_copy_that_the_server_cannot_open_is_one(parts: Parts) -> None:
    seal(parts)
    parts.do("lockAllBut('')")
    parts.do("[...rows.keys.values()].forEach(row => { row.locked = row.locked.slice(1); })")
    assert opened(parts) == "unreadable"
