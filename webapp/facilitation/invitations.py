"""Inviting people: a link and its code, for a number of people and days, taken back at any time.

The server keeps only a hash of the link. The phone that made it can show it for an hour, so that a
code held up in a room survives a screen that went dark.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import segno
from flask import Response, current_app, session, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle
from webapp.database import db, now
from webapp.facilitation import blueprint
from webapp.facilitation.forms import InvitationForm
from webapp.facilitation.reach import circle_of, invitation_of
from webapp.gatherings.models import Gathering
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page
from webapp.web.operations import uuid_or_none

SHOWN_FOR = timedelta(hours=1)


@blueprint.before_app_request
def forget_the_link() -> None:
    """After its hour the link leaves the phone's cookie, whatever is opened next."""
    _id, _token, made_at = session.get("invitation", ("", "", 0))
    if made_at and now().timestamp() - made_at > SHOWN_FOR.total_seconds():
        del session["invitation"]


@blueprint.get("/circles/<uuid:circle_id>/invitations/new")
def new_invitation(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle = circle_of(me, circle_id)
    return _new(circle, _offering(InvitationForm(formdata=None), circle))


@blueprint.post("/circles/<uuid:circle_id>/invitations")
def create_invitation(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle = circle_of(me, circle_id)
    form = _offering(InvitationForm(), circle)
    if not form.validate():
        return _new(circle, form, 422)
    invitation, token = Invitation.to(
        circle,
        role=form.role.data,
        uses_left=form.uses.data,
        expires_at=now() + timedelta(days=form.days.data),
        gathering_id=uuid_or_none(form.gathering.data),
    )
    db.session.add(invitation)
    session["invitation"] = str(invitation.id), token, int(now().timestamp())
    return see_other(url_for(".invitation", invitation_id=invitation.id))


@blueprint.get("/invitations/<uuid:invitation_id>")
def invitation(me: Participant, invitation_id: UUID) -> ResponseReturnValue:
    invitation, circle = invitation_of(me, invitation_id)
    link = _link(invitation)
    code = segno.make(link, micro=False, error="m").svg_data_uri(omitsize=True) if link else None
    return page(
        "facilitation/invitation.html", invitation=invitation, circle=circle, link=link, code=code
    )


@blueprint.post("/invitations/<uuid:invitation_id>/revocation")
def revoke(me: Participant, invitation_id: UUID) -> ResponseReturnValue:
    """Nobody comes in by this link any more. Who came in by it stays."""
    invitation, circle = invitation_of(me, invitation_id)
    invitation.revoke()
    return see_other(url_for(".circle", circle_id=circle.id) + "#invitations")


def _link(invitation: Invitation) -> str | None:
    """The whole link, on the phone that just made it."""
    made, token, _at = session.get("invitation", ("", "", 0))
    if made != str(invitation.id) or invitation.state != "open":
        return None
    return current_app.extensions["settings"].site_url + url_for("circles.join", token=token)


def _offering(form: InvitationForm, circle: Circle) -> InvitationForm:
    form.offer(circle, _coming(circle))
    return form


def _coming(circle: Circle) -> Iterator[SelectChoice]:
    """The gatherings somebody can still come to, soonest first, on the circle's clock."""
    if not circle.is_open:
        return
    ahead = Gathering.of_circle(circle).where(
        Gathering.ends_at > now(), Gathering.cancelled_at.is_(None)
    )
    zone = ZoneInfo(circle.time_zone)
    for one in reversed(db.session.scalars(ahead).all()):
        when = one.starts_at.astimezone(zone).strftime("%A %-d %B, %H:%M")
        yield SelectChoice(str(one.id), f"{one.title}, {when}")


def _new(circle: Circle, form: InvitationForm, status: int = 200) -> Response:
    return page("facilitation/new_invitation.html", status, circle=circle, form=form)
