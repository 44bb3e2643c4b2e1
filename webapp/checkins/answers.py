"""How the posts of a page were met: who felt the same, and what was replied. One query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from webapp.checkins import saying
from webapp.checkins.models import Post, Reply, Resonance
from webapp.checkins.names import Names
from webapp.circles.models import Membership
from webapp.database import db, now
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant
from webapp.sealing import GAP

# Beyond these the sentence says "others": people are named, never counted.
NAMES = 12
EVERY = 1_000_000


class ShownReply(NamedTuple):
    """A reply as it stands under its post."""

    id: UUID
    mine: bool
    name: str
    when: str
    text: str
    waits: bool


class Answers(NamedTuple):
    """What one post was met with. `felt_by` names people, the reader first."""

    felt_by: Sequence[str] = ()
    i_felt: bool = False
    replies: Sequence[ShownReply] = ()
    has_earlier: bool = False


NOTHING = Answers()
POSTS = bindparam("posts", expanding=True, type_=Uuid())
CIRCLE = bindparam("circle", type_=Uuid())

Author = aliased(Membership)


def answers_to(
    me: Participant, circle_id: UUID, post_ids: Sequence[UUID], names: Names, few: int
) -> dict[UUID, Answers]:
    """The answers to these posts of a circle; the latest `few` replies to each."""
    if not post_ids:
        return {}
    felt, mine = _felt(me, circle_id, post_ids, names)
    replies = _replies(me, circle_id, post_ids, names, few)
    return {
        post_id: Answers(
            felt[post_id],
            post_id in mine,
            replies[post_id][-few:],
            len(replies[post_id]) > few,
        )
        for post_id in post_ids
    }


def _felt(
    me: Participant, circle_id: UUID, post_ids: Sequence[UUID], names: Names
) -> tuple[dict[UUID, list[str]], set[UUID]]:
    """Names by post, and the posts of which this person has said so themselves."""
    felt: dict[UUID, list[str]] = defaultdict(list)
    mine = set()
    rows = db.session.rows(_resonances(), me=me.id, circle=circle_id, posts=post_ids)
    for post_id, is_mine, seat_id, sealed in rows:
        if is_mine:
            mine.add(post_id)
            felt[post_id].append("You")
        elif len(felt[post_id]) < NAMES:
            felt[post_id].append(names.of(seat_id, sealed))
        else:
            felt[post_id].append("others")
    return felt, mine


@cache
def _resonances() -> Select[*tuple[Any, ...]]:
    mine_first = (Resonance.participant_id != ANYBODY.id, Resonance.created_at, Resonance.id)
    placed = _heard(Resonance, Resonance.participant_id, mine_first).subquery()
    return (
        select(
            placed.c.post_id,
            placed.c.by == ANYBODY.id,
            Author.id,
            Author.display_name_sealed,
        )
        .join(Author, Author.participant_id == placed.c.by)
        .where(Author.circle_id == CIRCLE, placed.c.place <= NAMES + 1)
        .order_by(placed.c.place)
    )


def _replies(
    me: Participant, circle_id: UUID, post_ids: Sequence[UUID], names: Names, few: int
) -> dict[UUID, list[ShownReply]]:
    """In the order they were written; one more than `few`, to tell that there are earlier ones."""
    shown: dict[UUID, list[ShownReply]] = defaultdict(list)
    at = now()
    rows = db.session.rows(_latest_replies(), me=me.id, circle=circle_id, posts=post_ids, few=few)
    for reply_id, post_id, author_id, sealed, moment, put_off_at, seat_id, name_sealed in rows:
        shown[post_id].append(
            ShownReply(
                reply_id,
                author_id == me.id,
                names.of(seat_id, name_sealed),
                saying.ago(moment, at, me.zone),
                Reply.text.open_or(GAP, circle_id, reply_id, sealed),
                put_off_at is not None,
            )
        )
    return shown


@cache
def _latest_replies() -> Select[*tuple[Any, ...]]:
    newest = (Reply.created_at.desc(), Reply.id.desc())
    said = or_(Reply.put_off_at.is_(None), Reply.author_id == ANYBODY.id)
    heard = _heard(Reply, Reply.author_id, newest).where(Reply.taken_back_at.is_(None), said)
    placed = heard.subquery()
    return (
        select(
            Reply.id,
            Reply.post_id,
            Reply.author_id,
            Reply.text_sealed,
            Reply.created_at,
            Reply.put_off_at,
            Author.id,
            Author.display_name_sealed,
        )
        .join(placed, placed.c.id == Reply.id)
        .join(Author, Author.participant_id == Reply.author_id)
        .where(
            Author.circle_id == CIRCLE,
            placed.c.place <= bindparam("few", type_=Integer()) + 1,
        )
        .order_by(Reply.created_at, Reply.id)
    )


def _heard(said: type[Reply | Resonance], by: Any, order: Any) -> Select[*tuple[Any, ...]]:
    """What was said under these posts while this person was there, and their own, in its place."""
    place = func.row_number().over(partition_by=said.post_id, order_by=order)
    return (
        select(said.id, said.post_id, by.label("by"), place.label("place"))
        .join(Post, Post.id == said.post_id)
        .join(Membership, Membership.circle_id == Post.circle_id)
        .where(
            said.post_id.in_(POSTS),
            *Membership.held_by(ANYBODY),
            or_(by == ANYBODY.id, Post.in_the_room(ANYBODY, said.created_at)),
        )
    )
