"""The pages of the days after a session: a few sentences and a question each.

A careful set comes with the app. A circle's facilitators may put their own in its place.
"""

from __future__ import annotations

from typing import NamedTuple, Self, TypedDict
from uuid import UUID

from sqlalchemy import Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Circle
from webapp.database import Base, db, references
from webapp.sealing import Sealed


class Words(TypedDict):
    text: str
    prompt: str


class DayAfter(NamedTuple):
    """What day N after a session has to say. Nothing of it is ever due."""

    day: int
    prompt: str
    text: str


STANDARD = (
    DayAfter(
        0,
        "What do you want to keep of today?",
        "Rest comes first today. Whatever asks to be decided can wait until after a night’s sleep. "
        "A few words are plenty now; what they mean can come later, or never.",
    ),
    DayAfter(
        1,
        "How did the night go, and the morning?",
        "Some people sleep long after a session, some hardly, some dream a great deal. There is "
        "nothing to understand yet. If something worries you, your clinic wants to hear of it.",
    ),
    DayAfter(
        3,
        "What has followed you home?",
        "An image, a sound, half a sentence that somebody said. Many programmes suggest writing "
        "such things down in the first days, while they are near. Keep them raw.",
    ),
    DayAfter(
        7,
        "What do you notice that is different, and what is the same?",
        "Small things are easiest to see: how you wake, what you reach for, how you sit with "
        "somebody you know. What is the same belongs here as much as what is not.",
    ),
    DayAfter(
        14,
        "What keeps coming back?",
        "You might read what you wrote in the first days, if you wish. Something may ask for one "
        "small action. Something may want only to be looked at again.",
    ),
    DayAfter(
        30,
        "What do you want to carry on?",
        "You can read the whole thread, from what you set out with until today. An intention can "
        "be carried on to the next session, or laid down here.",
    ),
)


class DayPage(Base):
    """A page of a circle’s own. Where a circle has any, they are all that it has."""

    __tablename__ = "day_pages"
    __table_args__ = (UniqueConstraint("circle_id", "day"),)
    sealed_for = "circle_id"

    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    day: Mapped[int]
    words_sealed: Mapped[bytes]

    words = Sealed[Words]("words_sealed")

    @classmethod
    def of_circle(cls, circle_id: UUID) -> Select[Self]:
        return select(cls).where(cls.circle_id == circle_id).order_by(cls.day)

    @classmethod
    def saying(cls, circle_id: UUID, said: DayAfter) -> Self:
        page = cls(circle_id=circle_id)
        page.say(said)
        return page

    def say(self, said: DayAfter) -> None:
        self.day, self.words = said.day, {"text": said.text, "prompt": said.prompt}


def days_after(circle_id: UUID) -> tuple[DayAfter, ...]:
    """What a circle's people find on the days after a session, day by day."""
    own = db.session.scalars(DayPage.of_circle(circle_id)).all()
    return tuple(DayAfter(page.day, **page.words) for page in own) or STANDARD


def own_pages(circle: Circle) -> dict[int, DayPage]:
    """A circle’s own pages by day, to be changed; where it has none, the standard ones made its."""
    own = list(db.session.scalars(DayPage.of_circle(circle.id)))
    if not own:
        own = [DayPage.saying(circle.id, said) for said in STANDARD]
        db.session.add_all(own)
    return {page.day: page for page in own}
