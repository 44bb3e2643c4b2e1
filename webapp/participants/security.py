"""Flask-Security, standing on Flask-Login, with our own look-ups and our own sign-ins."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from flask import Flask, g, request, session
from flask_security import Security, SQLAlchemySessionUserDatastore
from flask_security.signals import password_changed, password_reset, user_authenticated
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select, update
from werkzeug.local import LocalProxy

from webapp.database import db, now
from webapp.participants.devices import device_name
from webapp.participants.models import SIGN_IN_LASTS, Participant, SignIn, token_hash

SEEN_EVERY = timedelta(hours=1)
# OWASP's setting for argon2id: 19 MiB, two passes, one lane.
ARGON2 = {"argon2__memory_cost": 19456, "argon2__time_cost": 2, "argon2__parallelism": 1}


class Accounts(SQLAlchemySessionUserDatastore):
    """Finds people by their blind index or their sign-in, never through roles."""

    def find_user(self, case_insensitive: bool = False, **criteria: Any) -> Participant | None:
        [(name, value)] = criteria.items()
        if name == "email":
            return find_by_email(value)
        return db.session.scalar(select(Participant).where(getattr(Participant, name) == value))


# Flask-Security holds a session for ever; this one is always the running request's.
current_session = LocalProxy(lambda: db.session)


def find_by_email(email: str) -> Participant | None:
    return db.session.scalar(Participant.with_email(email))


def init_app(app: Flask, secure: bool) -> None:
    """`secure`: the site is reached over TLS, so the cookie is bound to this host."""
    app.config.from_mapping(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of the hash
        SECURITY_PASSWORD_SINGLE_HASH=["argon2"],
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=ARGON2,
        # In the link that resets a password, of what argon2 has made of it. By default this takes
        # the processor half a second, and makes it no safer.
        SECURITY_HASHING_SCHEMES=["hex_sha256"],
        SECURITY_RESET_PASSWORD_WITHIN=timedelta(minutes=30),
        SECURITY_RECOVERABLE=True,
        SECURITY_CHANGEABLE=True,
        SECURITY_SEND_PASSWORD_CHANGE_EMAIL=False,
        SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL=False,
        SESSION_COOKIE_NAME="__Host-afterglow" if secure else "afterglow",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        PERMANENT_SESSION_LIFETIME=SIGN_IN_LASTS,
    )
    # Its own pages are not used: they answer errors with 200 and hold the database meanwhile.
    accounts = Accounts(current_session, Participant, None)  # type: ignore[arg-type]
    Security(app, accounts, register_blueprint=False)
    app.login_manager.session_protection = None  # type: ignore[attr-defined]
    # Nobody signs in by a header.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    app.login_manager.user_loader(_person_signed_in)  # type: ignore[attr-defined]
    user_authenticated.connect(_remember_sign_in, app)
    password_changed.connect(_end_other_sign_ins, app)
    password_reset.connect(_end_other_sign_ins, app)


def _person_signed_in(fs_uniquifier: str) -> Participant | None:
    """Who the cookie belongs to, in one query. None once the sign-in or the password changed."""
    held = {"token": token_hash(session.get("sign_in", "")), "since": now() - SIGN_IN_LASTS}
    row = db.session.execute(SignIn.person_with(), held).first()
    if row is None or row.Participant.fs_uniquifier != fs_uniquifier:
        return None
    g.sign_in = row.SignIn
    _seen(row.SignIn)
    return row.Participant


def _seen(sign_in: SignIn) -> None:
    """Note at most every hour that this device is in use, whatever becomes of the request."""
    if now() - sign_in.last_seen_at > SEEN_EVERY:
        seen = update(SignIn).where(SignIn.id == sign_in.id).values(last_seen_at=now())
        with db.writing.begin() as connection:
            connection.execute(seen)


def _remember_sign_in(_app: Flask, user: Participant, **_: Any) -> None:
    """A new row and a new token for this device; the page tokens of before are worthless."""
    token = secrets.token_urlsafe(32)
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
    # Made now, so that no page after this one, and none that is fetched beside it, sets a cookie.
    generate_csrf()
    session["sign_in"] = token
    session.permanent = True
    g.sign_in = SignIn(
        participant_id=user.id,
        token_hash=token_hash(token),
        device=device_name(request.user_agent.string),
    )
    db.session.add(g.sign_in)


def _end_other_sign_ins(_app: Flask, user: Participant, **_: Any) -> None:
    end_sign_ins(user)


def end_sign_ins(participant: Participant) -> None:
    """Sign this person out everywhere."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.participant_id == participant.id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )
