"""What somebody said of how they are, in numbers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from uuid import UUID

from sqlalchemy import Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Circle, Membership
from webapp.database import Base, now, references
from webapp.measures.scales import RECALL
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed

# The kind of somebody's own numbers of a day; the others are names of scales.
DAY = "day"
ITEMS = {"mood": "Mood", "energy": "Energy", "sleep": "Sleep"}
MOST = 10
Answers = dict[str, int]


class Measurement(Base):
    """Answers of one day. They are seen by nobody but who gave them."""

    __tablename__ = "measurements"
    __table_args__ = (Index(None, "participant_id", "kind", "taken_on"),)
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    kind: Mapped[str] = mapped_column(String(16))
    taken_on: Mapped[date]
    answers_sealed: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=now)

    answers = Sealed[Answers]("answers_sealed")

    @classmethod
    @built_once
    def owned_by(cls, me: Participant) -> Select[Self]:
        """The earliest first."""
        return select(cls).where(cls.participant_id == me.id).order_by(cls.taken_on, cls.created_at)

    def without(self, item: str | None) -> Answers:
        """The answers that stay when one is removed; none where nothing is named."""
        return {name: value for name, value in self.answers.items() if item and name != item}

    @property
    def again_from(self) -> date:
        """The first day on which the same questionnaire may be answered again."""
        return self.taken_on + RECALL


class Responder(Base):
    """Who of a circle’s clinic answers when somebody needs them, when, and how fast.

    Until that is recorded, the circle’s people are not offered the PHQ-9.
    """

    __tablename__ = "responders"
    __table_args__ = (UniqueConstraint("circle_id"),)
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    words_sealed: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=now)

    # By name: who, hours, reply.
    words = Sealed[dict[str, str]]("words_sealed")

    @classmethod
    def of_circle(cls, circle_id: UUID) -> Select[Self]:
        return select(cls).where(cls.circle_id == circle_id)

    @classmethod
    @built_once
    def for_person(cls, me: Participant) -> Select[Self, Circle]:
        """Those of the circles that this person is in, the latest recorded first."""
        return (
            select(cls, Circle)
            .join(Circle, Circle.id == cls.circle_id)
            .join(Membership, Membership.circle_id == cls.circle_id)
            .where(*Membership.held_by(me))
            .order_by(cls.created_at.desc(), cls.id.desc())
        )
