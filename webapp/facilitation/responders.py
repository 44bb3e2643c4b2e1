"""Who answers when somebody of a circle needs it. Until that is recorded the PHQ-9 stays off."""

from __future__ import annotations

from uuid import UUID

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp.circles.models import Circle
from webapp.database import db
from webapp.facilitation import blueprint
from webapp.facilitation.forms import ResponderForm
from webapp.facilitation.reach import circle_of
from webapp.measures.models import Responder
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page

RESPONDER = "/circles/<uuid:circle_id>/responder"
RECORDED = "It is recorded. The circle’s people are offered the PHQ-9 from now on."


@blueprint.get(RESPONDER)
def responder(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle = circle_of(me, circle_id)
    words = known.words if (known := _known(circle)) else None
    return _page(circle, ResponderForm.over(words, data=words))


@blueprint.post(RESPONDER)
def record_responder(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle, form = circle_of(me, circle_id, locked=True), ResponderForm()
    known = _known(circle)
    if not (form.validate() and form.has_seen(known.words if known else None, form.words)):
        return _page(circle, form, 422)
    known = known or Responder(circle_id=circle.id)
    known.words = form.words
    db.session.add(known)
    return see_other(url_for(".circle", circle_id=circle.id), said=RECORDED)


@blueprint.post(f"{RESPONDER}/removal")
def remove_responder(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    """Nobody answers any more, so the PHQ-9 is offered no more."""
    circle = circle_of(me, circle_id, locked=True)
    if known := _known(circle):
        db.session.delete(known)
    return see_other(url_for(".circle", circle_id=circle.id))


def _known(circle: Circle) -> Responder | None:
    return db.session.scalar(Responder.of_circle(circle.id))


def _page(circle: Circle, form: ResponderForm, status: int = 200) -> Response:
    return page(
        "facilitation/responder.html", status, circle=circle, form=form, known=_known(circle)
    )
