"""Seeing to what the clinic asks for before a session."""

from __future__ import annotations

from uuid import UUID

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from webapp.gatherings import blueprint
from webapp.gatherings.pages import open_to
from webapp.gatherings.steps import list_of
from webapp.gatherings.ticks import tick
from webapp.participants.models import Participant
from webapp.web.commits import see_here
from webapp.web.phones import can_wait


@blueprint.post("/gatherings/<uuid:gathering_id>/steps/<uuid:name>")
@can_wait
def see_to(me: Participant, gathering_id: UUID, name: UUID) -> ResponseReturnValue:
    """Tick a step, or take the tick away, at any time. Of one that is gone nothing is kept."""
    gathering, _circle, membership = open_to(me, gathering_id)
    if membership.is_facilitator:
        abort(404)
    if name in {step.name for step in list_of(gathering)}:
        tick(me, gathering, name, done="done" in request.form)
    return see_here(url_for(".show", gathering_id=gathering.id))
