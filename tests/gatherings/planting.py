"""What gatherings' tests put in, and look at afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from webapp.circles.models import Circle, Membership, Role
from webapp.database import Base, db, now
from webapp.gatherings.models import Attendance, Gathering, Kind
from webapp.participants.models import Participant


def put(*rows: Base) -> None:
    with db.transaction() as session:
        session.add_all(rows)


def gathering_of(circle: Circle, away: timedelta = timedelta(days=7), **fields: Any) -> Gathering:
    starts_at = now() + away
    gathering = Gathering(
        **{
            "circle_id": circle.id,
            "kind": Kind.INTEGRATION,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            "place": "The garden room",
            "what_to_expect": "Tea.",
            **fields,
        }
    )
    put(gathering)
    return gathering


def add_member(circle: Circle, person: Participant, role: str = Role.PARTICIPANT) -> Membership:
    membership = Membership.of(circle.id, person, role, person.display_name)
    put(membership)
    return membership


def again(row: Any) -> Any:
    """The row as it is in the database now."""
    db.session.refresh(row)
    db.session.commit()
    return row


def answer_of(person: Participant, gathering: Gathering) -> str | None:
    found = db.session.scalar(
        Attendance.of(person, gathering.id).execution_options(populate_existing=True)
    )
    db.session.commit()
    return found.answer if found else None
