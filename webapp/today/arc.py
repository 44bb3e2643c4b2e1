"""Where somebody stands between two sessions. Pure: gatherings and a moment in, a phase out.

Nothing of this is stored. A moved or cancelled gathering moves the phase at the next look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from webapp.gatherings.days import INTEGRATION, days_between, morning_after, morning_of


class Phase(StrEnum):
    SETTLING = "settling"
    PREPARING = "preparing"
    SESSION_DAY = "session day"
    RESTING = "resting"
    INTEGRATING = "integrating"


class Session(Protocol):
    """A dosing gathering, as far as the arc is concerned."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


S = TypeVar("S", bound=Session)


@dataclass(frozen=True)
class Place(Generic[S]):
    """The phase, the session it belongs to (while settling the last, if there was one), and how
    many days from it.

    `days` are whole calendar days on the person's clock: to the session while preparing, since
    it while integrating, otherwise 0.
    """

    phase: Phase
    session: S | None = None
    days: int = 0


def place_at(sessions: Iterable[S], now: datetime, zone: ZoneInfo) -> Place[S]:
    """Where somebody with these dosing gatherings stands at `now`, on the clock of `zone`.

    Between two sessions the first half of the days is for integrating (30 at most), the second
    for preparing, so a phase only ever moves forward.
    """
    ordered = sorted(sessions, key=lambda session: (session.starts_at, session.ends_at))
    coming = next((session for session in ordered if session.ends_at > now), None)
    gone = max(
        (session for session in ordered if session.ends_at <= now),
        key=lambda session: session.ends_at,
        default=None,
    )
    if coming and now >= morning_of(coming.starts_at, zone):
        return Place(Phase.SESSION_DAY, coming)
    if gone and now < morning_after(gone.ends_at, zone):
        return Place(Phase.RESTING, gone)
    to_go = days_between(now, coming.starts_at, zone) if coming else None
    since = days_between(gone.ends_at, now, zone) if gone else None
    first_half = since is not None and since <= min(INTEGRATION, to_go or INTEGRATION)
    if gone and since is not None and first_half:
        return Place(Phase.INTEGRATING, gone, since)
    if coming and to_go is not None:
        return Place(Phase.PREPARING, coming, to_go)
    return Place(Phase.SETTLING, gone)
