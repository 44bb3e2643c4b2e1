"""Tags: a few words to find entries by. Nobody but the person who chose them can read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, UniqueConstraint, delete, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, db, references
from webapp.journal.models import Entry
from webapp.keys import key_store
from webapp.participants.anybody import ANYBODY, built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed


class OwnTag(NamedTuple):
    """A tag as its person reads it."""

    id: UUID
    name: str


class Tag(Base):
    """One of somebody's tags. Its id is made from the word, with the person's own key.

    So an address may carry it and names no word; and chosen on two phones at once, it is one.
    """

    __tablename__ = "tags"
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"), index=True)
    name_sealed: Mapped[bytes]

    name = Sealed[str]("name_sealed")

    @classmethod
    @built_once
    def owned_by(cls, me: Participant) -> Select[UUID, bytes]:
        return select(cls.id, cls.name_sealed).where(cls.participant_id == me.id)

    @classmethod
    def all_of(cls, me: Participant) -> list[OwnTag]:
        return cls._opened(me, cls.owned_by(ANYBODY))

    @classmethod
    def all_on(cls, me: Participant, entry_id: UUID) -> list[OwnTag]:
        return cls._opened(me, cls.owned_by(ANYBODY).where(cls.id.in_(EntryTag.ids_on(entry_id))))

    @classmethod
    def _opened(cls, me: Participant, asked: Select[UUID, bytes]) -> list[OwnTag]:
        """In the order of the alphabet, which only their reader can put them in.

        One whose seal is broken hides none of the others.
        """
        rows = db.session.rows(asked, me=me.id)
        tags = [OwnTag(one, cls.name.open_or("", me.id, one, sealed)) for one, sealed in rows]
        return sorted((tag for tag in tags if tag.name), key=lambda tag: tag.name.casefold())

    @property
    def is_readable(self) -> bool:
        return bool(Tag.name.open_or("", self.participant_id, self.id, self.name_sealed))

    @staticmethod
    def id_of(owner: UUID, name: str) -> UUID:
        """The same for `Garden` and `garden`, and for nobody else's."""
        return UUID(bytes=key_store().fingerprint("tag", name.casefold(), owner)[:16])


class EntryTag(Base):
    """That an entry has a tag."""

    __tablename__ = "entry_tags"
    __table_args__ = (UniqueConstraint("entry_id", "tag_id"),)

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    entry_id: Mapped[UUID] = mapped_column(references("entries.id"))
    tag_id: Mapped[UUID] = mapped_column(references("tags.id"), index=True)

    @classmethod
    def ids_on(cls, entry_id: UUID) -> Select[UUID]:
        return select(cls.tag_id).where(cls.entry_id == entry_id)


def tag(entry: Entry, names: Iterable[str], *, only_add: bool = False) -> bool:
    """Give an entry these tags, and with `only_add` leave it the ones it has. Whether any changed.

    A tag that no entry has any more is forgotten.
    """
    on_it = EntryTag.entry_id == entry.id
    had = set(db.session.scalars(EntryTag.ids_on(entry.id)))
    wanted = {Tag.id_of(entry.participant_id, name): name for name in names}
    concerned = had | wanted.keys()
    if not concerned:
        return False
    mine = {"participant_id": entry.participant_id}
    tags = db.session.scalars(select(Tag).where(Tag.id.in_(concerned)))
    known = {one.id: one for one in tags}
    broken = {one.id for one in known.values() if not one.is_readable}
    # What nobody could read, nobody has taken away. Typed again it can be read again.
    added, dropped = wanted.keys() - had, set() if only_add else had - wanted.keys() - broken
    for one in broken & wanted.keys():
        known[one].name = wanted[one]
    db.session.add_all(Tag(id=one, **mine, name=wanted[one]) for one in added - known.keys())
    db.session.add_all(EntryTag(**mine, entry_id=entry.id, tag_id=one) for one in added)
    if dropped:
        db.session.execute(delete(EntryTag).where(on_it, EntryTag.tag_id.in_(dropped)))
        forget_unused(entry.participant_id)
    return bool(added or dropped)


def forget_unused(owner: UUID) -> None:
    """No word of somebody's is kept that stands on none of their entries."""
    db.session.flush()
    used = exists().where(EntryTag.tag_id == Tag.id)
    db.session.execute(delete(Tag).where(Tag.participant_id == owner, ~used))
