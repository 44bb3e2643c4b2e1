"""One gathering as those who come to it see it."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp.circles.models import Circle, Membership
from webapp.database import db
from webapp.gatherings import blueprint
from webapp.gatherings.clearance import Clearance
from webapp.gatherings.forms import AttendanceForm
from webapp.gatherings.models import Attendance, Gathering, Kind
from webapp.gatherings.rosters import answer
from webapp.gatherings.structure import moments
from webapp.gatherings.ticks import steps_before
from webapp.participants.models import Participant
from webapp.web.commits import see_here
from webapp.web.fragments import page_or_fragment
from webapp.web.phones import can_wait, keepable


@blueprint.get("/gatherings/<uuid:gathering_id>")
@keepable
def show(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    return _page(me, *open_to(me, gathering_id), AttendanceForm(formdata=None))


@blueprint.post("/gatherings/<uuid:gathering_id>/attendance")
@can_wait
def attend(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    """Say whether one comes. It can be changed until the gathering begins; nobody asks why."""
    gathering, circle, membership = open_to(me, gathering_id)
    if membership.is_facilitator:
        abort(404)
    form = AttendanceForm()
    if not form.validate_before(gathering):
        return _page(me, gathering, circle, membership, form, 422)
    answer(me, gathering, form.answer.data)
    return see_here(url_for(".show", gathering_id=gathering.id))


def open_to(me: Participant, gathering_id: UUID) -> tuple[Gathering, Circle, Membership]:
    """A gathering this person may open, and what they are there. 404 for everybody else."""
    row = db.session.execute(Gathering.open_to(me).where(Gathering.id == gathering_id)).first()
    if row is None:
        abort(404)
    return row.Gathering, row.Circle, row.Membership


def _page(
    me: Participant,
    gathering: Gathering,
    circle: Circle,
    membership: Membership,
    form: AttendanceForm,
    status: int = 200,
) -> Response:
    return page_or_fragment(
        "gatherings/show.html",
        "gatherings/_attendance.html",
        status,
        gathering=gathering,
        circle=circle,
        membership=membership,
        attendance=db.session.scalar(Attendance.of(me, gathering.id)),
        circles_zone=ZoneInfo(circle.time_zone),
        moments=moments(gathering.structure or ""),
        clearance=db.session.scalar(Clearance.of(me.id, gathering)),
        steps=steps_before(gathering, me) if gathering.kind == Kind.DOSING else (),
        form=form,
    )
