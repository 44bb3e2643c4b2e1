"""The forms in which somebody gives numbers about themselves."""

from __future__ import annotations

from sqlalchemy import delete

from tests.cast import Cast
from tests.faults.sendings.table import Say, Sending, path, sends, store
from webapp.circles.models import Circle
from webapp.database import db, now
from webapp.facilitation.forms import ResponderForm
from webapp.measures.forms import DayForm, form_of
from webapp.measures.models import Measurement, Responder


def _begin_anew(cast: Cast) -> None:
    with db.transaction() as session:
        session.execute(delete(Measurement).where(Measurement.participant_id == cast.wren.id))


@sends("measures.keep_day", DayForm)
def keep_numbers_of_today(cast: Cast, say: Say) -> Sending:
    _begin_anew(cast)
    return Sending("wren", "/measures", {"mood": "4", "energy": "", "sleep": "7"})


@sends("measures.answer_questionnaire", form_of("gad-7"))
def answer_a_questionnaire(cast: Cast, say: Say) -> Sending:
    """As if it had not been answered for two weeks."""
    _begin_anew(cast)
    return Sending("wren", "/measures/gad-7", {"item-1": "2"}, again=422)


@sends("measures.remove")
def remove_numbers(cast: Cast, say: Say) -> Sending:
    mine = {"participant_id": cast.wren.id, "kind": "day", "taken_on": now().date()}
    measurement = store(Measurement(**mine, answers={"mood": 3}))
    return Sending("wren", path("measures", measurement.id, "removal"))


def _circle(cast: Cast) -> Circle:
    return store(*Circle.start(cast.bea, "Fern circle", "Be kind.", True, "UTC"))


@sends("facilitation.record_responder", ResponderForm)
def say_who_answers(cast: Cast, say: Say) -> Sending:
    typed = {name: say(name) for name in ("who", "hours", "reply")}
    return Sending("bea", path("facilitation/circles", _circle(cast).id, "responder"), typed)


@sends("facilitation.remove_responder")
def say_that_nobody_answers(cast: Cast, say: Say) -> Sending:
    circle = _circle(cast)
    store(Responder(circle_id=circle.id, words={"who": "x", "hours": "x", "reply": "x"}))
    return Sending("bea", path("facilitation/circles", circle.id, "responder", "removal"))
