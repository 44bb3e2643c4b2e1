"""The sessions an intention can be set for, and those one was set for."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple, Self
from uuid import UUID

from flask import abort
from sqlalchemy import Select, or_, select

from webapp.circles.models import Circle, Membership
from webapp.database import db, now
from webapp.gatherings.models import Gathering, Kind
from webapp.intentions.models import IntentionPart, PartName
from webapp.participants.models import Participant
from webapp.web.pages import local


class Session(NamedTuple):
    """A dosing gathering, as somebody with an intention for it sees it."""

    gathering: Gathering
    circle: Circle
    # Not if they said that they cannot come, or it was cancelled. Their words stay theirs.
    attending: bool
    in_circle: bool

    @classmethod
    def of(cls, me: Participant) -> Select[Gathering, Circle, bool, bool]:
        """Sessions this person attends, and those they have written for, wherever they are now."""
        attending = Gathering.id.in_(attended_by(me))
        circles = select(Membership.circle_id).where(*Membership.held_by(me))
        return (
            select(Gathering, Circle, attending, Circle.id.in_(circles))
            .join(Circle, Circle.id == Gathering.circle_id)
            .where(
                Gathering.kind == Kind.DOSING,
                or_(attending, Gathering.id.in_(written_for(me))),
            )
        )

    @classmethod
    def known(cls, me: Participant, gathering_id: UUID) -> Self | None:
        row = db.session.execute(cls.of(me).where(Gathering.id == gathering_id)).first()
        return cls(*row) if row else None

    @classmethod
    def find(cls, me: Participant, gathering_id: UUID) -> Self:
        """Aborts with 404 where there is none, as for a session of strangers."""
        return cls.known(me, gathering_id) or abort(404)

    @classmethod
    def coming(cls, me: Participant) -> Select[Gathering, Circle, bool, bool]:
        """Those whose intention is still open, the next one first."""
        return (
            cls.of(me)
            .where(Gathering.starts_at > now(), Gathering.id.in_(attended_by(me)))
            .order_by(Gathering.starts_at, Gathering.id)
        )

    @classmethod
    def looked_back_on(cls, me: Participant) -> Select[Gathering, Circle, bool, bool]:
        """The others, where something was written, newest first."""
        closed = or_(Gathering.starts_at <= now(), Gathering.id.not_in(attended_by(me)))
        return (
            cls.of(me)
            .where(closed, Gathering.id.in_(written_for(me)))
            .order_by(Gathering.starts_at.desc(), Gathering.id.desc())
        )

    @property
    def is_open(self) -> bool:
        """Whether the intention may be changed. It may until the session begins."""
        return self.attending and not self.gathering.has_started

    @property
    def closed_because(self) -> str:
        """Why it stays as it is, kindly. Of a circle one has left, nothing newer is told."""
        if not self.in_circle:
            return (
                f"You are no longer in {self.circle.name}. What you wrote stays yours to read, "
                "and what you shared you can still take back."
            )
        if self.gathering.cancelled_at:
            return "This session was called off. Your intention stays here as you left it."
        if not self.attending:
            return "You are not coming to this session. Your intention stays here as you left it."
        if self.gathering.ends_at <= now():
            return "This session is behind you. Your intention stays as you left it."
        return "The session has begun. Your intention stays as you left it."

    @property
    def title(self) -> str:
        """As one would say it: by its weekday in the days before."""
        starts_at = self.gathering.starts_at
        if timedelta() < starts_at - now() < timedelta(days=6):
            return f"{local(starts_at, '%A')}’s session"
        return f"Session on {local(starts_at, '%-d %B')}"

    def part(self, me: Participant, name: str) -> IntentionPart:
        """This person's part with that name, if need be one that is still empty."""
        found = IntentionPart.for_gathering(me, self.gathering.id).where(IntentionPart.name == name)
        return db.session.scalar(found) or IntentionPart.unwritten(me, self.gathering.id, name)

    def parts(self, me: Participant) -> list[IntentionPart]:
        """All five, in their order."""
        stored = db.session.scalars(IntentionPart.for_gathering(me, self.gathering.id))
        by_name = {part.name: part for part in stored}
        return [
            by_name.get(name) or IntentionPart.unwritten(me, self.gathering.id, name)
            for name in PartName
        ]


def attended_by(me: Participant) -> Select[UUID]:
    """The gatherings this person attends."""
    return Gathering.attended_by(me).with_only_columns(Gathering.id).order_by(None)


def written_for(me: Participant) -> Select[UUID]:
    """The gatherings this person has written something for."""
    return select(IntentionPart.gathering_id).where(IntentionPart.participant_id == me.id)
