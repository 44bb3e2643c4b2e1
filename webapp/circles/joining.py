"""The page that an invitation leads to."""

from __future__ import annotations

from typing import NamedTuple, Self

from flask import Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.circles import blueprint
from webapp.circles.arriving import (
    AnotherPassword,
    Over,
    arrive,
    enter,
    enter_again,
    gathering_for,
)
from webapp.circles.forms import JoinForm, NewcomerForm
from webapp.circles.invitations import Invitation
from webapp.circles.models import Agreement, Circle, Membership
from webapp.database import db
from webapp.participants.signing_in import sign_in_as
from webapp.web.access import public
from webapp.web.commits import see_other
from webapp.web.forms import Form
from webapp.web.fragments import page

KNOWN = "If you already have an account, sign in first and open this link again."


class Invited(NamedTuple):
    """What a link leads to, and where it can be redeemed."""

    token: str
    invitation: Invitation
    circle: Circle
    agreement: Agreement

    @classmethod
    def by(cls, token: str) -> Self:
        """Answers 404 where nobody made this link."""
        found = db.session.execute(Invitation.with_token(token)).first()
        if found is None:
            abort(page("circles/over.html", 404, state="unknown"))
        agreement = db.session.scalars(Agreement.current(found.Circle.id)).one()
        return cls(token, found.Invitation, found.Circle, agreement)

    @property
    def membership(self) -> Membership | None:
        """The visitor's, who is in the circle already."""
        if not current_user.is_authenticated:
            return None
        return db.session.scalar(Membership.current_of(current_user, self.circle.id))

    def page(self, form: JoinForm, status: int = 200) -> Response:
        if self.invitation.state != "open":
            return over(self.invitation.state)
        return page("circles/join.html", status, form=form, **self._asdict())

    def page_of(self, membership: Membership, form: Form, status: int = 200) -> ResponseReturnValue:
        """For somebody who is in the circle: the gathering they could come to, or Today."""
        gathering = gathering_for(membership, current_user, self.invitation)
        if gathering is None or self.invitation.state != "open":
            return redirect(url_for("today.show"), 303)
        return page("circles/come.html", status, form=form, gathering=gathering, **self._asdict())


def over(state: str) -> Response:
    return page("circles/over.html", 410, state=state)


@blueprint.get("/join/<token>")
@public
def join(token: str) -> ResponseReturnValue:
    invited = Invited.by(token)
    if not current_user.is_authenticated:
        return invited.page(NewcomerForm.showing(invited.agreement))
    if membership := invited.membership:
        return invited.page_of(membership, Form(formdata=None))
    name = current_user.display_name
    return invited.page(JoinForm.showing(invited.agreement, display_name=name))


@blueprint.post("/join/<token>")
@public
def redeem(token: str) -> ResponseReturnValue:
    """Join. Whoever has no account gets one in the same transaction, and is signed in.

    That an e-mail already has an account shows here to whoever holds an open invitation, since any
    other address is let in. What bounds it: such a try is counted against the invitation, the
    address it came from and the e-mail; and every wrong guess uses the invitation up and stands
    in the circle's roster. A link that is over answers alike for all.
    """
    invited = Invited.by(token)
    if membership := invited.membership:
        return _come(invited, membership)
    signed_in = current_user.is_authenticated
    form = JoinForm() if signed_in else NewcomerForm()
    if not form.validate_for(invited.agreement):
        return invited.page(form, 422)
    try:
        if signed_in:
            db.session.write()
            enter(token, current_user, form.display_name.data)
        else:
            sign_in_as(arrive(token, form))
    except Over as error:
        return over(error.state)
    except AnotherPassword:
        form.email.errors = [KNOWN]
        return invited.page(form, 422)
    return see_other(url_for("today.show"))


def _come(invited: Invited, membership: Membership) -> ResponseReturnValue:
    """Whoever is in an open circle comes to another gathering of it, by one tap."""
    form = Form()
    if not form.validate():
        return invited.page_of(membership, form, 422)
    db.session.write()
    try:
        enter_again(invited.token, current_user)
    except Over as error:
        return over(error.state)
    return see_other(url_for("today.show"))
