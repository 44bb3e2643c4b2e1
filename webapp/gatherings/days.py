"""Days as people live them, on their own clock: the night still belongs to the day before."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(5)
EARLIEST = date(1900, 1, 1)
# For so long a session is integrated, and its pages come.
INTEGRATION = 30  # days
# Typing goes on within one sitting; a longer pause begins the next and keeps what was there.
SITTING = timedelta(minutes=30)


def day_of(instant: datetime, zone: ZoneInfo) -> date:
    """The day that `instant` belongs to on the clock of `zone`."""
    here = instant.astimezone(zone)
    return here.date() if here.time() >= MORNING else here.date() - timedelta(days=1)


def morning_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """The morning that the day of `instant` began with."""
    return datetime.combine(day_of(instant, zone), MORNING, zone)


def morning_after(instant: datetime, zone: ZoneInfo) -> datetime:
    """The morning that ends the day of `instant`."""
    return datetime.combine(day_of(instant, zone) + timedelta(days=1), MORNING, zone)


def day_said(text: str | None, today: date) -> date:
    """The day that a page or a phone without a signal says something belongs to.

    `today` where it says none, or one that cannot be: still ahead, or not in living memory.
    """
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return today
    return day if EARLIEST <= day <= today else today


def days_between(earlier: datetime, later: datetime, zone: ZoneInfo) -> int:
    """How many mornings lie between two instants. Negative when `later` comes first."""
    return (day_of(later, zone) - day_of(earlier, zone)).days


def day_since(ended: datetime, moment: datetime, zone: ZoneInfo) -> int:
    """Day N of something written at `moment` after a session: 0 until the next morning."""
    return max(0, days_between(ended, moment, zone))
