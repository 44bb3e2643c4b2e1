"""Sentences of an entry, chosen for a circle. The entry itself stays with its writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple, Self
from uuid import UUID

from sqlalchemy import Index, Select, delete, event, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.checkins.models import Post, PostKind
from webapp.checkins.saying import gathering_name
from webapp.circles.models import Audience, Circle
from webapp.database import Base, db, now, references
from webapp.gatherings.models import Gathering
from webapp.journal.models import Entry, Family
from webapp.journal.sentences import sentences_in
from webapp.keys import key_store
from webapp.participants.models import Participant
from webapp.sealing import Sealed

# Stands on a line of its own where something between two chosen sentences was left out: that
# much a reader is told, and neither how much it was nor where it came from.
LEFT_OUT = "\n…\n"
BLANK = " \t\n\r"
KEY_DIGITS = 20


class Sentence(NamedTuple):
    """`key` is its name on a page: the same words in the same family keep it, others never get it.

    `text` is what stands in the entry, with all the blanks after it.
    """

    key: str
    text: str

    @property
    def said(self) -> str:
        return self.text.strip(BLANK)


def sentences_of(entry: Entry) -> dict[Family, list[Sentence]]:
    """The sentences of an entry, family by family, in their order."""
    words = entry.words
    return {
        family: list(_named(entry.id, family, words[family]))
        for family in Family
        if words.get(family, "").strip()
    }


def _named(entry_id: UUID, family: str, text: str) -> Iterator[Sentence]:
    again: Counter[str] = Counter()
    for piece in sentences_in(text):
        said = piece.strip(BLANK)
        again[said] += 1
        named = key_store().fingerprint("sentence", f"{entry_id}|{family}|{again[said]}|{said}")
        yield Sentence(named.hex()[:KEY_DIGITS], piece)


def text_of(entry: Entry, chosen: Collection[str]) -> str:
    """The chosen sentences to the letter, and nothing else of the entry."""
    parts = []
    for sentences in sentences_of(entry).values():
        runs = [
            "".join(sentence.text for sentence in run).strip(BLANK)
            for is_chosen, run in groupby(sentences, lambda sentence: sentence.key in chosen)
            if is_chosen
        ]
        parts += [LEFT_OUT.join(runs)] * bool(runs)
    return "\n\n".join(parts)


class Excerpt(Base):
    """Which sentences were chosen, for whom; and once they are shared, as which post.

    Until then nobody else can know of it. The post is the circle's copy and does not change when
    the entry does. Which entry it comes from stands only here, where it is the writer's.
    """

    __tablename__ = "excerpts"
    __table_args__ = (Index(None, "participant_id", "entry_id"), Index(None, "post_id"))
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    entry_id: Mapped[UUID] = mapped_column(references("entries.id"))
    circle_id: Mapped[UUID] = mapped_column(references("circles.id"))
    gathering_id: Mapped[UUID | None] = mapped_column(references("gatherings.id"))
    post_id: Mapped[UUID | None] = mapped_column(references("posts.id"))
    chosen_sealed: Mapped[bytes]
    # "Share this" was said on the day of a session: it is asked once more.
    put_off_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    chosen = Sealed[list[str]]("chosen_sealed")

    @classmethod
    def owned_by(cls, me: Participant) -> Select[Self]:
        return select(cls).where(cls.participant_id == me.id)

    @classmethod
    def with_entry(cls, me: Participant, excerpt_id: UUID) -> Select[Self, Entry]:
        return (
            cls.owned_by(me)
            .add_columns(Entry)
            .join(Entry, Entry.id == cls.entry_id)
            .where(cls.id == excerpt_id)
        )

    @classmethod
    def unshared(cls, me: Participant, entry_id: UUID) -> Select[Self]:
        """What was chosen from an entry and nobody else has, the latest first."""
        return (
            cls.owned_by(me)
            .where(cls.entry_id == entry_id, cls.post_id.is_(None))
            .order_by(cls.id.desc())
        )

    def choose(self, chosen: list[str], circle_id: UUID, gathering_id: UUID | None) -> None:
        self.chosen, self.circle_id, self.gathering_id = chosen, circle_id, gathering_id
        self.put_off_at = None

    def post_from(self, entry: Entry, *, welcome: bool = False) -> Post:
        """The post that it would be now: what is looked at before, and what is then shared."""
        return Post(
            circle_id=self.circle_id,
            gathering_id=self.gathering_id,
            author_id=self.participant_id,
            kind=PostKind.EXCERPT,
            audience=Audience.CIRCLE,
            welcomed_at=now() if welcome else None,
            created_at=now(),
            words={"text": text_of(entry, self.chosen)},
        )

    def share(self, entry: Entry, *, welcome: bool) -> None:
        post = self.post_from(entry, welcome=welcome)
        db.session.add(post)
        self.post_id, self.put_off_at = post.id, None


class Kept(NamedTuple):
    """An excerpt as it stands on its entry; `when` is the moment it was shared, if it was."""

    excerpt: Excerpt
    circle: Circle
    meeting: str
    text: str
    when: datetime | None


def excerpts_of(me: Participant, entry: Entry) -> list[Kept]:
    """Everything chosen from an entry, the earliest first; what is shared as it is read."""
    rows = db.session.execute(
        Excerpt.owned_by(me)
        .add_columns(Circle, Gathering, Post)
        .join(Circle, Circle.id == Excerpt.circle_id)
        .outerjoin(Gathering, Gathering.id == Excerpt.gathering_id)
        .outerjoin(Post, Post.id == Excerpt.post_id)
        .where(Excerpt.entry_id == entry.id)
        .order_by(Excerpt.id)
    ).all()
    key_store().gather(row.Circle.id for row in rows)
    return [
        Kept(
            excerpt,
            circle,
            gathering_name(meeting.kind, meeting.starts_at, me.zone) if meeting else "",
            post.words["text"] if post else text_of(entry, excerpt.chosen),
            post.created_at if post else None,
        )
        for excerpt, circle, meeting, post in rows
    ]


def seal_of(post: Post) -> str:
    """What a page carries to say which words, for whom, were looked at on it."""
    looked_at = f"{post.circle_id}|{post.gathering_id}|{post.words.get('text', '')}"
    return key_store().fingerprint("excerpt", looked_at).hex()


def take_back_all(me: Participant, entry: Entry) -> None:
    """What was shared from an entry goes with it, also what is being shared just now."""
    chosen = Excerpt.owned_by(me).where(Excerpt.entry_id == entry.id)
    posts = db.session.scalars(chosen.with_only_columns(Excerpt.post_id).with_for_update()).all()
    for post in db.session.scalars(select(Post).where(Post.id.in_(filter(None, posts)))):
        post.take_back()


@event.listens_for(Post.taken_back_at, "set")
def _taken_back(post: Post, taken_back_at: datetime | None, *_: Any) -> None:
    """Wherever its writer takes it back, on the entry it does not stand as shared any more."""
    if taken_back_at is not None and post.kind == PostKind.EXCERPT:
        db.session.execute(delete(Excerpt).where(Excerpt.post_id == post.id))
