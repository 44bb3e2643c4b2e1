"""The morning after a session: what was said to a circle on its day is said now, or let go."""

from __future__ import annotations

from uuid import UUID

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from webapp.checkins import blueprint
from webapp.checkins.check_ins import post_page
from webapp.checkins.models import Post, Reply
from webapp.checkins.seats import seat_in, seats_of
from webapp.checkins.waiting import WAITS
from webapp.database import db, now
from webapp.gatherings.dosing import is_dosing_day
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.operations import made_at
from webapp.web.phones import can_wait

SAID = "It has been said. Thank you for looking once more."
NOT_THERE = "You can no longer say this here. It is still with you alone."
NOT_WELCOME = "Replies are not open here any more. It is still with you alone."
AGREEMENT = "First comes what this circle promises each other. It is still with you alone."


@blueprint.post("/circle/check-ins/<uuid:post_id>/sharing")
@can_wait
def say_check_in(me: Participant, post_id: UUID) -> ResponseReturnValue:
    mine = Post.written_by(me).where(Post.id == post_id).with_for_update()
    return _said_now(me, db.session.scalar(mine) or abort(404), post_id)


@blueprint.post("/circle/replies/<uuid:reply_id>/sharing")
@can_wait
def say_reply(me: Participant, reply_id: UUID) -> ResponseReturnValue:
    mine = Reply.written_by(me).where(Reply.id == reply_id).with_for_update()
    said = db.session.scalar(mine) or abort(404)
    return _said_now(me, said, said.post_id)


def _said_now(me: Participant, said: Post | Reply, post_id: UUID) -> ResponseReturnValue:
    """Where it is still the day of a session, it waits for the next morning."""
    here = url_for(".check_in", post_id=post_id)
    if said.put_off_at is None:
        return see_other(here)
    if is_dosing_day(me, now(), made_at()):
        said.put_off_at = now()
        return see_other(here, said=WAITS)
    if unsaid := _why_not(me, said, post_id):
        return post_page(me, post_id, 422, unsaid={request.path: unsaid})
    said.say_now()
    return see_other(here, said=SAID)


def _why_not(me: Participant, said: Post | Reply, post_id: UUID) -> str:
    """Why this cannot be said any more, if so."""
    seat = seat_in(seats_of(me), said.circle_id)
    post = db.session.scalar(Post.open_to(me).where(Post.id == post_id))
    if seat is None or post is None:
        return NOT_THERE
    if post is not said and post.welcomed_at is None:
        return NOT_WELCOME
    return AGREEMENT if seat.agreement else ""
