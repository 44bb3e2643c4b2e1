"""Wren sets an intention, and chooses who reads which part of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Newcomer, Somebody
from tests.browser.demo import Demo
from tests.browser.person import Person
from tests.browser.signal import Signal

pytestmark = pytest.mark.browser

FIVE = (
    ("What brings you?", "I am tired of holding everything up."),
    ("What do you want to meet, if it comes?", "What is heavy, without carrying it."),
    ("What are you afraid of?", "That nothing happens."),
    ("What do you expect?", "Some quiet."),
    ("One word to hold", "lanterns"),
)


def sets_out(somebody: Person) -> Person:
    return somebody.opens("/today").taps("Set an intention")


def test_somebody_sets_an_intention_in_five_short_pages(newcomer: Newcomer) -> None:
    sage = sets_out(newcomer())
    for asked, words in FIVE:
        sage.is_asked(asked).writes(asked, words).reads("Only you can read this")
        sage.taps("Done" if words == "lanterns" else "Next")
    sage.arrives_at("/intentions/[^/]+").reads(*(words for _asked, words in FIVE))
    sage.opens("/today").reads("“What is heavy, without carrying it.”", "lanterns")


def test_every_page_may_be_skipped(newcomer: Newcomer) -> None:
    sage = sets_out(newcomer())
    for asked, _words in FIVE[:4]:
        sage.is_asked(asked).taps("Next")
    sage.is_asked("One word to hold").taps("Done").reads("Nothing is written here yet")


def test_it_is_saved_as_one_types(newcomer: Newcomer, scripts: bool) -> None:
    sage = sets_out(newcomer())
    sage.writes("What brings you?", "Half a thought")
    if not scripts:  # the button below saves
        sage.taps("Next").is_asked("What do you want to meet")
    else:
        expect(sage.page.locator("[data-status]")).to_have_text("Saved")
    sage.opens("/intentions").reads("Half a thought")


def test_a_starter_is_put_into_the_box(newcomer: Newcomer, scripts: bool) -> None:
    sage = sets_out(newcomer())
    if not scripts:
        sage.is_asked("What brings you?").does_not_read("Some people begin with")
        return
    sage.taps("I carry").finds("What brings you?", "I carry ")


def test_a_part_is_shared_with_the_circle_and_leaves_it_when_taken_back(
    person: Somebody, newcomer: Newcomer
) -> None:
    sage, moss = newcomer(), person("moss")
    words = f"{sage.name} would like to meet the sea"
    sets_out(sage).taps("Next").writes("What do you want to meet", words)
    sage.chooses("Circle").taps("Next").is_asked("What are you afraid of?")
    moss.opens("/circle").reads(words, "what I want to meet")

    sage.opens("/intentions").taps("Read or change it").taps("Only me again")
    sage.arrives_at("/intentions/[^/]+").reads("Only you can read this")
    moss.opens("/circle").is_asked("Juniper circle").does_not_read(words)


def test_the_days_after_give_back_what_one_set_out_with(person: Somebody) -> None:
    moss = person("moss").opens("/today").is_asked("Day 3")
    moss.reads("You set out with", "I want to see my brother’s face as it was.")
    moss.taps("Today’s page").is_asked("What has followed you home?")
    moss.reads("You set out with", "Word to hold: here")


def test_an_intention_stays_as_it_is_once_the_session_has_begun(person: Somebody) -> None:
    rue = person("rue").opens("/today").is_asked("Whatever is under the noise.")
    rue.reads("open", "Take your time. Nothing is needed from you now.")
    rue.opens("/intentions").page.get_by_role("link", name=re.compile(r"\d{4}$")).first.click()
    rue.reads("The session has begun.").does_not_read("Change")


def test_a_tap_on_next_is_not_lost_while_her_words_are_on_a_slow_way(
    holder, site: Demo, signal: Signal
) -> None:
    """What saves by itself goes on meanwhile, and takes nobody's place."""
    site.newcomer("aster")
    sage = sets_out(holder("aster", signal.url, service_workers="block"))
    sage.is_asked("What brings you?")
    signal.state = "slow"
    sage.writes("What brings you?", "a door ajar").taps("Next")
    sage.page.wait_for_timeout(1500)  # a pause, after which it saves by itself
    signal.state = "good"
    sage.is_asked("What do you want to meet")
