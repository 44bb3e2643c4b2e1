"""From weeks before a session to a month after it, as Wren's phone shows it day by day.

She lives in Auckland, far from the server's clock, and the clocks there go back two days after.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from webapp.database import db
from webapp.gatherings.days_after import STANDARD
from webapp.gatherings.models import Gathering, Kind
from webapp.intentions.models import IntentionPart
from webapp.participants.models import Participant

AUCKLAND = ZoneInfo("Pacific/Auckland")
PROMPTS = {said.day: said.prompt for said in STANDARD}
NEVER_SAID = ("overdue", "missed", "too late", "streak", "don’t forget", "reminder", "hurry")


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=AUCKLAND)


STARTS, ENDS = at("2027-04-02 10:00"), at("2027-04-02 14:00")
# What her clock shows, what Today says, and whether the bar of places is there.
STATIONS = [
    ("2027-03-13 09:00", ["20 days to go, Wren", "Set an intention", "A ride home arranged"], True),
    ("2027-03-30 09:00", ["Three days to go, Wren", "10:00"], True),
    ("2027-04-02 04:59", ["Tomorrow, Wren"], True),
    ("2027-04-02 05:00", ["Today is yours.", "I’m back"], True),
    ("2027-04-02 10:00", ["Today is yours.", "I’m back", "Leave"], False),
    ("2027-04-02 14:00", ["Rest now, Wren", "Any images that stay with you?"], False),
    ("2027-04-03 04:59", ["Rest now, Wren"], False),
    ("2027-04-03 05:00", ["Day 1", PROMPTS[1]], True),
    # The clocks went back that night: its day is an hour longer, and still one day.
    ("2027-04-04 04:59", ["Day 1", PROMPTS[1]], True),
    ("2027-04-04 05:00", ["Day 2", PROMPTS[1]], True),
    ("2027-04-05 23:59", ["Day 3", PROMPTS[3]], True),
    ("2027-04-09 12:00", ["Day 7", PROMPTS[7]], True),
    ("2027-04-12 12:00", ["Day 10", PROMPTS[7]], True),
    ("2027-04-16 12:00", ["Day 14", PROMPTS[14]], True),
    ("2027-05-02 12:00", ["Day 30", PROMPTS[30]], True),
    ("2027-05-03 05:00", ["Hello, Wren"], True),
]


@pytest.fixture
def planned(cast):
    session = Gathering(circle_id=cast.juniper.id, kind=Kind.DOSING, starts_at=STARTS, ends_at=ENDS)
    with db.transaction() as writing:
        writing.add(session)
        writing.get(Participant, cast.wren.id).time_zone = AUCKLAND.key
    return session


@pytest.mark.parametrize(("wall", "said", "has_bar"), STATIONS)
def test_every_day_has_its_page_and_nothing_is_late(phone_of, cast, planned, wall, said, has_bar):
    with time_machine.travel(at(wall)):
        page = phone_of(cast.wren).get("/today").text
    assert [words for words in said if words not in page] == []
    assert ('aria-label="Places"' in page) is has_bar
    assert [words for words in NEVER_SAID if words in page.lower()] == []


def test_a_session_that_is_moved_moves_her_page(phone_of, cast, planned):
    with time_machine.travel(at("2027-04-02 12:00")):
        assert "I’m back" in phone_of(cast.wren).get("/today").text
        with db.transaction() as session:
            moved = session.get(Gathering, planned.id)
            moved.starts_at, moved.ends_at = STARTS + timedelta(days=2), ENDS + timedelta(days=2)
        assert "Two days to go, Wren" in phone_of(cast.wren).get("/today").text


def test_a_session_that_is_called_off_is_none(phone_of, cast, planned):
    with time_machine.travel(at("2027-04-02 12:00")):
        with db.transaction() as session:
            session.get(Gathering, planned.id).cancel()
        assert "Hello, Wren" in phone_of(cast.wren).get("/today").text


def test_whoever_does_not_come_is_left_in_peace(phone_of, cast, planned):
    with time_machine.travel(at("2027-03-30 09:00")):
        phone = phone_of(cast.wren)
        phone.post(f"/gatherings/{planned.id}/attendance", {"answer": "not coming"})
        assert "Hello, Wren" in phone.get("/today").text


def test_whoever_prepares_soon_after_a_session_still_finds_its_days(phone_of, cast, planned):
    week = timedelta(days=7)
    after = Gathering(
        circle_id=cast.juniper.id, kind=Kind.DOSING, starts_at=STARTS + week, ends_at=ENDS + week
    )
    with db.transaction() as session:
        session.add(after)
    with time_machine.travel(at("2027-04-08 12:00")):
        phone, thread = phone_of(cast.wren), f"/journal/sessions/{planned.id}"
        page = phone.get("/today").text
        assert "to go, Wren" in page or "Tomorrow" in page
        assert f'href="{thread}"' in page
        assert f'href="/days-after/{planned.id}/3"' in phone.get(thread).text
    with time_machine.travel(at("2027-04-08 12:00") + timedelta(days=40)):
        assert thread not in phone_of(cast.wren).get("/today").text


def test_whoever_settles_finds_what_they_last_set_out_with(phone_of, cast, planned):
    part = {"participant_id": cast.wren.id, "gathering_id": planned.id, "name": "meet"}
    with db.transaction() as session:
        session.add(IntentionPart(**part, text="Let what is heavy be met."))
    with time_machine.travel(at("2027-06-20 12:00")):
        page = phone_of(cast.wren).get("/today").text
        assert "You last set out with" in page
        assert "Let what is heavy be met." in page
        assert "You last set out with" not in phone_of(cast.olive).get("/today").text
