"""The demo circles: Juniper (closed) and Harbour (open), and the people in them.

They exist only where ENVIRONMENT is demo. A database is filled once, when it is new.
"""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from flask_security import hash_password

from config import Settings
from webapp.circles.invitations import Invitation
from webapp.circles.models import Role
from webapp.database import db
from webapp.demo import writing
from webapp.demo.stage import Stage, email_of
from webapp.keys import key_store
from webapp.participants.models import token_hash

PASSWORD = "embers by the harbour"  # noqa: S105 - printed for everybody who tries the demo
TELLING = {
    "wren": "prepares for a session in four days",
    "moss": "is on day 3",
    "rue": "has a session today",
    "ana": "facilitates both circles",
    "ilse": "is in Harbour circle",
}


def fill() -> None:
    """Put everybody in, in one transaction."""
    stage = Stage(_settings().time_zone, hash_password(PASSWORD))
    invitation = Invitation(
        circle_id=stage.juniper.id,
        role=Role.PARTICIPANT,
        token_hash=token_hash(invitation_token()),
        uses_left=20,
        expires_at=stage.now + timedelta(days=30),
    )
    with db.transaction() as session:
        session.add_all((*stage.records, *writing.records(stage), invitation))


def invitation_token() -> str:
    """The same on every start, and different on every installation."""
    return key_store().fingerprint("demo", "invitation").hex()


def welcome() -> str:
    """What `make run` says: where it is, as whom to sign in, and a way in for somebody new."""
    site = _settings().site_url
    people = "\n".join(f"  {email_of(name):24}{what}" for name, what in TELLING.items())
    return (
        f"\nAfterglow is at {site}\n\nSign in as one of these, with the password: {PASSWORD}\n"
        f"{people}\n\nJoin Juniper circle as somebody new:\n  {site}/join/{invitation_token()}\n"
    )


def _settings() -> Settings:
    return current_app.extensions["settings"]
