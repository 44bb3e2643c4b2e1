"""Taking somebody out of a circle."""

from __future__ import annotations

from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from webapp.circles.models import Circle, Membership
from webapp.database import db
from webapp.facilitation import blueprint
from webapp.facilitation.reach import circle_of
from webapp.gatherings.rosters import take_off_coming_rosters
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.forms import Form
from webapp.web.fragments import page

REMOVAL = "/circles/<uuid:circle_id>/members/<uuid:membership_id>/removal"


@blueprint.get(REMOVAL)
def confirm_removal(me: Participant, circle_id: UUID, membership_id: UUID) -> ResponseReturnValue:
    circle = circle_of(me, circle_id)
    member = _other(me, circle, membership_id)
    return page("facilitation/removal.html", circle=circle, member=member, form=Form(formdata=None))


@blueprint.post(REMOVAL)
def remove(me: Participant, circle_id: UUID, membership_id: UUID) -> ResponseReturnValue:
    """They are out at their next request. The circle is locked, so that it keeps a facilitator."""
    circle = circle_of(me, circle_id, locked=True)
    member = _other(me, circle, membership_id)
    form = Form()
    if not form.validate():
        return page("facilitation/removal.html", 422, circle=circle, member=member, form=form)
    member.leave()
    take_off_coming_rosters(circle, member.participant_id)
    # Without the name: what is said travels in a cookie.
    said = "They are no longer in this circle."
    return see_other(url_for(".circle", circle_id=circle.id), said=said)


def _other(me: Participant, circle: Circle, membership_id: UUID) -> Membership:
    """Somebody else who is in the circle now."""
    found = Membership.in_circle(circle).where(
        Membership.id == membership_id, Membership.participant_id != me.id
    )
    return db.session.scalar(found) or abort(404)
