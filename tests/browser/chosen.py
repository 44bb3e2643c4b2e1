"""What people of the demo have for others and not shared, and in what state it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from tests.browser.planted import circle, entry_of, somebody
from webapp.checkins.models import Post
from webapp.circles.models import Circle
from webapp.database import Base, db, now, uuid7
from webapp.journal.excerpts import Excerpt, sentences_of
from webapp.journal.models import Entry
from webapp.participants.models import Participant

TEXT = "It opened like a door in summer. I did not go in. Somebody had left the light on."
# Of whom a page shows what they chose: Rue has a session today, Fern rests from one.
CHOOSING = ("rue", "fern", "linden")
# Who has written to the circle on the day of a session, and how long ago.
UNSAID = {"rue": timedelta(), "linden": timedelta(days=2)}


def chosen() -> Iterator[Base]:
    """Entries for those who need one to choose from, and what was chosen."""
    juniper = circle("Juniper circle")
    for name in (*CHOOSING, "ana", "nova"):
        person = somebody(name)
        entry = Entry(participant_id=person.id, happened_on=now().date(), words={"text": TEXT})
        yield entry
        if name in CHOOSING:
            excerpt = _first_and_last(person, entry, juniper)
            excerpt.put_off_at = None if name == "rue" else now() - timedelta(minutes=1)
            yield excerpt
        if name in UNSAID:
            post = Post.check_in(uuid7(), person, juniper.id)
            post.say({"state": "tender", "text": TEXT}, None, welcome=True)
            post.put_off_at = now() - UNSAID[name]
            yield post
    wren = somebody("wren")
    yield _first_and_last(wren, entry_of(wren), juniper)


def known_choices() -> dict[str, UUID]:
    """What the catalogue calls them: `chosen-rue`, `entry-ana`."""
    excerpts = {
        f"chosen-{name}": _id(Excerpt.owned_by(somebody(name)).where(Excerpt.post_id.is_(None)))
        for name in (*CHOOSING, "wren")
    }
    entries = {f"entry-{name}": _id(Entry.owned_by(somebody(name))) for name in ("ana", "nova")}
    unsaid = Post.written_by(somebody("linden")).where(Post.put_off_at.is_not(None))
    shared = select(Excerpt).where(Excerpt.post_id.is_not(None))
    return {
        **excerpts,
        **entries,
        "unsaid": _id(unsaid),
        "shared": db.session.scalars(shared).one().entry_id,
    }


def _id(found: object) -> UUID:
    return db.session.scalars(found).one().id


def _first_and_last(person: Participant, entry: Entry, juniper: Circle) -> Excerpt:
    every = [one.key for family in sentences_of(entry).values() for one in family]
    excerpt = Excerpt(id=uuid7(), participant_id=person.id, entry_id=entry.id)
    excerpt.choose([every[0], every[-1]], juniper.id, None)
    return excerpt
