"""Today is as light in a circle in which a lot has been said."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from webapp.checkins.models import Post, PostKind
from webapp.circles.models import Audience
from webapp.database import db

MANY = 1000
EVERY = 100  # steps of SQLite's machine


@pytest.mark.only_on("sqlite")  # which tells how far it looks
def test_today_looks_through_no_more_where_more_was_said(phone_of, cast):
    phone = phone_of(cast.wren)
    few = steps_of(phone)
    with db.transaction() as session:
        session.add_all(
            Post(
                circle_id=cast.juniper.id,
                author_id=cast.wren.id,
                kind=PostKind.CHECK_IN,
                audience=Audience.CIRCLE,
                words={"text": f"Said {number}"},
            )
            for number in range(MANY)
        )
    assert steps_of(phone) <= few + 5


def steps_of(phone) -> int:
    """Hundreds of steps that the database takes for Today."""
    taken = []

    def count(connection, *_):
        connection.set_progress_handler(lambda: taken.append(1), EVERY)

    phone.get("/today")
    event.listen(db.reading, "checkout", count)
    phone.get("/today")
    event.remove(db.reading, "checkout", count)
    return len(taken)
