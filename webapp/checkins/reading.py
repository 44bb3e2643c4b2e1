"""The posts of a circle as one person reads them: three queries, however many there are."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, Uuid, and_, bindparam, exists, or_, select, tuple_
from sqlalchemy.orm import aliased

from webapp.checkins import saying
from webapp.checkins.answers import EVERY, NOTHING, Answers, answers_to
from webapp.checkins.cursors import Cursor
from webapp.checkins.models import Post, PostKind, Words
from webapp.checkins.names import Names
from webapp.circles.models import Audience, Membership, Role
from webapp.database import UtcDateTime, db, now
from webapp.gatherings.models import Answer, Attendance, Gathering, Kind
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant
from webapp.sealing import GAP

A_PAGE = 20
A_FEW_REPLIES = 5
UNREADABLE: Words = {"text": GAP}
AT = bindparam("at", type_=UtcDateTime)

Author = aliased(Membership)
Session = aliased(Gathering)


class Shown(NamedTuple):
    """A post as it stands on the page."""

    id: UUID
    circle_id: UUID
    mine: bool
    name: str
    title: str
    meta: str
    moment: datetime
    when: str
    is_intention: bool
    line: str
    topic: str
    text: str
    for_facilitators: bool
    welcomes: bool
    answers: Answers


def page_of(
    me: Participant, circle_id: UUID, before: Cursor | None
) -> tuple[list[Shown], Cursor | None]:
    """The newest 20 posts before the cursor, newest first, and where the next page begins."""
    asked = {"me": me.id, "circle": circle_id, "at": now()}
    if before:
        rows = db.session.execute(_older(), {**asked, **before._asdict()}).all()
    else:
        rows = db.session.execute(_newest(), asked).all()
    more = len(rows) > A_PAGE
    rows = rows[:A_PAGE]
    names, at = Names(circle_id), now()
    answered = answers_to(me, circle_id, [row.id for row in rows], names, A_FEW_REPLIES)
    shown = [_shown(me, row, names, answered.get(row.id, NOTHING), at) for row in rows]
    return shown, Cursor(rows[-1].created_at, rows[-1].id) if more else None


def one(me: Participant, post_id: UUID) -> Shown | None:
    """This post with all its replies, if it is there for this person."""
    row = db.session.execute(_one(), {"me": me.id, "post": post_id, "at": now()}).first()
    if row is None:
        return None
    names = Names(row.circle_id)
    answered = answers_to(me, row.circle_id, [post_id], names, EVERY)
    return _shown(me, row, names, answered[post_id], now())


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
            Post.id,
            Post.circle_id,
            Post.author_id,
            Post.kind,
            Post.audience,
            Post.words_sealed,
            and_(Post.welcomed_at.is_not(None), Post.in_the_room(ANYBODY, AT)).label("welcomes"),
            Post.created_at,
            Author.id.label("author_seat"),
            Author.display_name_sealed,
            Author.role,
            Gathering.kind.label("gathering_kind"),
            Gathering.starts_at,
            _session_before().label("session_ended_at"),
        )
        .join(Membership, Membership.circle_id == Post.circle_id)
        .join(
            Author,
            and_(Author.circle_id == Post.circle_id, Author.participant_id == Post.author_id),
        )
        .outerjoin(Gathering, Gathering.id == Post.gathering_id)
        .where(*Post.readable_by(ANYBODY))
    )


def _session_before() -> ScalarSelect[datetime]:
    """When the author's latest session before the post ended, in this circle."""
    stayed_away = (
        exists()
        .where(
            Attendance.gathering_id == Session.id,
            Attendance.participant_id == Post.author_id,
            Attendance.answer == Answer.NOT_COMING,
        )
        .correlate_except(Attendance)
    )
    return (
        select(Session.ends_at)
        .where(
            Session.circle_id == Post.circle_id,
            Session.starts_at < Post.created_at,
            Session.ends_at <= Post.created_at,
            Session.kind == Kind.DOSING,
            Session.cancelled_at.is_(None),
            or_(Post.gathering_id.is_(None), Session.id == Post.gathering_id),
            ~stayed_away,
        )
        .order_by(Session.starts_at.desc())
        .limit(1)
        .correlate_except(Session)
        .scalar_subquery()
    )


def _shown(me: Participant, row: Any, names: Names, answers: Answers, at: datetime) -> Shown:
    words = Post.words.open_or(UNREADABLE, row.circle_id, row.id, row.words_sealed)
    name = names.of(row.author_seat, row.display_name_sealed)
    mine, is_intention = row.author_id == me.id, row.kind == PostKind.INTENTION
    return Shown(
        id=row.id,
        mine=mine,
        name=name,
        title=_title(name, mine, is_intention),
        meta=_meta(me, row, is_intention),
        moment=row.created_at,
        when=saying.ago(row.created_at, at, me.zone),
        is_intention=is_intention,
        line=saying.part_line(words) if is_intention else saying.state_line(words),
        topic=words.get("topic", ""),
        text=words.get("text", ""),
        circle_id=row.circle_id,
        for_facilitators=row.audience == Audience.FACILITATORS,
        welcomes=row.welcomes,
        answers=answers,
    )


def _title(name: str, mine: bool, is_intention: bool) -> str:
    if is_intention:
        return "Your intention" if mine else f"{name}’s intention"
    return "You" if mine else name


def _meta(me: Participant, row: Any, is_intention: bool) -> str:
    """`facilitator`, or `day 3 · session of Saturday 28 November`."""
    if row.role == Role.FACILITATOR:
        return "facilitator"
    if is_intention:
        return ""
    day = saying.day(row.session_ended_at, row.created_at, me.zone)
    name = row.starts_at and saying.gathering_day(row.gathering_kind, row.starts_at, me.zone)
    return " · ".join(filter(None, (day, name)))
