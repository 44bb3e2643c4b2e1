"""What was for others on the day of a session, and is asked about once more: by circle, its id."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Label, Select, func, select
from sqlalchemy.sql import ColumnElement

from webapp.checkins.models import Post, Reply
from webapp.circles.models import Circle, Membership
from webapp.database import now
from webapp.journal.excerpts import Excerpt
from webapp.participants.models import Participant

# Longer it is not asked about on Today; it stands where it was written.
ASKED_FOR = timedelta(days=7)


def put_off(me: Participant) -> Label[UUID]:
    """An excerpt that was chosen then."""
    chosen = select(Excerpt.id).where(
        Excerpt.participant_id == me.id, Excerpt.post_id.is_(None), *_lately(Excerpt)
    )
    return _first(chosen.order_by(Excerpt.put_off_at)).label("put_off")


def unsaid(me: Participant) -> Label[UUID]:
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
    return said.circle_id == Circle.id, said.put_off_at > now() - ASKED_FOR


def _first(asked: Select[*tuple[Any, ...]]) -> ColumnElement[UUID]:
    return asked.limit(1).correlate(Circle).scalar_subquery()
