"""In and out. Nobody learns from an answer, or from how long it takes, who has an account."""

from __future__ import annotations

from flask import flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import hash_password, login_user, logout_user, verify_password
from werkzeug.exceptions import TooManyRequests, Unauthorized

from webapp.database import db
from webapp.participants import blueprint
from webapp.participants.forms import SignInForm
from webapp.participants.models import Participant, SignIn
from webapp.participants.resuming import Kept, place_to_go
from webapp.participants.security import find_by_email
from webapp.web import limits
from webapp.web.access import public
from webapp.web.answers import answer
from webapp.web.commits import STORED, commit
from webapp.web.fragments import page

TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 100
A_PAUSE = "That was tried many times in a row. Please wait a few minutes."
NOT_THE_WRITER = "Somebody else wrote what is held in this page. Only they can go on with it."
NO_MATCH = "This e-mail and password do not go together. Please try again."


@blueprint.get("/login")
@public
def login() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(place_to_go())
    return page("participants/login.html", form=SignInForm(formdata=None), kept=None)


@blueprint.post("/login")
@public
def sign_in() -> ResponseReturnValue:
    form, kept = SignInForm(), Kept.from_form()
    if not form.validate():
        return page("participants/login.html", 422, form=form, kept=kept)
    try:
        participant = find_by_password(form.email.data, form.password.data)
    except TooManyRequests:
        form.password.errors = [A_PAUSE]
        return page("participants/login.html", 429, form=form, kept=kept)
    if participant is None or (kept and not kept.is_by(participant)):
        form.password.errors = [NOT_THE_WRITER if participant else NO_MATCH]
        return page("participants/login.html", 422, form=form, kept=kept)
    return _go_on(participant, form, kept)


def _go_on(participant: Participant, form: SignInForm, kept: Kept | None) -> ResponseReturnValue:
    db.session.write()
    # Days are counted on the clock of the phone in the hand.
    participant.time_zone = form.time_zone.data or participant.time_zone
    sign_in_as(participant)
    commit(url_for(".login"))
    return kept.resume() if kept else redirect(place_to_go(), 303)


def find_by_password(email: str, password: str) -> Participant | None:
    """The person with this e-mail and password. Takes as long when there is nobody."""
    limits.at_most(TRIES_PER_ADDRESS, "sign in from", limits.address())
    limits.at_most(TRIES_PER_ACCOUNT, "sign in as", email.casefold())
    participant = find_by_email(email)
    if participant is None or not participant.active:
        hash_password(password)
        return None
    return participant if verify_password(password, participant.password or "") else None


def sign_in_as(participant: Participant) -> None:
    """Sign in on this device, in the caller's writing transaction."""
    session.clear()
    login_user(participant)


@blueprint.post("/logout")
def logout(me: Participant) -> ResponseReturnValue:
    if "X-Outbox" in request.headers:
        # The page may be of an earlier sign-in. No other site can send this header, and the worker
        # sends it only for a form that knows who is here.
        g.refusal = None
    sign_in: SignIn = g.sign_in
    sign_in.end()
    place = url_for(".login")
    commit(place)
    logout_user()
    session.clear()
    flash("You are signed out on this phone.")
    return answer(place, 201, STORED, in_place=False, version=None)


@blueprint.app_errorhandler(Unauthorized)
def ask_to_sign_in(_error: Unauthorized) -> ResponseReturnValue:
    """The sign-in page in place of what was asked for, holding on to what was typed."""
    kept = Kept.from_request() if request.method == "POST" else None
    response = page("participants/login.html", 401, form=SignInForm(formdata=None), kept=kept)
    response.headers["Outbox-Result"] = "auth"
    return response
