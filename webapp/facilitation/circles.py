"""What a facilitator looks after: their circles, what comes next, and what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from webapp.circles.agreements import first_agreement
from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle, Membership
from webapp.database import db, now
from webapp.facilitation import blueprint
from webapp.facilitation.forms import CircleForm
from webapp.facilitation.questions import open_questions
from webapp.facilitation.reach import circle_of, facilitated_circles
from webapp.gatherings.models import Gathering
from webapp.keys import key_store
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page

NEXT_FEW = 5
GATHERINGS_SHOWN = 30


@blueprint.get("")
def index(me: Participant) -> ResponseReturnValue:
    circles = facilitated_circles(me)
    key_store().gather(circle.id for circle in circles)
    ahead = Gathering.facilitated_by(me).where(
        Gathering.ends_at > now(), Gathering.cancelled_at.is_(None)
    )
    return page(
        "facilitation/index.html",
        circles=circles,
        names={circle.id: circle.name for circle in circles},
        people=_people(circles),
        gatherings=db.session.scalars(ahead.order_by(Gathering.starts_at).limit(NEXT_FEW)).all(),
        questions=open_questions(me, NEXT_FEW),
    )


@blueprint.get("/circles/new")
def new_circle(me: Participant) -> ResponseReturnValue:
    if not me.facilitates:
        abort(404)
    agreement = first_agreement()
    return _new(CircleForm(formdata=None, agreement=agreement, time_zone=me.time_zone))


@blueprint.post("/circles")
def create_circle(me: Participant) -> ResponseReturnValue:
    if not me.facilitates:
        abort(404)
    form = CircleForm()
    if not form.validate():
        return _new(form, 422)
    is_open, zone = form.kind.data == "open", form.time_zone.data
    circle, *others = Circle.start(me, form.name.data, form.agreement.data, is_open, zone)
    db.session.add_all((circle, *others))
    said = f"{circle.name} is there. Invite the people who belong to it."
    return see_other(url_for(".circle", circle_id=circle.id), said=said)


@blueprint.get("/circles/<uuid:circle_id>")
def circle(me: Participant, circle_id: UUID) -> ResponseReturnValue:
    circle = circle_of(me, circle_id)
    return page(
        "facilitation/circle.html",
        circle=circle,
        members=db.session.scalars(Membership.in_circle(circle)).all(),
        gatherings=db.session.scalars(Gathering.of_circle(circle).limit(GATHERINGS_SHOWN)).all(),
        invitations=db.session.scalars(Invitation.into(circle)).all(),
        questions=open_questions(me, NEXT_FEW, circle.id),
        now=now(),
    )


def _new(form: CircleForm, status: int = 200) -> Response:
    return page("facilitation/new_circle.html", status, form=form)


def _people(circles: Sequence[Circle]) -> dict[UUID, int]:
    """How many are in each circle now."""
    rows = db.session.execute(
        select(Membership.circle_id, func.count().label("people"))
        .where(
            Membership.circle_id.in_([circle.id for circle in circles]),
            Membership.left_at.is_(None),
        )
        .group_by(Membership.circle_id)
    )
    return {row.circle_id: row.people for row in rows}
