"""The care card: whoever needs it, from wherever they are."""

import json
import re
from datetime import date
from importlib.resources import files

import pytest

import webapp.safety
from webapp.safety.crisis_lines import lines_for

KNOWN = json.loads(files(webapp.safety).joinpath("crisis_lines.json").read_text("utf-8"))


def test_somebody_without_an_account_opens_the_care_card(phone_of):
    page = phone_of().get("/care")
    assert page.status_code == 200
    assert 'href="tel:911"' in page.text
    assert 'href="tel:988"' in page.text


def test_wren_finds_the_care_card_on_every_page_they_land_on(phone_of, cast):
    assert 'href="/care"' in phone_of(cast.wren).get("/today").text


@pytest.mark.parametrize("country", sorted(KNOWN))
def test_every_line_can_be_dialled_and_says_where_it_was_checked(country):
    lines = lines_for(country)
    for line in (lines.emergency, *lines.lines):
        assert re.fullmatch(r"[0-9]{3,15}", line.dial)
        assert line.text is None or re.fullmatch(r"[0-9]{3,15}", line.text)
        assert line.source
        assert date(2026, 1, 1) <= line.verified_on


def test_somebody_in_a_country_without_lines_is_given_112():
    assert lines_for("FR").emergency.number == "112"


def test_numbers_that_were_not_checked_for_a_year_say_so(phone_of, time_machine):
    time_machine.move_to("2030-01-01")
    assert "That is a while ago" in phone_of().get("/care").text
    time_machine.move_to("2026-12-01")
    assert "That is a while ago" not in phone_of().get("/care").text
