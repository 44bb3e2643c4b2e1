from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from webapp.checkins.cursors import Cursor
from webapp.checkins.saying import ago, day, gathering_name, state_line, together

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 26, 12, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-3), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=2, minutes=40), "2 h ago"),
        (timedelta(hours=11), "11 h ago"),
        (timedelta(hours=13), "yesterday"),
        (timedelta(days=1, hours=11), "yesterday"),
        (timedelta(days=1, hours=13), "Tuesday"),
        (timedelta(days=6), "Friday"),
        (timedelta(days=7), "19 November"),
        (timedelta(days=400), "22 October 2025"),
    ],
)
def test_how_long_ago_is_said_the_way_one_says_it(passed, said):
    assert ago((NOON - passed).astimezone(UTC), NOON.astimezone(UTC), BERLIN) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["You"], "You"),
        (["You", "Rue"], "You and Rue"),
        (["You", "Rue", "Moss"], "You, Rue and Moss"),
    ],
)
def test_names_are_put_together(names, said):
    assert together(names) == said


def test_days_are_counted_for_a_month():
    assert day(None, NOON, BERLIN) == ""
    assert day(NOON - timedelta(days=3), NOON, BERLIN) == "day 3"
    assert day(NOON - timedelta(hours=1), NOON, BERLIN) == "day 0"
    assert day(NOON - timedelta(days=31), NOON, BERLIN) == ""


def test_a_state_of_ones_own_stands_as_it_is():
    assert state_line({"state": "tender", "need": "nothing"}) == (
        "feeling tender · needs nothing just now"
    )
    assert state_line({"state": "like wet wool", "need": ""}) == "like wet wool"
    assert state_line({}) == ""


def test_a_meeting_has_a_name():
    assert gathering_name("dosing", NOON, BERLIN) == "session of Thursday 26 November"


def test_a_cursor_is_read_back_to_the_microsecond():
    cursor = Cursor(datetime(2026, 11, 26, 1, 2, 3, 456789, tzinfo=UTC), UUID(int=7))
    assert Cursor.parse(str(cursor)) == cursor
