"""The circle's page: how everybody arrives, and a place to say how you do."""

from __future__ import annotations

from uuid import UUID

from flask import abort, request
from flask.typing import ResponseReturnValue

from webapp.checkins import blueprint, reading
from webapp.checkins.cursors import Cursor
from webapp.checkins.forms import CheckInForm
from webapp.checkins.meetings import meetings_for
from webapp.checkins.seats import Seat, seat_in, seats_of
from webapp.participants.models import Participant
from webapp.web.fragments import page, page_or_fragment
from webapp.web.operations import uuid_or_none


@blueprint.get("/circle")
def index(me: Participant) -> ResponseReturnValue:
    seats = seats_of(me)
    if not seats:
        return page("checkins/nowhere.html", form=None)
    return _with_new_form(me, seats, seats[0])


@blueprint.get("/circle/<uuid:circle_id>")
def show(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    seats = seats_of(me)
    return _with_new_form(me, seats, seat_in(seats, circle_id) or abort(404))


@blueprint.get("/circle/check-ins")
def posts(me: Participant) -> ResponseReturnValue:
    """The circle's posts, from the newest on or from a place further down."""
    seats, before = seats_of(me), _cursor()
    named = request.args.get("circle")
    seat = seat_in(seats, uuid_or_none(named) if named else seats[0].circle_id if seats else None)
    if seat is None:
        abort(404)
    if before is None:
        return _with_new_form(me, seats, seat)
    shown, older = reading.page_of(me, seat.circle_id, before)
    return page_or_fragment(
        "checkins/older.html",
        "checkins/_posts.html",
        seat=seat,
        posts=shown,
        older=older,
    )


def circle_page(
    me: Participant, seats: list[Seat], seat: Seat, form: CheckInForm, status: int = 200
) -> ResponseReturnValue:
    """The page of one circle; for htmx, which has sent the form, the form."""
    shown, older = reading.page_of(me, seat.circle_id, None)
    part = "_waiting" if seat.is_open and not form.gathering.choices else "_form"
    return page_or_fragment(
        "checkins/index.html",
        f"checkins/{part}.html",
        status,
        part=f"checkins/{part}.html",
        seats=seats,
        seat=seat,
        form=form,
        posts=shown,
        older=older,
    )


def _with_new_form(me: Participant, seats: list[Seat], seat: Seat) -> ResponseReturnValue:
    form = CheckInForm(formdata=None, agreement=seat.agreement_id, waits="y" if seat.waits else "")
    return circle_page(me, seats, seat, form.placed(seat, meetings_for(me, seat)))


def _cursor() -> Cursor | None:
    try:
        return Cursor.parse(before) if (before := request.args.get("before")) else None
    except ValueError:
        abort(404)
