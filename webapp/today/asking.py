"""What waits for a word from somebody, in each circle they are in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Label, Row, Select, bindparam, exists, func, select
from sqlalchemy.sql import ColumnElement

from webapp.checkins.models import Post, Reply
from webapp.circles.models import Circle, Membership
from webapp.database import UtcDateTime, db
from webapp.gatherings.asking import Question
from webapp.journal.excerpts import Excerpt
from webapp.keys import key_store
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant

# Longer it is not on Today; it stands where it was written.
ASKED_FOR = timedelta(days=7)
LATELY = bindparam("lately", type_=UtcDateTime)


def circles_of(me: Participant, moment: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """The circles this person is in, and by its id what waits in each, if it came lately.

    `put_off` and `unsaid` were for others on the day of a session, and are asked about once more.
    """
    asked = {"me": me.id, "lately": moment - ASKED_FOR}
    circles = db.session.execute(_circles(), asked).all()
    key_store().gather(row.Circle.id for row in circles)
    return circles


@cache
def _circles() -> Select[*tuple[Any, ...]]:
    waits = (_was_answered(ANYBODY), _put_off(ANYBODY), _unsaid(ANYBODY))
    return Circle.joined_by(ANYBODY).add_columns(*waits)


def _was_answered(me: Participant) -> Label[bool]:
    """Whether a question of this person's was answered."""
    of_circle = Question.circle_id == Circle.id
    answered = exists().where(of_circle, Question.participant_id == me.id)
    return answered.where(Question.answered_at > LATELY).correlate(Circle).label("answered")


def _put_off(me: Participant) -> Label[UUID]:
    """An excerpt that was chosen then."""
    chosen = select(Excerpt.id).where(
        Excerpt.participant_id == me.id, Excerpt.post_id.is_(None), *_lately(Excerpt)
    )
    return _first(chosen.order_by(Excerpt.put_off_at)).label("put_off")


def _unsaid(me: Participant) -> Label[UUID]:
    """The check-in that was written then, or was answered."""
    checked_in = Post.written_by(me).with_only_columns(Post.id).where(*_lately(Post))
    replied = (
        Reply.written_by(me)
        .with_only_columns(Reply.post_id)
        .join(Post, Post.id == Reply.post_id)
        .join(Membership, Membership.circle_id == Post.circle_id)
        .where(*Post.readable_by(me), *_lately(Reply))
    )
    return func.coalesce(
        _first(checked_in.order_by(Post.put_off_at)), _first(replied.order_by(Reply.put_off_at))
    ).label("unsaid")


def _lately(said: type[Excerpt | Post | Reply]) -> tuple[ColumnElement[bool], ...]:
    return said.circle_id == Circle.id, said.put_off_at > LATELY


def _first(asked: Select[*tuple[Any, ...]]) -> ColumnElement[UUID]:
    return asked.limit(1).correlate(Circle).scalar_subquery()
