"""What the tests of the circle's page share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.cast import Cast
from webapp.checkins.models import Post, Reply, Resonance
from webapp.circles.models import Circle, Membership, Role
from webapp.database import Base, db, now
from webapp.participants.models import Participant

Keep = Callable[..., Post]


@pytest.fixture
def keep(cast: Cast) -> Callable[[Base], Base]:
    """Put a record into the database as if it had been there before."""

    def put(record: Base) -> Base:
        with db.transaction() as session:
            session.add(record)
        return record

    return put


@pytest.fixture
def said(cast: Cast, keep: Callable[[Base], Base]) -> Keep:
    """A check-in that somebody has already sent: `said(cast.moss, cast.juniper, "words")`."""

    def put(person: Participant, circle: Circle, text: str, **more: Any) -> Post:
        ago = more.pop("ago", timedelta(hours=1))
        words = {"text": text, **more.pop("words", {})}
        fields = {"kind": "check-in", "welcomed_at": now(), "created_at": now() - ago, **more}
        return keep(Post(circle_id=circle.id, author_id=person.id, words=words, **fields))

    return put


@contextmanager
def looking() -> Iterator[Session]:
    """What is stored now, read without holding anybody up."""
    with Session(db.reading, expire_on_commit=False) as session:
        yield session


def fresh(model: type[Base], record_id: object) -> Any:
    """The record as it is stored now."""
    with looking() as session:
        return session.get(model, record_id)


def latest(model: type[Base]) -> Any:
    """What was stored last."""
    with looking() as session:
        return session.scalars(select(model).order_by(model.id.desc())).first()


def count(model: type[Base], **of: object) -> int:
    with looking() as session:
        return session.scalar(select(func.count()).select_from(model).filter_by(**of)) or 0


@pytest.fixture
def many(cast: Cast) -> Callable[..., None]:
    """Many people come into Juniper circle; each says, resonates or replies as asked."""

    def come(number: int, *, say: bool = False, **to: Post) -> None:
        began, resonate, reply = now() - timedelta(hours=2), to.get("resonate"), to.get("reply")
        people = [_guest(nth) for nth in range(number)]
        with db.transaction() as session:
            for nth, person in enumerate(people):
                moment = {"created_at": began + timedelta(seconds=nth)}
                here = {"circle_id": cast.juniper.id, "author_id": person.id, **moment}
                session.add(person)
                session.add(
                    Membership.of(cast.juniper.id, person, Role.PARTICIPANT, f"Guest {nth}")
                )
                if say:
                    words = {"text": f"Guest {nth} says"}
                    session.add(Post(**here, kind="check-in", welcomed_at=now(), words=words))
                if resonate:
                    post = {"post_id": resonate.id, "participant_id": person.id}
                    session.add(Resonance(**post, **moment))
                if reply:
                    session.add(Reply(**here, post_id=reply.id, text=f"Guest {nth} replies"))

    return come


def _guest(nth: int) -> Participant:
    """Somebody without a key of their own: nothing of theirs is opened here."""
    return Participant(
        email_sealed=b"",
        email_index=uuid4().bytes,
        display_name_sealed=b"",
        fs_uniquifier=uuid4().hex,
        time_zone="Europe/Berlin",
    )
