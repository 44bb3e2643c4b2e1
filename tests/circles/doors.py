"""Invitations for tests, and somebody new who follows them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from tests.cast import Cast
from tests.phone import Phone
from webapp.circles.invitations import Invitation
from webapp.circles.models import Agreement, Circle, Membership, Role
from webapp.database import db, now
from webapp.gatherings.models import Gathering
from webapp.participants.models import Participant, SignIn

# An id that nothing has.
NOBODYS = "0192f4a0-0000-7000-8000-000000000000"
PASSWORD = "three slow tides at dusk"


def invite(circle: Circle, gathering: Gathering | None = None, **terms: Any) -> str:
    """A link into the circle: for one person and a week, unless said otherwise."""
    terms = {
        "role": Role.PARTICIPANT,
        "uses_left": 1,
        "expires_at": now() + timedelta(days=7),
        "gathering_id": gathering.id if gathering else None,
        **terms,
    }
    with db.transaction() as session:
        invitation, token = Invitation.to(circle, **terms)
        session.add(invitation)
    return f"/join/{token}"


def promise(circle: Circle) -> Agreement:
    """The current version of what the circle promises each other."""
    agreement = db.session.scalars(Agreement.current(circle.id)).one()
    db.session.commit()
    return agreement


def newcomer(circle: Circle, **fields: str) -> dict[str, str]:
    """The form as Juno fills it in, who has no account yet."""
    return {
        "display_name": "Juno",
        "email": "juno@example.org",
        "password": PASSWORD,
        "accepted": "y",
        "time_zone": "Europe/Lisbon",
        "agreement": str(promise(circle).id),
        **fields,
    }


def person_with(email: str) -> Participant | None:
    found = db.session.scalar(Participant.with_email(email))
    db.session.commit()
    return found


def membership_of(person: Participant | None, circle: Circle) -> Membership | None:
    assert person is not None
    found = db.session.scalar(
        Membership.ever_of(person, circle.id).execution_options(populate_existing=True)
    )
    db.session.commit()
    return found


def count(model: type[Any]) -> int:
    found = db.session.scalar(select(func.count()).select_from(model)) or 0
    db.session.commit()
    return found


def uses_left(link: str) -> int:
    invitation = db.session.scalars(
        Invitation.with_token(link.removeprefix("/join/")).execution_options(populate_existing=True)
    ).one()
    db.session.commit()
    return invitation.uses_left


def everything(cast: Cast) -> tuple[int, ...]:
    """How many of each there are: unchanged where nothing was done."""
    return tuple(count(model) for model in (Participant, Membership, SignIn))


def is_signed_in(phone: Phone) -> bool:
    return phone.get("/you").status_code == 200
