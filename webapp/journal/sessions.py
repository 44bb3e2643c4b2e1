"""The gatherings that somebody's entries belong to, and what the journal calls them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import Select, or_, select

from webapp.circles.models import Membership
from webapp.database import db, now
from webapp.gatherings.days import day_of
from webapp.gatherings.models import Gathering, Kind
from webapp.journal.models import Entry
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant

STAYS_NEAR = timedelta(days=30)
# Within these many days a weekday alone says which day is meant.
SAME_WEEK = timedelta(days=6)
NOUNS = {
    Kind.PREPARATION: "preparation",
    Kind.DOSING: "session",
    Kind.INTEGRATION: "integration meeting",
}


def written_out(day: date, today: date) -> str:
    """A day in words. The year is only said when it is not this one."""
    return f"{day:%-d %B}" if day.year == today.year else f"{day:%-d %B %Y}"


@lru_cache(1000)
def with_weekday(day: date, today: date) -> str:
    """`Thursday 27 November`. A list says many days, and mostly those that others say too."""
    return f"{day:%A} {written_out(day, today)}"


class Session(NamedTuple):
    """A gathering as the journal knows it: `began_on` and `ended_on` are the person's days."""

    id: UUID
    circle_id: UUID
    kind: Kind
    began_on: date
    ended_on: date
    today: date

    @property
    def name(self) -> str:
        """`Thursday’s session`, or later `the session on 29 October`."""
        noun = NOUNS[self.kind]
        if self.began_on == self.today:
            return f"today’s {noun}"
        if abs(self.today - self.began_on) <= SAME_WEEK:
            return f"{self.began_on:%A}’s {noun}"
        return f"the {noun} on {written_out(self.began_on, self.today)}"

    @property
    def label(self) -> str:
        """As one of several to choose from."""
        return f"{NOUNS[self.kind].capitalize()} · {with_weekday(self.began_on, self.today)}"

    def day_number(self, day: date) -> str:
        """`Day 3`; on the day itself and before, nothing is counted."""
        if day > self.ended_on:
            return f"Day {(day - self.ended_on).days}"
        return "The same day" if day >= self.began_on else "Before"

    def day_of_arc(self, day: date) -> str:
        """`Day 3 after Thursday’s session`."""
        if day > self.ended_on:
            return f"{self.day_number(day)} after {self.name}"
        return f"The day of {self.name}" if day >= self.began_on else f"Before {self.name}"


class Sessions(dict[UUID | None, Session]):
    """Somebody's own gatherings by id, the latest first. Under None there is none."""

    @classmethod
    def of(cls, me: Participant) -> Self:
        """Those they attend, and those they wrote about in a circle they have left since."""
        today = day_of(now(), me.zone)
        return cls(_sessions(db.session.rows(_own(), me=me.id), me, today))

    def near_to(self, day: date) -> Session | None:
        """The dosing session that something written on a day most likely belongs to."""
        for session in self.values():
            if session.kind == Kind.DOSING and session.began_on <= day:
                return session if day - session.ended_on <= STAYS_NEAR else None
        return None


@cache
def _own() -> Select[UUID, UUID, str, datetime, datetime]:
    written_about = (
        select(Entry.id)
        .where(Entry.participant_id == ANYBODY.id, Entry.gathering_id == Gathering.id)
        .exists()
    )
    ever_in = select(Membership.circle_id).where(Membership.participant_id == ANYBODY.id)
    attended = Gathering.attended_by(ANYBODY).with_only_columns(Gathering.id).order_by(None)
    return (
        select(
            Gathering.id,
            Gathering.circle_id,
            Gathering.kind,
            Gathering.starts_at,
            Gathering.ends_at,
        )
        .where(Gathering.circle_id.in_(ever_in))
        .where(or_(Gathering.id.in_(attended), written_about))
        .order_by(Gathering.starts_at.desc(), Gathering.id)
    )


def _sessions(
    rows: Iterable[tuple[UUID, UUID, str, datetime, datetime]], me: Participant, today: date
) -> Iterable[tuple[UUID, Session]]:
    for gathering_id, circle_id, kind, starts_at, ends_at in rows:
        began_on, ended_on = day_of(starts_at, me.zone), day_of(ends_at, me.zone)
        session = Session(gathering_id, circle_id, Kind(kind), began_on, ended_on, today)
        yield gathering_id, session
