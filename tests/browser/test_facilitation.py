"""Ana looks after her circles from a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Newcomer, Somebody, numbers
from tests.browser.person import Person
from webapp.database import now

pytestmark = pytest.mark.browser


@pytest.fixture
def circle() -> str:
    """What Ana calls the circle of this journey."""
    return f"Rowan circle {next(numbers)}"


@pytest.fixture
def ana(person: Somebody) -> Person:
    return person("ana").opens("/you").taps("Facilitation").arrives_at("/facilitation")


def starts(ana: Person, circle: str, kind: str = "The same people throughout") -> Person:
    ana.opens("/facilitation").taps("Start a circle").writes("Name of the circle", circle)
    ana.chooses(kind).writes("What you promise each other", "We speak from I.")
    return ana.taps("Start the circle").is_asked(circle)


def invites(ana: Person, people: str = "1") -> str:
    """The link of a new invitation to the circle whose page is open."""
    ana.taps("Invite people").writes("People who can use it", people).taps("Make the invitation")
    ana.is_asked("Invitation").reads("Scan it with a phone’s camera")
    assert ana.page.get_by_alt_text("A code to scan").evaluate("image => image.naturalWidth") > 0
    return ana.page.locator("#link").inner_text()


def test_ana_starts_a_circle_and_changes_what_it_promises(ana: Person, circle: str) -> None:
    starts(ana, circle).taps("Agreement").finds("What you promise each other", "We speak from I.")
    ana.writes("What you promise each other", "We speak from I, and we listen.")
    ana.taps("Save as a new version").is_asked(circle)
    ana.taps("Agreement").reads("Version 2").finds(
        "What you promise each other", "We speak from I, and we listen."
    )


def test_somebody_comes_in_by_anas_invitation_and_is_removed_again(
    ana: Person, circle: str, newcomer: Newcomer
) -> None:
    sage = newcomer()
    circle = f"{circle} of five"
    sage.opens(invites(starts(ana, circle))).is_asked(circle).accepts("I have read this")
    sage.taps("Join as").arrives_at("/today").reads(circle)

    ana.taps(circle).reads("Used up").taps_on(sage.name.title())
    ana.is_asked(sage.name.title()).taps(f"Remove from {circle}")
    ana.is_asked(circle)
    assert not ana.page.get_by_role("link", name=sage.name.title()).is_visible()
    sage.opens("/today").is_asked("").does_not_read(circle)


def test_an_invitation_that_was_taken_back_lets_nobody_in(
    ana: Person, circle: str, stranger: Newcomer
) -> None:
    link = invites(starts(ana, f"{circle} again"))
    ana.taps("Take this invitation back").reads("Taken back")
    stranger().opens(link).is_asked("This invitation was taken back")


def test_ana_schedules_a_gathering_and_reads_who_comes(
    ana: Person, circle: str, newcomer: Newcomer
) -> None:
    sage, day = newcomer(), (now() + timedelta(days=12)).date()
    circle = f"{circle} with {sage.name}"
    sage.opens(invites(starts(ana, circle))).accepts("I have read this").taps("Join as")
    ana.taps(circle).taps("Schedule one").chooses("Session")
    ana.writes("Begins", f"{day}T10:00").writes("Ends", f"{day}T13:00")
    ana.writes("Where", "The room with the skylight")
    ana.writes("What to expect", "Tea first.").taps("Schedule it").reads(sage.name.title())

    sage.opens("/intentions").taps("Set an intention", within=f"{day:%A} {day.day} {day:%B}")
    sage.writes("What brings you?", "The skylight.")
    sage.chooses("Facilitators").taps("Next").is_asked("What do you want to meet")
    ana.taps("Shared intentions").reads("The skylight.", "Facilitators can read this")


def test_somebody_says_whether_they_come(ana: Person, newcomer: Newcomer) -> None:
    sage = newcomer().taps("Session").reads("What to expect")
    sage.taps("Not this time")
    said = sage.page.get_by_role("button", name="Not this time")
    expect(said).to_have_attribute("aria-pressed", "true")
    path = sage.page.url.removeprefix(sage.url)
    ana.opens(f"/facilitation{path}")
    assert "Not coming" in ana.card(sage.name.title()).inner_text()


def test_a_question_is_asked_and_answered(ana: Person, newcomer: Newcomer) -> None:
    sage = newcomer()
    sage.opens("/today").taps("A question for your facilitators?")
    sage.writes("What do you want to ask?", f"May {sage.name} bring a blanket?").taps("Send")
    sage.reads("No answer yet", f"May {sage.name} bring a blanket?")

    ana.opens("/facilitation").taps_on(f"May {sage.name} bring a blanket?")
    ana.writes("Your answer", f"Please do, {sage.name}.").taps("Send the answer")
    sage.opens("/today").taps("Your question was answered").reads(f"Please do, {sage.name}.")


def test_ana_cancels_a_gathering_and_brings_it_back(ana: Person, circle: str) -> None:
    day = (now() + timedelta(days=3)).date()
    starts(ana, f"{circle} later").taps("Schedule one").chooses("Preparation")
    ana.writes("Begins", f"{day}T18:00").writes("Ends", f"{day}T19:00").taps("Schedule it")
    ana.taps("Cancel this gathering").is_asked("Cancel this gathering?")
    ana.taps("Cancel the gathering").reads("Cancelled.")
    ana.taps("It takes place after all").does_not_read("Cancelled.")
