"""From an invitation to Today, on a phone."""

import pytest

from tests.browser.conftest import Newcomer, Phone, Somebody, numbers
from tests.browser.demo import Demo
from tests.browser.person import Person

pytestmark = pytest.mark.browser


def test_somebody_new_opens_the_link_joins_and_is_on_today(stranger: Newcomer, site: Demo) -> None:
    sage = stranger().opens(site.invitation).is_asked("Juniper circle")
    sage.reads("What this circle promises each other")
    sage.accepts("I have read this").writes("Your name in this circle", "Sage")
    sage.writes("E-mail", sage.email).writes("Password", sage.password)
    sage.taps("Join").arrives_at("/today").reads("Juniper circle")
    sage.taps_place("Circle").arrives_at("/circle").is_asked("Juniper circle")


def test_whoever_joins_far_away_is_met_on_the_clock_there(phone: Phone, site: Demo) -> None:
    sage = Person(f"sage{next(numbers)}", phone(timezone_id="Pacific/Auckland"), site.url)
    sage.opens(site.invitation).accepts("I have read this")
    sage.writes("Your name in this circle", "Sage")
    sage.writes("E-mail", sage.email).writes("Password", sage.password)
    sage.taps("Join").arrives_at("/today").is_on_the_clock_of("Pacific/Auckland")


def test_a_mistake_in_the_form_keeps_everything_but_the_password(
    stranger: Newcomer, site: Demo
) -> None:
    sage = stranger().opens(site.invitation)
    sage.accepts("I have read this").writes("Your name in this circle", "Sage")
    sage.writes("E-mail", sage.email).writes("Password", "too short").taps("Join")
    sage.reads("Please use at least 15 characters")
    sage.finds("Your name in this circle", "Sage").finds("E-mail", sage.email)
    sage.finds("Password", "")


def test_somebody_of_another_circle_joins_with_the_account_they_have(
    person: Somebody, site: Demo
) -> None:
    name = f"bay{next(numbers)}"
    site.newcomer(name, to="Harbour circle")
    bay = person(name).opens(site.invitation)
    bay.accepts("I have read this").taps("Join as").arrives_at("/today")
    bay.reads("Juniper circle")


def test_nobody_reads_what_was_said_before_they_came(newcomer: Newcomer) -> None:
    sage = newcomer().opens("/circle").is_asked("Juniper circle")
    sage.does_not_read("I saw the kitchen I grew up in")


def test_a_link_that_nobody_made_says_so_kindly(stranger: Newcomer) -> None:
    sage = stranger().opens("/join/half-a-link")
    sage.is_asked("This link leads nowhere").reads("Perhaps a piece of it got lost")


def test_the_care_card_is_one_tap_away_for_somebody_who_is_not_signed_in(
    stranger: Newcomer, site: Demo
) -> None:
    sage = stranger().opens(site.invitation).taps("Care card").arrives_at("/care")
    sage.reads("If you are in danger now", "988")
