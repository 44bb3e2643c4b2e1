"""In an open circle a check-in belongs to a meeting, and is read by the people of its roster."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from webapp.checkins.saying import gathering_name
from webapp.checkins.seats import Seat
from webapp.database import db, now
from webapp.gatherings.models import Gathering
from webapp.participants.models import Participant

OFFERED = 8


class Meeting(NamedTuple):
    id: UUID
    name: str
    starts_at: datetime


def meetings_for(me: Participant, seat: Seat) -> list[Meeting]:
    """What this person's check-in may belong to, latest first. A closed circle needs none."""
    if not seat.is_open:
        return []
    gatherings = Gathering.facilitated_by(me) if seat.facilitates else Gathering.attended_by(me)
    query = (
        gatherings.with_only_columns(Gathering.id, Gathering.kind, Gathering.starts_at)
        .where(Gathering.circle_id == seat.circle_id, Gathering.cancelled_at.is_(None))
        .order_by(None)
        .order_by(Gathering.starts_at.desc(), Gathering.id)
        .limit(OFFERED)
    )
    return [
        Meeting(gathering_id, gathering_name(kind, starts_at, me.zone), starts_at)
        for gathering_id, kind, starts_at in db.session.execute(query)
    ]


def nearest(meetings: Sequence[Meeting]) -> Meeting:
    """The one that is closest to this moment, before or after it."""
    at = now()
    return min(meetings, key=lambda meeting: abs(meeting.starts_at - at))
