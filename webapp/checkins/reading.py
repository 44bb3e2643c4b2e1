"""The posts of a circle as one person reads them: three queries, however many there are."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ScalarSelect,
    Select,
    Uuid,
    and_,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from webapp.checkins.answers import EVERY, NOTHING, answers_to
from webapp.checkins.cursors import Cursor
from webapp.checkins.models import Post
from webapp.checkins.names import Names
from webapp.checkins.showing import Shown, shown
from webapp.circles.models import Membership
from webapp.database import UtcDateTime, db, now
from webapp.gatherings.models import Answer, Attendance, Gathering, Kind
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant

A_PAGE = 20
A_FEW_REPLIES = 5
AT = bindparam("at", type_=UtcDateTime)

Author = aliased(Membership)
Session = aliased(Gathering)
# What a post on the page is made of: its own columns, and what stands beside its name.
POST = (
    "id", "circle_id", "author_id", "kind", "audience", "words_sealed", "created_at", "put_off_at",
)  # fmt: skip
AUTHOR = (
    Author.id.label("author_seat"),
    Author.display_name_sealed,
    Author.role,
    Gathering.kind.label("gathering_kind"),
    Gathering.starts_at,
)


def page_of(
    me: Participant, circle_id: UUID, before: Cursor | None
) -> tuple[list[Shown], Cursor | None]:
    """The newest 20 posts before the cursor, newest first, and where the next page begins."""
    at = now()
    asked = {"me": me.id, "circle": circle_id, "at": at}
    if before:
        rows = db.session.rows(_older(), **asked, **before._asdict()).all()
    else:
        rows = db.session.rows(_newest(), **asked).all()
    more = len(rows) > A_PAGE
    rows = rows[:A_PAGE]
    names = Names(circle_id)
    answered = answers_to(me, circle_id, [row.id for row in rows], names, A_FEW_REPLIES)
    posts = [shown(me, row, names, answered.get(row.id, NOTHING), at) for row in rows]
    return posts, Cursor(rows[-1].created_at, rows[-1].id) if more else None


def one(me: Participant, post_id: UUID) -> Shown | None:
    """This post with all its replies, if it is there for this person."""
    at = now()
    row = db.session.rows(_one(), me=me.id, post=post_id, at=at).first()
    if row is None:
        return None
    names = Names(row.circle_id)
    answered = answers_to(me, row.circle_id, [post_id], names, EVERY)
    return shown(me, row, names, answered[post_id], at)


@cache
def _newest() -> Select[*tuple[Any, ...]]:
    return (
        _readable()
        .where(Post.circle_id == bindparam("circle", type_=Uuid()))
        .order_by(Post.created_at.desc(), Post.id.desc())
        .limit(A_PAGE + 1)
    )


@cache
def _older() -> Select[*tuple[Any, ...]]:
    place = (bindparam("created_at", type_=UtcDateTime), bindparam("id", type_=Uuid()))
    return _newest().where(tuple_(Post.created_at, Post.id) < tuple_(*place))


@cache
def _one() -> Select[*tuple[Any, ...]]:
    return _readable().where(Post.id == bindparam("post", type_=Uuid()))


def _readable() -> Select[*tuple[Any, ...]]:
    """Posts with their author's name in the circle, also of those who have left since."""
    return (
        select(
            *(getattr(Post, name) for name in POST),
            and_(Post.welcomed_at.is_not(None), Post.in_the_room(ANYBODY, AT)).label("welcomes"),
            *AUTHOR,
            session_before(Post).label("session_ended_at"),
        )
        .join(Membership, Membership.circle_id == Post.circle_id)
        .join(
            Author,
            and_(Author.circle_id == Post.circle_id, Author.participant_id == Post.author_id),
        )
        .outerjoin(Gathering, Gathering.id == Post.gathering_id)
        .where(*Post.readable_by(ANYBODY))
    )


def session_before(said: Any) -> ScalarSelect[datetime]:
    """When the author's latest session before what was said ended, in its circle."""
    stayed_away = (
        exists()
        .where(
            Attendance.gathering_id == Session.id,
            Attendance.participant_id == said.author_id,
            Attendance.answer == Answer.NOT_COMING,
        )
        .correlate_except(Attendance)
    )
    return (
        select(Session.ends_at)
        .where(
            Session.circle_id == said.circle_id,
            Session.starts_at < said.created_at,
            Session.ends_at <= said.created_at,
            Session.kind == Kind.DOSING,
            Session.cancelled_at.is_(None),
            or_(said.gathering_id.is_(None), Session.id == said.gathering_id),
            ~stayed_away,
        )
        .order_by(Session.starts_at.desc())
        .limit(1)
        .correlate_except(Session)
        .scalar_subquery()
    )
