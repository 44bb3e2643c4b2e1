"""Coming into a circle: the account, the membership, the promise and the invitation's use."""

from __future__ import annotations

from typing import Any

from blinker import Signal
from flask import current_app
from flask_security import hash_password, verify_password
from sqlalchemy.exc import IntegrityError

from webapp.circles.forms import NewcomerForm
from webapp.circles.invitations import Invitation
from webapp.circles.models import Acceptance, Agreement, Circle, Membership, Role
from webapp.database import db, now, uuid7
from webapp.participants.models import Participant
from webapp.participants.security import find_by_email
from webapp.participants.signing_in import find_by_password
from webapp.web import limits

# A large circle can join through one code on a wall within this many tries in 15 minutes.
TRIES_PER_INVITATION = 60

# Told within the transaction, with the participant, so that what lies above circles can follow.
joined = Signal()

# Asked about a participant who is in the circle already: the gathering, if any, that the
# invitation could still bring them to.
returning = Signal()


class Over(Exception):
    """The invitation cannot be used (any more). `state` is the invitation's."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class AnotherPassword(Exception):
    """Somebody has an account with this e-mail, and it was not opened by this password."""


def arrive(token: str, form: NewcomerForm) -> Participant:
    """Join somebody who is not signed in: as who they are here, or as somebody new.

    Leaves a writing transaction for the caller to commit. Raises Over or AnotherPassword.
    """
    limits.at_most(TRIES_PER_INVITATION, "join by", token)
    person = find_by_password(form.email.data, form.password.data) or _register(token, form)
    name = form.display_name.data
    db.session.write()
    try:
        db.session.add(person)
        enter(token, person, name)
        db.session.flush()
    except (Over, IntegrityError):
        # The same form, sent a second time at the same moment: the first one made the account.
        # Or the link is over, for somebody known.
        db.session.rollback()
        db.session.keep()
        first = find_by_email(form.email.data)
        if first is None:
            raise
        if not _opens(first, form):
            raise AnotherPassword from None
        db.session.write()
        enter(token, first, name)
        return first
    return person


def enter(token: str, me: Participant, display_name: str) -> None:
    """Use the invitation for this person, in the running transaction. Raises Over."""
    invitation, circle = _locked(token)
    membership = db.session.scalar(Membership.ever_of(me, circle.id))
    if membership and membership.left_at is None:
        return _return(invitation, membership, me)
    _use(invitation)
    if membership:
        membership.return_as(invitation.role, display_name)
    else:
        db.session.add(Membership.of(circle.id, me, invitation.role, display_name))
    if invitation.role == Role.FACILITATOR:
        me.facilitator_since = me.facilitator_since or now()
    accept(me, db.session.scalars(Agreement.current(circle.id)).one())
    joined.send(invitation, participant=me)


def enter_again(token: str, me: Participant) -> None:
    """The same for somebody who is in the circle, and stays who they are there."""
    invitation, circle = _locked(token)
    if membership := db.session.scalar(Membership.current_of(me, circle.id)):
        _return(invitation, membership, me)


def gathering_for(membership: Membership, me: Participant, invitation: Invitation) -> Any:
    """The gathering that the invitation could still bring somebody to who is in the circle."""
    if not membership.role == invitation.role == Role.PARTICIPANT:
        return None
    answers = returning.send(invitation, participant=me)
    return next((gathering for _receiver, gathering in answers if gathering), None)


def accept(me: Participant, agreement: Agreement) -> None:
    """Remember the promise, once."""
    if db.session.scalar(Acceptance.of(me, agreement)) is None:
        db.session.add(Acceptance(participant_id=me.id, agreement_id=agreement.id))


def _locked(token: str) -> tuple[Invitation, Circle]:
    """The invitation, kept from others: of two who come for its last use, one gets in."""
    row = db.session.execute(
        Invitation.with_token(token)
        .with_for_update(of=Invitation)
        .execution_options(populate_existing=True)
    ).one()
    return row.Invitation, row.Circle


def _return(invitation: Invitation, membership: Membership, me: Participant) -> None:
    if gathering_for(membership, me, invitation):
        _use(invitation)
        joined.send(invitation, participant=me)


def _use(invitation: Invitation) -> None:
    if invitation.state != "open":
        raise Over(invitation.state)
    invitation.uses_left -= 1


def _register(token: str, form: NewcomerForm) -> Participant:
    """An account that is not stored yet.

    Or the one that the same form, sent a moment earlier, has made by now. Whoever it is and
    whatever the link, one password is hashed here, before anything is locked.
    """
    known = find_by_email(form.email.data)
    hashed = None if known and known.active else hash_password(form.password.data)
    if known and _opens(known, form):
        return known
    state = db.session.execute(Invitation.with_token(token)).one().Invitation.state
    if state != "open":
        raise Over(state)
    if known:
        raise AnotherPassword
    return Participant.register(
        uuid7(),
        form.email.data,
        display_name=form.display_name.data,
        password=hashed,
        time_zone=form.time_zone.data or current_app.extensions["settings"].time_zone,
    )


def _opens(known: Participant, form: NewcomerForm) -> bool:
    return known.active and verify_password(form.password.data, known.password or "")
