"""A new version of what a circle promises each other. Everybody is asked again before they post."""

from __future__ import annotations

from uuid import UUID

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp.circles.models import Agreement, Circle
from webapp.database import db
from webapp.facilitation import blueprint
from webapp.facilitation.forms import AgreementForm
from webapp.facilitation.reach import circle_of
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page

MEANWHILE = (
    "Somebody changed the agreement meanwhile. Their version is below yours: take over what "
    "belongs in it, then save."
)
REVISED = "The new version is there. Everybody is asked to accept it before they post again."


@blueprint.get("/circles/<uuid:circle_id>/agreement")
def edit_agreement(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle, current = _promised(me, circle_id)
    form = AgreementForm(formdata=None, base=current.version, text=current.text)
    return _page(circle, current, form)


@blueprint.post("/circles/<uuid:circle_id>/agreement")
def update_agreement(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle, current = _promised(me, circle_id)
    form, place = AgreementForm(), url_for(".circle", circle_id=circle.id)
    if not form.validate():
        return _page(circle, current, form, 422)
    if form.text.data != current.text:
        if form.base.data != str(current.version):
            form.form_errors.append(MEANWHILE)
            form.base.data = current.version
            return _page(circle, current, form, 422, meanwhile=True)
        db.session.add(current.revised(form.text.data))
        return see_other(place, said=REVISED)
    return see_other(place)


def _promised(me: Participant, circle_id: UUID) -> tuple[Circle, Agreement]:
    circle = circle_of(me, circle_id)
    return circle, db.session.scalars(Agreement.current(circle.id)).one()


def _page(
    circle: Circle,
    current: Agreement,
    form: AgreementForm,
    status: int = 200,
    *,
    meanwhile: bool = False,
) -> Response:
    return page(
        "facilitation/agreement.html",
        status,
        circle=circle,
        current=current,
        form=form,
        meanwhile=meanwhile,
    )
