"""What people shared of their intentions for one gathering, by person.

Read from the posts that carry the shared words, never from the intentions themselves: what is
not shared, or was taken back, cannot come to this page.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import aliased

from webapp.checkins.models import Post, PostKind
from webapp.circles.models import Membership
from webapp.database import db
from webapp.facilitation import blueprint
from webapp.facilitation.reach import gathering_of
from webapp.gatherings.models import Gathering
from webapp.intentions.models import PartName
from webapp.intentions.questions import NUMBERS, QUESTIONS
from webapp.participants.models import Participant
from webapp.web.fragments import page

LABELS = {question.name: question.label for question in QUESTIONS}
Author = aliased(Membership)


class Part(NamedTuple):
    """One shared page of an intention, and who else can read it."""

    label: str
    text: str
    audience: str


@blueprint.get("/gatherings/<uuid:gathering_id>/intentions")
def intentions(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    gathering, circle = gathering_of(me, gathering_id)
    return page(
        "facilitation/intentions.html",
        gathering=gathering,
        circle=circle,
        people=_shared(me, gathering),
    )


def _shared(me: Participant, gathering: Gathering) -> list[tuple[str, list[Part]]]:
    """Who shared what, in the order people came to the circle and the pages are asked in."""
    rows = db.session.execute(
        select(Post, Author)
        .join(Membership, Membership.circle_id == Post.circle_id)
        .join(
            Author,
            Author.of_person(Post.circle_id, Post.author_id) & Author.left_at.is_(None),
        )
        .where(
            *Post.readable_by(me),
            Post.gathering_id == gathering.id,
            Post.kind == PostKind.INTENTION,
        )
        .order_by(Author.joined_at, Author.id)
    ).all()
    people: dict[UUID, tuple[str, list[tuple[int, Part]]]] = {}
    for post, author in rows:
        name = PartName(post.words["part"])
        part = Part(LABELS[name], post.words["text"], post.audience)
        people.setdefault(author.id, (author.display_name, []))[1].append((NUMBERS[name], part))
    return [(name, [part for _, part in sorted(parts)]) for name, parts in people.values()]
