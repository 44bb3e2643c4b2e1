"""A post before it is posted, looked at by its author the way the others will see it."""

from __future__ import annotations

from types import SimpleNamespace

from sqlalchemy import Uuid, literal, select

from webapp.checkins.answers import NOTHING
from webapp.checkins.models import Post
from webapp.checkins.names import Names
from webapp.checkins.reading import AUTHOR, POST, Author, session_before
from webapp.checkins.showing import Shown, shown
from webapp.database import UtcDateTime, db
from webapp.gatherings.models import Gathering
from webapp.participants.models import Participant


def preview(me: Participant, post: Post) -> Shown:
    """A post that is not posted, as the others in its circle would see it now."""
    said = SimpleNamespace(
        circle_id=literal(post.circle_id, Uuid()),
        author_id=literal(post.author_id, Uuid()),
        gathering_id=literal(post.gathering_id, Uuid()),
        created_at=literal(post.created_at, UtcDateTime),
    )
    row = db.session.execute(
        select(*AUTHOR, session_before(said).label("session_ended_at"))
        .outerjoin(Gathering, Gathering.id == post.gathering_id)
        .where(Author.circle_id == post.circle_id, Author.participant_id == me.id)
    ).one()
    named = {name: getattr(post, name) for name in POST}
    known = SimpleNamespace(**named, **row._mapping, welcomes=False)
    seen = shown(me, known, Names(post.circle_id), NOTHING, post.created_at)
    return seen._replace(mine=False, title=seen.name, is_preview=True)
