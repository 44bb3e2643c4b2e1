"""Known questionnaires: offered, never pushed, and at most every two weeks."""

from __future__ import annotations

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db, now
from webapp.gatherings.days import day_of
from webapp.gatherings.dosing import is_dosed
from webapp.keys import key_store
from webapp.measures import blueprint
from webapp.measures.forms import AnswersForm, form_of
from webapp.measures.models import Measurement, Responder
from webapp.measures.pages import new_measurement, not_now, offered_to, one_at_a_time
from webapp.measures.scales import NOTICE, RECALL, SCALES, Scale
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.entities import sent_before
from webapp.web.fragments import page
from webapp.web.phones import can_wait, keepable

SCALE = f"/measures/<any({', '.join(repr(name) for name in SCALES)}):scale>"
KEPT = "It is kept, and nobody but you can see it."


@blueprint.get(SCALE)
@keepable
def questionnaire(me: Participant, scale: str) -> ResponseReturnValue:
    offered = _offered(me, scale)
    return not_now() if is_dosed(me) else _page(me, offered, form_of(scale)(formdata=None))


@blueprint.post(SCALE)
@can_wait
def answer_questionnaire(me: Participant, scale: str) -> ResponseReturnValue:
    offered, form = _offered(me, scale), form_of(scale)()
    one_at_a_time(me)
    taken = Measurement.owned_by(me).where(Measurement.kind == scale)
    known = sent_before(Measurement, taken)
    given, others = form.day(me), [] if known else db.session.scalars(taken).all()
    # Of several the latest: the day it names is not refused again.
    near = next((one for one in reversed(others) if abs(one.taken_on - given) < RECALL), None)
    if not form.validate_beside(near):
        return _page(me, offered, form, 422)
    if known:
        known.answers = form.answers
    else:
        db.session.add(new_measurement(me, scale, form))
    if offered.needs_care(form.answers):
        return see_other(url_for("safety.care"))
    return see_other(url_for(".index"), said=KEPT)


def _offered(me: Participant, name: str) -> Scale:
    offered = (one.scale for one in offered_to(me, ()) if one.scale.name == name)
    return next(offered, None) or abort(404)


def _page(me: Participant, scale: Scale, form: AnswersForm, status: int = 200) -> Response:
    responders = db.session.execute(Responder.for_person(me)).all() if scale.care_item else []
    key_store().gather(circle.id for _, circle in responders)
    return page(
        "measures/questionnaire.html",
        status,
        scale=scale,
        form=form,
        notice=NOTICE,
        today=day_of(now(), me.zone),
        responders=responders,
    )
