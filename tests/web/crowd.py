"""A circle in which a lot has gone on: so many people, gatherings, words and ways in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import select

from tests.cast import Cast
from tests.web.worlds import World
from webapp.checkins.models import Post, PostKind, Reply, Resonance
from webapp.circles.invitations import Invitation
from webapp.circles.models import Acceptance, Agreement, Circle, Membership, Role
from webapp.database import Base, db, now, uuid7
from webapp.gatherings.asking import Question
from webapp.gatherings.models import Attendance, Gathering, Kind
from webapp.intentions.models import IntentionPart, PartName, PartVersion
from webapp.journal.models import Entry, EntryVersion
from webapp.journal.tags import EntryTag, Tag
from webapp.participants.models import Participant, SignIn

# Nobody is in a thousand circles, and each of them has a key of its own.
MOST_CIRCLES = 40


class First(NamedTuple):
    """The owner's records of which one page shows all that hangs on them."""

    entry: UUID
    part: UUID
    post: UUID

    @classmethod
    def of(cls, person: Participant) -> Self:
        owners = (Entry.participant_id, IntentionPart.participant_id, Post.author_id)
        return cls(
            *(
                db.session.scalars(select(owner.class_.id).where(owner == person.id)).one()
                for owner in owners
            )
        )


def plant(world: World, cast: Cast, number: int) -> None:
    """Everything `number` times, in one circle and for one of the people in it."""
    facilitator = getattr(cast, world.facilitator)
    first = First.of(world.owner)
    people = [_person(nth) for nth in range(number)]
    circles = [_circle(facilitator, world.owner) for _ in range(min(number, MOST_CIRCLES))]
    with db.transaction() as session:
        for nth, person in enumerate(people):
            session.add_all((person, *_nth(world, first, person, nth), *_alone(world, first, nth)))
        session.add_all(record for circle in circles for record in circle)


def _moment(nth: int) -> datetime:
    return now() - timedelta(days=4, minutes=nth)


def _person(nth: int) -> Participant:
    return Participant.register(
        uuid7(),
        f"fern-{uuid7()}@example.org",
        display_name=f"Fern {nth}",
        password=None,
        time_zone="Europe/Berlin",
    )


def _circle(facilitator: Participant, member: Participant) -> list[Base]:
    circle, *others = Circle.start(facilitator, "Fern circle", "Be kind.", False, "UTC")
    membership = Membership.of(circle.id, member, Role.PARTICIPANT, "Wren")
    # The world's own circle stays the one that was joined last.
    for one in (membership, others[0]):
        one.joined_at = now() - timedelta(days=300)
    return [circle, *others, membership]


def _nth(world: World, first: First, person: Participant, nth: int) -> Iterator[Base]:
    """What one more person brings into the circle."""
    circle, author = {"circle_id": world.circle.id}, {"author_id": person.id}
    membership = Membership.of(world.circle.id, person, Role.PARTICIPANT, f"Fern {nth}")
    membership.joined_at = _moment(nth) - timedelta(days=20)
    words = {"text": f"Fern {nth} was here", "topic": "rain" if nth % 3 else "", "part": "brings"}
    said = {"welcomed_at": now(), "created_at": _moment(nth), "words": words}
    post = Post(**circle, **author, gathering_id=world.gathering.id, kind=PostKind.CHECK_IN, **said)
    yield membership
    yield post
    yield Post(**circle, **author, gathering_id=world.gathering.id, kind=PostKind.INTENTION, **said)
    yield Reply(**circle, **author, post_id=post.id, text="One answer")
    yield Reply(**circle, **author, post_id=first.post, text="One more answer")
    yield Resonance(post_id=first.post, participant_id=person.id)
    yield Attendance(gathering_id=world.gathering.id, participant_id=person.id)
    yield Question(**circle, participant_id=person.id, text="May I ask?", created_at=_moment(nth))
    yield _gathering(world, timedelta(days=nth + 5))
    yield _gathering(world, timedelta(days=-nth - 5))
    terms = {"role": Role.PARTICIPANT, "uses_left": 1, "expires_at": now() + timedelta(days=1)}
    yield Invitation.to(world.circle, **terms)[0]
    agreement = Agreement(**circle, version=nth + 2, text=f"Version {nth}")
    yield agreement
    yield Acceptance(participant_id=world.owner.id, agreement_id=agreement.id)


def _alone(world: World, first: First, nth: int) -> Iterator[Base]:
    """What the owner wrote by themselves."""
    mine = {"participant_id": world.owner.id}
    entry = Entry(**mine, happened_on=_moment(nth * 600).date(), words={"text": f"Page {nth}"})
    gathering = _gathering(world, timedelta(days=-nth - 1, hours=-5))
    tag = Tag(id=Tag.id_of(world.owner.id, f"tag {nth}"), **mine, name=f"tag {nth}")
    yield from (
        tag,
        *(EntryTag(**mine, entry_id=one, tag_id=tag.id) for one in (entry.id, first.entry)),
    )
    long_ago = now().date() - timedelta(days=365)
    yield Entry(**mine, happened_on=long_ago, words={"text": f"A year before, {nth}"})
    part = IntentionPart(**mine, gathering_id=gathering.id, name=PartName.BRINGS, text="A word")
    yield from (entry, gathering, part)
    yield Entry(
        **mine, happened_on=now().date(), gathering_id=gathering.id, words={"images": "A lake"}
    )
    yield Attendance(gathering_id=gathering.id, **mine)
    written = {**mine, "written_at": _moment(nth)}
    yield EntryVersion(**written, entry_id=first.entry, words={"text": f"Before {nth}"})
    yield PartVersion(**written, part_id=first.part, text=f"Before {nth}")
    yield Post(
        circle_id=world.circle.id,
        author_id=world.owner.id,
        gathering_id=world.gathering.id,
        kind=PostKind.CHECK_IN,
        created_at=_moment(nth),
        words={"text": "Here again"},
    )
    yield Question(
        circle_id=world.circle.id, **mine, text="May I?", answer="Yes.", answered_at=now()
    )
    yield SignIn(**mine, token_hash=uuid7().bytes, device="A phone")


def _gathering(world: World, away: timedelta) -> Gathering:
    return Gathering(
        circle_id=world.circle.id,
        kind=Kind.DOSING,
        starts_at=now() + away,
        ends_at=now() + away + timedelta(hours=4),
        place="The quiet room",
    )
