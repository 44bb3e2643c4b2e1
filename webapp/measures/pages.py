"""How somebody has been: own numbers of the day, and quiet pictures with the values beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from webapp.database import db, now
from webapp.gatherings.days import day_of
from webapp.gatherings.dosing import is_dosed
from webapp.gatherings.models import Gathering, Kind
from webapp.measures import blueprint
from webapp.measures.forms import AnswersForm, DayForm
from webapp.measures.models import DAY, ITEMS, MOST, Measurement, Responder
from webapp.measures.pictures import HEIGHT, WIDTH, Picture, Value, picture
from webapp.measures.scales import PHQ_9, SCALES, Band, Scale
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.entities import free_id
from webapp.web.fragments import page
from webapp.web.phones import can_wait, keepable

Given = tuple[Measurement, int]


class Course(NamedTuple):
    """One thing over time: its values, and the picture of them. `most` is the highest there is."""

    title: str
    # The own number that is drawn, none for a questionnaire.
    item: str
    most: int
    bands: tuple[Band, ...]
    values: list[Given]
    picture: Picture | None = None


class Scored(NamedTuple):
    """A questionnaire that was answered. Left open in part it has no score, and can go."""

    measurement: Measurement
    scale: Scale
    score: int | None


class Offered(NamedTuple):
    """A questionnaire, and from when on it may be answered (None: at any time)."""

    scale: Scale
    again_from: date | None


@blueprint.get("/measures")
@keepable
def index(me: Participant) -> ResponseReturnValue:
    return not_now() if is_dosed(me) else _page(me, DayForm(formdata=None))


@blueprint.post("/measures")
@can_wait
def keep_day(me: Participant) -> ResponseReturnValue:
    """Own numbers of a day. Given again, they take the place of those from earlier that day."""
    form = DayForm()
    if not form.validate():
        return _page(me, form, 422)
    one_at_a_time(me)
    of_day = (Measurement.kind == DAY, Measurement.taken_on == form.day(me))
    if known := db.session.scalar(Measurement.owned_by(me).where(*of_day).limit(1)):
        known.answers = known.answers | form.answers
    else:
        db.session.add(new_measurement(me, DAY, form))
    return see_other(url_for(".index"))


@blueprint.post("/measures/<uuid:measurement_id>/removal")
@can_wait
def remove(me: Participant, measurement_id: UUID) -> ResponseReturnValue:
    """One number of a day, or the answers to a questionnaire."""
    mine = Measurement.owned_by(me).where(Measurement.id == measurement_id)
    measurement = db.session.scalar(mine) or abort(404)
    others = measurement.without(request.form.get("item"))
    if others:
        measurement.answers = others
    else:
        db.session.delete(measurement)
    return see_other(url_for(".index"))


def one_at_a_time(me: Participant) -> None:
    """Two phones that send at once: the second sees what the first has left."""
    db.session.scalar(select(Participant.id).where(Participant.id == me.id).with_for_update())


def not_now() -> Response:
    """Around a session nothing is measured. Of that the phone keeps nothing for later."""
    response = page("measures/not_now.html")
    response.headers["X-Offline"] = "no"
    return response


def new_measurement(me: Participant, kind: str, form: AnswersForm) -> Measurement:
    return Measurement(
        id=free_id(Measurement),
        participant_id=me.id,
        kind=kind,
        taken_on=form.day(me),
        answers=form.answers,
    )


def offered_to(me: Participant, taken: Iterable[Measurement]) -> list[Offered]:
    """PHQ-9 only where a clinic has said who answers."""
    latest = {measurement.kind: measurement for measurement in taken}
    has_responder = db.session.scalar(Responder.for_person(me).limit(1)) is not None
    today = day_of(now(), me.zone)
    return [
        Offered(scale, last.again_from if last and last.again_from > today else None)
        for scale in SCALES.values()
        if scale is not PHQ_9 or has_responder
        for last in [latest.get(scale.name)]
    ]


def _page(me: Participant, form: DayForm, status: int = 200) -> Response:
    taken = db.session.scalars(Measurement.owned_by(me)).all()
    scored = list(_scored(taken))
    return page(
        "measures/index.html",
        status,
        form=form,
        courses=list(_courses(taken, scored, _sessions_of(me))),
        open=[one for one in scored if one.score is None],
        offered=offered_to(me, taken),
        today=day_of(now(), me.zone),
        width=WIDTH,
        height=HEIGHT,
    )


def _sessions_of(me: Participant) -> list[date]:
    gatherings = db.session.scalars(Gathering.attended_by(me))
    return [day_of(one.starts_at, me.zone) for one in gatherings if one.kind == Kind.DOSING]


def _scored(taken: Iterable[Measurement]) -> Iterable[Scored]:
    for one in taken:
        if scale := SCALES.get(one.kind):
            yield Scored(one, scale, scale.score(one.answers))


def _courses(
    taken: Sequence[Measurement], scored: Sequence[Scored], sessions: list[date]
) -> Iterable[Course]:
    days = [(one, one.answers) for one in taken if one.kind == DAY]
    for item, title in ITEMS.items():
        given = [(one, answers[item]) for one, answers in days if item in answers]
        yield from _course(Course(title, item, MOST, (), given), sessions)
    for scale in SCALES.values():
        known = [(one, score) for one, its, score in scored if its is scale and score is not None]
        yield from _course(Course(scale.title, "", scale.most, scale.bands, known), sessions)


def _course(course: Course, sessions: list[date]) -> Iterable[Course]:
    if course.values:
        values = [Value(one.taken_on, number) for one, number in course.values]
        yield course._replace(picture=picture(values, sessions, course.most))
