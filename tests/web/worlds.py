"""One person's records, and who may ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.cast import Cast
from tests.files import DRAWING
from tests.web import routes
from webapp.checkins.models import Post, Reply
from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle, Membership
from webapp.database import db, now
from webapp.gatherings.asking import Question
from webapp.gatherings.models import Gathering
from webapp.intentions.models import PartVersion
from webapp.journal.attachments import Attachment
from webapp.journal.excerpts import Excerpt, sentences_of
from webapp.journal.models import Entry, EntryVersion
from webapp.journal.prompts import OwnPrompt
from webapp.measures.models import Measurement
from webapp.participants.models import Participant, SignIn

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
            (routes.OWNER, {name}),
            (routes.ATTENDING, everybody | self.left),
            (routes.PARTICIPANTS, everybody),
            (routes.PEERS, self.peers | {self.facilitator}),
            (routes.MEMBERS, everybody | {self.facilitator}),
            (routes.FACILITATOR, {self.facilitator}),
            (routes.ROSTER, {self.facilitator} if self.circle.is_open else NO_ONE),
        )
        return next(frozenset(names) for listed, names in lists if endpoint in listed)

    def path(self, app: Flask, rule: Rule) -> str:
        """The route's address with this world's records in it."""
        found = {argument: self._record(argument, rule.endpoint) for argument in rule.arguments}
        return app.url_map.bind("").build(rule.endpoint, found, method=routes.method_of(rule))

    def _record(self, argument: str, endpoint: str) -> UUID | str:
        if argument in routes.NAMED:
            return routes.NAMED[argument]
        if argument in ("circle_id", "gathering_id", "participant_id"):
            one = {"circle_id": self.circle, "gathering_id": self.gathering}
            return one.get(argument, self.owner).id
        if argument == "version_id":
            return self._id(EntryVersion if endpoint.startswith("journal") else PartVersion)
        models = {
            "entry_id": Entry, "post_id": Post, "reply_id": Reply, "question_id": Question,
            "membership_id": Membership, "sign_in_id": SignIn, "invitation_id": Invitation,
            "measurement_id": Measurement, "prompt_id": OwnPrompt, "excerpt_id": Excerpt,
            "attachment_id": Attachment,
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
        return routes.NAMED.get(argument) or uuid4()


def chosen_by(person: Participant, meeting: Gathering | None) -> Excerpt:
    """The first sentence of their entry, for the circle of its session."""
    of_session = select(Entry, Gathering.circle_id).join(Gathering)
    entry, circle_id = db.session.execute(
        of_session.where(Entry.participant_id == person.id).limit(1)
    ).one()
    sentences, *_ = sentences_of(entry).values()
    excerpt = Excerpt(id=uuid4(), participant_id=person.id, entry_id=entry.id)
    excerpt.choose([sentences[0].key], circle_id, meeting.id if meeting else None)
    return excerpt


def worlds(cast: Cast) -> tuple[World, World]:
    """Wren's, in the closed circle, and Ilse's, in the open one; each with an invitation."""
    with db.transaction() as session:
        for circle in (cast.juniper, cast.harbour):
            terms = {"role": "participant", "uses_left": 1, "expires_at": now() + timedelta(days=1)}
            invitation, _ = Invitation.to(circle, **terms)
            session.add(invitation)
        for person in (cast.wren, cast.ilse):
            mine = {"participant_id": person.id}
            session.add(SignIn(**mine, token_hash=person.id.bytes, device="x"))
            today = {"kind": "day", "taken_on": now().date()}
            session.add(Measurement(**mine, **today, answers={"mood": 3}))
            entry = session.scalars(Entry.owned_by(person)).first()
            drawn = {"medium": "drawing", "media_type": "image/png", "size": len(DRAWING)}
            session.add(Attachment(**mine, **drawn, entry_id=entry.id, data=DRAWING))
        session.add_all(chosen_by(*one) for one in ((cast.wren, None), (cast.ilse, cast.harbours)))
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
