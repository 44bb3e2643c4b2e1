"""Finding again what one wrote: by a tag, by a kind, by words, and by all of them together."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.kept import HERE, kept_on, sends_now, wait_until
from tests.browser.person import Person

pytestmark = pytest.mark.browser

IMAGES, BODY = "Any images that stay with you?", "What does your body remember?"
ANYTHING = "And anything else"
LOOK_BY = "Look by session, day, kind or tag"


def keeps(person: Person, box: str, words: str, tags: str = "") -> Person:
    person.opens("/journal/new").writes(box, words).writes("Tags", tags).taps("Keep it")
    return person.arrives_at("/journal/[0-9a-f-]+").reads(words)


def looks_for(person: Person, words: str, scripts: bool) -> Person:
    person.writes("Search your journal", words)
    if not scripts:
        person.page.get_by_label("Search your journal").press("Enter")
    return person.reads("Found")


def test_a_tag_is_typed_once_tapped_later_and_leads_to_both(newcomer: Newcomer) -> None:
    sage = keeps(newcomer(), IMAGES, "a copper kettle", "kitchen, warm")
    sage.reads("kitchen", "warm").opens("/journal/new").writes(BODY, "quiet hands")
    sage.chooses("warm").taps("Keep it").arrives_at("/journal/[0-9a-f-]+")
    sage.taps("warm").arrives_at("/journal").reads("a copper kettle", "quiet hands")
    sage.unfolds(LOOK_BY)
    sage.box("Which tag").select_option("kitchen")
    sage.taps("Show").reads("a copper kettle").does_not_read("quiet hands")


def test_what_is_narrowed_and_the_words_looked_for_stay_together(
    newcomer: Newcomer, scripts: bool
) -> None:
    sage = keeps(newcomer(), IMAGES, "a copper kettle", "warm")
    keeps(sage, BODY, "copper in my mouth")
    keeps(sage, IMAGES, "a paper boat")
    sage.opens("/journal").unfolds(LOOK_BY)
    sage.box("What kind").select_option("Images")
    sage.taps("Show").reads("a paper boat").does_not_read("in my mouth")
    looks_for(sage, "copper", scripts).reads("kettle").does_not_read("boat", "in my mouth")
    # The chip goes, and the words stay.
    sage.taps("Images").reads("in my mouth", "kettle").does_not_read("boat")
    sage.finds("Search your journal", "copper").unfolds(LOOK_BY)
    sage.box("Which tag").select_option("warm")
    sage.taps("Show").reads("kettle").does_not_read("in my mouth")
    sage.finds("Search your journal", "copper")


def test_words_typed_and_a_kind_chosen_after_are_looked_for_together(
    newcomer: Newcomer, scripts: bool
) -> None:
    sage = keeps(newcomer(), IMAGES, "a copper kettle")
    keeps(sage, BODY, "copper in my mouth")
    looks_for(sage.opens("/journal"), "copper", scripts).reads("kettle", "in my mouth")
    sage.unfolds(LOOK_BY)
    sage.box("What kind").select_option("Body")
    sage.taps("Show").reads("in my mouth").does_not_read("kettle")


def test_tags_wait_here_with_the_entry_and_arrive_with_it(somebody, signal):
    person = keeps(somebody(), ANYTHING, "Before.", "kitchen, warm").opens("/journal/new")
    signal.state = "none"
    person.writes(ANYTHING, "The harbour.").writes("Tags", "sea").chooses("warm").taps("Keep it")
    expect(person.page.get_by_text(HERE)).to_be_visible(timeout=4500)
    signal.state = "good"
    sends_now(person)
    expect(person.page.get_by_text("Nothing waits")).to_be_visible(timeout=20_000)
    person.opens("/journal").taps_on("The harbour.").reads("sea", "warm").does_not_read("kitchen")


def test_tags_that_were_begun_are_offered_with_the_words(somebody):
    person = keeps(somebody(), ANYTHING, "Before.", "kitchen, warm").opens("/journal/new")
    person.writes("Tags", "sea").chooses("warm")
    person.page.locator("textarea[name=text]").press_sequentially("My sister’s red")
    wait_until(lambda: "draft|" in kept_on(person.page))
    person.page.close(run_before_unload=False)
    person = person.with_another_page().opens("/journal/new").taps("Take it up")
    person.finds(ANYTHING, "My sister’s red").finds("Tags", "sea")
    expect(person.page.get_by_label("warm", exact=True)).to_be_checked()
    expect(person.page.get_by_label("kitchen", exact=True)).not_to_be_checked()


def test_a_year_ago_is_switched_on_and_off(newcomer: Newcomer) -> None:
    sage = newcomer().opens("/you").reads("It does not unless you switch it on.")
    sage.taps("Switch it on").arrives_at("/you").reads("Switch it off")
    sage.taps("Switch it off").reads("Switch it on")
