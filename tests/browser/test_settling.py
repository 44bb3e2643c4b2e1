"""The worker's pure parts, by themselves in Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SOURCE = Path(__file__).parents[2] / "static" / "sw" / "settling.js"
Ask = Callable[[str], Any]


@pytest.fixture(scope="module")
def ask(browser: Browser) -> Iterator[Ask]:
    """The value of an expression in which the module's functions have their names."""
    page = browser.new_page()
    load = "source => import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})))"
    page.evaluate(f"async source => {{ window.m = await ({load})(source); }}", SOURCE.read_text())
    names = "{settled, pause, due, entityOf, rebased}"
    yield lambda asked: page.evaluate(f"() => {{ const {names} = m; return {asked}; }}")
    page.close()


@pytest.mark.parametrize(
    ("status", "result", "becomes"),
    [
        (201, "stored", "gone"),
        (200, "duplicate", "gone"),
        (201, "stored-copy", "gone"),
        (422, "invalid", "attention"),
        (422, "key-reuse", "renamed"),
        (401, "auth", "auth"),
        (403, "csrf", "csrf"),
        (409, "wrong-user", "held"),
        (413, "too-large", "attention"),
        (507, "full", "attention"),
        (200, None, "queued"),
        (302, None, "queued"),
        (404, None, "queued"),
        (500, "stored", "queued"),
        (503, None, "queued"),
        (201, "something newer", "queued"),
    ],
)
def test_only_the_servers_own_word_settles_it(ask: Ask, status, result, becomes) -> None:
    assert ask(f"settled({status}, {json.dumps(result)})") == becomes


def test_it_waits_longer_each_time_but_never_above_six_minutes(ask: Ask) -> None:
    waits = ask("[...Array(20).keys()].map(tries => pause(tries, 0.5))")
    assert waits[:3] == [2000, 4000, 8000]
    assert waits == sorted(waits)
    assert waits[-1] == 300_000
    assert ask("[pause(3, 0), pause(3, 1)]") == [12_000, 20_000]


def op(name: str, entity: str, seq: int, **other: Any) -> dict[str, Any]:
    return {
        "op": name,
        "uid": "wren",
        "entity": entity,
        "seq": seq,
        "state": "queued",
        "next": 0,
    } | other


def due(ask: Ask, *ops: dict[str, Any], now: int = 10) -> list[str]:
    return ask(f"due({json.dumps(ops)}, 'wren', {now}).map(({{op}}) => op)")


def test_the_earliest_of_each_record_comes_first(ask: Ask) -> None:
    assert due(ask, op("b", "entry", 2), op("a", "entry", 1), op("c", "other", 3)) == ["a", "c"]


def test_a_stuck_one_holds_up_its_own_record_only(ask: Ask) -> None:
    stuck = op("a", "entry", 1, state="attention")
    assert due(ask, stuck, op("b", "entry", 2), op("c", "other", 3)) == ["c"]


def test_nothing_of_anybody_else_and_no_draft_is_due(ask: Ask) -> None:
    assert due(ask, op("a", "x", 1, uid="moss"), op("b", "y", 2, state="draft")) == []


def test_it_is_not_due_before_its_time(ask: Ask) -> None:
    assert due(ask, op("a", "x", 1, next=11)) == []
    assert due(ask, op("a", "x", 1, next=10)) == ["a"]


@pytest.mark.parametrize("state", ["queued", "auth", "held"])
def test_what_had_to_wait_for_its_writer_is_due_when_they_are_back(ask: Ask, state) -> None:
    assert due(ask, op("a", "x", 1, state=state)) == ["a"]


ID = "01a207ee-cefc-735a-8e1c-8f661108bb81"


@pytest.mark.parametrize(
    ("fields", "path", "entity"),
    [
        (f"_entity={ID}", "/journal", ID),
        ("", f"/journal/{ID}", ID),
        ("", f"/intentions/{ID}/meet", f"{ID}/meet"),
        ("", f"/circle/check-ins/{ID}/resonance", f"{ID}/resonance"),
        ("", f"/circle/check-ins/{ID}/resonance/withdrawal", f"{ID}/resonance"),
        ("", "/questions", "/questions"),
    ],
)
def test_what_is_about_the_same_record_is_sent_in_order(ask: Ask, fields, path, entity) -> None:
    assert ask(f"entityOf(new URLSearchParams('{fields}'), '{path}')") == entity


def test_what_was_written_next_stands_on_what_has_become_of_the_first(ask: Ask) -> None:
    assert ask("rebased('_base=3&text=a+b', '3', '4')") == "_base=4&text=a+b"
    assert ask("rebased('_base=2&text=a', '3', '4')") == "_base=2&text=a"
