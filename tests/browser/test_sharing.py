"""A part of an entry reaches the circle as it was seen, on every kind of phone, and leaves it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import Somebody
from tests.browser.demo import Demo
from tests.browser.kept import kept_on, writes
from tests.browser.person import Person
from webapp.checkins.models import Post, PostKind
from webapp.database import db

pytestmark = pytest.mark.browser

WORDS = ".card .words"


def chooses_from(person: Person, said: str, *more: str) -> Person:
    """Writes an entry, and goes as far as to see what the circle would see of it."""
    person.opens("/journal/new")
    writes(person, " ".join((said, *more)))
    person.arrives_at("/journal/[0-9a-f-]{36}").taps("Share a part with your circle")
    person.is_asked("Share a part").chooses(said).taps("See what they will see")
    return person.is_asked("What they will see")


def drawn(person: Person, words: str) -> dict[str, Any]:
    """How somebody's words look to the browser: what it says, and how large it is drawn."""
    place = person.card(words).locator(".words")
    return {"text": place.inner_text(), "html": place.inner_html(), "box": place.bounding_box()}


def test_what_was_seen_is_what_the_circle_reads_until_it_is_taken_back(
    newcomer, person: Somebody
) -> None:
    sage, wren = newcomer(), person("wren")
    words, secret = f"\u202e{sage.name}\u202c kept <b>an</b> e\u0301toile\u00a0\u200b!", "Not this."
    chooses_from(sage, words, secret)
    seen = drawn(sage, sage.name)
    sage.reads("Everyone in Juniper circle can read this").taps("Share this")
    sage.arrives_at("/journal/[0-9a-f-]{36}").reads("It is with Juniper circle.", "Take back")

    read = drawn(wren.opens("/circle"), "toile")
    assert (read["text"], read["html"]) == (seen["text"], seen["html"])
    assert read["box"]["width"] == seen["box"]["width"]
    wren.does_not_read(secret)

    sage.taps("Take back").reads("Taken back. Nobody else can read it any more.")
    wren.opens("/circle").does_not_read(sage.name)


def test_what_is_chosen_is_changed_and_let_go(newcomer, person: Somebody) -> None:
    sage = newcomer()
    chooses_from(sage, f"{sage.name} hums.", "The kettle too.")
    sage.taps("Change").is_asked("Share a part").chooses("The kettle too.")
    sage.taps("See what they will see").reads(f"{sage.name} hums. The kettle too.")
    sage.taps("Let it go").reads("Let go. Nobody else has seen it.")
    person("wren").opens("/circle").does_not_read(f"{sage.name} hums.")


def test_nothing_is_left_of_it_on_the_phone_of_somebody_who_has_read_it(
    somebody, holder, signal
) -> None:
    """Pages of the circle are not kept: whatever was read is gone with the page."""
    iris, wren = somebody(), holder("wren", signal.url).opens("/today")
    words = f"{iris.name} swam."
    chooses_from(iris, words).taps("Share this").reads("It is with Juniper circle.")
    wren.opens("/circle").reads(words).opens("/today").is_asked("Wren")
    assert words not in kept_on(wren.page)
    iris.taps("Take back").reads("Taken back.")
    signal.state = "none"
    wren.opens("/circle").does_not_read(words).reads("There is no signal")
    signal.state = "good"
    wren.opens("/circle").reads("Lately").does_not_read(words)
    expect(wren.page.locator(WORDS).first).to_be_visible()


def test_the_demo_shows_one_sentence_of_an_entry(site: Demo, person: Somebody) -> None:
    with site.inside():
        post = db.session.scalars(
            select(Post.id).where(Post.kind == PostKind.EXCERPT).order_by(Post.id)
        ).first()
    moss = person("moss").opens(f"/circle/check-ins/{post}").reads("from the journal")
    moss.reads("The coat is hers, and she gave it to me.").does_not_read("I had forgotten that")
