"""Scheduling: a gathering is made, moved, cancelled and brought back."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp.circles.models import Circle
from webapp.database import db
from webapp.facilitation import blueprint
from webapp.facilitation.reach import circle_of, gathering_of
from webapp.facilitation.scheduling import GatheringForm
from webapp.gatherings.models import Gathering, Kind
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.forms import Form
from webapp.web.fragments import page

MOVED = "It is moved. Everybody sees the new time from now on."


@blueprint.get("/circles/<uuid:circle_id>/gatherings/new")
def new_gathering(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle = circle_of(me, circle_id)
    form = GatheringForm(ZoneInfo(circle.time_zone), formdata=None, kind=Kind.DOSING.value)
    return _form_page(circle, None, form)


@blueprint.post("/circles/<uuid:circle_id>/gatherings")
def create_gathering(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle = circle_of(me, circle_id)
    form = GatheringForm(ZoneInfo(circle.time_zone))
    if not form.validate():
        return _form_page(circle, None, form, 422)
    gathering = Gathering(circle_id=circle.id, **form.terms())
    db.session.add(gathering)
    return see_other(url_for(".gathering", gathering_id=gathering.id))


@blueprint.get("/gatherings/<uuid:gathering_id>/edit")
def edit_gathering(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    gathering, circle = gathering_of(me, gathering_id)
    form = GatheringForm(ZoneInfo(circle.time_zone), gathering, formdata=None)
    return _form_page(circle, gathering, form)


@blueprint.post("/gatherings/<uuid:gathering_id>")
def update_gathering(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    gathering, circle = gathering_of(me, gathering_id)
    form = GatheringForm(ZoneInfo(circle.time_zone))
    if not form.validate_over(gathering):
        return _form_page(circle, gathering, form, 422)
    said = MOVED if form.starts_at != gathering.starts_at else None
    gathering.change(form.terms())
    return see_other(url_for(".gathering", gathering_id=gathering.id), said=said)


@blueprint.get("/gatherings/<uuid:gathering_id>/cancellation")
def confirm_cancellation(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    return _cancellation(*gathering_of(me, gathering_id), Form(formdata=None))


@blueprint.post("/gatherings/<uuid:gathering_id>/cancellation")
def cancel(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    """Cancel it. What people wrote for it stays theirs."""
    gathering, circle = gathering_of(me, gathering_id)
    form = Form()
    if not form.validate():
        return _cancellation(gathering, circle, form, 422)
    gathering.cancel()
    return see_other(url_for(".gathering", gathering_id=gathering.id))


@blueprint.post("/gatherings/<uuid:gathering_id>/return")
def bring_back(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    gathering, _circle = gathering_of(me, gathering_id)
    gathering.bring_back()
    return see_other(url_for(".gathering", gathering_id=gathering.id))


def _cancellation(gathering: Gathering, circle: Circle, form: Form, status: int = 200) -> Response:
    return page(
        "facilitation/cancellation.html", status, gathering=gathering, circle=circle, form=form
    )


def _form_page(
    circle: Circle, gathering: Gathering | None, form: GatheringForm, status: int = 200
) -> Response:
    return page(
        "facilitation/edit_gathering.html", status, circle=circle, gathering=gathering, form=form
    )
