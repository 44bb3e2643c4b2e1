"""Whether it is the day of somebody's session, or they are not yet past the morning after it."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.sql import ColumnElement

from webapp.database import UtcDateTime, db, now
from webapp.gatherings.days import morning_after, morning_of
from webapp.gatherings.models import Gathering, Kind
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant


def is_dosed(me: Participant) -> bool:
    """From the start of a session until the next morning: nothing is measured or decided then."""
    moment = now()
    sessions = db.session.scalars(Gathering.attended_by(me).where(Gathering.kind == Kind.DOSING))
    return any(one.starts_at <= moment < morning_after(one.ends_at, me.zone) for one in sessions)


def is_dosing_day(me: Participant, *moments: datetime) -> bool:
    """Whether any of these lies between the morning of a session's day and the morning after.

    On such a day nothing that was written is let go to others.
    """
    days = {morning_of(moment, me.zone): moment for moment in moments}
    return any(
        db.session.scalar(_asked(), {"me": me.id, **bounds(me, moment)}) for moment in days.values()
    )


def bounds(me: Participant, moment: datetime) -> dict[str, datetime]:
    """What `dosing_day` has to be told: where the day of this moment begins and ends."""
    return {"day": morning_of(moment, me.zone), "next_day": morning_after(moment, me.zone)}


def dosing_day() -> ColumnElement[bool]:
    """Whether one of anybody's sessions touches a day, for a query that is told which."""
    session = Gathering.attended_by(ANYBODY).where(
        Gathering.kind == Kind.DOSING,
        Gathering.starts_at < bindparam("next_day", type_=UtcDateTime),
        Gathering.ends_at >= bindparam("day", type_=UtcDateTime),
    )
    return session.correlate(None).exists()


@cache
def _asked() -> Select[bool]:
    return select(dosing_day())
