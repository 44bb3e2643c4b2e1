""" "I've felt that too": said, and taken back."""

from __future__ import annotations

from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, select

from webapp.checkins import blueprint
from webapp.checkins.models import Post, Resonance
from webapp.database import db
from webapp.participants.models import Participant
from webapp.web.commits import see_here
from webapp.web.phones import can_wait


@blueprint.post("/circle/check-ins/<uuid:post_id>/resonance")
@can_wait
def resonate(me: Participant, post_id: UUID) -> ResponseReturnValue:
    post = _of_another(me, post_id)
    mine = select(Resonance.id).where(*Resonance.said_by(me, post))
    if db.session.scalar(mine) is None:
        db.session.add(Resonance(post_id=post.id, participant_id=me.id))
    return see_here(url_for(".check_in", post_id=post_id))


@blueprint.post("/circle/check-ins/<uuid:post_id>/resonance/withdrawal")
@can_wait
def withdraw_resonance(me: Participant, post_id: UUID) -> ResponseReturnValue:
    post = _of_another(me, post_id)
    db.session.execute(delete(Resonance).where(*Resonance.said_by(me, post)))
    return see_here(url_for(".check_in", post_id=post_id))


def _of_another(me: Participant, post_id: UUID) -> Post:
    """A post that this person can read and has not written."""
    others = Post.visible_to(me).where(Post.id == post_id, Post.author_id != me.id)
    return db.session.scalar(others) or abort(404)
