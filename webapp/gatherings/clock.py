"""From a wall clock to an instant. Pure, and careful about the two nights a year."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

EARLIEST, LATEST = datetime(2000, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - wall clocks


class NoSuchTime(ValueError):
    """The clocks are put forward over this time, so it never comes."""


def instant_at(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which a clock in `zone` shows `wall`.

    An hour that comes twice is meant the first time. Raises NoSuchTime for one that never comes,
    and ValueError outside of the years 2000 to 2099.
    """
    if not EARLIEST <= wall < LATEST:
        raise ValueError(wall)
    instant = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None, fold=0) != wall:
        raise NoSuchTime(wall)
    return instant


def wall_at(instant: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in `zone` shows at an instant."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)
