"""Whether somebody is in a session, or not yet past the morning after it."""

from __future__ import annotations

from webapp.database import db, now
from webapp.gatherings.days import morning_after
from webapp.gatherings.models import Gathering, Kind
from webapp.participants.models import Participant


def is_dosed(me: Participant) -> bool:
    """From the start of a session until the next morning: nothing is measured or decided then."""
    sessions = db.session.scalars(Gathering.attended_by(me).where(Gathering.kind == Kind.DOSING))
    moment = now()
    return any(one.starts_at <= moment < morning_after(one.ends_at, me.zone) for one in sessions)
