"""Replies, where the author of a check-in welcomes them."""

from __future__ import annotations

from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from webapp.checkins import blueprint
from webapp.checkins.check_ins import post_page
from webapp.checkins.forms import ReplyForm
from webapp.checkins.models import Post, Reply
from webapp.checkins.seats import accept, seat_in, seats_of
from webapp.database import db, now
from webapp.gatherings.dosing import is_dosing_day
from webapp.participants.models import Participant
from webapp.web.commits import see_here, see_other
from webapp.web.entities import free_id, sent_before
from webapp.web.fragments import page_or_fragment
from webapp.web.operations import made_at
from webapp.web.phones import can_wait


@blueprint.post("/circle/check-ins/<uuid:post_id>/replies")
@can_wait
def reply(me: Participant, post_id: UUID) -> ResponseReturnValue:
    form = ReplyForm()
    post = db.session.scalar(Post.open_to(me).where(Post.id == post_id))
    if post is None or (seat := seat_in(seats_of(me), post.circle_id)) is None:
        return _kept(form)
    waits = form.waits_anyway or is_dosing_day(me, now(), made_at())
    if not (form.validate() & (waits or form.agrees(seat)) & form.is_welcome(post)):
        return post_page(me, post_id, 422, replied=form)
    _reply(me, post, form.text.data, waits=waits)
    if not waits:
        accept(me, seat)
    return see_here(url_for(".check_in", post_id=post_id))


def _kept(form: ReplyForm) -> ResponseReturnValue:
    """The words for a post that is gone, or never was this person's to answer: nothing is told."""
    if not form.text.data:
        abort(404)
    return page_or_fragment("checkins/gone.html", "checkins/_kept.html", 422, form=form)


def _reply(me: Participant, post: Post, text: str, *, waits: bool) -> None:
    """A new reply; or the same, when a phone that missed the answer sends it again."""
    said = sent_before(Reply, Reply.written_by(me))
    if said is None or said.post_id != post.id or said.has_been_said(waits):
        here = {"circle_id": post.circle_id, "post_id": post.id}
        said = Reply(id=free_id(Reply), author_id=me.id, **here)
        said.put_off_at = now() if waits else None
        db.session.add(said)
    said.text = text


@blueprint.post("/circle/replies/<uuid:reply_id>/taking-back")
def take_back_reply(me: Participant, reply_id: UUID) -> ResponseReturnValue:
    said = db.session.scalar(Reply.written_by(me).where(Reply.id == reply_id)) or abort(404)
    said.take_back()
    under = Post.visible_to(me).where(Post.id == said.post_id)
    if db.session.scalar(under) is None:
        return see_other(url_for(".index"))
    return see_here(url_for(".check_in", post_id=said.post_id))
