"""Whether it is the day of somebody's session, or they are not yet past the morning after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from webapp.database import db, now
from webapp.gatherings.days import morning_after, morning_of
from webapp.gatherings.models import Gathering, Kind
from webapp.participants.models import Participant


def is_dosed(me: Participant) -> bool:
    """From the start of a session until the next morning: nothing is measured or decided then."""
    moment = now()
    return any(
        one.starts_at <= moment < morning_after(one.ends_at, me.zone) for one in _sessions(me)
    )


def is_dosing_day(me: Participant, *moments: datetime) -> bool:
    """Whether any of these lies between the morning of a session's day and the morning after.

    On such a day nothing that was written is let go to others.
    """
    days = [
        (morning_of(one.starts_at, me.zone), morning_after(one.ends_at, me.zone))
        for one in _sessions(me)
    ]
    return any(begun <= moment < over for begun, over in days for moment in moments)


def _sessions(me: Participant) -> Sequence[Gathering]:
    return db.session.scalars(Gathering.attended_by(me).where(Gathering.kind == Kind.DOSING)).all()
