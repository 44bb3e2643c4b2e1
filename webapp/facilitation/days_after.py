"""The pages of the days after, as a circle’s facilitators want them."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp.circles.models import Circle
from webapp.database import db
from webapp.facilitation import blueprint
from webapp.facilitation.forms import DayForm
from webapp.facilitation.meanwhile import GONE_MEANWHILE
from webapp.facilitation.reach import circle_of
from webapp.gatherings.days_after import DayAfter, DayPage, days_after, own_pages
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.forms import Form
from webapp.web.fragments import page

DAYS = "/circles/<uuid:circle_id>/days-after"
DAY = f"{DAYS}/<int:day>"
LAST = "One page stays. If you want none of your own, use the standard ones again."


@blueprint.get(DAYS)
def days(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    return _list(circle_of(me, circle_id), Form(formdata=None))


@blueprint.get(f"{DAYS}/new")
def new_day(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    return _page(circle_of(me, circle_id), DayForm(formdata=None))


@blueprint.post(DAYS)
def create_day(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle, form = circle_of(me, circle_id, locked=True), DayForm()
    if not form.validate_among(_taken(circle)):
        return _page(circle, form, None, 422)
    own_pages(circle)
    db.session.add(DayPage.saying(circle.id, form.said))
    return see_other(url_for(".days", circle_id=circle.id))


@blueprint.get(DAY)
def edit_day(me: Participant, circle_id: UUID, day: int) -> ResponseReturnValue:
    circle = circle_of(me, circle_id)
    said = _said(circle, day) or abort(404)
    return _page(circle, DayForm.over(said, **said._asdict()), said)


@blueprint.post(DAY)
def update_day(me: Participant, circle_id: UUID, day: int) -> ResponseReturnValue:
    circle, form = circle_of(me, circle_id, locked=True), DayForm()
    said = _said(circle, day)
    if said is None:
        form.form_errors.append(GONE_MEANWHILE)
    taken = _taken(circle) - {day}
    if said is None or not (form.validate_among(taken) and form.has_seen(said, form.said)):
        return _page(circle, form, said, 422)
    own_pages(circle)[day].say(form.said)
    return see_other(url_for(".days", circle_id=circle.id))


@blueprint.post(f"{DAY}/removal")
def remove_day(me: Participant, circle_id: UUID, day: int) -> ResponseReturnValue:
    circle, form = circle_of(me, circle_id, locked=True), Form()
    if _said(circle, day) is None:
        abort(404)
    own = own_pages(circle)
    if not form.validate() or len(own) == 1:
        form.form_errors = form.form_errors or [LAST]
        return _list(circle, form, 422)
    db.session.flush()
    db.session.delete(own[day])
    return see_other(url_for(".days", circle_id=circle.id))


@blueprint.post(f"{DAYS}/standard")
def use_standard_days(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle = circle_of(me, circle_id, locked=True)
    for own in db.session.scalars(DayPage.of_circle(circle.id)):
        db.session.delete(own)
    return see_other(url_for(".days", circle_id=circle.id))


def _said(circle: Circle, day: int) -> DayAfter | None:
    return next((said for said in days_after(circle.id) if said.day == day), None)


def _taken(circle: Circle) -> set[int]:
    return {said.day for said in days_after(circle.id)}


def _list(circle: Circle, form: Form, status: int = 200) -> Response:
    own = db.session.scalar(DayPage.of_circle(circle.id).limit(1)) is not None
    return page(
        "facilitation/days_after.html",
        status,
        circle=circle,
        days=days_after(circle.id),
        own=own,
        form=form,
    )


def _page(
    circle: Circle, form: DayForm, said: DayAfter | None = None, status: int = 200
) -> Response:
    return page("facilitation/edit_day.html", status, circle=circle, form=form, said=said)
