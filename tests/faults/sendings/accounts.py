"""The forms of an account, and of the way into a circle."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import current_app
from flask_security.recoverable import generate_reset_password_token

from tests.cast import PASSWORD, Cast, email_of
from tests.faults.sendings.table import Say, Sending, invitation_to, path, sends, somebody, store
from webapp.circles.forms import AgreementForm, JoinForm, NewcomerForm
from webapp.circles.models import Agreement
from webapp.database import db
from webapp.participants.forms import (
    ChangePasswordForm,
    ForgottenForm,
    NameForm,
    ResetForm,
    SignInForm,
)
from webapp.participants.models import Participant, SignIn


@sends("participants.sign_in", SignInForm)
def sign_in(cast: Cast, say: Say) -> Sending:
    fields = {"email": email_of("wren"), "password": PASSWORD}
    return Sending(None, "/login", fields, each_signs_in=True)


@sends("participants.sign_in", SignInForm)
def sign_in_in_vain(cast: Cast, say: Say) -> Sending:
    fields = {"email": f"{say('email')}@example.org", "password": say("password")}
    return Sending(None, "/login", fields, status=422, only_asks=True)


@sends("participants.logout")
def sign_out(cast: Cast, say: Say) -> Sending:
    # The second finds nobody signed in, and is shown where to sign in: that is out, too.
    return Sending(somebody(cast)[0], "/logout", again=401)


@sends("participants.change_name", NameForm)
def change_name(cast: Cast, say: Say) -> Sending:
    return Sending("moss", "/you/name", {"display_name": say("display_name")})


@sends("participants.change_password", ChangePasswordForm)
def change_password(cast: Cast, say: Say) -> Sending:
    # Every other sign-in ends with it, also the one that the second was sent under.
    fields = {"current": PASSWORD, "password": say("password")}
    return Sending(somebody(cast)[0], "/password", fields, again=401)


@sends("participants.change_password", ChangePasswordForm)
def change_password_in_vain(cast: Cast, say: Say) -> Sending:
    fields = {"current": say("current"), "password": say("password")}
    return Sending("rue", "/password", fields, status=422, only_asks=True)


@sends("participants.send_link", ForgottenForm)
def ask_for_a_link(cast: Cast, say: Say) -> Sending:
    fields = {"email": f"{say('email')}@example.org"}
    return Sending(None, "/password/forgotten", fields, status=200, only_asks=True)


def _phone_of(person: Participant) -> SignIn:
    return SignIn(participant_id=person.id, token_hash=uuid4().bytes, device="A phone")


@sends("participants.choose_again", ResetForm)
def choose_again(cast: Cast, say: Say) -> Sending:
    # The link is good for one use, so the second is told that it is over.
    _name, person = somebody(cast)
    store(_phone_of(person))
    with current_app.test_request_context():
        token = generate_reset_password_token(person)
    return Sending(None, path("password/reset", token), {"password": say("password")}, again=410)


@sends("participants.end_sign_in")
def end_sign_in(cast: Cast, say: Say) -> Sending:
    device = store(_phone_of(cast.moss))
    return Sending("moss", path("you/sign-ins", device.id, "end"))


def _agreement(circle_id: UUID) -> str:
    return str(db.session.scalars(Agreement.current(circle_id)).one().id)


@sends("circles.redeem", NewcomerForm)
def join_as_a_newcomer(cast: Cast, say: Say) -> Sending:
    fields = {
        "email": f"{say('email')}@example.org",
        "password": say("password"),
        "display_name": say("display_name"),
        "agreement": _agreement(cast.juniper.id),
        "accepted": "y",
    }
    return Sending(None, path("join", invitation_to(cast.juniper)[1]), fields, each_signs_in=True)


@sends("circles.redeem", JoinForm)
def join_with_an_account(cast: Cast, say: Say) -> Sending:
    agreement = _agreement(cast.juniper.id)
    fields = {"display_name": say("display_name"), "agreement": agreement, "accepted": "y"}
    return Sending(somebody(cast)[0], path("join", invitation_to(cast.juniper)[1]), fields)


@sends("circles.accept_agreement", AgreementForm)
def accept_an_agreement(cast: Cast, say: Say) -> Sending:
    current = db.session.scalars(Agreement.current(cast.harbour.id)).one()
    fields = {"agreement": str(store(current.revised("Kinder still.")).id), "accepted": "y"}
    return Sending("bea", path("circle", cast.harbour.id, "agreement"), fields)
