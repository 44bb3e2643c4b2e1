"""A check-in, and how the circle answers it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Newcomer, Somebody
from tests.browser.person import Person

pytestmark = pytest.mark.browser


def checks_in(somebody: Person, words: str, **more: str) -> Person:
    somebody.opens("/today").taps_place("Circle").chooses("tender")
    somebody.writes("A few words", words)
    if topic := more.get("topic"):
        somebody.unfolds("What would help").chooses("company")
        somebody.writes("Fold it under a topic", topic)
    somebody.taps("Check in").arrives_at("/circle.*")
    return somebody.reads("It is with your circle.")


def test_a_check_in_is_read_by_the_circle_and_answered(
    newcomer: Newcomer, person: Somebody
) -> None:
    sage, wren = newcomer(), person("wren")
    words = f"{sage.name} is here, a little shaky"
    checks_in(sage, words)

    wren.opens("/circle").reads(words).taps("I’ve felt that too", within=words)
    expect(wren.card(words)).to_contain_text("You have felt that too")
    wren.unfolds("Reply", within=words)
    wren.writes("Your reply", f"Glad you came, {sage.name}").taps("Reply", within=words)
    wren.reads(f"Glad you came, {sage.name}")

    sage.opens("/circle").reads("Wren has felt that too", f"Glad you came, {sage.name}")


def test_half_a_reply_stays_in_its_box_whatever_else_is_tapped(
    newcomer: Newcomer, person: Somebody, scripts: bool
) -> None:
    sage, wren = newcomer(), person("wren")
    words = f"{sage.name} looks out of the window"
    checks_in(sage, words)
    said = f"Me too, {sage.name}"
    wren.opens("/circle").unfolds("Reply", within=words).writes("Your reply", said)
    wren.taps("Reply", within=words).reads(said)
    if not scripts:  # each tap is a page of its own, and the browser keeps what was typed
        return
    wren.unfolds("Reply", within=words).writes("Your reply", "half a thought")
    wren.taps("I’ve felt that too", within=words)
    expect(wren.card(words)).to_contain_text("You have felt that too")
    wren.finds("Your reply", "half a thought")
    mine = wren.card(words).locator("li", has_text=said)
    mine.locator("summary").click()
    mine.get_by_role("button", name="Take it back").click()
    expect(mine).to_have_count(0)
    wren.finds("Your reply", "half a thought")


def test_two_replies_in_a_row_are_two(newcomer: Newcomer, person: Somebody) -> None:
    sage, wren = newcomer(), person("wren")
    words = f"{sage.name} counts the stairs"
    checks_in(sage, words)
    wren.opens("/circle")
    replies = f"Nine here, {sage.name}.", f"And a half, {sage.name}."
    for said in replies:
        wren.unfolds("Reply", within=words).writes("Your reply", said)
        wren.taps("Reply", within=words).reads(said)
    wren.opens("/circle").reads(*replies)


def test_what_is_said_under_a_topic_stays_folded_until_it_is_tapped(
    newcomer: Newcomer, person: Somebody
) -> None:
    sage, moss = newcomer(), person("moss")
    words, topic = f"{sage.name} could not sleep", f"nights of {sage.name}"
    checks_in(sage, words, topic=topic)
    moss.opens("/circle").reads(f"About {topic}", "could use company")
    assert not moss.page.get_by_text(words).is_visible()
    moss.unfolds(f"About {topic}").reads(words)


def test_what_was_said_can_be_taken_back(newcomer: Newcomer, person: Somebody) -> None:
    sage, moss = newcomer(), person("moss")
    words = f"{sage.name} said too much"
    checks_in(sage, words)
    moss.opens("/circle").reads(words)
    card = sage.card(words)
    card.evaluate("card => card.scrollIntoView({block: 'center'})")
    card.locator("summary[aria-label^=More]").click()
    card.get_by_role("button", name="Take it back").click()
    sage.reads("Taken back.").does_not_read(words)
    moss.opens("/circle").is_asked("Juniper circle").does_not_read(words)


def test_the_last_menu_of_a_page_is_not_under_the_bar(newcomer: Newcomer) -> None:
    sage = newcomer()
    words = f"{sage.name} is the only one here"
    checks_in(sage, words)
    sage.card(words).locator("summary[aria-label^=More]").click()
    sage.page.evaluate("() => scrollTo(0, document.scrollingElement.scrollHeight)")
    button = sage.card(words).get_by_role("button", name="Take it back").bounding_box()
    bar = sage.page.locator(".tabs").bounding_box()
    assert button["y"] + button["height"] < bar["y"]


def test_resonance_is_taken_back_with_the_same_tap(newcomer: Newcomer, person: Somebody) -> None:
    sage, wren, fern = newcomer(), person("wren"), person("fern")
    line = f"{sage.name} keeps tidying drawers"
    checks_in(sage, line)
    wren.opens("/circle").taps("I’ve felt that too", within=line)
    wren.reads("You have felt that too")
    fern.opens("/circle").taps("I’ve felt that too", within=line)
    fern.reads("You and Wren have felt that too")
    fern.taps("I’ve felt that too", within=line)
    fern.does_not_read("You and Wren have felt that too")


def test_nothing_at_all_is_answered_with_a_sentence(newcomer: Newcomer) -> None:
    sage = newcomer().opens("/circle").taps("Check in")
    sage.reads("A word or a sentence: either is enough.")
