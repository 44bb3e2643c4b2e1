"""Today: what the arc says, and one calm next step."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.circles.models import Circle
from webapp.database import db, now
from webapp.gatherings.models import Gathering, Kind
from webapp.intentions.models import IntentionPart, PartName
from webapp.participants.models import Participant
from webapp.today import blueprint
from webapp.today.arc import place_at
from webapp.web.access import public
from webapp.web.fragments import page


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    signed_in = current_user.is_authenticated
    return redirect(url_for("today.show" if signed_in else "participants.login"), 303)


@blueprint.get("/today")
def show(me: Participant) -> ResponseReturnValue:
    gatherings = db.session.scalars(Gathering.attended_by(me)).all()
    sessions = [gathering for gathering in gatherings if gathering.kind == Kind.DOSING]
    place = place_at(sessions, now(), me.zone)
    parts = _intention(me, place.session)
    return page(
        "today/show.html",
        place=place,
        parts=parts,
        next_gathering=next((one for one in gatherings if one.ends_at > now()), None),
        circles=db.session.execute(Circle.joined_by(me)).all(),
        today=now().astimezone(me.zone),
    )


def _intention(me: Participant, session: Gathering | None) -> dict[str, IntentionPart]:
    if session is None:
        return {}
    parts = db.session.scalars(IntentionPart.for_gathering(me, session.id))
    return {PartName(part.name): part for part in parts}
