"""Leaving a page loses no words, and asks only when it would."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages.conftest import Arrives, Says, Write
from tests.browser.pages.serving import Site

pytestmark = pytest.mark.browser

LINES = 6  # as many as Chromium opens to one server


def every_line_is_busy(page: Page, served: Site, arrives: Arrives) -> None:
    """Leave no connection to the server free, so that what is sent next has to wait."""
    served.answers.extend(["held"] * LINES)
    page.evaluate(
        """lines => {
          for (let line = 0; line < lines; line += 1) {
            fetch('/words', {method: 'POST', body: 'a=b'});
          }
        }""",
        LINES,
    )
    arrives(LINES)


def test_leaving_with_an_unsent_reply_asks_first(
    page: Page, questions: list[str], served: Site
) -> None:
    page.get_by_label("Reply").press_sequentially("with you")
    page.goto(served.url("source"))
    assert questions == ["beforeunload"]


def test_leaving_with_everything_saved_asks_nothing(
    page: Page, questions: list[str], served: Site, write: Write, says: Says
) -> None:
    write("to be kind")
    says("Saved")
    page.goto(served.url("source"))
    assert questions == []


def test_leaving_in_the_middle_of_a_word_saves_it_and_asks_nothing(
    page: Page, questions: list[str], served: Site, write: Write, arrives: Arrives
) -> None:
    every_line_is_busy(page, served, arrives)
    write("to be kind")
    page.goto("about:blank")
    arrives(LINES + 1)
    assert questions == []
    assert served.arrived[-1]["words"] == "to be kind"


def test_leaving_while_older_words_are_still_on_their_way_asks_first(
    page: Page, questions: list[str], served: Site, write: Write, says: Says
) -> None:
    served.answers.append("lost")
    write("to be")
    says("Not saved yet: no signal.")
    write(" kind")
    page.goto(served.url("source"))
    assert questions == ["beforeunload"]


def test_sending_a_plain_form_asks_nothing(page: Page, questions: list[str]) -> None:
    page.get_by_label("Entry").press_sequentially("a warm stone")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep entry").click()
    assert questions == []
