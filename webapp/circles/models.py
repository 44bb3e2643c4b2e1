"""Circles, who is in them, and what they promised each other."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import Select, String, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from webapp.database import Base, now, references, uuid7
from webapp.keys import key_store
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed


class Audience(StrEnum):
    """Who can read a text. Every text box and every saved text names one."""

    ONLY_ME = "only me"
    FACILITATORS = "facilitators"
    CIRCLE = "circle"


class Role(StrEnum):
    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"


class Circle(Base):
    """A group. Closed: the same people throughout. Open: new people at each gathering."""

    __tablename__ = "circles"
    sealed_for = "id"

    name_sealed: Mapped[bytes]
    opened_at: Mapped[datetime | None]
    time_zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)

    name = Sealed[str]("name_sealed")

    @classmethod
    def start(
        cls, facilitator: Participant, name: str, agreement: str, is_open: bool, time_zone: str
    ) -> tuple[Self, Membership, Agreement, Acceptance]:
        """A new circle, its first facilitator, and its agreement, which they have accepted."""
        circle_id = uuid7()
        key_store().issue(circle_id)
        circle = cls(
            id=circle_id, name=name, time_zone=time_zone, opened_at=now() if is_open else None
        )
        promised = Agreement(circle_id=circle_id, version=1, text=agreement)
        return (
            circle,
            Membership.of(circle_id, facilitator, Role.FACILITATOR, facilitator.display_name),
            promised,
            Acceptance(participant_id=facilitator.id, agreement_id=promised.id),
        )

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None

    @classmethod
    @built_once
    def joined_by(cls, me: Participant) -> Select[Self, Membership]:
        """The circles this person is in, latest joined first, with what they are there."""
        return (
            select(cls, Membership)
            .join(Membership, Membership.circle_id == cls.id)
            .where(*Membership.held_by(me))
            .order_by(Membership.joined_at.desc())
        )

    @classmethod
    @built_once
    def facilitated_by(cls, me: Participant) -> Select[Self, Membership]:
        return cls.joined_by(me).where(Membership.role == Role.FACILITATOR)


class Membership(Base):
    """That somebody is in a circle, under the name they chose there. Leaving ends it at once."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("participant_id", "circle_id"),)
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    role: Mapped[str] = mapped_column(String(16))
    display_name_sealed: Mapped[bytes]
    joined_at: Mapped[datetime] = mapped_column(default=now)
    left_at: Mapped[datetime | None]

    display_name = Sealed[str]("display_name_sealed")

    @classmethod
    def of(cls, circle_id: UUID, person: Participant, role: str, display_name: str) -> Self:
        return cls(
            circle_id=circle_id,
            participant_id=person.id,
            role=role,
            display_name=display_name,
        )

    @classmethod
    def held_by(cls, me: Participant) -> tuple[ColumnElement[bool], ...]:
        """The conditions under which a membership is this person's, now."""
        return cls.participant_id == me.id, cls.left_at.is_(None)

    @classmethod
    def of_person(cls, circle_id: Mapped[UUID], person_id: Mapped[UUID]) -> ColumnElement[bool]:
        """In a query over something of a circle: the membership of whoever it is by."""
        return and_(cls.circle_id == circle_id, cls.participant_id == person_id)

    @classmethod
    def ever_of(cls, me: Participant, circle_id: UUID) -> Select[Self]:
        """This person's membership, also when it has ended."""
        return select(cls).where(cls.participant_id == me.id, cls.circle_id == circle_id)

    @classmethod
    def current_of(cls, me: Participant, circle_id: UUID) -> Select[Self]:
        return select(cls).where(*cls.held_by(me), cls.circle_id == circle_id)

    @classmethod
    def in_circle(cls, circle: Circle) -> Select[Self]:
        """Everybody who is in the circle now, in the order they came."""
        return (
            select(cls)
            .where(cls.circle_id == circle.id, cls.left_at.is_(None))
            .order_by(cls.joined_at, cls.id)
        )

    @property
    def is_facilitator(self) -> bool:
        return self.role == Role.FACILITATOR

    def leave(self) -> None:
        self.left_at = now()

    def return_as(self, role: str, display_name: str) -> None:
        """Come back. What was posted meanwhile, or before, stays unread."""
        self.role, self.display_name = role, display_name
        self.joined_at, self.left_at = now(), None


class Agreement(Base):
    """What a circle promises each other. A new version is asked about again."""

    __tablename__ = "agreements"
    __table_args__ = (UniqueConstraint("circle_id", "version"),)
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    version: Mapped[int]
    text_sealed: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=now)

    text = Sealed[str]("text_sealed")

    @classmethod
    def current(cls, circle_id: UUID) -> Select[Self]:
        return select(cls).where(cls.circle_id == circle_id).order_by(cls.version.desc()).limit(1)

    def revised(self, text: str) -> Self:
        """The version after this one, which everybody is asked about."""
        return type(self)(circle_id=self.circle_id, version=self.version + 1, text=text)


class Acceptance(Base):
    """That somebody read and accepted one version of an agreement."""

    __tablename__ = "acceptances"
    __table_args__ = (UniqueConstraint("participant_id", "agreement_id"),)

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    agreement_id: Mapped[UUID] = mapped_column(references("agreements.id"))
    accepted_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, me: Participant, agreement: Agreement) -> Select[Self]:
        return select(cls).where(cls.participant_id == me.id, cls.agreement_id == agreement.id)
