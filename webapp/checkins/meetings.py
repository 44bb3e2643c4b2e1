"""In an open circle words belong to a meeting, and are read by the people of its roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select

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
    """What this person's words may belong to, latest first. A closed circle needs none."""
    return meetings_in(me, [seat])[seat.circle_id]


def meetings_in(me: Participant, seats: Sequence[Seat]) -> dict[UUID, list[Meeting]]:
    """The same for several circles, by circle: two queries at most."""
    found: dict[UUID, list[Meeting]] = defaultdict(list)
    for facilitates in (False, True):
        circles = [
            seat.circle_id for seat in seats if seat.is_open and seat.facilitates == facilitates
        ]
        if circles:
            gatherings = Gathering.facilitated_by(me) if facilitates else Gathering.attended_by(me)
            rows = db.session.execute(_latest(gatherings, circles))
            for circle_id, gathering_id, kind, starts_at in rows:
                name = gathering_name(kind, starts_at, me.zone)
                found[circle_id].append(Meeting(gathering_id, name, starts_at))
    return found


def _latest(gatherings: Select[Any], circles: list[UUID]) -> Select[UUID, UUID, str, datetime]:
    return (
        gatherings.with_only_columns(
            Gathering.circle_id, Gathering.id, Gathering.kind, Gathering.starts_at
        )
        .where(Gathering.circle_id.in_(circles), Gathering.cancelled_at.is_(None))
        .order_by(None)
        .order_by(Gathering.starts_at.desc(), Gathering.id)
        .limit(OFFERED * len(circles))
    )


def nearest(meetings: Sequence[Meeting]) -> Meeting:
    """The one that is closest to this moment, before or after it."""
    at = now()
    return min(meetings, key=lambda meeting: abs(meeting.starts_at - at))
