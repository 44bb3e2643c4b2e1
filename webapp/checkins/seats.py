"""Where somebody sits: each circle they are in, and what they see of it at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import aliased

from webapp.checkins.models import Post, PostKind
from webapp.circles.models import Acceptance, Agreement, Circle, Membership, Role
from webapp.database import UtcDateTime, db, now
from webapp.gatherings.dosing import bounds, dosing_day
from webapp.keys import key_store
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant

WEEK = timedelta(days=7)


class Seat(NamedTuple):
    """One person's place in one circle."""

    circle_id: UUID
    name: str
    is_open: bool
    facilitates: bool
    people: int
    # Whether it is the day of a session: what is said now waits until the morning after.
    waits: bool
    # How many checked in during the last seven days, of what this person may read.
    checked_in: int
    agreement_id: UUID | None
    # The agreement's words, while this person has not accepted its current version.
    agreement: str | None


def seats_of(me: Participant) -> list[Seat]:
    """The circles this person is in now, latest joined first. One query."""
    at = now()
    rows = db.session.rows(_seats(), me=me.id, week_ago=at - WEEK, **bounds(me, at)).all()
    key_store().gather(row.id for row in rows)
    return [
        Seat(
            row.id,
            Circle.name.open(row.id, row.id, row.name_sealed) or "",
            row.opened_at is not None,
            row.role == Role.FACILITATOR,
            row.people,
            row.waits,
            row.checked_in,
            row.agreement_id,
            Agreement.text.open(row.id, row.agreement_id, row.agreement_sealed),
        )
        for row in rows
    ]


def seat_in(seats: Sequence[Seat], circle_id: UUID | None) -> Seat | None:
    """The seat in this circle; the first where none is named."""
    if circle_id is None:
        return seats[0] if seats else None
    return next((seat for seat in seats if seat.circle_id == circle_id), None)


def accept(me: Participant, seat: Seat) -> None:
    """Keep that this person accepted the agreement they were shown, if they were."""
    if seat.agreement is not None:
        db.session.add(Acceptance(participant_id=me.id, agreement_id=seat.agreement_id))


@cache
def _seats() -> Select[Any]:
    return (
        select(
            Circle.id,
            Circle.name_sealed,
            Circle.opened_at,
            Membership.role,
            _people().label("people"),
            dosing_day().label("waits"),
            _checked_in().label("checked_in"),
            Agreement.id.label("agreement_id"),
            case((Acceptance.id.is_(None), Agreement.text_sealed)).label("agreement_sealed"),
        )
        .join(Membership, Membership.circle_id == Circle.id)
        .outerjoin(
            Agreement,
            and_(Agreement.circle_id == Circle.id, Agreement.version == _newest_version()),
        )
        .outerjoin(
            Acceptance,
            and_(Acceptance.agreement_id == Agreement.id, Acceptance.participant_id == ANYBODY.id),
        )
        .where(*Membership.held_by(ANYBODY))
        .order_by(Membership.joined_at.desc(), Membership.id.desc())
    )


def _newest_version() -> ScalarSelect[int]:
    version = aliased(Agreement)
    return select(func.max(version.version)).where(version.circle_id == Circle.id).scalar_subquery()


def _people() -> ScalarSelect[int]:
    anybody = aliased(Membership)
    return (
        select(func.count())
        .where(anybody.circle_id == Circle.id, anybody.left_at.is_(None))
        .scalar_subquery()
    )


def _checked_in() -> ScalarSelect[int]:
    return (
        select(func.count(Post.author_id.distinct()))
        .where(
            Post.circle_id == Circle.id,
            Post.kind == PostKind.CHECK_IN,
            Post.created_at > bindparam("week_ago", type_=UtcDateTime),
            Post.put_off_at.is_(None),
            *Post.readable_by(ANYBODY),
        )
        .scalar_subquery()
    )
