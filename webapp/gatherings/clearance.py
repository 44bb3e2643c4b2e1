"""The clinic's medical yes to somebody's session. Facilitators record it, and nobody else can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from sqlalchemy import Select, UniqueConstraint, delete, exists, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from webapp.circles.models import Membership
from webapp.database import Base, db, now, references
from webapp.gatherings.models import Gathering
from webapp.participants.models import Participant


class Clearance(Base):
    """That the clinic has said yes, and who recorded it."""

    __tablename__ = "clearances"
    __table_args__ = (UniqueConstraint("gathering_id", "participant_id"),)

    gathering_id: Mapped[UUID] = mapped_column(references("gatherings.id"))
    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    recorded_by: Mapped[UUID | None] = mapped_column(references("participants.id", "SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def for_gathering(cls, gathering: Gathering) -> Select[Self]:
        return select(cls).where(cls.gathering_id == gathering.id)

    @classmethod
    def of(cls, participant_id: UUID, gathering: Gathering) -> Select[Self]:
        return cls.for_gathering(gathering).where(cls.participant_id == participant_id)

    @classmethod
    def of_member(cls, gathering: Gathering) -> ColumnElement[bool]:
        """Whether there is one, for a query over memberships."""
        mine = cls.participant_id == Membership.participant_id
        return exists().where(cls.gathering_id == gathering.id, mine).correlate(Membership)


def record(gathering: Gathering, participant_id: UUID, by: Participant, *, given: bool) -> None:
    """Record the clinic's yes, or that it does not stand any more."""
    known = db.session.scalar(Clearance.of(participant_id, gathering))
    if given and known is None:
        who = {"participant_id": participant_id, "recorded_by": by.id}
        db.session.add(Clearance(gathering_id=gathering.id, **who))
    if known and not given:
        db.session.delete(known)


def withdraw(gatherings: Sequence[UUID] | Select[UUID], participant_id: UUID) -> None:
    """Whoever is asked to a gathering anew needs the clinic's yes anew."""
    gone = Clearance.gathering_id.in_(gatherings), Clearance.participant_id == participant_id
    db.session.execute(delete(Clearance).where(*gone))
