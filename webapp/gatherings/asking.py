"""What people ask before a gathering, and what they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from sqlalchemy import Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Membership, Role
from webapp.database import Base, now, references
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed


class Question(Base):
    """Something asked of the facilitators. Only they and the person who asked can read it."""

    __tablename__ = "questions"
    __table_args__ = (
        Index(None, "circle_id", "created_at"),
        Index(None, "participant_id", "created_at"),
    )
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    text_sealed: Mapped[bytes]
    answer_sealed: Mapped[bytes | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]

    text = Sealed[str]("text_sealed")
    answer = Sealed[str]("answer_sealed")

    @classmethod
    @built_once
    def asked_by(cls, me: Participant) -> Select[Self]:
        """What this person asked, newest first, in circles they are still in."""
        return (
            select(cls)
            .join(Membership, Membership.circle_id == cls.circle_id)
            .where(cls.participant_id == me.id, *Membership.held_by(me))
            .order_by(cls.created_at.desc(), cls.id.desc())
        )

    @classmethod
    @built_once
    def put_to(cls, me: Participant) -> Select[Self]:
        """What the people of the circles that this person facilitates have asked, newest first."""
        return (
            select(cls)
            .join(Membership, Membership.circle_id == cls.circle_id)
            .where(*Membership.held_by(me), Membership.role == Role.FACILITATOR)
            .order_by(cls.created_at.desc(), cls.id.desc())
        )

    def answer_with(self, words: str) -> None:
        self.answer, self.answered_at = words, now()
