"""For eyes that see double and hands that shake: large, dim, still, and nothing to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import expect

from config import Clinic
from tests.browser import demo
from tests.browser.conftest import IN_MOTION
from tests.browser.demo import Demo, email_of
from tests.browser.dosing import plan
from tests.browser.kept import HERE, READY, kept_on, sends_now, wait_until
from tests.browser.person import Person
from tests.browser.softness import SCREENS, faults_of, take_pictures
from webapp.database import db, now
from webapp.journal.models import QUESTIONS, Entry
from webapp.participants.models import Participant

pytestmark = pytest.mark.browser

CLINIC = Clinic("Harbour Street clinic", "+1 555 0142")
HOUR = timedelta(hours=1)
SetOut = tuple[tuple[str, str], ...]
SET_OUT: SetOut = (
    ("meet", "Let what is heavy be met, not carried, also where it comes back at four at night."),
    ("word", "soften"),
)
DURING, AFTER = (-HOUR, HOUR), (-4 * HOUR, -timedelta(seconds=1))
numbers = count(1)


@pytest.fixture(scope="module")
def site(browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """With a clinic that can be called: one more thing on every page of the day."""
    folder = tmp_path_factory.mktemp("soft")
    with demo.serving(folder, htmx_source="self", clinic=CLINIC) as served:
        yield served


@pytest.fixture
def dosed(site: Demo) -> Callable[..., str]:
    """The name of somebody who has a session that began and ends as said, from now."""

    def somebody(begins: timedelta, ends: timedelta, set_out: SetOut = SET_OUT) -> str:
        name = f"fir{next(numbers)}"
        site.newcomer(name)
        plan(site, name, now() + begins, now() + ends, set_out=set_out)
        return name

    return somebody


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    ("when", "path"),
    [
        (DURING, "/today"),
        (AFTER, "/today"),
        *((AFTER, f"/soft-mode/{family}") for family in QUESTIONS),
        (AFTER, "/soft-mode/images/voice"),
        (AFTER, "/soft-mode/images/drawing"),
        (AFTER, "/soft-mode/rest"),
    ],
)
def test_everything_is_large_dim_still_and_on_one_screen(when, path, screen, dosed, holder):
    width, height = SCREENS[screen]
    name = dosed(*when)
    person = holder(name, viewport={"width": width, "height": height}, **IN_MOTION).opens(path)
    expect(person.page.locator("html")).to_have_attribute("data-mood", "dim")
    before = "during" if when == DURING else "after"
    take_pictures(person.page, f"{before}{path.replace('/', '-')}-{screen}")
    assert faults_of(person.page) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_long_intention_can_be_read_to_its_end(screen, dosed, holder):
    width, height = SCREENS[screen]
    said = (("meet", "I want to look at what I have put away. " * 9 + "All of it, to the end."),)
    fir = holder(dosed(*DURING, said), viewport={"width": width, "height": height}).opens("/today")
    take_pictures(fir.page, f"during-long-intention-{screen}")
    assert faults_of(fir.page) == []
    heading = fir.page.get_by_role("heading", level=1)
    heading.focus()
    fir.page.keyboard.press("End")
    left = "one => one.scrollHeight - one.clientHeight - one.scrollTop"
    wait_until(lambda: heading.evaluate(left) < 1)
    assert heading.evaluate("one => one.scrollTop") > 0


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (".lede { font-size: 19px }", "small: "),
        (".button { min-block-size: 0 }", "hard to hit: Next"),
        (".top { gap: 0 } .care-link { margin: 0 auto 0 0 !important }", "too near: "),
        ("h1 { transition: color 1s }", "moves"),
        ("h1 { margin-block-end: 40rem }", "scrolls"),
    ],
)
def test_what_soft_mode_may_not_be_is_found(rule, fault, holder):
    page = holder("wren", **IN_MOTION).opens("/soft-mode/images").page
    page.evaluate(
        """rule => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(rule);
          document.adoptedStyleSheets = [sheet];
        }""",
        rule,
    )
    assert [one for one in faults_of(page) if one.startswith(fault)]


def test_she_is_back_and_says_it_a_word_at_a_time(dosed, person, fragments):
    """On every kind of phone: with everything, without a worker, without JavaScript."""
    wren = person(dosed(*DURING)).opens("/today").does_not_read("Journal")
    wren.taps("I’m back").is_asked("Any images that stay with you?")
    wren.writes("Any images", "The harbour").taps("Next: feelings")
    wren.is_asked("What was there to feel?").taps("Next: body")
    wren.is_asked("What does your body remember?").taps("Rest now").arrives_at("/today")
    wren.opens("/soft-mode/body").writes("What does your body", "Warm hands")
    wren.taps("Next: realizations").taps("Next: questions").taps("Done")
    wren.is_asked("That is enough.").taps("Rest now").arrives_at("/today")
    wait_until(lambda: fragments(wren) == [{"images": "The harbour"}, {"body": "Warm hands"}])
    wren.opens("/soft-mode/images").finds("Any images", "The harbour")


def test_what_is_said_is_kept_by_itself_and_once(dosed, holder, fragments):
    wren = holder(dosed(*AFTER)).opens("/soft-mode/images")
    box = wren.page.locator("textarea")
    box.press_sequentially("The harbour")
    expect(wren.page.locator("[data-status]")).to_have_text("Saved")
    box.press_sequentially(", warm")
    wait_until(lambda: fragments(wren) == [{"images": "The harbour, warm"}])
    wren.page.close(run_before_unload=False)
    again = wren.with_another_page().opens("/soft-mode/images")
    again.finds("Any images", "The harbour, warm")


def test_in_the_basement_she_goes_on_where_she_stopped(dosed, holder, signal, fragments):
    wren = holder(dosed(*DURING), signal.url).opens("/today")
    wren.page.wait_for_function(READY)
    wait_until(lambda: "/soft-mode/rest <!" in kept_on(wren.page))
    signal.state = "none"
    wren.opens("/today").taps("I’m back").is_asked("Any images that stay with you?")
    wren.writes("Any images", "The harbour").reads(HERE)
    wren.opens("/soft-mode/images").finds("Any images", "The harbour")
    wren.writes("Any images", "The harbour, warm").taps("Next: feelings")
    wren.is_asked("What was there to feel?").taps("Next: body").taps("Next: realizations")
    wren.taps("Next: questions").is_asked("Which questions came along?")
    wren.writes("Which questions", "Whose coat?").taps("Done").is_asked("That is enough.")
    signal.state = "good"
    sends_now(wren.opens("/outbox"))
    said = [{"images": "The harbour, warm"}, {"questions": "Whose coat?"}]
    wait_until(lambda: fragments(wren) == said)


def test_what_is_said_on_another_day_is_another_answer(dosed, holder, signal, fragments):
    """Also where the page is one that was kept with yesterday's answer on it."""
    wren = holder(dosed(*AFTER), signal.url).opens("/today")
    wren.page.wait_for_function(READY)
    wren.opens("/soft-mode/images").writes("Any images", "The harbour").taps("Next: feelings")
    wren.is_asked("What was there to feel?").opens("/soft-mode/images")
    wren.finds("Any images", "The harbour")
    wait_until(lambda: "The harbour</textarea>" in kept_on(wren.page))
    signal.state = "none"
    wren.page.clock.set_system_time(now() + 24 * HOUR)
    wren.opens("/soft-mode/images").finds("Any images", "")
    wren.writes("Any images", "A heron").reads(HERE)
    signal.state = "good"
    sends_now(wren.opens("/outbox"))
    wait_until(lambda: {"images": "A heron"} in fragments(wren))
    assert {"images": "The harbour"} in fragments(wren)


@pytest.fixture
def fragments(site: Demo) -> Callable[[Person], list[dict[str, str]]]:
    """What somebody has said so far, as the server has it."""

    def look(person: Person) -> list[dict[str, str]]:
        with site.inside():
            me = db.session.scalars(Participant.with_email(email_of(person.name))).one()
            entries = db.session.scalars(Entry.owned_by(me).order_by(Entry.created_at))
            return [entry.words for entry in entries]

    return look
