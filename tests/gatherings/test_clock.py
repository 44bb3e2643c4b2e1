"""From a wall clock to an instant, also in the two nights when clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.gatherings.clock import NoSuchTime, instant_at, wall_at

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]


def wall(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("shown", "instant"),
    [
        ("2026-01-15T10:00", "2026-01-15T09:00"),
        ("2026-07-15T10:00", "2026-07-15T08:00"),
        # The night the clocks are put forward, and the day after it.
        ("2026-03-29T01:59", "2026-03-29T00:59"),
        ("2026-03-29T03:00", "2026-03-29T01:00"),
        ("2026-03-29T10:00", "2026-03-29T08:00"),
        # The hour that comes twice is meant the first time.
        ("2026-10-25T02:30", "2026-10-25T00:30"),
        ("2026-10-25T03:00", "2026-10-25T02:00"),
    ],
)
def test_a_clock_in_berlin_shows(shown, instant):
    assert instant_at(wall(shown), BERLIN) == wall(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize("shown", ["2026-03-29T02:00", "2026-03-29T02:59"])
def test_an_hour_that_is_skipped_never_comes(shown):
    with pytest.raises(NoSuchTime):
        instant_at(wall(shown), BERLIN)


@pytest.mark.parametrize("shown", ["0001-01-01T00:00", "1999-12-31T23:59", "9999-12-31T23:59"])
def test_years_far_away_are_refused(shown):
    with pytest.raises(ValueError, match=shown[:4]):
        instant_at(wall(shown), BERLIN)


@given(minutes=some.integers(0, 60 * 24 * 365 * 30), zone=some.sampled_from(ZONES).map(ZoneInfo))
def test_there_and_back_is_the_same_time(minutes, zone):
    shown = datetime(2000, 1, 2) + timedelta(minutes=minutes)  # noqa: DTZ001 - a wall clock
    try:
        instant = instant_at(shown, zone)
    except NoSuchTime:
        return
    assert wall_at(instant, zone) == shown
