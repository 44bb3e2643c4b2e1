"""Where somebody stands, at any moment, on any clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.gatherings.days import day_since
from webapp.today.arc import Phase, place_at

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata", "UTC")
ORDER = (Phase.RESTING, Phase.INTEGRATING, Phase.PREPARING, Phase.SESSION_DAY)


@dataclass(frozen=True)
class Session:
    starts_at: datetime
    ends_at: datetime


def session(start: str, hours: int = 4, zone: ZoneInfo = BERLIN) -> Session:
    starts_at = datetime.fromisoformat(start).replace(tzinfo=zone)
    return Session(starts_at, starts_at + timedelta(hours=hours))


def place(sessions, moment: str, zone: ZoneInfo = BERLIN):
    found = place_at(sessions, datetime.fromisoformat(moment).replace(tzinfo=zone), zone)
    return found.phase, found.days


THURSDAY = session("2026-11-26 10:00")
EARLIER = session("2026-11-12 10:00")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-12 04:59", (Phase.PREPARING, 1)),
        ("2026-11-12 05:00", (Phase.SESSION_DAY, 0)),
        ("2026-11-12 13:59", (Phase.SESSION_DAY, 0)),
        ("2026-11-12 14:00", (Phase.RESTING, 0)),
        ("2026-11-13 04:59", (Phase.RESTING, 0)),
        ("2026-11-13 05:00", (Phase.INTEGRATING, 1)),
        ("2026-11-19 22:00", (Phase.INTEGRATING, 7)),
        ("2026-11-20 09:00", (Phase.PREPARING, 6)),
        ("2026-11-22 09:00", (Phase.PREPARING, 4)),
        ("2026-11-25 23:00", (Phase.PREPARING, 1)),
        ("2026-11-26 06:00", (Phase.SESSION_DAY, 0)),
        ("2026-12-26 12:00", (Phase.INTEGRATING, 30)),
        ("2026-12-27 12:00", (Phase.SETTLING, 0)),
    ],
)
def test_wren_is_led_from_one_session_to_the_next(moment, expected):
    assert place((THURSDAY, EARLIER), moment) == expected


def test_somebody_with_no_session_is_settling():
    assert place((), "2026-11-22 09:00") == (Phase.SETTLING, 0)


def test_a_session_that_goes_on_past_midnight_is_still_that_day():
    late = session("2026-11-26 22:00")
    assert place([late], "2026-11-27 01:00") == (Phase.SESSION_DAY, 0)
    assert place([late], "2026-11-27 03:00") == (Phase.RESTING, 0)


@pytest.mark.parametrize("changes_on", ["2026-03-29", "2026-10-25"])
def test_a_day_is_a_day_when_the_clocks_change(changes_on):
    day = datetime.fromisoformat(changes_on)
    before = Session(
        *((day - timedelta(days=1)).replace(hour=hour, tzinfo=BERLIN) for hour in (10, 14))
    )
    assert place([before], f"{changes_on} 04:59") == (Phase.RESTING, 0)
    assert place([before], f"{changes_on} 05:00") == (Phase.INTEGRATING, 1)
    assert place([before], f"{changes_on} 23:59") == (Phase.INTEGRATING, 1)


def test_somebody_abroad_sees_their_own_days():
    auckland = ZoneInfo("Pacific/Auckland")
    moment = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
    assert place_at([THURSDAY], moment, auckland).phase is Phase.SESSION_DAY
    assert place_at([THURSDAY], moment, BERLIN).phase is Phase.PREPARING


def test_what_is_written_at_night_belongs_to_the_evening_before():
    ended = THURSDAY.ends_at
    assert day_since(ended, datetime(2026, 11, 27, 2, 0, tzinfo=BERLIN), BERLIN) == 0
    assert day_since(ended, datetime(2026, 11, 27, 9, 0, tzinfo=BERLIN), BERLIN) == 1


instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(ZONES).map(ZoneInfo)
some_sessions = st.lists(
    st.builds(
        lambda start, hours: Session(start, start + timedelta(hours=hours)),
        instants,
        st.integers(min_value=1, max_value=10),
    ),
    max_size=5,
)


@given(some_sessions, instants, zones)
def test_every_moment_has_one_phase_that_makes_sense(sessions, moment, zone):
    found = place_at(sessions, moment, zone)
    assert found.days >= 0
    if found.phase is Phase.SETTLING:
        assert all(one.ends_at <= moment for one in sessions)
        assert found.session == max(sessions, key=lambda one: one.ends_at, default=None)
    elif found.phase in (Phase.PREPARING, Phase.SESSION_DAY):
        assert found.session is not None
        assert found.session.ends_at > moment
    else:
        assert found.session is not None
        assert found.session.ends_at <= moment
        assert found.days <= 30


@given(instants, st.integers(min_value=2, max_value=90), zones)
def test_between_two_sessions_the_phases_only_move_forward(first, apart, zone):
    gone = Session(first, first + timedelta(hours=4))
    coming = Session(first + timedelta(days=apart), first + timedelta(days=apart, hours=4))
    moments = [gone.ends_at + timedelta(hours=6 * step) for step in range(apart * 4 - 1)]
    phases = [ORDER.index(place_at((coming, gone), at, zone).phase) for at in moments]
    assert all(earlier <= later for earlier, later in pairwise(phases))


@given(some_sessions, instants, zones, st.permutations(range(5)))
def test_the_order_the_sessions_come_in_does_not_matter(sessions, moment, zone, order):
    mixed = [sessions[i] for i in order if i < len(sessions)]
    assert place_at(mixed, moment, zone).phase is place_at(sessions, moment, zone).phase


@given(some_sessions, some_sessions, instants, zones)
def test_a_session_of_another_circle_never_hides_that_one_is_under_way(mine, others, moment, zone):
    """Circles may overlap. Whoever is in a session now, or has it today, is there."""
    alone = place_at(mine, moment, zone).phase
    together = place_at([*mine, *others], moment, zone).phase
    if alone is Phase.SESSION_DAY:
        assert together is Phase.SESSION_DAY
    if alone is Phase.RESTING:
        assert together in (Phase.RESTING, Phase.SESSION_DAY)


@given(some_sessions, instants, st.integers(min_value=-300, max_value=300))
def test_whatever_is_moved_as_a_whole_stays_as_it_is(sessions, moment, days):
    utc, by = ZoneInfo("UTC"), timedelta(days=days)
    moved = [Session(one.starts_at + by, one.ends_at + by) for one in sessions]
    before, after = place_at(sessions, moment, utc), place_at(moved, moment + by, utc)
    assert (before.phase, before.days) == (after.phase, after.days)


@given(instants, st.integers(min_value=1, max_value=60), zones)
def test_a_session_put_off_while_somebody_prepares_only_takes_longer(starts_at, days, zone):
    moment = starts_at - timedelta(days=2)
    later = timedelta(days=days)
    one, put_off = (
        place_at([Session(start, start + timedelta(hours=4))], moment, zone)
        for start in (starts_at, starts_at + later)
    )
    assert one.phase is put_off.phase is Phase.PREPARING
    assert abs((put_off.days - one.days) - days) <= 1


@given(some_sessions, zones, st.integers(min_value=0, max_value=364))
def test_on_every_day_of_the_year_the_days_count_whole_days(sessions, zone, day):
    """Also on the two days a year that have 23 or 25 hours."""
    noon = datetime(2026, 1, 1, 12, tzinfo=zone) + timedelta(days=day)
    today, tomorrow = (
        place_at(sessions, moment, zone) for moment in (noon, noon + timedelta(days=1))
    )
    if today.session is not None and today.session == tomorrow.session:
        if {today.phase, tomorrow.phase} == {Phase.INTEGRATING}:
            assert tomorrow.days == today.days + 1
        if {today.phase, tomorrow.phase} == {Phase.PREPARING}:
            assert tomorrow.days == today.days - 1
