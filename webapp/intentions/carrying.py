"""Taking an intention along to the next session."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp.circles.models import Audience
from webapp.database import db
from webapp.gatherings.models import Gathering
from webapp.intentions import blueprint
from webapp.intentions.sessions import Session
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.phones import can_wait

CARRIED = "It came along, for you alone. Change what you wish."
NOT_YET = "No other session is planned yet. Your intention stays here until one is."


@blueprint.post("/intentions/<uuid:gathering_id>/carrying")
@can_wait
def carry(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    """Copy what was set for one session to the next. What stands there already stays."""
    session = Session.find(me, gathering_id)
    coming = Session.coming(me).where(Gathering.id != session.gathering.id)
    row = db.session.execute(coming.limit(1)).first()
    if row is None:
        here = url_for(".show", gathering_id=session.gathering.id)
        return see_other(here, said=NOT_YET)
    following = Session(*row)
    empty = {part.name: part for part in following.parts(me) if not part.text.strip()}
    for part in session.parts(me):
        if part.text.strip() and part.name in empty:
            empty[part.name].write(part.text, Audience.ONLY_ME)
            db.session.add(empty[part.name])
    return see_other(url_for(".show", gathering_id=following.gathering.id), said=CARRIED)
