"""Every form of the app, filled in: by whom, where to, and what it needs to be there before.

`sends` names the endpoint and the form class. A maker plants what the form acts on anew each
time, so that it can be sent as often as a test likes. `say(field)` is what is typed into a text
field; a test that searches for words gives a different one for each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from tests.cast import Cast
from webapp.checkins.models import Post, PostKind
from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle, Role
from webapp.database import Base, db, now, uuid7
from webapp.gatherings.models import Gathering, Kind
from webapp.participants.models import Participant
from webapp.web.forms import Form

Say = Callable[[str], str]
Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Sending:
    """One form, ready to be sent by `who` (a name in the cast, None for nobody)."""

    who: str | None
    path: str
    # Bytes are a file.
    fields: dict[str, Any] = field(default_factory=dict)
    status: int = 303
    # What the second of two equal ones may be answered with, where it is not the same.
    again: int | None = None
    # Why the tables of the database look different after two than after one.
    each_signs_in: bool = False
    only_asks: bool = False


Maker = Callable[[Cast, Say], Sending]


@dataclass(frozen=True)
class Sent:
    """A maker with what it makes."""

    endpoint: str
    form: type[Form]
    make: Maker

    @property
    def name(self) -> str:
        return f"{self.endpoint}-{self.make.__name__}"


ALL: list[Sent] = []


def sends(endpoint: str, form: type[Form] = Form) -> Callable[[Maker], Maker]:
    def register(make: Maker) -> Maker:
        ALL.append(Sent(endpoint, form, make))
        return make

    return register


def store(row: Row, *others: Base) -> Row:
    with db.transaction() as session:
        session.add_all((row, *others))
    return row


def somebody(cast: Cast) -> tuple[str, Participant]:
    """A new person, with the cast's password and a name to sign in by."""
    name = f"p{uuid4().hex}"
    person = Participant.register(
        uuid7(),
        f"{name}@example.org",
        display_name="Fern",
        password=cast.wren.password,
        time_zone="Europe/Berlin",
    )
    return name, store(person)


def post_in(circle: Circle, author: Participant, **more: Any) -> Post:
    return store(
        Post(
            circle_id=circle.id,
            author_id=author.id,
            kind=PostKind.CHECK_IN,
            welcomed_at=now(),
            words={"text": "planted for a form"},
            **more,
        )
    )


def invitation_to(circle: Circle) -> tuple[Invitation, str]:
    invitation, token = Invitation.to(
        circle, role=Role.PARTICIPANT, uses_left=5, expires_at=now() + timedelta(days=2)
    )
    return store(invitation), token


def gathering_in(circle: Circle, **terms: object) -> Gathering:
    starts_at = now() + timedelta(days=30)
    when = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=4)}
    return store(Gathering(circle_id=circle.id, kind=Kind.DOSING, **when, **terms))


def path(*parts: object) -> str:
    return "/" + "/".join(str(part) for part in parts)
