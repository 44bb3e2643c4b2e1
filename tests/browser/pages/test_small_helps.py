"""Small helps that a page gives where it has a script, and hides where it has none."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Phone
from tests.browser.pages.serving import Site

pytestmark = pytest.mark.browser


def test_a_sentence_starter_begins_an_empty_page_and_the_caret_follows(
    phone: Phone, served: Site
) -> None:
    page = phone().new_page()
    page.goto(served.url("writing"))
    page.get_by_role("button", name="I hope that").tap()
    expect(page.get_by_label("Intention")).to_be_focused()
    page.keyboard.type("it is quiet")
    expect(page.get_by_label("Intention")).to_have_value("I hope that it is quiet")


def test_a_sentence_starter_takes_nothing_away(phone: Phone, served: Site) -> None:
    page = phone().new_page()
    page.goto(served.url("writing"))
    page.get_by_label("Intention").press_sequentially("One thing.")
    page.get_by_role("button", name="I hope that").tap()
    expect(page.get_by_label("Intention")).to_have_value("One thing.\nI hope that ")


def test_a_sentence_starter_is_saved_like_what_is_typed(phone: Phone, served: Site) -> None:
    page = phone().new_page()
    page.goto(served.url("writing"))
    page.get_by_role("button", name="I hope that").tap()
    expect(page.locator("#line")).to_have_text("Saved")
    assert served.arrived[-1]["words"] == "I hope that "


def test_an_invitation_is_copied_with_one_tap(phone: Phone, served: Site) -> None:
    page = phone(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(served.url("writing"))
    page.locator("button[data-copy]").tap()
    expect(page.locator("button[data-copy]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/join/abc"


def test_somebody_who_joins_is_known_by_their_own_clock(phone: Phone, served: Site) -> None:
    page = phone(timezone_id="Pacific/Auckland").new_page()
    page.goto(served.url("writing"))
    expect(page.locator("[data-time-zone]")).to_have_value("Pacific/Auckland")


def test_without_a_script_nothing_is_offered_that_would_not_work(
    phone: Phone, served: Site
) -> None:
    page = phone(java_script_enabled=False).new_page()
    page.goto(served.url("writing"))
    expect(page.locator("[data-needs-script]:visible")).to_have_count(0)
