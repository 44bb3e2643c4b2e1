"""What a facilitator may touch: every record is looked up through what they facilitate now."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort
from sqlalchemy import select

from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle
from webapp.database import db
from webapp.gatherings.models import Gathering
from webapp.participants.models import Participant


def facilitated_circles(me: Participant) -> Sequence[Circle]:
    """The circles this person facilitates. Answers 404 to everybody else."""
    circles = db.session.scalars(Circle.facilitated_by(me)).all()
    if not circles and not me.facilitates:
        abort(404)
    return circles


def circle_of(me: Participant, circle_id: UUID, *, locked: bool = False) -> Circle:
    """One of them. `locked` keeps others from changing who is in it until the commit."""
    found = Circle.facilitated_by(me).where(Circle.id == circle_id)
    if locked:
        found = found.with_for_update()
    return db.session.scalar(found) or abort(404)


def gathering_of(me: Participant, gathering_id: UUID) -> tuple[Gathering, Circle]:
    row = db.session.execute(
        Gathering.facilitated_by(me)
        .add_columns(Circle)
        .join(Circle, Circle.id == Gathering.circle_id)
        .where(Gathering.id == gathering_id)
    ).first()
    return (row.Gathering, row.Circle) if row else abort(404)


def invitation_of(me: Participant, invitation_id: UUID) -> tuple[Invitation, Circle]:
    mine = Circle.facilitated_by(me).with_only_columns(Circle.id).order_by(None)
    row = db.session.execute(
        select(Invitation, Circle)
        .join(Circle, Circle.id == Invitation.circle_id)
        .where(Invitation.id == invitation_id, Circle.id.in_(mine))
    ).first()
    return (row.Invitation, row.Circle) if row else abort(404)
