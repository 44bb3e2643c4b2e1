"""Today: what the arc says, and one calm next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.database import db, now
from webapp.gatherings.days import day_of
from webapp.gatherings.days_after import DayAfter, days_after
from webapp.gatherings.models import Gathering, Kind
from webapp.gatherings.ticks import Line, steps_before
from webapp.intentions.models import IntentionPart
from webapp.journal.forms import ASKS
from webapp.journal.models import QUESTIONS, Entry
from webapp.journal.soft_mode import unanswered
from webapp.participants.anybody import ANYBODY
from webapp.participants.models import Participant
from webapp.today import blueprint
from webapp.today.arc import Phase, place_at
from webapp.today.asking import circles_of
from webapp.today.words import heading
from webapp.web.access import public
from webapp.web.fragments import page
from webapp.web.phones import keepable

# When soft mode is needed soon, perhaps where there is no signal.
SOON = (Phase.SESSION_DAY, Phase.RESTING)


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    signed_in = current_user.is_authenticated
    return redirect(url_for("today.show" if signed_in else "participants.login"), 303)


@blueprint.get("/today")
@keepable
def show(me: Participant) -> ResponseReturnValue:
    moment = now()
    gatherings = db.session.scalars(Gathering.attended_by(ANYBODY), {"me": me.id}).all()
    sessions = [gathering for gathering in gatherings if gathering.kind == Kind.DOSING]
    place = place_at(sessions, moment, me.zone)
    circles = circles_of(me, moment)
    gone = place.session if place.phase is Phase.RESTING else None
    ahead = [gathering for gathering in gatherings if gathering.ends_at > moment]
    return page(
        "today/show.html",
        place="today",
        mood="dim" if place.phase in SOON else None,
        arc=place,
        heading=heading(place, me.display_name),
        days=_days_after(place.session) if place.phase is Phase.INTEGRATING else (),
        soft=_soft_step(me, gone) if place.phase in SOON else None,
        soon=place.phase in SOON or (place.phase is Phase.PREPARING and place.days <= 1),
        questions=QUESTIONS,
        parts=_intention(me, place.session),
        before=_still_near(sessions, moment, me) if place.phase is Phase.PREPARING else None,
        ahead=ahead,
        next_session=next((one for one in ahead if one.kind == Kind.DOSING), None),
        circles=circles,
        answered=any(row.answered for row in circles),
        put_off=next((row.put_off for row in circles if row.put_off), None),
        unsaid=next((row.unsaid for row in circles if row.unsaid), None),
        steps=_steps(me, place.session) if place.phase is Phase.PREPARING else (),
        today=moment.astimezone(me.zone),
    )


def _still_near(
    sessions: Sequence[Gathering], moment: datetime, me: Participant
) -> Gathering | None:
    """The session whose days go on while one prepares for the next."""
    place = place_at((one for one in sessions if one.ends_at <= moment), moment, me.zone)
    return place.session if place.phase is Phase.INTEGRATING else None


def _intention(me: Participant, session: Gathering | None) -> dict[str, IntentionPart]:
    """The parts of this session's intention that have words, by name."""
    if session is None:
        return {}
    parts = db.session.scalars(IntentionPart.for_gathering(me, session.id))
    return {part.name: part for part in parts if part.text}


def _days_after(session: Gathering | None) -> tuple[DayAfter, ...]:
    """The pages of the days since a session, and of those still to come."""
    return days_after(session.circle_id) if session else ()


class Step(NamedTuple):
    """The one thing there is to do next, should one wish to."""

    asks: str
    url: str


def _soft_step(me: Participant, gone: Gathering | None) -> Step:
    """The question that soft mode goes on with; after the last, if the session is over, the page
    of the day itself.
    """
    answers = db.session.scalars(Entry.answered_on(me, day_of(now(), me.zone))).all()
    family = unanswered(answers)
    first = next(iter(_days_after(gone)), None) if not family else None
    if gone and first and first.day == 0:
        return Step("The page of today", url_for("journal.day_after", gathering_id=gone.id, day=0))
    family = family or QUESTIONS[0]
    return Step(ASKS[family], url_for("journal.softly", family=family))


def _steps(me: Participant, session: Gathering | None) -> Sequence[Line]:
    return steps_before(session, me) if session else ()
