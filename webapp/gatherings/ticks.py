"""What people have seen to before a session."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple, Self
from uuid import UUID

from sqlalchemy import (
    ScalarSelect,
    Select,
    UniqueConstraint,
    Uuid,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Membership
from webapp.database import Base, db, now, references
from webapp.gatherings.models import Gathering
from webapp.gatherings.steps import STANDARD, PreparationStep, Step, list_of, narrowest
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant

# Whichever is asked about, where a statement is put together before anybody asks.
A_GATHERING: Any = SimpleNamespace(
    id=bindparam("gathering", type_=Uuid()), circle_id=bindparam("circle", type_=Uuid())
)


class Tick(Base):
    """That somebody has seen to a step. Facilitators see it; the circle does not."""

    __tablename__ = "step_ticks"
    __table_args__ = (UniqueConstraint("participant_id", "gathering_id", "name"),)

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    gathering_id: Mapped[UUID] = mapped_column(references("gatherings.id"))
    name: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, me: Participant, gathering_id: UUID) -> Select[Self]:
        return select(cls).where(cls.participant_id == me.id, cls.gathering_id == gathering_id)

    @classmethod
    def count_of_member(cls, gathering: Gathering) -> ScalarSelect[int]:
        """How many of the steps that are there now, for a query over memberships."""
        names = [step.name for step in list_of(gathering)]
        mine = (cls.participant_id == Membership.participant_id, cls.name.in_(names))
        counted = select(func.count(cls.id)).where(cls.gathering_id == gathering.id, *mine)
        return counted.correlate(Membership).scalar_subquery()


class Line(NamedTuple):
    """A step as one person finds it. `by` is until when, as long as that is to come."""

    step: Step
    is_done: bool
    by: datetime | None


def steps_before(gathering: Gathering, me: Participant) -> list[Line]:
    """What is to be seen to before a gathering, and what somebody has seen to already."""
    asked = {"me": me.id, "gathering": gathering.id, "circle": gathering.circle_id}
    rows = db.session.execute(_listed_with_ticks(), asked).all()
    done = {row.name for row in rows}
    listed = narrowest([row.PreparationStep for row in rows if row.PreparationStep])
    steps = [row.step for row in listed] or STANDARD
    return [Line(step, step.name in done, _to_come(step.by(gathering.starts_at))) for step in steps]


def _to_come(moment: datetime | None) -> datetime | None:
    return moment if moment and moment > now() else None


@cache
def _listed_with_ticks() -> Select[PreparationStep, UUID]:
    mine = (
        Tick.gathering_id == A_GATHERING.id,
        Tick.participant_id == ANYBODY.id,
        or_(PreparationStep.id.is_(None), Tick.name == PreparationStep.name),
    )
    return (
        select(PreparationStep, Tick.name)
        .select_from(Gathering)
        .outerjoin(PreparationStep, PreparationStep.listed_for(A_GATHERING))
        .outerjoin(Tick, and_(*mine))
        .where(Gathering.id == A_GATHERING.id)
        .order_by(*PreparationStep.in_order())
    )


def tick(me: Participant, gathering: Gathering, name: UUID, *, done: bool) -> None:
    known = db.session.scalar(Tick.of(me, gathering.id).where(Tick.name == name))
    if done and known is None:
        db.session.add(Tick(participant_id=me.id, gathering_id=gathering.id, name=name))
    if known and not done:
        db.session.delete(known)
