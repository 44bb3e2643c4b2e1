"""Checking in, looking at one check-in, and taking it back."""

from __future__ import annotations

from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from webapp.checkins import blueprint, reading
from webapp.checkins.circle import circle_page
from webapp.checkins.forms import CheckInForm, ReplyForm
from webapp.checkins.meetings import meetings_for
from webapp.checkins.models import Post, PostKind
from webapp.checkins.seats import Seat, accept, seat_in, seats_of
from webapp.checkins.waiting import LET_GO, WAITS
from webapp.database import db, now
from webapp.gatherings.dosing import is_dosing_day
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.entities import free_id, sent_before
from webapp.web.fragments import page_or_fragment
from webapp.web.operations import made_at, uuid_or_none
from webapp.web.phones import can_wait


@blueprint.post("/circle/check-ins")
@can_wait
def create(me: Participant) -> ResponseReturnValue:
    form, seats = CheckInForm(), seats_of(me)
    if not seats:
        return page_or_fragment("checkins/nowhere.html", "checkins/_nowhere.html", 422, form=form)
    seat = seat_in(seats, uuid_or_none(form.circle.data)) or seats[0]
    form.placed(seat, meetings_for(me, seat))
    waits = form.waits_anyway or is_dosing_day(me, now(), made_at())
    # Both are asked, so that both can say their sentence. Nothing is agreed to on such a day.
    if not (form.validate() & (waits or form.agrees(seat))):
        return circle_page(me, seats, seat, form, 422)
    _post(me, seat, form, waits=waits)
    if not waits:
        accept(me, seat)
    readers = "those of your meeting" if seat.is_open else "your circle"
    return see_other(
        url_for(".show", circle_id=seat.circle_id),
        said=WAITS if waits else f"It is with {readers}. Thank you for arriving.",
    )


def _post(me: Participant, seat: Seat, form: CheckInForm, *, waits: bool) -> None:
    """A new check-in; or the same, when a phone that missed the answer sends it again.

    What waits goes on waiting, and what others have read already is not changed on such a day.
    """
    post, here = sent_before(Post, Post.written_by(me)), (seat.circle_id, PostKind.CHECK_IN)
    if post is None or (post.circle_id, post.kind) != here or post.has_been_said(waits):
        post = Post.check_in(free_id(Post), me, seat.circle_id)
        post.put_off_at = now() if waits else None
        db.session.add(post)
    gathering_id = uuid_or_none(form.gathering.data) if seat.is_open else None
    post.say(form.words, gathering_id, welcome=form.welcome.data)


@blueprint.get("/circle/check-ins/<uuid:post_id>")
def check_in(me: Participant, post_id: UUID) -> ResponseReturnValue:
    return post_page(me, post_id)


def post_page(
    me: Participant,
    post_id: UUID,
    status: int = 200,
    *,
    replied: ReplyForm | None = None,
    unsaid: dict[str, str] | None = None,
) -> ResponseReturnValue:
    """One post with everything said under it; a reply that was not taken as it is; and why
    something that waits, by its address, could not be said.
    """
    post = reading.one(me, post_id) or abort(404)
    seat = seat_in(seats_of(me), post.circle_id)
    return page_or_fragment(
        "checkins/show.html",
        "checkins/_posts.html",
        status,
        posts=[post],
        seat=seat,
        replied=replied,
        unsaid=unsaid,
    )


@blueprint.post("/circle/check-ins/<uuid:post_id>/taking-back")
def take_back(me: Participant, post_id: UUID) -> ResponseReturnValue:
    """Also of somebody who has left the circle: what they said stays theirs."""
    post = db.session.scalar(Post.written_by(me).where(Post.id == post_id)) or abort(404)
    said = LET_GO if post.put_off_at else "Taken back. Nobody else can read it any more."
    post.take_back()
    here = seat_in(seats_of(me), post.circle_id)
    return see_other(
        url_for(".show", circle_id=post.circle_id) if here else url_for(".index"),
        said=said,
    )
