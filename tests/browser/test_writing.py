"""Keeping a journal: write, read again, change, find."""

from datetime import timedelta

import pytest

from tests.browser.conftest import Newcomer, Somebody
from tests.browser.person import Person
from webapp.database import now

pytestmark = pytest.mark.browser

IMAGES, FEELINGS = "Any images that stay with you?", "What was there to feel?"
REALIZATIONS, QUESTIONS = "Do you see anything differently?", "Which questions came along?"
DAY = "The day it belongs to"


def keeps(somebody: Person, words: str) -> Person:
    somebody.opens("/journal").taps("Write").writes(IMAGES, words).taps("Keep it")
    return somebody.arrives_at("/journal/[0-9a-f-]+").reads(words)


def test_wren_writes_in_four_families_beside_her_intention(person: Somebody) -> None:
    wren = person("wren").opens("/journal").taps("Write")
    sessions = wren.box("The session it belongs to")
    coming = sessions.locator("option", has_text="session").first
    sessions.select_option(coming.get_attribute("value"))
    wren.writes(IMAGES, "A lighthouse, unlit").writes(FEELINGS, "Wide, then small")
    wren.writes(REALIZATIONS, "I can wait").writes(QUESTIONS, "Who keeps the light?")
    wren.taps("Keep it").arrives_at("/journal/[0-9a-f-]+")
    wren.reads("A lighthouse, unlit", "Wide, then small", "I can wait", "Who keeps the light?")
    wren.reads("You set out with", "Only you can read this")


def test_what_an_entry_said_before_is_kept_and_can_come_back(newcomer: Newcomer) -> None:
    sage = keeps(newcomer(), "a grey heron")
    sage.taps("Change").writes(IMAGES, "a white heron").taps("Keep it").reads("a white heron")
    sage.taps("Earlier versions").is_asked("What this entry has said")
    sage.reads("a grey heron", "a white heron").taps("Use this one")
    sage.arrives_at("/journal/[0-9a-f-]+").reads("a grey heron").does_not_read("a white heron")


def test_an_entry_can_belong_to_an_earlier_day_and_is_found_by_it(newcomer: Newcomer) -> None:
    sage, day = newcomer(), (now() - timedelta(days=9)).date()
    sage.opens("/journal/new").writes(IMAGES, "late, but still here")
    sage.writes(DAY, day.isoformat()).taps("Keep it").is_asked(f"{day.day} {day:%B}")
    sage.opens("/journal").unfolds("Look by session, day, kind or tag")
    sage.writes("On which day", day.isoformat()).taps("Show").reads("late, but still here")


def test_ones_own_words_are_found(newcomer: Newcomer, scripts: bool) -> None:
    sage = keeps(newcomer(), "a copper kettle")
    keeps(sage, "a paper boat")
    sage.opens("/journal").writes("Search your journal", "kettle")
    if not scripts:
        sage.page.get_by_label("Search your journal").press("Enter")
    sage.reads("Found", "a copper kettle").does_not_read("a paper boat")


def test_two_pages_with_the_same_entry_keep_what_both_wrote(newcomer: Newcomer) -> None:
    sage = keeps(newcomer(), "one lamp").taps("Change").is_asked("Change this entry")
    other = sage.with_another_page().opens(sage.page.url)
    other.writes(IMAGES, "two lamps").taps("Keep it").reads("two lamps")
    sage.writes(IMAGES, "three lamps").taps("Keep it").reads("two lamps")
    sage.opens(other.page.url).taps("Versions and copies").reads("two lamps", "three lamps")


def test_an_empty_entry_is_answered_with_a_sentence(newcomer: Newcomer) -> None:
    sage = newcomer().opens("/journal/new").taps("Keep it")
    sage.reads("One word is enough to keep.")


def test_an_entry_is_deleted_for_good(newcomer: Newcomer) -> None:
    sage = keeps(newcomer(), "only for today").unfolds("Delete this entry")
    sage.taps("Delete it for good").arrives_at("/journal").does_not_read("only for today")
