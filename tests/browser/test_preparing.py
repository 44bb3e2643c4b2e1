"""Getting ready: what to see to, what happens when, and what the circle may read along."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.kept import HERE, READY, sends_now

pytestmark = pytest.mark.browser

RIDE = "A ride home arranged"


def _sees_to(person, words: str, scripts: bool = True) -> None:
    person.accepts(words)
    if not scripts:
        line = person.page.locator(".steps li", has_text=words)
        line.get_by_role("button", name="Save").click()


def test_what_is_seen_to_stays_ticked_wherever_it_is_looked_at(newcomer, scripts):
    sage = newcomer()
    _sees_to(sage, RIDE, scripts)
    sage.page.wait_for_timeout(500)
    sage.opens("/today")
    expect(sage.page.get_by_label(RIDE)).to_be_checked()
    sage.page.locator("a", has=sage.page.get_by_role("heading", name=":00")).last.click()
    sage.is_asked("Session").reads("09:45", "Arriving, shoes off", "Not recorded yet.")
    expect(sage.page.get_by_label(RIDE)).to_be_checked()


def test_without_a_signal_a_tick_waits_and_arrives(somebody, signal):
    person = somebody()
    person.page.wait_for_function(READY)
    signal.state = "none"
    person.opens("/today")
    _sees_to(person, RIDE)
    person.reads(HERE)
    person.opens("/today").reads(HERE)
    expect(person.page.get_by_label(RIDE)).to_be_checked()
    signal.state = "good"
    sends_now(person.opens("/outbox"))
    person.reads("Nothing waits").opens("/today")
    expect(person.page.get_by_label(RIDE)).to_be_checked()


def test_a_tick_that_is_taken_back_without_a_signal_is_none(somebody, signal):
    person = somebody()
    person.page.wait_for_function(READY)
    signal.state = "none"
    for _again in range(2):
        _sees_to(person.opens("/today"), RIDE)
        person.reads(HERE).page.get_by_label(RIDE).uncheck()
        person.reads(HERE).opens("/today").reads(HERE)
        expect(person.page.get_by_label(RIDE)).not_to_be_checked()


def test_a_tick_arrives_where_htmx_never_comes(holder, site):
    site.newcomer("aspen")
    aspen = holder("aspen", service_workers="block")
    aspen.page.route("**/htmx-*.js", lambda route: route.abort())
    aspen.opens("/today").accepts(RIDE)
    aspen.is_asked("Session")
    expect(aspen.opens("/today").page.get_by_label(RIDE)).to_be_checked()


def test_a_question_for_the_circle_is_read_there_with_its_answer(newcomer, person):
    sage, ana = newcomer(), person("ana")
    words = f"Where do coats go, asks {sage.name}?"
    sage.opens("/questions/new").writes("What do you want to ask?", words)
    sage.chooses("My circle, without my name").taps("Send to the facilitators")
    sage.reads(words, "once a facilitator has looked at it")
    ana.opens("/facilitation/questions").taps_on(words).reads("without knowing who asks")
    ana.taps("Show it without a name").reads("reads it without a name.")
    ana.writes("Your answer", "On the hooks by the door.").taps("Send the answer")
    moss = person("moss").opens("/questions").reads("Asked in your circles", words)
    card = moss.card(words)
    expect(card).to_contain_text("Somebody")
    expect(card).to_contain_text("On the hooks by the door.")
    sage.opens("/questions").taps("Take it back from the circle", within=words)
    sage.reads("Only the facilitators can read it now.")
    moss.opens("/questions").does_not_read(words)
