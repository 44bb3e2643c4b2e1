"""What waits on a phone and when it is sent: the outbox by itself, on a clock of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser

from tests.browser.parts import HOME, Parts, parts_in
from tests.browser.signal import wait_until

pytestmark = pytest.mark.browser

WREN = "01a207ee-cefc-735a-8e1c-8f661108bb81"
NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)
TOLD = {
    "canWait": ["^/journal$"],
    "session": "/outbox/session",
    "outbox": "/outbox",
    # Any point will do: nothing is given back here.
    "lock": {
        "kty": "EC",
        "crv": "P-256",
        "x": "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
        "y": "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
    },
}
SIGNED_IN = f"if (url === '/outbox/session') return Response.json({{uid: '{WREN}', csrf: '-'}});"
NOBODY = "throw new TypeError('no signal');"
WRITE = """void (globalThis.kept = [], globalThis.written = write(new Request('/journal', {
  method: 'POST', body: new URLSearchParams(given), headers: {'HX-Request': 'true'},
}), promise => kept.push(promise)).then(answer => {
  globalThis.said = [answer.status, answer.headers.get('Outbox-Result')];
}))"""


@pytest.fixture
def parts(browser: Browser) -> Iterator[Parts]:
    with parts_in(browser, TOLD) as parts:
        parts.page.clock.install(time=NINE)
        parts.page.clock.pause_at(NINE + timedelta(seconds=1))
        parts.do("put('meta', {name: 'person', uid: given})", WREN)
        yield parts


def says(result: str, status: int, **headers: str) -> str:
    told = "".join(f", '{name.replace('_', '-')}': '{value}'" for name, value in headers.items())
    answer = (
        f"new Response('', {{status: {status}, headers: {{'Outbox-Result': '{result}'{told}}}}})"
    )
    return f"{SIGNED_IN} return {answer};"


def begin(parts: Parts, text: str, **fields: str) -> None:
    """Write something, and go on before it has been answered."""
    form = {"_op": text, "_uid": WREN, "_entity": f"of {text}", "text": text, **fields}
    parts.do(WRITE, form)


def write(parts: Parts, text: str, **fields: str) -> list[object]:
    """What the page is told, once everything has been done about it."""
    begin(parts, text, **fields)
    return parts.do("written.then(() => Promise.all(kept)).then(() => said)")


def flush(parts: Parts, *, eager: bool = False) -> None:
    parts.do("flush(given)", eager)


def sent(parts: Parts) -> list[str]:
    bodies = [one["body"] for one in parts.do("asked") if one["url"] == "/journal"]
    return [parse_qs(body)["text"][0] for body in bodies]


def waiting(parts: Parts) -> dict[str, str]:
    rows = parts.do("waiting(given)", WREN)
    return {dict(row["fields"])["text"]: row["state"] for row in rows}


def test_it_is_kept_before_the_network_is_asked(parts: Parts) -> None:
    parts.answers(f"globalThis.then ??= [...rows.ops.keys()]; {says('stored', 201)}")
    assert write(parts, "once") == [201, "stored"]
    assert parts.do("globalThis.then") == ["once"]
    assert waiting(parts) == {}


def test_the_person_is_answered_after_two_and_a_half_seconds(parts: Parts) -> None:
    parts.answers("return new Promise(() => {});")
    begin(parts, "slow")
    wait_until(lambda: sent(parts) == ["slow"])
    parts.page.clock.run_for(2400)
    assert parts.do("globalThis.said ?? null") is None
    parts.page.clock.run_for(100)
    parts.do("written")
    assert parts.do("said") == [204, "waiting"]
    assert waiting(parts) == {"slow": "queued"}


def test_a_phone_without_room_asks_the_network_alone(parts: Parts) -> None:
    parts.answers("return new Response(null, {status: 204});")
    parts.do("void (globalThis.full = true)")
    assert write(parts, "straight on") == [204, None]
    assert [one["url"] for one in parts.do("asked")] == [f"{HOME}/journal"]


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
def test_what_becomes_of_it_is_the_servers_word(parts: Parts, result, status, state) -> None:
    parts.answers(NOBODY)
    write(parts, "words")
    parts.answers(says(result, status))
    flush(parts, eager=True)
    assert waiting(parts) == ({"words": state} if state else {})


def test_a_name_that_was_used_for_other_words_is_replaced(parts: Parts) -> None:
    parts.answers(NOBODY)
    write(parts, "words")
    parts.answers(
        f"""{SIGNED_IN} const op = new URLSearchParams(options.body).get('_op');
        const [status, said] = op === 'words' ? [422, 'key-reuse'] : [201, 'stored'];
        return new Response('', {{status, headers: {{'Outbox-Result': said}}}});"""
    )
    flush(parts, eager=True)
    assert sent(parts) == ["words", "words", "words"]
    assert waiting(parts) == {}


def test_each_try_waits_longer_than_the_last(parts: Parts) -> None:
    parts.answers(f"{SIGNED_IN} {NOBODY}")
    write(parts, "patience")
    for tries, pause in ((1, 4000), (2, 8000), (3, 16_000)):
        assert len(sent(parts)) == tries
        parts.page.clock.run_for(pause * 0.7)
        flush(parts)
        assert len(sent(parts)) == tries
        parts.page.clock.run_for(pause * 0.6)
        flush(parts)
    assert len(sent(parts)) == 4


def test_when_nobody_answers_only_one_is_tried(parts: Parts) -> None:
    parts.answers(NOBODY)
    for text in ("a", "b", "c"):
        write(parts, text)
    parts.do("void (asked.length = 0)")
    parts.answers(f"{SIGNED_IN} {NOBODY}")
    flush(parts, eager=True)
    assert sent(parts) == ["a"]
    assert waiting(parts) == {"a": "queued", "b": "queued", "c": "queued"}


def test_when_one_arrives_all_go_in_their_order(parts: Parts) -> None:
    parts.answers(NOBODY)
    for text, entity in (("a", "x"), ("b", "y"), ("c", "x"), ("d", "y")):
        write(parts, text, _entity=entity)
    parts.do("void (asked.length = 0)")
    parts.answers(says("stored", 201))
    parts.page.clock.run_for(5000)
    flush(parts)
    assert sorted(sent(parts)) == ["a", "b", "c", "d"]
    assert sent(parts).index("a") < sent(parts).index("c")
    assert sent(parts).index("b") < sent(parts).index("d")
    assert waiting(parts) == {}


def test_what_needs_her_holds_up_its_own_record_only(parts: Parts) -> None:
    parts.answers(NOBODY)
    for text, entity in (("a", "x"), ("b", "x"), ("c", "y")):
        write(parts, text, _entity=entity)
    parts.answers(
        f"""{SIGNED_IN} const stuck = new URLSearchParams(options.body).get('text') === 'a';
        const [status, said] = stuck ? [422, 'invalid'] : [201, 'stored'];
        return new Response('', {{status, headers: {{'Outbox-Result': said}}}});"""
    )
    flush(parts, eager=True)
    assert waiting(parts) == {"a": "attention", "b": "queued"}


def test_what_the_same_page_wrote_next_stands_on_what_the_first_became(parts: Parts) -> None:
    parts.answers(NOBODY)
    for text in ("first", "second"):
        write(parts, text, _entity="x", _base="3", _load="this page")
    parts.do("void (asked.length = 0)")
    parts.answers(says("stored", 201, **{"Outbox-Version": "4"}))
    flush(parts, eager=True)
    bases = [parse_qs(one["body"])["_base"] for one in parts.do("asked") if one["body"]]
    assert bases == [["3"], ["4"]]


def test_nothing_is_sent_while_somebody_else_is_signed_in(parts: Parts) -> None:
    parts.answers(NOBODY)
    write(parts, "mine")
    parts.do("void (asked.length = 0)")
    parts.answers(says("stored", 201).replace(WREN, "moss"))
    flush(parts, eager=True)
    assert sent(parts) == []
    assert waiting(parts) == {"mine": "queued"}
