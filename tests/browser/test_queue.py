"""What waits on a phone and when it is sent: the outbox by itself, on a clock of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser

from tests.browser.demo import Demo
from tests.browser.kept import wait_until
from tests.browser.parts import HOME, NOBODY, SIGNED_IN, WREN, Outbox, parts_in, says
from webapp.offline import locks

pytestmark = pytest.mark.browser

NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def outbox(browser: Browser, site: Demo) -> Iterator[Outbox]:
    """Wren's, at nine o'clock, on a clock that stands still."""
    with site.inside():
        told = {"lock": locks.lock()}
    with parts_in(browser, told) as parts:
        parts.page.clock.install(time=NINE)
        parts.page.clock.pause_at(NINE + timedelta(seconds=1))
        parts.is_here(WREN)
        yield Outbox(parts)


def test_it_is_kept_before_the_network_is_asked(outbox: Outbox) -> None:
    outbox.answers(f"globalThis.then ??= [...rows.ops.keys()]; {says('stored', 201)}")
    assert outbox.write("once") == [201, "stored"]
    assert outbox.do("globalThis.then") == ["once"]
    assert outbox.waiting() == {}


def test_the_person_is_answered_after_two_and_a_half_seconds(outbox: Outbox) -> None:
    outbox.answers("return new Promise(() => {});")
    outbox.begin("slow")
    wait_until(lambda: outbox.sent() == ["slow"])
    outbox.page.clock.run_for(2400)
    assert outbox.do("globalThis.said ?? null") is None
    outbox.page.clock.run_for(100)
    wait_until(lambda: outbox.do("globalThis.said ?? null") == [204, "waiting"])
    assert outbox.waiting() == {"slow": "queued"}


def test_a_phone_without_room_asks_the_network_alone(outbox: Outbox) -> None:
    outbox.answers("return new Response(null, {status: 204});")
    outbox.do("void (globalThis.full = true)")
    assert outbox.write("straight on") == [204, None]
    assert [one["url"] for one in outbox.do("asked")] == [f"{HOME}/journal"]


@pytest.mark.parametrize(
    ("result", "status", "state"),
    [
        ("stored", 201, None),
        ("duplicate", 200, None),
        ("stored-copy", 201, None),
        ("invalid", 422, "attention"),
        ("too-large", 413, "attention"),
        ("full", 507, "attention"),
        ("auth", 401, "auth"),
        ("csrf", 403, "queued"),
        ("wrong-user", 409, "held"),
        ("", 200, "queued"),
        ("", 503, "queued"),
    ],
)
def test_what_becomes_of_it_is_the_servers_word(outbox: Outbox, result, status, state) -> None:
    outbox.answers(NOBODY)
    outbox.write("words")
    outbox.answers(says(result, status))
    outbox.flush(eager=True)
    assert outbox.waiting() == ({"words": state} if state else {})


def test_a_name_that_was_used_for_other_words_is_replaced(outbox: Outbox) -> None:
    outbox.answers(NOBODY)
    outbox.write("words")
    outbox.answers(
        f"""{SIGNED_IN} const op = new URLSearchParams(options.body).get('_op');
        const [status, said] = op === 'words' ? [422, 'key-reuse'] : [201, 'stored'];
        return new Response('', {{status, headers: {{'Outbox-Result': said}}}});"""
    )
    outbox.flush(eager=True)
    assert outbox.sent() == ["words", "words", "words"]
    assert outbox.waiting() == {}


def test_each_try_waits_longer_than_the_last(outbox: Outbox) -> None:
    outbox.answers(f"{SIGNED_IN} {NOBODY}")
    outbox.write("patience")
    for tries, pause in ((1, 4000), (2, 8000), (3, 16_000)):
        assert len(outbox.sent()) == tries
        outbox.page.clock.run_for(pause * 0.7)
        outbox.flush()
        assert len(outbox.sent()) == tries
        outbox.page.clock.run_for(pause * 0.6)
        outbox.flush()
    assert len(outbox.sent()) == 4


def test_when_nobody_answers_only_one_is_tried(outbox: Outbox) -> None:
    outbox.answers(NOBODY)
    for text in ("a", "b", "c"):
        outbox.write(text)
    outbox.do("void (asked.length = 0)")
    outbox.answers(f"{SIGNED_IN} {NOBODY}")
    outbox.flush(eager=True)
    assert outbox.sent() == ["a"]
    assert outbox.waiting() == {"a": "queued", "b": "queued", "c": "queued"}


def test_when_one_arrives_all_go_in_their_order(outbox: Outbox) -> None:
    outbox.answers(NOBODY)
    for text, entity in (("a", "x"), ("b", "y"), ("c", "x"), ("d", "y")):
        outbox.write(text, _entity=entity)
    outbox.do("change('ops', 'b', {next: Infinity})")
    outbox.do("void (asked.length = 0)")
    outbox.answers(says("stored", 201))
    outbox.page.clock.run_for(5000)
    outbox.flush()
    assert sorted(outbox.sent()) == ["a", "b", "c", "d"]
    assert outbox.sent().index("a") < outbox.sent().index("c")
    assert outbox.sent().index("b") < outbox.sent().index("d")
    assert outbox.waiting() == {}


def test_what_the_server_stumbles_over_is_tried_once_while_the_others_go(outbox: Outbox) -> None:
    outbox.answers(NOBODY)
    for text, entity in (("broken", "x"), ("a", "y"), ("b", "y"), ("c", "y")):
        outbox.write(text, _entity=entity)
    outbox.do("void (asked.length = 0)")
    outbox.answers(
        f"""{SIGNED_IN} const broken = new URLSearchParams(options.body).get('text') === 'broken';
        if (broken) return new Response('', {{status: 500}});
        return new Response('', {{status: 201, headers: {{'Outbox-Result': 'stored'}}}});"""
    )
    outbox.flush(eager=True)
    assert sorted(outbox.sent()) == ["a", "b", "broken", "c"]
    assert outbox.waiting() == {"broken": "queued"}


@pytest.mark.parametrize("key", ["return new Response('', {status: 503});", NOBODY])
def test_what_cannot_be_unlocked_just_now_holds_up_nothing_else(outbox: Outbox, key: str) -> None:
    outbox.answers(NOBODY)
    for text in ("locked", "a", "b"):
        outbox.write(text)
    outbox.do("put('keys', {id: 'away', uid: given, key: null, locked: new ArrayBuffer(8)})", WREN)
    outbox.do("change('ops', 'locked', {by: 'away'})")
    outbox.do("void (asked.length = 0)")
    outbox.answers(f"if (url === '/outbox/key') {{ {key} }} {says('stored', 201)}")
    outbox.flush(eager=True)
    assert sorted(outbox.sent()) == ["a", "b"]
    assert outbox.do("[...rows.ops.values()].map(row => [row.op, row.state])") == [
        ["locked", "queued"]
    ]


def test_what_needs_her_holds_up_its_own_record_only(outbox: Outbox) -> None:
    outbox.answers(NOBODY)
    for text, entity in (("a", "x"), ("b", "x"), ("c", "y")):
        outbox.write(text, _entity=entity)
    outbox.answers(
        f"""{SIGNED_IN} const stuck = new URLSearchParams(options.body).get('text') === 'a';
        const [status, said] = stuck ? [422, 'invalid'] : [201, 'stored'];
        return new Response('', {{status, headers: {{'Outbox-Result': said}}}});"""
    )
    outbox.flush(eager=True)
    assert outbox.waiting() == {"a": "attention", "b": "queued"}


def test_what_the_same_page_wrote_next_stands_on_what_the_first_became(outbox: Outbox) -> None:
    outbox.answers(NOBODY)
    for text in ("first", "second"):
        outbox.write(text, _entity="x", _base="3", _load="this page")
    outbox.do("void (asked.length = 0)")
    outbox.answers(says("stored", 201, **{"Outbox-Version": "4"}))
    outbox.flush(eager=True)
    bases = [parse_qs(one["body"])["_base"] for one in outbox.do("asked") if one["body"]]
    assert bases == [["3"], ["4"]]


def test_nothing_is_sent_while_somebody_else_is_signed_in(outbox: Outbox) -> None:
    outbox.answers(NOBODY)
    outbox.write("mine")
    outbox.do("void (asked.length = 0)")
    outbox.answers(says("stored", 201).replace(WREN, "moss"))
    outbox.flush(eager=True)
    assert outbox.sent() == []
    assert outbox.waiting() == {"mine": "queued"}
