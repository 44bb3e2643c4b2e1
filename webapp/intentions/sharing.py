"""What others read of an intention, kept equal to what its writer sees."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import event, select

from webapp.checkins.models import Post, PostKind, Words
from webapp.circles.models import Audience
from webapp.database import db
from webapp.gatherings.models import Gathering
from webapp.intentions.models import IntentionPart


def follow(part: IntentionPart, gathering: Gathering) -> None:
    """Show the part to the readers it names, or to nobody, in the caller's transaction.

    While it is shared there is one post with exactly its words. Taken back, the post is gone.
    """
    post = db.session.get(Post, part.post_id) if part.post_id else None
    if part.is_shared:
        part.post_id = (_renewed(post, part) if post else _posted(part, gathering)).id
    elif post:
        part.post_id = None
        db.session.delete(post)


def _renewed(post: Post, part: IntentionPart) -> Post:
    post.audience, post.words = part.audience, _words(part)
    return post


def _posted(part: IntentionPart, gathering: Gathering) -> Post:
    post = Post(
        circle_id=gathering.circle_id,
        gathering_id=gathering.id,
        author_id=part.participant_id,
        kind=PostKind.INTENTION,
        audience=part.audience,
        words=_words(part),
    )
    db.session.add(post)
    return post


def _words(part: IntentionPart) -> Words:
    return {"text": part.text, "part": part.name}


@event.listens_for(Post.taken_back_at, "set")
def _taken_back(post: Post, taken_back_at: datetime | None, *_: Any) -> None:
    """What its writer takes back on the circle's page is for them alone here, too.

    It counts as a change, so that a page opened before cannot share it again by itself.
    """
    if taken_back_at is None or post.kind != PostKind.INTENTION:
        return
    part = db.session.scalar(select(IntentionPart).where(IntentionPart.post_id == post.id))
    if part:
        part.write(part.text, Audience.ONLY_ME)
        part.post_id = None
