"""A whole journey by the keys alone: no finger, no mouse, and the focus is never lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from tests.browser.conftest import IN_MOTION, Phone, Somebody
from tests.browser.demo import Demo
from tests.browser.keys import Keys
from tests.browser.person import Person

pytestmark = pytest.mark.browser

RIDE = "A ride home arranged"
numbers = count(1)


@pytest.fixture
def kind() -> dict[str, Any]:
    """One kind of phone is enough: keys know no scripts. Pages fade into each other on it."""
    return IN_MOTION


@pytest.fixture
def keys(person: Somebody, site: Demo) -> Callable[[str], Keys]:
    """Somebody new in Juniper circle, with a keyboard, on a page."""

    def come(path: str) -> Keys:
        name = f"hazel{next(numbers)}"
        site.newcomer(name)
        return Keys(person(name).opens(path))

    return come


def test_one_signs_in_jumps_over_the_bar_and_signs_out(phone: Phone, site: Demo) -> None:
    site.newcomer("hazel")
    hazel = Keys(Person("hazel", phone(), site.url).opens("/login"))
    hazel.to("E-mail").types(hazel.person.email)
    hazel.to("Password").types(hazel.person.password).press("Enter").arrives_at("/today")
    hazel.to("Skip to the page").press("Enter").to("Set an intention")
    hazel.opens("You").arrives_at("/you").opens("Sign out").arrives_at("/login")


def test_one_sees_to_a_step_and_sets_an_intention(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/today")
    hazel.to(RIDE)
    with hazel.page.expect_response("**/steps/*"):
        hazel.press("Space")
    hazel.is_on(RIDE).has_ticked(RIDE)
    hazel.back_to("Set an intention").press("Enter").is_asked("What brings you?")
    hazel.to("What brings you?").types("A heavy year").to("Only me").press("ArrowRight")
    hazel.reads("Facilitators can read this").is_on("Facilitators")
    hazel.opens("Next").is_asked("What do you want to meet")
    hazel.opens("What brings you").is_asked("What brings you?")
    hazel.to("Facilitators").to("Next").opens("Today").arrives_at("/today").has_ticked(RIDE)


def test_one_question_a_page(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/journal").opens("One question a page")
    for asked in ("Any images", "What was there", "What does your", "Do you see", "Which"):
        hazel.is_asked(asked).to(asked).types("A heron").to("Next" if asked != "Which" else "Done")
        hazel.press("Enter")
    hazel.is_asked("That is enough.").opens("Rest now").arrives_at("/today")


def test_one_writes_searches_and_looks_by_day(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/journal").opens("Write").is_asked("What is still with you?")
    hazel.opens("Keep it").reads("One word is enough to keep.").is_on("Any images")
    hazel.types("A grey heron").to("What was there to feel?").types("Calm")
    hazel.opens("Keep it").arrives_at("/journal/[0-9a-f-]{36}").reads("A grey heron")
    hazel.opens("Journal").arrives_at("/journal").to("Search your journal").types("her")
    hazel.reads("Found").is_on("Search your journal").opens("A grey heron").is_asked("day")
    hazel.opens("Journal").arrives_at("/journal").opens("Look by session")
    hazel.to("On which day").back_to("Look by session").press("Enter").is_on("Look by session")
    hazel.to("Your own questions")


def test_one_says_how_one_has_been(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/you").opens("How you have been").arrives_at("/measures")
    hazel.to("Mood").types("7").to("Sleep").types("4").opens("Keep it")
    hazel.reads("The values").opens("The values of Mood").to("Remove: Mood")
    hazel.opens("The values of Sleep").to("Remove: Sleep")


def test_one_answers_a_questionnaire(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/measures").opens("Seven questions about worry").is_asked("Over the last two")
    for _item in range(7):
        hazel.to("Not at all").press("ArrowRight").is_on("Several days")
    hazel.opens("Keep it").reads("It is kept, and nobody but you can see it.")
    hazel.opens("The values of GAD-7").to("Remove: GAD-7")


def test_one_shares_a_part_and_takes_it_back(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/journal/new").to("Any images").types("A low bell. Not this.")
    hazel.opens("Keep it").arrives_at("/journal/[0-9a-f-]{36}")
    hazel.opens("Share a part with your circle").is_asked("Share a part")
    hazel.to("A low bell.").press("Space").opens("See what they will see")
    hazel.is_asked("What they will see").reads("A low bell.").person.does_not_read("Not this.")
    hazel.opens("Share this").reads("It is with Juniper circle.")
    hazel.opens("Take back").reads("Taken back. Nobody else can read it any more.")


def test_one_checks_in_answers_and_takes_it_back(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/circle")
    hazel.to("heavy").press("ArrowRight").is_on("tender")
    hazel.to("A few words").types("Without a finger")
    hazel.opens("What would help").to("to be heard").press("Space")
    hazel.opens("Check in").reads("It is with your circle.", "Without a finger")
    hazel.opens("More about what you said").to("Take it back").press("Escape")
    hazel.is_on("More about what you said")
    hazel.opens("Reply").is_on("Your reply").types("To myself, too").opens("Reply")
    hazel.reads("To myself, too").is_on("Reply")
    hazel.opens("More about your reply").opens("Take it back").is_on("Reply")
    hazel.person.does_not_read("To myself, too")


def test_one_has_felt_that_too(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/circle")
    keys("/circle").to("A few words").types("As a bell").opens("Check in").reads("As a bell")
    hazel.person.opens("/circle").reads("As a bell")
    hazel.to("I’ve felt that too").press("Enter").reads("You have felt that too")
    hazel.is_on("I’ve felt that too").press("Enter")
    hazel.person.does_not_read("You have felt that too")
    hazel.is_on("I’ve felt that too").to("Reply").press("Enter").is_on("Your reply")
    hazel.types("A low one?").opens("Reply").reads("A low one?").is_on("Reply")


def test_one_says_whether_one_comes_and_asks(keys: Callable[[str], Keys]) -> None:
    hazel = keys("/today").opens("Session").is_asked("Session")
    hazel.to("I’m coming").to("Not this time")
    with hazel.page.expect_response("**/attendance"):
        hazel.press("Space")
    hazel.is_on("Not this time").back_to("I’m coming").press("Enter").is_on("I’m coming")
    hazel.opens("A question for your facilitators?").is_asked("A question")
    hazel.to("What do you want to ask?").types("Where do coats go?")
    hazel.opens("Send to the facilitators").arrives_at("/questions").reads("Where do coats go?")


def test_a_question_that_is_put_aside_gives_the_focus_back(needs_me: Person) -> None:
    keys = Keys(needs_me.opens("/you")).opens("Sign out").is_on("Stay signed in")
    assert (keys.to("Delete it").press("Escape").focus() or {})["name"] == "Sign out"
    keys.press("Enter").is_on("Stay signed in").press("Enter").is_on("Sign out")
