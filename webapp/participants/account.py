"""You: the name others read, the password, and where you are signed in."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.participants import blueprint
from webapp.participants.forms import NameForm
from webapp.participants.models import Participant, SignIn
from webapp.web.commits import see_other
from webapp.web.fragments import page


@blueprint.get("/you")
def you(me: Participant) -> ResponseReturnValue:
    sign_ins = db.session.scalars(SignIn.of(me)).all()
    return page("participants/you.html", sign_ins=sign_ins, this_one=g.sign_in)


@blueprint.get("/you/name")
def edit_name(me: Participant) -> ResponseReturnValue:
    form = NameForm(formdata=None, display_name=me.display_name)
    return page("participants/name.html", form=form)


@blueprint.post("/you/name")
def change_name(me: Participant) -> ResponseReturnValue:
    """The name they are greeted by. In a circle they keep the one they chose there."""
    form = NameForm()
    if not form.validate():
        return page("participants/name.html", 422, form=form)
    me.display_name = form.display_name.data
    return see_other(url_for(".you"))


@blueprint.post("/you/sign-ins/<uuid:sign_in_id>/end")
def end_sign_in(me: Participant, sign_in_id: UUID) -> ResponseReturnValue:
    sign_in = db.session.scalar(SignIn.of(me).where(SignIn.id == sign_in_id)) or abort(404)
    sign_in.end()
    return see_other(url_for(".you"), said="That sign-in has ended.")
