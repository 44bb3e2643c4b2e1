"""A session of somebody's own, for whoever looks at the days around it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from tests.browser.demo import Demo, email_of
from webapp.circles.models import Circle, Role
from webapp.database import db
from webapp.gatherings.models import Gathering, Kind
from webapp.intentions.models import IntentionPart
from webapp.participants.models import Participant

LONG_BEFORE = timedelta(days=4)


def plan(
    site: Demo,
    name: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    set_out: Iterable[tuple[str, str]] = (),
    zone: str = "UTC",
) -> None:
    """In a circle of theirs. `set_out` are the parts of their intention by name."""
    with site.inside(), db.transaction() as session:
        person = session.scalars(Participant.with_email(email_of(name))).one()
        start = Circle.start(person, "Fir circle", "What is said stays.", False, zone)
        circle, membership, *_ = start
        membership.role, membership.joined_at = Role.PARTICIPANT, starts_at - LONG_BEFORE
        dosing = Gathering(
            circle_id=circle.id, kind=Kind.DOSING, starts_at=starts_at, ends_at=ends_at
        )
        mine = {"participant_id": person.id, "gathering_id": dosing.id}
        parts = [IntentionPart(**mine, name=part, text=text) for part, text in set_out]
        session.add_all((*start, dosing, *parts))
