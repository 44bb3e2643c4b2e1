"""Six weeks in one sitting: from before a session is planned to a month after it, day by day.

Rata lives in Auckland, far from the server's clock, and the clocks there go back two days after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser import demo
from tests.browser.conftest import Phone
from tests.browser.demo import Demo
from tests.browser.dosing import plan
from tests.browser.kept import READY, kept_on, wait_until
from tests.browser.person import Person
from tests.browser.saying import unwelcome_on
from tests.browser.signal import Signal
from tests.browser.travelling import APP, set_clock
from webapp.database import db
from webapp.gatherings.days_after import STANDARD
from webapp.participants.models import Participant

pytestmark = pytest.mark.browser

AUCKLAND = ZoneInfo("Pacific/Auckland")
PROMPTS = {said.day: said.prompt for said in STANDARD}
Travel = Callable[[str], Person]


def at(wall: str) -> datetime:
    return datetime.fromisoformat(f"2027-{wall}").replace(tzinfo=AUCKLAND)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Demo]:
    set_clock(tmp_path, at("03-28 09:00"))
    with demo.serving(tmp_path, htmx_source="self", app=APP) as served:
        yield served


@pytest.fixture
def rata_at(site: Demo, tmp_path: Path, phone: Phone, signal: Signal) -> Travel:
    """Rata with her phone, whose clock and the server's show this."""
    person = site.newcomer("rata")
    with site.inside(), db.transaction() as session:
        session.get(Participant, person.id).time_zone = AUCKLAND.key
    rata = Person("rata", phone(timezone_id=AUCKLAND.key), signal.url)

    def travel(wall: str) -> Person:
        set_clock(tmp_path, at(wall))
        rata.phone.clock.set_fixed_time(at(wall))
        return rata

    return travel


def finds(rata: Person, *said: str, has_bar: bool = True) -> None:
    """Today, with these words, and none that hurries her."""
    rata.opens("/today").reads(*said)
    expect(rata.page.get_by_label("Places")).to_have_count(1 if has_bar else 0)
    assert unwelcome_on(rata.page) == []


def test_each_phase_and_each_day_has_its_page(rata_at: Travel, site: Demo) -> None:
    rata = rata_at("03-28 09:00").opens("/login").signs_in().arrives_at("/today")
    finds(rata, "Hello, Rata")
    plan(site, "rata", at("04-02 10:00"), at("04-02 14:00"), zone=AUCKLAND.key)
    finds(rata_at("03-30 09:00"), "Three days to go, Rata", "Set an intention", "A ride home")
    finds(rata_at("04-02 04:59"), "Tomorrow, Rata")
    finds(rata_at("04-02 05:00"), "Today is yours.", "I’m back")
    finds(rata_at("04-02 10:00"), "Today is yours.", "I’m back", "Leave", has_bar=False)
    finds(rata_at("04-02 14:00"), "Rest now, Rata", has_bar=False)
    rata.taps("Any images that stay with you?").is_asked("Any images that stay with you?")
    rata.writes("Any images", "A heron").taps("Next").is_asked("What was there to feel?")
    finds(rata_at("04-03 04:59"), "Rest now, Rata", "What was there to feel?", has_bar=False)
    finds(rata_at("04-03 05:00"), "Day 1", PROMPTS[1])
    rata.page.get_by_role("link", name="Day 0").click()
    rata.is_asked(PROMPTS[0]).reads("A heron")
    # The clocks went back that night: its day is an hour longer, and still one day.
    finds(rata_at("04-04 04:59"), "Day 1", PROMPTS[1])
    finds(rata_at("04-04 05:00"), "Day 2", PROMPTS[1])
    finds(rata_at("04-05 12:00"), "Day 3", PROMPTS[3])
    finds(rata_at("04-09 12:00"), "Day 7", PROMPTS[7])
    finds(rata_at("04-16 12:00"), "Day 14", PROMPTS[14])
    # Her sign-in has run out by then.
    rata_at("05-02 12:00").opens("/today").arrives_at("/login").signs_in().arrives_at("/today")
    finds(rata, "Day 30", PROMPTS[30])
    finds(rata_at("05-03 05:00"), "Hello, Rata")


def test_a_page_kept_on_an_older_day_asks_about_today(rata_at: Travel, signal: Signal) -> None:
    rata = rata_at("03-28 09:00").opens("/login").signs_in().arrives_at("/today")
    rata.page.wait_for_function(READY)
    wait_until(lambda: f"{signal.url}/journal/new <!" in kept_on(rata.page))
    signal.state = "none"
    rata_at("03-30 04:00").opens("/journal/new").reads("This page was kept on your phone")
    rata.finds("The day it belongs to", "2027-03-29")
    rata_at("03-30 05:00").opens("/journal/new").reads("This page was kept on your phone")
    rata.finds("The day it belongs to", "2027-03-30")
