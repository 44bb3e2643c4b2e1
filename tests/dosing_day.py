"""A session far from the server's clock, where the clocks go back two days after."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine

from tests.cast import Cast
from webapp.database import db
from webapp.gatherings.models import Gathering, Kind
from webapp.participants.models import Participant

AUCKLAND = ZoneInfo("Pacific/Auckland")


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=AUCKLAND)


def when(wall: str) -> time_machine.travel:
    return time_machine.travel(at(wall), tick=False)


def created(wall: str) -> dict[str, str]:
    """What a phone says of something it has held since then."""
    return {"X-Outbox-Created": str(int(at(wall).timestamp() * 1000))}


STARTS, ENDS, NOON = at("2027-04-02 10:00"), at("2027-04-02 14:00"), "2027-04-02 12:00"
MORNING = "2027-04-03 05:00"


def plan(cast: Cast) -> Gathering:
    """A session of Juniper circle; Wren lives in Auckland."""
    session = Gathering(circle_id=cast.juniper.id, kind=Kind.DOSING, starts_at=STARTS, ends_at=ENDS)
    with db.transaction() as writing:
        writing.add(session)
        writing.get(Participant, cast.wren.id).time_zone = AUCKLAND.key
    return session
