"""Choosing another password: knowing the old one, or by a link that was mailed."""

from __future__ import annotations

from flask import copy_current_request_context, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_security import verify_password
from flask_security.changeable import change_user_password
from flask_security.recoverable import (
    generate_reset_password_token,
    reset_password_token_status,
    update_password,
)

from config import Settings
from webapp.database import db
from webapp.participants import blueprint
from webapp.participants.forms import ChangePasswordForm, ForgottenForm, ResetForm
from webapp.participants.models import Participant
from webapp.participants.security import find_by_email
from webapp.participants.signing_in import sign_in_as
from webapp.web import limits, mail
from webapp.web.access import public
from webapp.web.commits import see_other
from webapp.web.fragments import page

LINKS_PER_ACCOUNT = 5
LINKS_PER_ADDRESS = 30
LETTER = "Someone asked for a new way in. If it was you, open this within 30 minutes:\n\n{link}\n"


@blueprint.get("/password/forgotten")
@public
def forgotten() -> ResponseReturnValue:
    return page("participants/forgotten.html", form=ForgottenForm(formdata=None), sent=False)


@blueprint.post("/password/forgotten")
@public
def send_link() -> ResponseReturnValue:
    form = ForgottenForm()
    if not form.validate():
        return page("participants/forgotten.html", 422, form=form, sent=False)
    limits.at_most(LINKS_PER_ADDRESS, "links from", limits.address())
    limits.at_most(LINKS_PER_ACCOUNT, "links for", form.email.data.casefold())
    # Looked up and sent apart from the answer, which so comes as fast for nobody's address.
    mail.soon(copy_current_request_context(_mail_link), form.email.data)
    return page("participants/forgotten.html", form=form, sent=True)


def _mail_link(email: str) -> None:
    settings: Settings = current_app.extensions["settings"]
    participant = find_by_email(email)
    if participant and settings.mail:
        link = reset_link(participant)
        mail.send(settings.mail, participant.email, settings.app_name, LETTER.format(link=link))


def reset_link(participant: Participant) -> str:
    """A link that lets this person choose a new password: once, within 30 minutes."""
    settings: Settings = current_app.extensions["settings"]
    token = generate_reset_password_token(participant)
    return settings.site_url + url_for("participants.reset", token=token)


@blueprint.get("/password/reset/<token>")
@public
def reset(token: str) -> ResponseReturnValue:
    if _holder(token) is None:
        return page("participants/reset_over.html", 410)
    return page("participants/reset.html", form=ResetForm(formdata=None), token=token)


@blueprint.post("/password/reset/<token>")
@public
def choose_again(token: str) -> ResponseReturnValue:
    form, participant = ResetForm(), _holder(token)
    if participant is None:
        return page("participants/reset_over.html", 410)
    if not form.validate():
        return page("participants/reset.html", 422, form=form, token=token)
    db.session.write()
    # The same link may be in use elsewhere at this moment: only the first of them holds.
    db.session.refresh(participant, with_for_update=True)
    if _holder(token) is None:
        db.session.keep()
        return page("participants/reset_over.html", 410)
    update_password(participant, form.password.data)
    return see_other(
        url_for(".login"), said="Your new password is set. You are signed out everywhere else."
    )


def _holder(token: str) -> Participant | None:
    expired, invalid, participant = reset_password_token_status(token)
    return None if expired or invalid else participant


@blueprint.get("/password")
def edit_password(me: Participant) -> ResponseReturnValue:
    return page("participants/password.html", form=ChangePasswordForm(formdata=None))


@blueprint.post("/password")
def change_password(me: Participant) -> ResponseReturnValue:
    form = ChangePasswordForm()
    limits.at_most(LINKS_PER_ADDRESS, "password of", str(me.id))
    if not form.validate():
        return page("participants/password.html", 422, form=form)
    if not verify_password(form.current.data, me.password or ""):
        form.current.errors = ["This is not your current password."]
        return page("participants/password.html", 422, form=form)
    change_user_password(me, form.password.data, notify=False, autologin=False)
    sign_in_as(me)
    return see_other(
        url_for(".you"), said="Your password is changed. Every other sign-in has ended."
    )
