"""What a person is told about their words while the network is good, bad and gone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from tests.browser.conftest import Phone
from tests.browser.pages.serving import Site, site

pytestmark = pytest.mark.browser

LINES = 6  # as many as Chromium opens to one server
WAITING = "Not saved yet: no signal."


@pytest.fixture
def served() -> Iterator[Site]:
    with site() as served:
        yield served


@pytest.fixture
def context(phone: Phone) -> BrowserContext:
    return phone()


@pytest.fixture
def page(context: BrowserContext, served: Site) -> Page:
    page = context.new_page()
    page.goto(served.url("writing"))
    page.wait_for_function("() => document.querySelector('#intention[data-htmx-powered]')")
    return page


def write(page: Page, words: str) -> None:
    page.get_by_label("Intention").press("Control+End")
    page.keyboard.insert_text(words)


def arrives(page: Page, served: Site, count: int) -> None:
    """Wait for the server to have been sent so many submissions."""
    for _moment in range(200):
        if len(served.arrived) >= count:
            return
        page.wait_for_timeout(25)
    pytest.fail(f"{len(served.arrived)} submissions arrived instead of {count}")


def every_line_is_busy(page: Page, served: Site) -> None:
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
    arrives(page, served, LINES)


def says(page: Page, sentence: str) -> None:
    expect(page.locator("#line")).to_have_text(sentence)


def signal_returns(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('online'))")


def test_an_intention_is_saved_as_one_types(page: Page, served: Site) -> None:
    write(page, "to be kind")
    says(page, "Saved")
    assert served.arrived[-1]["words"] == "to be kind"


def test_the_next_save_stands_on_the_one_before(page: Page, served: Site) -> None:
    write(page, "to be")
    says(page, "Saved")
    write(page, " kind")
    says(page, "Saved")
    assert [fields["_base"] for fields in served.arrived] == ["1", "2"]


def test_what_is_typed_during_a_slow_save_is_saved_next_and_stands_on_it(
    page: Page, served: Site
) -> None:
    served.answers.append("held")
    write(page, "to be")
    arrives(page, served, 1)
    write(page, " kind")
    page.wait_for_timeout(400)
    served.release()
    says(page, "Saved")
    assert [(fields["words"], fields["_base"]) for fields in served.arrived] == [
        ("to be", "1"),
        ("to be kind", "2"),
    ]


def test_there_is_no_tick_while_newer_words_are_unsaved(page: Page, served: Site) -> None:
    page.evaluate(
        """() => {
          window.ticks = 0;
          const line = document.getElementById('line');
          new MutationObserver(() => { window.ticks += line.textContent === 'Saved'; })
            .observe(line, {childList: true});
        }"""
    )
    served.answers.extend(["held", "held"])
    write(page, "to be")
    arrives(page, served, 1)
    write(page, " kind")
    served.release()
    arrives(page, served, 2)
    assert page.evaluate("window.ticks") == 0
    served.release()
    says(page, "Saved")


def test_without_signal_nothing_is_cleared_or_ticked(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    write(page, "to be kind")
    says(page, WAITING)
    expect(page.get_by_label("Intention")).to_have_value("to be kind")


def test_it_is_saved_by_itself_when_the_signal_returns(
    page: Page, context: BrowserContext, served: Site
) -> None:
    context.set_offline(True)
    write(page, "to be kind")
    says(page, WAITING)
    context.set_offline(False)
    says(page, "Saved")
    assert list(served.kept.values())[-1]["words"] == "to be kind"


@pytest.mark.parametrize("answer", ["portal", 502, 503])
def test_an_answer_that_promises_nothing_is_no_tick(
    answer: str | int, page: Page, served: Site
) -> None:
    served.answers.append(answer)
    write(page, "to be kind")
    says(page, WAITING)
    expect(page.get_by_text("wireless network")).to_have_count(0)
    signal_returns(page)
    says(page, "Saved")


def test_a_save_whose_answer_was_lost_is_recognised(page: Page, served: Site) -> None:
    served.answers.append("lost")
    write(page, "to be kind")
    says(page, WAITING)
    signal_returns(page)
    says(page, "Saved")
    first, again = served.arrived
    assert first == again
    assert page.locator("#base").input_value() == "2"


def test_words_after_a_lost_answer_do_not_argue_with_themselves(page: Page, served: Site) -> None:
    served.answers.append("lost")
    write(page, "to be")
    says(page, WAITING)
    write(page, " kind")
    says(page, "Saved")
    assert [(fields["words"], fields["_base"]) for fields in served.arrived] == [
        ("to be", "1"),
        ("to be", "1"),
        ("to be kind", "2"),
    ]
    assert len(served.kept) == 2


def test_a_sign_in_that_ended_is_said_and_the_words_stay(page: Page, served: Site) -> None:
    served.answers.append(401)
    write(page, "to be kind")
    says(page, "You are signed out.")
    expect(page.get_by_label("Intention")).to_have_value("to be kind")


def test_pressing_the_button_then_takes_the_plain_way_with_the_words(
    page: Page, served: Site
) -> None:
    served.answers.extend([401] * 3)
    write(page, "to be kind")
    says(page, "You are signed out.")
    with page.expect_navigation():
        page.get_by_role("button", name="Next").click()
    last = served.arrived[-1]
    assert (last["words"], last["then"]) == ("to be kind", "next")


def test_a_reply_that_cannot_be_sent_says_so_beside_it(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    page.get_by_label("Reply").fill("with you")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#reply [role=alert]")).to_have_text("Not sent: no signal.")
    expect(page.get_by_label("Reply")).to_have_value("with you")


def test_a_reply_sent_again_after_a_lost_answer_is_there_once(page: Page, served: Site) -> None:
    served.answers.append("lost")
    page.get_by_label("Reply").fill("with you")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#reply [role=alert]")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    page.locator("#replies").get_by_text("with you").wait_for()
    assert len(served.kept) == 1


def test_a_reply_that_is_refused_keeps_its_words(page: Page, served: Site) -> None:
    served.answers.append(413)
    page.get_by_label("Reply").fill("with you")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#reply [role=alert]")).to_have_text("Not kept.")
    expect(page.get_by_label("Reply")).to_have_value("with you")


@pytest.fixture
def questions(page: Page) -> list[str]:
    """The browser's own "Leave this page?", answered with yes."""
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    return asked


def test_leaving_with_an_unsent_reply_asks_first(
    page: Page, questions: list[str], served: Site
) -> None:
    page.get_by_label("Reply").press_sequentially("with you")
    page.goto(served.url("source"))
    assert questions == ["beforeunload"]


def test_leaving_with_everything_saved_asks_nothing(
    page: Page, questions: list[str], served: Site
) -> None:
    write(page, "to be kind")
    says(page, "Saved")
    page.goto(served.url("source"))
    assert questions == []


def test_leaving_in_the_middle_of_a_word_saves_it_and_asks_nothing(
    page: Page, questions: list[str], served: Site
) -> None:
    every_line_is_busy(page, served)
    write(page, "to be kind")
    page.goto("about:blank")
    arrives(page, served, LINES + 1)
    assert questions == []
    assert served.arrived[-1]["words"] == "to be kind"


def test_leaving_while_older_words_are_still_on_their_way_asks_first(
    page: Page, questions: list[str], served: Site
) -> None:
    served.answers.append("lost")
    write(page, "to be")
    says(page, WAITING)
    write(page, " kind")
    page.goto(served.url("source"))
    assert questions == ["beforeunload"]


def test_leaving_the_field_saves_nothing_twice(page: Page, served: Site) -> None:
    write(page, "to be kind")
    says(page, "Saved")
    page.get_by_label("Intention").blur()
    page.wait_for_timeout(300)
    assert len(served.arrived) == 1


def test_sending_a_plain_form_asks_nothing(page: Page, questions: list[str]) -> None:
    page.get_by_label("Entry").press_sequentially("a warm stone")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep entry").click()
    assert questions == []
