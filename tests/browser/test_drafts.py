"""What was begun on this phone is offered where it was begun, and only as long as it is wanted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.kept import kept_on, wait_until

pytestmark = pytest.mark.browser

OFFERED = "You had begun to write here."


@pytest.fixture
def beginner(somebody):
    person = somebody().opens("/journal/new")
    person.page.locator("textarea[name=text]").press_sequentially("My sister’s red")
    wait_until(lambda: "draft|" in kept_on(person.page))
    person.page.close(run_before_unload=False)
    return person.with_another_page()


def test_what_was_begun_in_one_place_is_offered_in_no_other(beginner):
    beginner.opens("/questions/new").is_asked("question")
    beginner.page.wait_for_timeout(1000)
    beginner.does_not_read(OFFERED)
    expect(beginner.page.locator("textarea")).to_have_value("")
    beginner.opens("/journal/new").reads(OFFERED).taps("Take it up")
    beginner.finds("And anything else", "My sister’s red").does_not_read(OFFERED)


def test_what_is_let_go_is_not_offered_again(beginner):
    beginner.opens("/journal/new").reads(OFFERED).taps("Let it go").does_not_read(OFFERED)
    wait_until(lambda: "draft|" not in kept_on(beginner.page))
    beginner.opens("/journal/new").is_asked("What is still with you?")
    beginner.page.wait_for_timeout(1000)
    beginner.does_not_read(OFFERED)
