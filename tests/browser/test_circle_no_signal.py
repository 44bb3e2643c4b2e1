"""What is said in a circle without a signal reaches it later, once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.kept import HERE, sends_now
from tests.browser.person import Person

pytestmark = pytest.mark.browser


@pytest.fixture
def pair(somebody, holder, signal) -> tuple[Person, Person]:
    """Somebody whose signal comes and goes, and a peer who has said something."""
    person = somebody()
    peer = holder("fern", signal.url).opens("/circle")
    peer.chooses("tender").writes("A few words", _said_to(person)).taps("Check in")
    peer.reads("It is with your circle.")
    return person.opens("/circle").reads(_said_to(person)), peer


def _said_to(person: Person) -> str:
    return f"Thinking of {person.name} tonight"


def _comes_back(person: Person, signal) -> None:
    signal.state = "good"
    person.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(person.opens("/outbox").page.get_by_text("Nothing waits")).to_be_visible()


def _once(words: str, peer: Person) -> None:
    peer.opens("/circle").reads(words)
    expect(peer.page.get_by_text(words)).to_have_count(1)


def test_a_check_in(pair, signal):
    person, peer = pair
    signal.state = "none"
    words = f"{person.name} is on the night bus"
    person.chooses("tender").writes("A few words", words).taps("Check in")
    person.arrives_at("/outbox").reads(HERE)
    _comes_back(person, signal)
    _once(words, peer)


def test_a_reply(pair, signal):
    person, peer = pair
    signal.state = "none"
    words = f"{person.name} hears you"
    person.unfolds("Reply", within=_said_to(person)).writes("Your reply", words)
    person.taps("Reply", within=_said_to(person)).arrives_at("/outbox").reads(HERE)
    _comes_back(person, signal)
    _once(words, peer)


def test_a_reply_that_needs_its_writer_opens_beside_what_it_answers(pair, signal):
    person, peer = pair
    signal.state = "none"
    person.unfolds("Reply", within=_said_to(person)).writes("Your reply", "Too much. " * 300)
    person.taps("Reply", within=_said_to(person)).arrives_at("/outbox").reads(HERE)
    signal.state = "good"
    sends_now(person)
    person.reads("It needs you").taps("Open its page")
    person.arrives_at("/circle/check-ins/[0-9a-f-]{36}").reads(_said_to(person))
    person.finds("Your reply", "Too much. " * 300).writes("Your reply", "Enough, says iris.")
    person.taps("Reply", within=_said_to(person)).reads("Enough, says iris.")
    expect(person.opens("/outbox").page.get_by_text("Nothing waits")).to_be_visible()
    _once("Enough, says iris.", peer)


def test_a_resonance(pair, signal):
    person, peer = pair
    signal.state = "none"
    person.taps("I’ve felt that too", within=_said_to(person)).reads(HERE)
    _comes_back(person, signal)
    peer.opens("/circle").reads(f"{person.name.title()} has felt that too")
