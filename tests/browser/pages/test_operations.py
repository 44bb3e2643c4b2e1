"""What the browser adds to a form, so that what arrives twice is stored once."""

import re
import time
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser.pages.serving import Site

pytestmark = pytest.mark.browser

WREN = "01890000-0000-7000-8000-000000000001"
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
MODULE = "/static/js/operations/uuid.js"


def made(page: Page, expression: str) -> Any:
    """What an expression with `uuidv7` makes in the browser."""
    return page.evaluate(
        f"async () => {{ const {{uuidv7}} = await import('{MODULE}'); return {expression}; }}"
    )


def keep_entry(page: Page, words: str) -> None:
    page.get_by_label("Entry").fill(words)
    with page.expect_navigation():
        page.get_by_role("button", name="Keep entry").click()


def test_names_of_records_are_uuids_of_version_7_that_carry_their_time(page: Page) -> None:
    before = int(time.time() * 1000)
    name = made(page, "uuidv7()")
    assert UUID7.fullmatch(name)
    assert before - 1 <= UUID(name).int >> 80 <= time.time() * 1000 + 1


def test_names_of_records_sort_in_the_order_they_were_made(page: Page) -> None:
    names = made(page, "Array.from({length: 5000}, () => uuidv7())")
    assert names == sorted(set(names))


def test_a_phone_whose_clock_goes_back_still_makes_later_names(page: Page) -> None:
    names = made(page, "[uuidv7(2e12), uuidv7(1e12)]")
    assert names == sorted(set(names))


def test_a_plain_form_names_its_submission_its_record_and_its_writer(
    page: Page, served: Site
) -> None:
    keep_entry(page, "a warm stone")
    (arrived,) = served.arrived
    assert UUID(arrived["_op"]).version == 7
    assert UUID(arrived["_entity"]).version == 7
    assert arrived["_uid"] == WREN


def test_every_submission_is_new_and_its_record_stays_the_same(page: Page, served: Site) -> None:
    for words in ("first", "second"):
        page.get_by_label("Reply").fill(words)
        page.get_by_role("button", name="Send").click()
        page.get_by_text(words, exact=True).wait_for()
    first, second = served.arrived
    assert first["_op"] != second["_op"]
    assert first["_entity"] == second["_entity"]
    assert {first["as"], second["as"]} == {"reply"}


def test_two_forms_on_a_page_make_two_records(page: Page, served: Site) -> None:
    page.get_by_label("Reply").fill("one")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("one", exact=True).wait_for()
    keep_entry(page, "two")
    assert served.arrived[0]["_entity"] != served.arrived[1]["_entity"]


def test_going_back_and_keeping_again_is_a_new_submission(page: Page, served: Site) -> None:
    keep_entry(page, "a warm stone")
    page.go_back()
    keep_entry(page, "a warm stone, again")
    assert len({fields["_op"] for fields in served.arrived}) == 2


def test_no_name_of_a_submission_stands_in_the_page(page: Page) -> None:
    page.get_by_label("Reply").fill("one")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("one", exact=True).wait_for()
    assert page.locator("[name=_op], [name=_entity], [name=_uid]").count() == 0


def test_a_form_that_only_asks_names_nothing(page: Page, served: Site) -> None:
    page.get_by_label("Search").fill("stone")
    page.get_by_label("Search").press("Enter")
    page.locator("#found .kept").wait_for()
    assert served.arrived == [{"words": "stone"}]


def test_a_form_that_changes_a_record_makes_no_new_one(page: Page, served: Site) -> None:
    page.get_by_label("Intention").fill("to be kind")
    page.get_by_text("Saved", exact=True).wait_for()
    assert "_entity" not in served.arrived[0]
    assert UUID(served.arrived[0]["_op"]).version == 7


def test_a_second_tap_sends_a_plain_form_no_second_time(page: Page, served: Site) -> None:
    served.answers.append("held")
    page.get_by_label("Entry").fill("a warm stone")
    with page.expect_navigation():
        page.evaluate(
            """() => {
              const tap = () => document.querySelector('#entry button').click();
              setTimeout(tap, 0);
              setTimeout(tap, 300);
            }"""
        )
        page.wait_for_timeout(600)
        served.release()
        served.release()
    assert len(served.arrived) == 1


def test_a_second_tap_sends_a_quick_form_no_second_time(page: Page, served: Site) -> None:
    served.answers.append("held")
    page.get_by_label("Reply").fill("one")
    page.get_by_role("button", name="Send").dblclick()
    served.release()
    page.locator("#replies .kept").wait_for()
    page.wait_for_timeout(300)
    assert len(served.arrived) == 1
