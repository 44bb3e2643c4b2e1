"""In and out, on several phones, and what becomes of words when a sign-in ends."""

from typing import Any

import pytest

from tests.browser.conftest import Newcomer, Phone
from tests.browser.person import Person

pytestmark = pytest.mark.browser

IMAGES = "Any images that stay with you?"


@pytest.fixture
def second_phone(phone: Phone, kind: dict[str, Any]):
    """Another phone of somebody, on which they sign in as well."""

    def take(somebody: Person) -> Person:
        second = Person(somebody.name, phone(**kind), somebody.url)
        second.password = somebody.password
        return second.opens("/login").signs_in().arrives_at("/today")

    return take


def ends_the_other_sign_in(somebody: Person) -> None:
    somebody.opens("/you").taps("End this one").arrives_at("/you")
    somebody.does_not_read("End this one")


def test_somebody_signs_out_and_in_again(newcomer: Newcomer) -> None:
    sage = newcomer().taps_place("You").taps("Sign out").arrives_at("/login")
    sage.reads("You are signed out on this phone.")
    sage.opens("/journal").arrives_at("/login").signs_in().arrives_at("/journal")


def test_days_are_counted_on_the_clock_of_the_phone_that_signs_in(
    newcomer: Newcomer, phone: Phone
) -> None:
    sage = newcomer()
    abroad = Person(sage.name, phone(timezone_id="Pacific/Auckland"), sage.url)
    abroad.password = sage.password
    abroad.opens("/login").signs_in().arrives_at("/today").is_on_the_clock_of("Pacific/Auckland")


def test_a_wrong_password_says_so_and_keeps_the_e_mail(newcomer: Newcomer) -> None:
    sage = newcomer().taps_place("You").taps("Sign out").arrives_at("/login")
    sage.password = "not the one I chose"
    sage.signs_in().reads("do not go together").finds("E-mail", sage.email)


def test_a_new_password_signs_out_every_other_phone(newcomer: Newcomer, second_phone) -> None:
    sage = newcomer()
    other = second_phone(sage)
    sage.opens("/you").taps("Password").writes("Current password", sage.password)
    sage.writes("New password", "seven boats at dusk").taps("Change password").arrives_at("/you")
    other.opens("/today").arrives_at("/login")
    other.password = "seven boats at dusk"
    other.signs_in().arrives_at("/today")


def test_a_sign_in_is_ended_from_another_phone(newcomer: Newcomer, second_phone) -> None:
    sage = newcomer()
    lost = second_phone(sage)
    ends_the_other_sign_in(sage)
    lost.opens("/journal").arrives_at("/login")


def test_an_entry_is_still_there_after_a_sign_in_that_had_run_out(
    newcomer: Newcomer, second_phone, has_outbox: bool
) -> None:
    sage = newcomer().opens("/journal/new").writes(IMAGES, "the lamp in the stairwell")
    ends_the_other_sign_in(second_phone(sage))
    sage.taps("Keep it")
    if has_outbox:
        is_sent_after_signing_in(sage)
    else:
        sage.reads("What you wrote is held in this page").signs_in()
        sage.reads("You are signed in again.").finds(IMAGES, "the lamp in the stairwell")
        sage.taps("Keep it").arrives_at("/journal/[0-9a-f-]+")
    sage.opens("/journal").reads("the lamp in the stairwell")


def test_an_intention_is_still_there_too(
    newcomer: Newcomer, second_phone, scripts: bool, has_outbox: bool
) -> None:
    sage = newcomer().opens("/today").taps("Set an intention").is_asked("What brings you?")
    ends_the_other_sign_in(second_phone(sage))
    sage.writes("What brings you?", "a door ajar")
    if scripts and not has_outbox:
        sage.reads("You are signed out. Send it, and you can sign in without losing it.")
    sage.taps("Next")
    if has_outbox:
        sage.arrives_at("/login").signs_in()
    else:
        sage.reads("What you wrote is held in this page").signs_in()
        sage.finds("What brings you?", "a door ajar").taps("Next")
    sage.is_asked("What do you want to meet")
    if has_outbox:
        sage.opens("/outbox").reads("Nothing waits.")
    sage.opens("/intentions").reads("a door ajar")


def is_sent_after_signing_in(sage: Person) -> None:
    sage.reads("Saved on this phone.", "Sign in and it will be sent.").taps("Sign in")
    sage.signs_in().arrives_at("/(today|outbox)").opens("/outbox").reads("Nothing waits.")


def test_somebody_changes_the_name_they_are_greeted_by(newcomer: Newcomer) -> None:
    sage = newcomer().taps_place("You").taps("Your name").writes("Display name", "Juno")
    sage.taps("Save").arrives_at("/you").is_asked("Juno")


def test_a_forgotten_password_is_answered_alike_for_everybody(stranger: Newcomer) -> None:
    sage = stranger().opens("/login").taps("I forgot my password").writes("E-mail", "no@one.org")
    sage.taps("Send the link").reads("If there is an account with this e-mail")
