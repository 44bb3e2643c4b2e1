"""What a person is told about their words while the network is good, bad and gone."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages.conftest import Arrives, Says, Write
from tests.browser.pages.serving import Site

pytestmark = pytest.mark.browser

WAITING = "Not saved yet: no signal."


def signal_returns(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('online'))")


def test_an_intention_is_saved_as_one_types(served: Site, write: Write, says: Says) -> None:
    write("to be kind")
    says("Saved")
    assert served.arrived[-1]["words"] == "to be kind"


def test_the_next_save_stands_on_the_one_before(served: Site, write: Write, says: Says) -> None:
    write("to be")
    says("Saved")
    write(" kind")
    says("Saved")
    assert [fields["_base"] for fields in served.arrived] == ["1", "2"]


def test_what_is_typed_during_a_slow_save_is_saved_next_and_stands_on_it(
    page: Page, served: Site, write: Write, says: Says, arrives: Arrives
) -> None:
    served.answers.append("held")
    write("to be")
    arrives(1)
    write(" kind")
    page.wait_for_timeout(400)
    served.release()
    says("Saved")
    assert [(fields["words"], fields["_base"], fields["_copy"]) for fields in served.arrived] == [
        ("to be", "1", ""),
        ("to be kind", "2", "copy 2"),
    ]


def test_there_is_no_tick_while_newer_words_are_unsaved(
    page: Page, served: Site, write: Write, says: Says, arrives: Arrives
) -> None:
    page.evaluate(
        """() => {
          window.ticks = 0;
          const line = document.getElementById('line');
          new MutationObserver(() => { window.ticks += line.textContent === 'Saved'; })
            .observe(line, {childList: true});
        }"""
    )
    served.answers.extend(["held", "held"])
    write("to be")
    arrives(1)
    write(" kind")
    served.release()
    arrives(2)
    assert page.evaluate("window.ticks") == 0
    served.release()
    says("Saved")


def test_without_signal_nothing_is_cleared_or_ticked(
    page: Page, context: BrowserContext, write: Write, says: Says
) -> None:
    context.set_offline(True)
    write("to be kind")
    says(WAITING)
    expect(page.get_by_label("Intention")).to_have_value("to be kind")


def test_it_is_saved_by_itself_when_the_signal_returns(
    context: BrowserContext, served: Site, write: Write, says: Says
) -> None:
    context.set_offline(True)
    write("to be kind")
    says(WAITING)
    context.set_offline(False)
    says("Saved")
    assert list(served.kept.values())[-1]["words"] == "to be kind"


@pytest.mark.parametrize("answer", ["portal", 502, 503])
def test_an_answer_that_promises_nothing_is_no_tick(
    answer: str | int, page: Page, served: Site, write: Write, says: Says
) -> None:
    served.answers.append(answer)
    write("to be kind")
    says(WAITING)
    expect(page.get_by_text("wireless network")).to_have_count(0)
    signal_returns(page)
    says("Saved")


def test_a_save_whose_answer_was_lost_is_recognised(
    page: Page, served: Site, write: Write, says: Says
) -> None:
    served.answers.append("lost")
    write("to be kind")
    says(WAITING)
    signal_returns(page)
    says("Saved")
    first, again = served.arrived
    assert first == again
    assert page.locator("[name=_base]").input_value() == "2"


def test_words_after_a_lost_answer_do_not_argue_with_themselves(
    served: Site, write: Write, says: Says
) -> None:
    served.answers.append("lost")
    write("to be")
    says(WAITING)
    write(" kind")
    says("Saved")
    assert [(fields["words"], fields["_base"], fields["_copy"]) for fields in served.arrived] == [
        ("to be", "1", ""),
        ("to be", "1", ""),
        ("to be kind", "2", "copy 2"),
    ]
    assert len(served.kept) == 2


def test_a_sign_in_that_ended_is_said_and_the_words_stay(
    page: Page, served: Site, write: Write, says: Says
) -> None:
    served.answers.append(401)
    write("to be kind")
    says("You are signed out.")
    expect(page.get_by_label("Intention")).to_have_value("to be kind")


def test_pressing_the_button_then_takes_the_plain_way_with_the_words(
    page: Page, served: Site, write: Write, says: Says
) -> None:
    served.answers.extend([401] * 3)
    write("to be kind")
    says("You are signed out.")
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


def test_a_reply_without_signal_is_sent_by_itself_when_it_returns(
    page: Page, context: BrowserContext, served: Site
) -> None:
    context.set_offline(True)
    page.get_by_label("Reply").fill("with you")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#reply [role=alert]")).to_be_visible()
    context.set_offline(False)
    page.locator("#replies").get_by_text("with you").wait_for()
    assert served.arrived[-1]["as"] == "reply"


def test_a_reply_that_is_refused_keeps_its_words(page: Page, served: Site) -> None:
    served.answers.append(413)
    page.get_by_label("Reply").fill("with you")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#reply [role=alert]")).to_have_text("Not kept.")
    expect(page.get_by_label("Reply")).to_have_value("with you")


def test_leaving_the_field_saves_nothing_twice(
    page: Page, served: Site, write: Write, says: Says
) -> None:
    write("to be kind")
    says("Saved")
    page.get_by_label("Intention").blur()
    page.wait_for_timeout(300)
    assert len(served.arrived) == 1
