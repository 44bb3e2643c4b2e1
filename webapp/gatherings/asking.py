"""What people ask before a gathering, and what they are answered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import Index, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Circle, Membership, Role
from webapp.database import Base, now, references
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed


class AskedAs(StrEnum):
    """Who reads along: nobody else, or the circle, with the asker's name or without it."""

    PRIVATE = "private"
    OPEN = "open"
    ANONYMOUS = "anonymous"


class Question(Base):
    """Something asked of the facilitators. Others read it from `opened_at` on, if ever."""

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
    asked_as: Mapped[str] = mapped_column(String(16), default=AskedAs.PRIVATE)
    opened_at: Mapped[datetime | None]

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

    @classmethod
    @built_once
    def open_to(cls, me: Participant) -> Select[Self]:
        """What others in this person's closed circles asked openly since they came, latest first.

        In an open circle those who come to one session do not know those of the next.
        """
        return (
            select(cls)
            .join(Membership, Membership.circle_id == cls.circle_id)
            .join(Circle, Circle.id == cls.circle_id)
            .where(
                *Membership.held_by(me),
                Circle.opened_at.is_(None),
                cls.participant_id != me.id,
                cls.asked_as != AskedAs.PRIVATE,
                cls.opened_at >= Membership.joined_at,
            )
            .order_by(cls.opened_at.desc(), cls.id.desc())
        )

    @property
    def has_name(self) -> bool:
        """Whether the circle sees who asks."""
        return self.asked_as == AskedAs.OPEN

    def ask_as(self, asked_as: str) -> None:
        """An open question is open at once; one without a name waits for a facilitator."""
        self.asked_as = asked_as
        self.opened_at = now() if asked_as == AskedAs.OPEN else None

    def open(self) -> None:
        """A facilitator lets the circle read a question without its asker's name."""
        if self.asked_as == AskedAs.ANONYMOUS:
            self.opened_at = self.opened_at or now()

    def take_back(self) -> None:
        """From the circle. The facilitators, whom it was put to, still have it."""
        self.asked_as, self.opened_at = AskedAs.PRIVATE, None

    def answer_with(self, words: str) -> None:
        self.answer, self.answered_at = words, now()
