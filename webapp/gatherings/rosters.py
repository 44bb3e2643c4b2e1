"""Who comes to a gathering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, delete, or_, select

from webapp.circles.arriving import joined, returning
from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle, Membership, Role
from webapp.database import db, now
from webapp.gatherings.clearance import Clearance, withdraw
from webapp.gatherings.models import Answer, Attendance, Gathering
from webapp.gatherings.ticks import Tick
from webapp.keys import key_store
from webapp.participants.models import Participant


class Line(NamedTuple):
    """Somebody on a roster: who, under which name, and what they answered (None: nothing yet).

    `is_cleared` is the clinic's yes; `ticked` how many of the preparation steps they saw to.
    """

    participant_id: UUID
    name: str
    answer: str | None
    is_cleared: bool
    ticked: int


def answer(me: Participant, gathering: Gathering, words: str) -> None:
    """Change one's answer. Since when one is on the roster, and so reads along, stays."""
    attendance = db.session.scalar(Attendance.of(me, gathering.id))
    if attendance:
        attendance.answer = words
    else:
        db.session.add(Attendance(gathering_id=gathering.id, participant_id=me.id, answer=words))


def put_on_roster(gathering_id: UUID, participant_id: UUID) -> None:
    """Expect somebody. Whoever comes to an open circle's gathering reads along from now on."""
    attendance = db.session.scalar(
        select(Attendance).where(
            Attendance.gathering_id == gathering_id, Attendance.participant_id == participant_id
        )
    )
    if attendance:
        attendance.answer, attendance.since = Answer.COMING, now()
    else:
        db.session.add(Attendance(gathering_id=gathering_id, participant_id=participant_id))


def take_off_roster(gathering_id: UUID, participant_id: UUID) -> None:
    """Not expected any more, and the clinic's yes goes with that."""
    withdraw([gathering_id], participant_id)
    db.session.execute(
        delete(Attendance).where(
            Attendance.gathering_id == gathering_id, Attendance.participant_id == participant_id
        )
    )


def take_off_coming_rosters(circle: Circle, participant_id: UUID) -> None:
    """Whoever comes back to a circle later is not expected anywhere they were not asked to anew."""
    coming = select(Gathering.id).where(Gathering.circle_id == circle.id, Gathering.ends_at > now())
    withdraw(coming, participant_id)
    db.session.execute(
        delete(Attendance).where(
            Attendance.gathering_id.in_(coming), Attendance.participant_id == participant_id
        )
    )


def lines(gathering: Gathering) -> tuple[Sequence[Line], Sequence[Line]]:
    """The roster, and who else of an open circle could be on it.

    In a closed circle everybody is expected at what begins after they joined.
    """
    rows = db.session.execute(
        select(
            Membership.participant_id,
            Membership.id,
            Membership.display_name_sealed,
            Membership.joined_at,
            Attendance.answer,
            Circle.opened_at,
            Clearance.of_member(gathering).label("is_cleared"),
            Tick.count_of_member(gathering).label("ticked"),
        )
        .join(Circle, Circle.id == Membership.circle_id)
        .outerjoin(
            Attendance,
            and_(
                Attendance.gathering_id == gathering.id,
                Attendance.participant_id == Membership.participant_id,
            ),
        )
        .where(
            Membership.circle_id == gathering.circle_id,
            Membership.left_at.is_(None),
            Membership.role == Role.PARTICIPANT,
            or_(
                Circle.opened_at.is_not(None),
                Membership.joined_at < gathering.starts_at,
                Attendance.id.is_not(None),
            ),
        )
        .order_by(Membership.joined_at, Membership.id)
    ).all()
    key_store().gather([gathering.circle_id])
    roster: list[Line] = []
    others: list[Line] = []
    for row in rows:
        name = Membership.display_name.open(gathering.circle_id, row.id, row.display_name_sealed)
        line = Line(row.participant_id, name or "", row.answer, row.is_cleared, row.ticked)
        if row.answer or (row.opened_at is None and row.joined_at < gathering.starts_at):
            roster.append(line)
        elif row.opened_at:
            others.append(line)
    return roster, others


@joined.connect
def _expect_at_its_gathering(invitation: Invitation, participant: Participant) -> None:
    """An invitation to one gathering of an open circle puts the newcomer on its roster."""
    if invitation.gathering_id and invitation.role == Role.PARTICIPANT:
        put_on_roster(invitation.gathering_id, participant.id)


@returning.connect
def _not_expected_there_yet(invitation: Invitation, participant: Participant) -> Gathering | None:
    if invitation.gathering_id is None:
        return None
    gathering = db.session.get(Gathering, invitation.gathering_id)
    if gathering is None or gathering.is_over or gathering.cancelled_at:
        return None
    return None if db.session.scalar(Attendance.of(participant, gathering.id)) else gathering
