"""The people of every test. All of them are there, with words of their own, each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

from flask_security import hash_password
from sqlalchemy import select

from webapp.checkins.models import Post, Reply, Resonance
from webapp.circles.models import Acceptance, Agreement, Circle, Membership, Role
from webapp.database import Base, db, now, uuid7
from webapp.gatherings.asking import Question
from webapp.gatherings.models import Answer, Attendance, Gathering, Kind
from webapp.intentions.models import IntentionPart, PartName, PartVersion
from webapp.journal.models import Entry, EntryVersion
from webapp.journal.prompts import OwnPrompt
from webapp.participants.models import Participant

PASSWORD = "seven quiet lanterns"
PEOPLE = ("wren", "moss", "rue", "ana", "ilse", "olive", "sol", "bea")


def email_of(name: str) -> str:
    return f"{name}@example.org"


@dataclass
class Cast:
    """Wren, Moss and Rue are in Juniper circle (closed), Ana facilitates it; Sol was in it and
    left. Ilse is in Harbour circle (open), Bea facilitates that. Olive is in none.
    """

    wren: Participant
    moss: Participant
    rue: Participant
    ana: Participant
    ilse: Participant
    olive: Participant
    sol: Participant
    bea: Participant
    juniper: Circle
    harbour: Circle
    # Juniper's sessions: ten days ago and in four days. Harbour's: in two days.
    gone: Gathering
    coming: Gathering
    harbours: Gathering

    @classmethod
    def load(cls) -> Cast:
        people = {
            name: db.session.scalar(Participant.with_email(email_of(name))) for name in PEOPLE
        }
        gatherings = db.session.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
        by_name = {circle.name: circle for circle in db.session.scalars(select(Circle))}
        juniper, harbour = by_name["Juniper circle"], by_name["Harbour circle"]
        gone, coming = [one for one in gatherings if one.circle_id == juniper.id]
        [harbours] = [one for one in gatherings if one.circle_id == harbour.id]
        loaded = cls(
            **people, juniper=juniper, harbour=harbour, gone=gone, coming=coming, harbours=harbours
        )
        db.session.commit()
        return loaded

    def one(self, model: type[Base], person: Participant | None = None) -> Base:
        """The one planted record of this kind, of this person where they have one each."""
        found = select(model)
        if person is not None:
            owner = "author_id" if hasattr(model, "author_id") else "participant_id"
            found = found.where(getattr(model, owner) == person.id)
        row = db.session.scalars(found.order_by(model.id)).first()
        db.session.commit()
        assert row is not None
        return row


@cache
def _password() -> str:
    return hash_password(PASSWORD)


def plant() -> None:
    """Everybody, their circles and gatherings, and something written by each in every place."""
    people = {name: _person(name) for name in PEOPLE}
    with db.transaction() as session:
        session.add_all(people.values())
    juniper = _circle("Juniper circle", people["ana"], is_open=False)
    harbour = _circle("Harbour circle", people["bea"], is_open=True)
    for name in ("wren", "moss", "rue"):
        _join(juniper, people[name])
    _join(juniper, people["sol"], left_at=now() - timedelta(days=3))
    _join(harbour, people["ilse"])
    gone = _gathering(juniper, timedelta(days=-10))
    coming = _gathering(juniper, timedelta(days=4))
    harbours = _gathering(harbour, timedelta(days=2))
    with db.transaction() as session:
        session.add(
            Attendance(
                gathering_id=harbours.id,
                participant_id=people["ilse"].id,
                answer=Answer.COMING,
                since=now() - timedelta(days=20),
            )
        )
    for name in ("wren", "moss", "rue", "sol"):
        _words(people[name], juniper, gone, coming)
    _words(people["ilse"], harbour, harbours, harbours)


def _person(name: str) -> Participant:
    return Participant.register(
        uuid7(),
        email_of(name),
        display_name=name.title(),
        password=_password(),
        time_zone="Europe/Berlin",
        facilitator_since=now() if name in ("ana", "bea") else None,
    )


def _circle(name: str, facilitator: Participant, *, is_open: bool) -> Circle:
    circle, membership, *others = Circle.start(
        facilitator, name, f"What is said in {name} stays here.", is_open, "Europe/Berlin"
    )
    membership.joined_at = now() - timedelta(days=40)
    with db.transaction() as session:
        session.add_all((circle, membership, *others))
    return circle


def _join(circle: Circle, person: Participant, left_at: datetime | None = None) -> None:
    with db.transaction() as session:
        membership = Membership.of(circle.id, person, Role.PARTICIPANT, person.display_name)
        membership.joined_at, membership.left_at = now() - timedelta(days=30), left_at
        agreement = session.scalar(Agreement.current(circle.id))
        session.add_all(
            (membership, Acceptance(participant_id=person.id, agreement_id=agreement.id))
        )


def _gathering(circle: Circle, away: timedelta) -> Gathering:
    starts_at = (now() + away).replace(hour=10, minute=0, second=0, microsecond=0, tzinfo=UTC)
    gathering = Gathering(
        circle_id=circle.id,
        kind=Kind.DOSING,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        place=f"The room of {circle.name}",
        what_to_expect=f"A quiet morning with {circle.name}.",
    )
    with db.transaction() as session:
        session.add(gathering)
    return gathering


def _words(person: Participant, circle: Circle, gone: Gathering, coming: Gathering) -> None:
    name, mine = person.display_name, {"participant_id": person.id}
    entry = Entry(
        **mine,
        gathering_id=gone.id,
        happened_on=(now() - timedelta(days=9)).date(),
        words={"images": f"{name} saw a harbour", "text": f"{name} wrote this alone"},
    )
    part = IntentionPart(
        **mine, gathering_id=coming.id, name=PartName.BRINGS, text=f"{name} intends"
    )
    post = Post(
        circle_id=circle.id,
        author_id=person.id,
        kind="check-in",
        gathering_id=coming.id if circle.is_open else None,
        welcomed_at=now(),
        created_at=now() - timedelta(days=5),
        words={"text": f"{name} checks in", "state": "tender", "need": "to be heard"},
    )
    with db.transaction() as session:
        session.add_all((entry, part, post))
        session.flush()
        session.add_all(
            (
                EntryVersion.keeping(entry, {"text": f"{name} wrote before"}),
                PartVersion.keeping(part, f"{name} intended before"),
                Reply(
                    circle_id=circle.id,
                    post_id=post.id,
                    author_id=person.id,
                    text=f"{name} replies",
                ),
                Resonance(post_id=post.id, participant_id=person.id),
                OwnPrompt(**mine, text=f"{name} wonders"),
                Question(circle_id=circle.id, **mine, text=f"{name} asks"),
            )
        )


def owner_of(row: Base) -> UUID:
    return getattr(row, "author_id", None) or row.participant_id
