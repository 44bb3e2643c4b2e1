"""Who may ask for what: every route of the app stands in exactly one of these lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.cast import Cast
from webapp.checkins.models import Post, Reply
from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle, Membership
from webapp.database import db, now
from webapp.gatherings.asking import Question
from webapp.gatherings.models import Gathering
from webapp.intentions.models import PartVersion
from webapp.journal.models import Entry, EntryVersion
from webapp.participants.models import Participant, SignIn

# Anyone, signed in or not.
PUBLIC = {
    "static", "today.home", "safety.care", "offline.healthz", "offline.manifest",
    "offline.worker", "offline.away", "offline.outbox", "offline.session",
    "participants.login", "participants.sign_in", "participants.forgotten",
    "participants.send_link", "participants.reset", "participants.choose_again",
    "circles.join", "circles.redeem",
}  # fmt: skip

# Everybody signed in: pages that show each their own.
SIGNED_IN = {
    "today.show", "journal.index", "journal.new", "journal.create", "journal.search",
    "intentions.index", "checkins.index", "checkins.posts", "gatherings.questions",
    "gatherings.new_question", "gatherings.ask", "participants.you", "participants.logout",
    "participants.edit_name", "participants.change_name", "participants.edit_password",
    "participants.change_password", "checkins.create", "offline.key",
}  # fmt: skip

# Sent by a phone on its own, with nobody's words in it: tests/offline/test_locks.py tries it.
NO_FORM = {"offline.key"}

# Of those, the ones that are about a circle, and not there for somebody in none.
IN_A_CIRCLE = {"checkins.posts"}

# One record, and nobody but whose it is.
OWNER = {
    "journal.show", "journal.edit", "journal.update", "journal.destroy", "journal.versions",
    "journal.use", "intentions.use", "intentions.set_aside", "participants.end_sign_in",
    "checkins.take_back", "checkins.take_back_reply",
}  # fmt: skip

# Those who come to the gathering or have written for it, also where they have left the circle
# since: each to their own page of it.
ATTENDING = {
    "intentions.show", "intentions.edit", "intentions.update", "intentions.versions",
}  # fmt: skip

# Whoever is in the circle now.
MEMBERS = {
    "checkins.show", "checkins.check_in", "checkins.reply", "circles.agreement",
    "circles.accept_agreement", "gatherings.show",
}  # fmt: skip
PARTICIPANTS = {"gatherings.attend"}
PEERS = {"checkins.resonate", "checkins.withdraw_resonance"}

# The circle's facilitators.
FACILITATOR = {
    "facilitation.circle", "facilitation.edit_agreement", "facilitation.update_agreement",
    "facilitation.create_gathering", "facilitation.new_gathering", "facilitation.create_invitation",
    "facilitation.new_invitation", "facilitation.confirm_removal", "facilitation.remove",
    "facilitation.update_gathering", "facilitation.gathering", "facilitation.confirm_cancellation",
    "facilitation.cancel", "facilitation.edit_gathering", "facilitation.intentions",
    "facilitation.bring_back", "facilitation.invitation", "facilitation.revoke",
    "facilitation.question", "facilitation.answer", "facilitation.add_to_roster",
}  # fmt: skip
# An open circle's roster is a list of its own; a closed circle has nobody to take off.
ROSTER = {"facilitation.take_off_roster"}
# Whoever facilitates anything.
FACILITATORS = {
    "facilitation.index", "facilitation.new_circle", "facilitation.create_circle",
    "facilitation.questions",
}  # fmt: skip

LISTS = (
    PUBLIC, SIGNED_IN, OWNER, ATTENDING, MEMBERS, PARTICIPANTS, PEERS, FACILITATOR, ROSTER,
    FACILITATORS,
)  # fmt: skip
NO_ONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class World:
    """One person's records, the circle they are in, and who is what to them."""

    owner: Participant
    circle: Circle
    gathering: Gathering
    peers: frozenset[str]
    facilitator: str
    left: frozenset[str] = NO_ONE

    def allowed(self, endpoint: str) -> frozenset[str]:
        """The names of those who may ask for this person's record by this route."""
        name = self.owner.display_name.lower()
        everybody = self.peers | {name}
        lists = (
            (OWNER, {name}),
            (ATTENDING, everybody | self.left),
            (PARTICIPANTS, everybody),
            (PEERS, self.peers | {self.facilitator}),
            (MEMBERS, everybody | {self.facilitator}),
            (FACILITATOR, {self.facilitator}),
            (ROSTER, {self.facilitator} if self.circle.is_open else NO_ONE),
        )
        return next(frozenset(names) for listed, names in lists if endpoint in listed)

    def path(self, app: Flask, rule: Rule) -> str:
        """The route's address with this world's records in it."""
        found = {argument: self._record(argument, rule.endpoint) for argument in rule.arguments}
        return app.url_map.bind("").build(rule.endpoint, found, method=_method(rule))

    def _record(self, argument: str, endpoint: str) -> UUID | str:
        if argument == "part":
            return "brings"
        if argument in ("circle_id", "gathering_id", "participant_id"):
            one = {"circle_id": self.circle, "gathering_id": self.gathering}
            return one.get(argument, self.owner).id
        if argument == "version_id":
            return self._id(EntryVersion if endpoint.startswith("journal") else PartVersion)
        models = {
            "entry_id": Entry, "post_id": Post, "reply_id": Reply, "question_id": Question,
            "membership_id": Membership, "sign_in_id": SignIn, "invitation_id": Invitation,
        }  # fmt: skip
        return self._id(models[argument])

    def _id(self, model: type) -> UUID:
        owned = {"participant_id": self.owner.id, "author_id": self.owner.id}
        column = next((name for name in owned if hasattr(model, name)), "circle_id")
        value = owned.get(column, self.circle.id)
        found = db.session.scalar(select(model.id).where(getattr(model, column) == value))
        assert found is not None, model
        return found


class Nowhere(World):
    """A world whose records do not exist."""

    def _record(self, argument: str, endpoint: str) -> UUID | str:
        return "brings" if argument == "part" else uuid4()


def worlds(cast: Cast) -> tuple[World, World]:
    """Wren's, in the closed circle, and Ilse's, in the open one; each with an invitation."""
    with db.transaction() as session:
        for circle in (cast.juniper, cast.harbour):
            terms = {"role": "participant", "uses_left": 1, "expires_at": now() + timedelta(days=1)}
            invitation, _ = Invitation.to(circle, **terms)
            session.add(invitation)
        for person in (cast.wren, cast.ilse):
            session.add(SignIn(participant_id=person.id, token_hash=person.id.bytes, device="x"))
    return (
        World(
            cast.wren,
            cast.juniper,
            cast.coming,
            frozenset({"moss", "rue"}),
            "ana",
            frozenset({"sol"}),
        ),
        World(cast.ilse, cast.harbour, cast.harbours, frozenset(), "bea"),
    )


def routes(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, _method(rule)))


def about_records(app: Flask) -> list[Rule]:
    """The routes that name somebody's record."""
    listed = PUBLIC | SIGNED_IN | FACILITATORS
    return [rule for rule in routes(app) if rule.endpoint not in listed]


def _method(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def ask(phone: object, rule: Rule, path: str) -> object:
    """The answer to this route, with an empty form where it takes one."""
    return phone.post(path) if _method(rule) == "POST" else phone.get(path)
