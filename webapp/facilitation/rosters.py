"""A gathering as its facilitators see it: who comes, and who else could."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from webapp.circles.models import Circle
from webapp.facilitation import blueprint
from webapp.facilitation.forms import RosterForm
from webapp.facilitation.reach import gathering_of
from webapp.gatherings import clearance, rosters
from webapp.gatherings.models import Gathering, Kind
from webapp.gatherings.rosters import Line
from webapp.gatherings.steps import list_of
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page


@blueprint.get("/gatherings/<uuid:gathering_id>")
def gathering(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    return _page(*gathering_of(me, gathering_id), RosterForm(formdata=None))


@blueprint.post("/gatherings/<uuid:gathering_id>/roster")
def add_to_roster(me: Participant, gathering_id: UUID) -> ResponseReturnValue:
    gathering, circle = gathering_of(me, gathering_id)
    form = RosterForm()
    _offer(form, gathering)
    if not form.validate():
        return _page(gathering, circle, form, 422)
    rosters.put_on_roster(gathering.id, UUID(form.participant.data))
    return see_other(url_for(".gathering", gathering_id=gathering.id))


@blueprint.post("/gatherings/<uuid:gathering_id>/roster/<uuid:participant_id>/removal")
def take_off_roster(
    me: Participant, gathering_id: UUID, participant_id: UUID
) -> ResponseReturnValue:
    """In an open circle: not expected any more, and no longer reading along."""
    gathering, circle = gathering_of(me, gathering_id)
    roster, _others = rosters.lines(gathering)
    if not circle.is_open or participant_id not in {line.participant_id for line in roster}:
        abort(404)
    rosters.take_off_roster(gathering.id, participant_id)
    return see_other(url_for(".gathering", gathering_id=gathering.id))


@blueprint.post("/gatherings/<uuid:gathering_id>/roster/<uuid:participant_id>/clearance")
def clear(me: Participant, gathering_id: UUID, participant_id: UUID) -> ResponseReturnValue:
    """Record the clinic's yes to somebody's session, or that it does not stand any more."""
    gathering, _circle = gathering_of(me, gathering_id)
    roster, _others = rosters.lines(gathering)
    expected = participant_id in {line.participant_id for line in roster}
    if gathering.kind != Kind.DOSING or not expected:
        abort(404)
    clearance.record(gathering, participant_id, me, given="given" in request.form)
    return see_other(url_for(".gathering", gathering_id=gathering.id))


def _offer(form: RosterForm, gathering: Gathering) -> tuple[Sequence[Line], Sequence[Line]]:
    """Read the roster; who is not on it can be put on it."""
    roster, others = rosters.lines(gathering)
    form.participant.choices = [
        SelectChoice(str(other.participant_id), other.name) for other in others
    ]
    return roster, others


def _page(gathering: Gathering, circle: Circle, form: RosterForm, status: int = 200) -> Response:
    roster, others = _offer(form, gathering)
    return page(
        "facilitation/gathering.html",
        status,
        gathering=gathering,
        circle=circle,
        roster=roster,
        steps=len(list_of(gathering)) if gathering.kind == Kind.DOSING else 0,
        others=others,
        form=form,
    )
