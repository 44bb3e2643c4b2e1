"""Databases to measure on: Juniper circle and Wren's journal with as many rows as asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from config import Settings
from tests.cast import Cast
from tests.conftest import close
from tests.databases import Databases
from webapp import create_app
from webapp.checkins.models import Post, PostKind, Reply, Resonance
from webapp.database import Base, db, now
from webapp.journal.models import Entry

AT_ONCE = 5000
APART = timedelta(hours=1)
WORDS = "Something in me is slower this week, and I notice the light on the stairs again. " * 3


@contextmanager
def opened(settings: Settings) -> Iterator[Cast]:
    """Inside an app of its own, one at a time."""
    app = create_app(settings)
    with app.app_context():
        yield Cast.load()
    close(app)


@contextmanager
def world(databases: Databases, folder: Path, rows: int) -> Iterator[Settings]:
    """So many check-ins in the circle, an hour apart, and as many entries of Wren's, a day each.

    The newest 20 check-ins resonated with everybody, and every fifth has two replies.
    """
    folder.mkdir()
    with databases.fresh(folder) as settings:
        with opened(settings) as cast:
            moment = now()
            for first in range(0, rows, AT_ONCE):
                with db.transaction() as session:
                    numbers = range(first, min(first + AT_ONCE, rows))
                    session.add_all(_rows(cast, moment, numbers))
        yield settings


def _rows(cast: Cast, moment: datetime, numbers: range) -> Iterator[Base]:
    people = (cast.wren, cast.moss, cast.rue)
    for number in numbers:
        author = people[number % 3]
        post = Post(
            circle_id=cast.juniper.id,
            author_id=author.id,
            kind=PostKind.CHECK_IN,
            welcomed_at=moment,
            created_at=moment - APART * number,
            words={"text": WORDS, "state": "tender", "need": "company"},
        )
        yield post
        yield Entry(
            participant_id=cast.wren.id,
            gathering_id=cast.gone.id,
            happened_on=(moment - timedelta(days=number % 30000)).date(),
            words={"text": WORDS, "images": "A harbour at night."},
        )
        if number < 20:
            yield from _answers(cast, post, replied=number % 5 == 0)


def _answers(cast: Cast, post: Post, *, replied: bool) -> Iterator[Base]:
    others = [person for person in (cast.wren, cast.moss, cast.rue) if person.id != post.author_id]
    for person in others:
        yield Resonance(post_id=post.id, participant_id=person.id)
        if replied:
            said = {"circle_id": post.circle_id, "post_id": post.id, "author_id": person.id}
            yield Reply(**said, text="I read this twice. Thank you.")
