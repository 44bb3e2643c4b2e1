"""Today: what the arc says, and one calm next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.circles.models import Circle
from webapp.database import db, now
from webapp.gatherings.asking import Question
from webapp.gatherings.models import Gathering, Kind
from webapp.intentions.models import IntentionPart
from webapp.keys import key_store
from webapp.participants.models import Participant
from webapp.today import blueprint
from webapp.today.arc import Phase, place_at
from webapp.today.words import heading, prompt_for
from webapp.web.access import public
from webapp.web.fragments import page
from webapp.web.phones import keepable

ANSWERS_STAY = timedelta(days=7)


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    signed_in = current_user.is_authenticated
    return redirect(url_for("today.show" if signed_in else "participants.login"), 303)


@blueprint.get("/today")
@keepable
def show(me: Participant) -> ResponseReturnValue:
    moment = now()
    gatherings = db.session.scalars(Gathering.attended_by(me)).all()
    sessions = [gathering for gathering in gatherings if gathering.kind == Kind.DOSING]
    place = place_at(sessions, moment, me.zone)
    circles = db.session.execute(Circle.joined_by(me)).all()
    key_store().gather(row.Circle.id for row in circles)
    ahead = [gathering for gathering in gatherings if gathering.ends_at > moment]
    return page(
        "today/show.html",
        place="today",
        mood="dim" if place.phase in (Phase.SESSION_DAY, Phase.RESTING) else None,
        arc=place,
        heading=heading(place, me.display_name),
        prompt=prompt_for(place.days),
        parts=_intention(me, place.session),
        ahead=ahead,
        next_session=next((one for one in ahead if one.kind == Kind.DOSING), None),
        circles=circles,
        answers=_answers(me),
        today=moment.astimezone(me.zone),
    )


def _intention(me: Participant, session: Gathering | None) -> dict[str, IntentionPart]:
    """The parts of this session's intention that have words, by name."""
    if session is None:
        return {}
    parts = db.session.scalars(IntentionPart.for_gathering(me, session.id))
    return {part.name: part for part in parts if part.text}


def _answers(me: Participant) -> Sequence[Question]:
    since = now() - ANSWERS_STAY
    return db.session.scalars(
        Question.asked_by(me).where(Question.answered_at > since).limit(2)
    ).all()
