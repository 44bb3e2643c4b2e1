"""What the clinic asks people to see to before a session, and what they have seen to.

A careful set comes with the app. A circle has its own list in its place, and a gathering its own
in the place of that. What a step says is the clinic’s: the app itself gives no advice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Self, TypedDict
from uuid import UUID

from sqlalchemy import (
    Index,
    Select,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from webapp.circles.models import Circle
from webapp.database import Base, db, now, references
from webapp.gatherings.models import Gathering
from webapp.sealing import Sealed


class Words(TypedDict):
    text: str
    link: str


class Step(NamedTuple):
    """One thing to see to, `hours` before the start at the latest (0: whenever one likes).

    `name` stays the same when the step is changed, so that what somebody has ticked stays ticked.
    """

    name: UUID
    text: str
    hours: int = 0
    is_needed: bool = True
    link: str = ""

    def by(self, starts_at: datetime) -> datetime | None:
        """Until when, for a gathering that starts then."""
        return starts_at - timedelta(hours=self.hours) if self.hours else None


def _standard(number: int, text: str, hours: int = 0, *, is_needed: bool = True) -> Step:
    return Step(UUID(int=number), text, hours, is_needed)


STANDARD = (
    _standard(1, "Medicines reviewed with the clinic and whoever prescribes them", 72),
    _standard(
        2, "A ride home arranged, and no driving until the next day, after a restful sleep", 24
    ),
    _standard(3, "Read what the clinic says about food and drink before the session", 24),
    _standard(4, "The rest of the day kept free", 24, is_needed=False),
    _standard(5, "Something warm packed, an eye mask, headphones", is_needed=False),
)


class PreparationStep(Base):
    """A step of a circle’s own list, or of one gathering’s."""

    __tablename__ = "preparation_steps"
    __table_args__ = (
        UniqueConstraint("circle_id", "gathering_id", "name"),
        Index(None, "gathering_id"),
    )
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    gathering_id: Mapped[UUID | None] = mapped_column(references("gatherings.id"))
    name: Mapped[UUID]
    words_sealed: Mapped[bytes]
    hours: Mapped[int]
    needed_at: Mapped[datetime | None]

    words = Sealed[Words]("words_sealed")

    @classmethod
    def of(cls, circle_id: UUID, gathering_id: UUID | None) -> Select[Self]:
        return (
            select(cls)
            .where(cls.circle_id == circle_id, cls.gathering_id == gathering_id)
            .order_by(*cls.in_order())
        )

    @classmethod
    def in_order(cls) -> tuple[ColumnElement[int], ColumnElement[UUID]]:
        return cls.hours.desc(), cls.id.asc()

    @classmethod
    def listed_for(cls, gathering: Gathering) -> ColumnElement[bool]:
        """The circle's list and the gathering's own."""
        anywhere_or_here = or_(cls.gathering_id.is_(None), cls.gathering_id == gathering.id)
        return and_(cls.circle_id == gathering.circle_id, anywhere_or_here)

    @classmethod
    def saying(cls, circle_id: UUID, gathering_id: UUID | None, step: Step) -> Self:
        row = cls(circle_id=circle_id, gathering_id=gathering_id, name=step.name)
        row.say(step)
        return row

    def say(self, step: Step) -> None:
        self.words, self.hours = {"text": step.text, "link": step.link}, step.hours
        self.needed_at = (self.needed_at or now()) if step.is_needed else None

    @property
    def step(self) -> Step:
        return Step(self.name, hours=self.hours, is_needed=bool(self.needed_at), **self.words)


def list_of(gathering: Gathering) -> list[Step]:
    """What is to be seen to before a gathering, by whoever comes to it, the earliest first."""
    listed = select(PreparationStep).where(PreparationStep.listed_for(gathering))
    rows = db.session.scalars(listed.order_by(*PreparationStep.in_order())).all()
    return [row.step for row in narrowest(rows)] or list(STANDARD)


def narrowest(rows: Sequence[PreparationStep]) -> Sequence[PreparationStep]:
    """The gathering's own among these, or else its circle's."""
    return [row for row in rows if row.gathering_id] or rows


def use_list_above(circle: Circle, gathering: Gathering | None) -> None:
    """Give up a gathering's own list for its circle's, or a circle's for the standard one."""
    gathering_id = gathering.id if gathering else None
    for row in db.session.scalars(PreparationStep.of(circle.id, gathering_id)):
        db.session.delete(row)


def own_steps(circle: Circle, gathering: Gathering | None) -> dict[UUID, PreparationStep]:
    """The list of a circle, or of one gathering, to be changed.

    Where it has none yet, what applies there until now is made its own.
    """
    gathering_id = gathering.id if gathering else None
    own = list(db.session.scalars(PreparationStep.of(circle.id, gathering_id)))
    if not own:
        until_now = list_of(gathering) if gathering else STANDARD
        own = [PreparationStep.saying(circle.id, gathering_id, step) for step in until_now]
        db.session.add_all(own)
    return {row.name: row for row in own}
