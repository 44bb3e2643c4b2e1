"""What a circle promises each other: read again at any time, and accepted anew when it changes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from uuid import UUID

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp.circles import blueprint
from webapp.circles.arriving import accept
from webapp.circles.forms import AgreementForm
from webapp.circles.models import Acceptance, Agreement, Circle
from webapp.database import db
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page


@cache
def first_agreement() -> str:
    """The agreement a new circle begins with, for its facilitator to make their own."""
    return files(__package__).joinpath("agreement.txt").read_text("utf-8").strip()


@blueprint.get("/circle/<uuid:circle_id>/agreement")
def agreement(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle, current = _promised(me, circle_id)
    return _page(me, circle, current, AgreementForm.showing(current))


@blueprint.post("/circle/<uuid:circle_id>/agreement")
def accept_agreement(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle, current = _promised(me, circle_id)
    form = AgreementForm()
    if not form.validate_for(current):
        return _page(me, circle, current, form, 422)
    accept(me, current)
    return see_other(url_for("checkins.show", circle_id=circle.id))


def _promised(me: Participant, circle_id: UUID) -> tuple[Circle, Agreement]:
    found = db.session.execute(Circle.joined_by(me).where(Circle.id == circle_id)).first()
    if found is None:
        abort(404)
    return found.Circle, db.session.scalars(Agreement.current(circle_id)).one()


def _page(
    me: Participant, circle: Circle, current: Agreement, form: AgreementForm, status: int = 200
) -> Response:
    return page(
        "circles/agreement.html",
        status,
        circle=circle,
        agreement=current,
        acceptance=db.session.scalar(Acceptance.of(me, current)),
        form=form,
    )
