"""The scheduled meetings of a circle, and who comes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Index, Select, String, UniqueConstraint, and_, exists, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Circle, Membership, Role
from webapp.database import Base, now, references
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed


class Kind(StrEnum):
    PREPARATION = "preparation"
    DOSING = "dosing"
    INTEGRATION = "integration"


# "Session" is what people call a dosing gathering.
TITLES = dict(zip(Kind, ("Preparation", "Session", "Integration"), strict=True))


class Answer(StrEnum):
    COMING = "coming"
    NOT_COMING = "not coming"
    UNSURE = "unsure"


class Gathering(Base):
    """One meeting of a circle. Its number, spacing and kind are data: nothing assumes six."""

    __tablename__ = "gatherings"
    __table_args__ = (Index(None, "circle_id", "starts_at"),)
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    kind: Mapped[str] = mapped_column(String(16))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place_sealed: Mapped[bytes | None]
    what_to_expect_sealed: Mapped[bytes | None]
    structure_sealed: Mapped[bytes | None]
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)

    place = Sealed[str]("place_sealed")
    what_to_expect = Sealed[str]("what_to_expect_sealed")
    structure = Sealed[str]("structure_sealed")

    # Of two who change the same version at once the second finds none, and is carried out again
    # on what the first left.
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @classmethod
    def of_circle(cls, circle: Circle) -> Select[Self]:
        return select(cls).where(cls.circle_id == circle.id).order_by(cls.starts_at.desc())

    @classmethod
    @built_once
    def attended_by(cls, me: Participant) -> Select[Self]:
        """This person's own gatherings, as a participant, soonest first.

        In a closed circle everybody comes to what begins after they joined, unless they said
        otherwise; in an open one, those on the roster do.
        """
        return (
            select(cls)
            .join(Circle, Circle.id == cls.circle_id)
            .join(Membership, Membership.circle_id == cls.circle_id)
            .outerjoin(
                Attendance,
                and_(Attendance.gathering_id == cls.id, Attendance.participant_id == me.id),
            )
            .where(
                *Membership.held_by(me),
                Membership.role == Role.PARTICIPANT,
                cls.cancelled_at.is_(None),
                or_(
                    and_(
                        Attendance.id.is_(None),
                        Circle.opened_at.is_(None),
                        cls.starts_at > Membership.joined_at,
                    ),
                    Attendance.answer != Answer.NOT_COMING,
                ),
            )
            .order_by(cls.starts_at)
        )

    @classmethod
    @built_once
    def facilitated_by(cls, me: Participant) -> Select[Self]:
        return (
            select(cls)
            .join(Membership, Membership.circle_id == cls.circle_id)
            .where(*Membership.held_by(me), Membership.role == Role.FACILITATOR)
        )

    @classmethod
    @built_once
    def open_to(cls, me: Participant) -> Select[Self, Circle, Membership]:
        """The gatherings whose page this person may open, with their circle and place in it.

        In an open circle participants open those whose roster they are on, whatever they answered.
        """
        on_the_roster = exists().where(
            Attendance.gathering_id == cls.id, Attendance.participant_id == me.id
        )
        return (
            select(cls, Circle, Membership)
            .join(Circle, Circle.id == cls.circle_id)
            .join(Membership, Membership.circle_id == cls.circle_id)
            .where(
                *Membership.held_by(me),
                or_(
                    Circle.opened_at.is_(None),
                    Membership.role == Role.FACILITATOR,
                    on_the_roster,
                ),
            )
        )

    @property
    def title(self) -> str:
        return TITLES[Kind(self.kind)]

    @property
    def has_started(self) -> bool:
        return self.starts_at <= now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()

    def differs_from(self, terms: dict[str, Any]) -> bool:
        return any(getattr(self, name) != value for name, value in terms.items())

    def change(self, terms: dict[str, Any]) -> None:
        """Another kind, time or place, or other words. The next change names this version."""
        for name, value in terms.items():
            setattr(self, name, value)
        self.version += 1

    def cancel(self) -> None:
        self.cancelled_at = self.cancelled_at or now()

    def bring_back(self) -> None:
        self.cancelled_at = None


class Attendance(Base):
    """A line of a gathering's roster: what somebody answered, and since when they are on it."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("gathering_id", "participant_id"),
        Index(None, "participant_id", "gathering_id"),
    )

    gathering_id: Mapped[UUID] = mapped_column(references("gatherings.id"))
    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    answer: Mapped[str] = mapped_column(String(16), default=Answer.COMING)
    since: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, me: Participant, gathering_id: UUID) -> Select[Self]:
        return select(cls).where(cls.participant_id == me.id, cls.gathering_id == gathering_id)
