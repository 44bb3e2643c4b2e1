"""Sharing, and taking back, where there is no signal: later, once, in order, and never unseen."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.kept import HERE, READY, sends_now, wait_until, writes
from tests.browser.person import Person
from tests.browser.test_sharing import chooses_from

pytestmark = pytest.mark.browser

NOTHING = "Nothing waits"


@pytest.fixture
def peer(holder, signal) -> Person:
    return holder("fern", signal.url)


@pytest.fixture
def iris(somebody) -> Person:
    """Somebody who looks at what the circle would see of an entry."""
    person = somebody()
    return chooses_from(person, f"{person.name} swam.", "It was cold.")


def sends(person: Person, signal) -> None:
    signal.state = "good"
    sends_now(person)
    expect(person.page.get_by_text(NOTHING)).to_be_visible()


def reads_once(peer: Person, words: str) -> None:
    peer.opens("/circle").reads(words)
    expect(peer.page.get_by_text(words)).to_have_count(1)


def test_what_is_shared_without_a_signal_arrives_once(iris, peer, signal):
    signal.state = "none"
    iris.taps("Share this").arrives_at("/outbox").reads(HERE, "Something you chose or ticked")
    shared_at = time.time()
    sends(iris, signal)
    reads_once(peer, f"{iris.name} swam.")
    assert any(abs(created - shared_at) < 60 for created in signal.created)


def test_an_answer_that_is_lost_shares_it_no_second_time(iris, peer, signal):
    signal.losing = 2
    iris.taps("Share this").arrives_at("/(outbox|journal/[0-9a-f-]{36})")
    wait_until(lambda: signal.losing <= 0)
    iris.opens("/outbox")
    expect(iris.page.get_by_text(NOTHING)).to_be_visible()
    reads_once(peer, f"{iris.name} swam.")


def test_what_is_chosen_on_a_kept_page_is_looked_at_before_anybody_reads_it(somebody, peer, signal):
    person = somebody().opens("/journal/new")
    writes(person, f"{person.name} swam. It was cold.")
    person.arrives_at("/journal/[0-9a-f-]{36}").taps("Share a part with your circle")
    person.is_asked("Share a part")
    entry = person.page.url.removesuffix("/sharing")
    signal.state = "none"
    person.opens(f"{entry}/sharing").reads("This page was kept on your phone")
    person.chooses("It was cold.").taps("See what they will see").arrives_at("/outbox").reads(HERE)
    sends(person, signal)
    peer.opens("/circle").reads("Lately").does_not_read("It was cold.")
    person.opens(entry).reads("Chosen, and not shared").taps("Look at it")
    person.is_asked("What they will see").taps("Share this").reads("It is with Juniper circle.")
    reads_once(peer, "It was cold.")
    person.taps("Take back").reads("Taken back.")


def changes(iris: Person, signal, words: str) -> None:
    """On another page of the same phone, where there is no signal any more."""
    home = iris.page.locator(".back").get_attribute("href")
    other = iris.with_another_page().opens(f"{home}/edit")
    signal.state = "none"
    writes(other, words)
    other.arrives_at("/outbox").reads(HERE)


def test_what_was_changed_before_is_changed_before_and_the_rest_is_asked_about(iris, peer, signal):
    iris.taps("Change").chooses("It was cold.").taps("See what they will see")
    iris.is_asked("What they will see")
    changes(iris, signal, f"{iris.name} swam. It was warm.")
    iris.taps("Share this").arrives_at("/outbox").reads("Something you chose or ticked")
    signal.state = "good"
    sends_now(iris)
    iris.reads("It needs you")
    peer.opens("/circle").reads("Lately").does_not_read(f"{iris.name} swam.")
    iris.taps("Open its page").is_asked("What they will see").does_not_read("It was")
    iris.taps("Share this").reads("It is with Juniper circle.")
    reads_once(peer, f"{iris.name} swam.")
    iris.opens("/outbox").reads(NOTHING)


def test_a_change_that_leaves_the_sentence_as_it_is_stops_nothing(iris, peer, signal):
    changes(iris, signal, f"{iris.name} swam. It was warm.")
    iris.taps("Share this").arrives_at("/outbox").reads(HERE)
    sends(iris, signal)
    reads_once(peer, f"{iris.name} swam.")


def test_it_is_taken_back_without_a_signal_too(iris, peer, signal):
    iris.taps("Share this").reads("It is with Juniper circle.")
    reads_once(peer, f"{iris.name} swam.")
    signal.state = "none"
    iris.taps("Take back").arrives_at("/outbox").reads(HERE)
    sends(iris, signal)
    peer.opens("/circle").reads("Lately").does_not_read(f"{iris.name} swam.")


def test_on_the_day_of_a_session_it_waits_although_it_was_sent(holder, peer, signal):
    rue = holder("rue", signal.url).opens("/today")
    rue.page.wait_for_function(READY)
    chooses_from(rue, "Rue is out on the steps.").reads("Today is the day of your session.")
    signal.state = "none"
    rue.taps("Share this").arrives_at("/outbox").reads(HERE)
    sends(rue, signal)
    peer.opens("/circle").reads("Lately").does_not_read("Rue is out on the steps.")
    rue.opens("/journal").taps_on("Rue is out on the steps.")
    rue.reads("Chosen on the day of your session")
