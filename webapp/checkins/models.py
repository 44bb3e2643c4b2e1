"""What people say to their circle, and how it is met."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Self, TypedDict
from uuid import UUID

from sqlalchemy import (
    Index,
    Select,
    String,
    UniqueConstraint,
    and_,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from webapp.checkins.waiting import MayBePutOff, what_waits
from webapp.circles.models import Audience, Circle, Membership, Role
from webapp.database import Base, now, references
from webapp.gatherings.models import Answer, Attendance
from webapp.participants.models import Participant
from webapp.sealing import Sealed


class State(StrEnum):
    """The few words to tap. One's own are as good."""

    HEAVY = "heavy"
    TENDER = "tender"
    STEADY = "steady"
    LIGHT = "light"


class Need(StrEnum):
    TO_BE_HEARD = "to be heard"
    COMPANY = "company"
    PRACTICAL_HELP = "practical help"
    NOTHING = "nothing"


class PostKind(StrEnum):
    CHECK_IN = "check-in"
    INTENTION = "intention"
    EXCERPT = "excerpt"


class Words(TypedDict, total=False):
    """What a post says. `state` and `need` belong to check-ins, `part` to a shared intention.

    An excerpt of a journal entry has nothing but its text.
    """

    text: str
    topic: str
    state: str
    need: str
    part: str


class Post(MayBePutOff, Base):
    """Something a circle, or its facilitators, may read, such as a check-in."""

    __tablename__ = "posts"
    __table_args__ = (
        Index(None, "circle_id", "created_at", "id"),
        Index(None, "author_id", "created_at"),
        what_waits(),
    )
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    gathering_id: Mapped[UUID | None] = mapped_column(references("gatherings.id"))
    author_id: Mapped[UUID] = mapped_column(references("participants.id"))
    kind: Mapped[str] = mapped_column(String(16))
    audience: Mapped[str] = mapped_column(String(16), default=Audience.CIRCLE)
    words_sealed: Mapped[bytes]
    # Replies are welcome from this moment on; None keeps the post without any.
    welcomed_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]

    words = Sealed[Words]("words_sealed")

    @classmethod
    def readable_by(cls, me: Participant) -> tuple[ColumnElement[bool], ...]:
        """The promise about who reads a post, for a query that joins memberships.

        Whoever is in the circle reads what was posted since they came. In an open circle only
        those on the gathering's roster do, from the moment they are on it. What is for
        facilitators is theirs and the author's; what waits is the author's alone.
        """
        for_them = or_(cls.audience == Audience.CIRCLE, Membership.role == Role.FACILITATOR)
        return (
            *Membership.held_by(me),
            cls.taken_back_at.is_(None),
            or_(
                cls.author_id == me.id,
                and_(cls.put_off_at.is_(None), for_them, cls.in_the_room(me, cls.created_at)),
            ),
        )

    @classmethod
    def in_the_room(cls, me: Participant, moment: Any) -> ColumnElement[bool]:
        """Whether somebody is there, since before `moment`, for what is said with this post."""
        on_the_roster = (
            exists()
            .where(
                Attendance.gathering_id == cls.gathering_id,
                Attendance.participant_id == me.id,
                Attendance.answer != Answer.NOT_COMING,
                Attendance.since <= moment,
            )
            .correlate_except(Attendance)
        )
        closed = (
            exists()
            .where(Circle.id == cls.circle_id, Circle.opened_at.is_(None))
            .correlate_except(Circle)
        )
        return and_(
            Membership.joined_at <= moment,
            or_(Membership.role == Role.FACILITATOR, closed, on_the_roster),
        )

    @classmethod
    def visible_to(cls, me: Participant) -> Select[Self]:
        return (
            select(cls)
            .join(Membership, Membership.circle_id == cls.circle_id)
            .where(*cls.readable_by(me))
        )

    @classmethod
    def open_to(cls, me: Participant) -> Select[Self]:
        """The posts that a person may answer: their own, too, only while they are there."""
        return cls.visible_to(me).where(cls.in_the_room(me, now()))

    @classmethod
    def written_by(cls, me: Participant) -> Select[Self]:
        """A person's own posts, wherever they are still to be read."""
        return select(cls).where(cls.author_id == me.id, cls.taken_back_at.is_(None))

    @classmethod
    def check_in(cls, post_id: UUID, me: Participant, circle_id: UUID) -> Self:
        return cls(id=post_id, author_id=me.id, circle_id=circle_id, kind=PostKind.CHECK_IN)

    def say(self, words: Words, gathering_id: UUID | None, *, welcome: bool) -> None:
        self.words, self.gathering_id = words, gathering_id
        self.welcomed_at = now() if welcome else None

    def take_back(self) -> None:
        """Gone from every screen at the next load, and the words from this row.

        The row stays, so that replies others wrote under it are still theirs to export.
        """
        self.taken_back_at, self.words = now(), {}


class Reply(MayBePutOff, Base):
    """An answer under a check-in whose author welcomes replies."""

    __tablename__ = "replies"
    __table_args__ = (Index(None, "post_id", "created_at"), what_waits())
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    post_id: Mapped[UUID] = mapped_column(references("posts.id"))
    author_id: Mapped[UUID] = mapped_column(references("participants.id"))
    text_sealed: Mapped[bytes]
    taken_back_at: Mapped[datetime | None]

    text = Sealed[str]("text_sealed")

    @classmethod
    def written_by(cls, me: Participant) -> Select[Self]:
        return select(cls).where(cls.author_id == me.id, cls.taken_back_at.is_(None))

    def take_back(self) -> None:
        self.taken_back_at, self.text = now(), ""


class Resonance(Base):
    """ "I've felt that too": who, never how many."""

    __tablename__ = "resonances"
    __table_args__ = (UniqueConstraint("post_id", "participant_id"),)

    post_id: Mapped[UUID] = mapped_column(references("posts.id"))
    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def said_by(cls, me: Participant, post: Post) -> tuple[ColumnElement[bool], ...]:
        return cls.post_id == post.id, cls.participant_id == me.id
