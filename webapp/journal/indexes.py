"""What a search looks through, sealed like the words: by months, so that little is opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import Select, UniqueConstraint, event, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.database import Base, UnitOfWork, db, references
from webapp.journal.finding import index_of
from webapp.journal.models import Entry
from webapp.keys import SealBroken
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed, SealedBytes

Month = tuple[UUID, date]
LONGEST_MONTH = timedelta(days=31)


class MonthIndex(Base):
    """The words of one month of somebody's journal: all of them once, and those of each entry."""

    __tablename__ = "month_indexes"
    __table_args__ = (UniqueConstraint("participant_id", "month"),)
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    # Its first day.
    month: Mapped[date]
    words_sealed: Mapped[bytes]
    entries_sealed: Mapped[bytes]

    words = SealedBytes("words_sealed")
    entries = Sealed[dict[str, str]]("entries_sealed")

    @classmethod
    @built_once
    def words_of(cls, me: Participant) -> Select[UUID, bytes]:
        return select(cls.id, cls.words_sealed).where(cls.participant_id == me.id)

    @classmethod
    def entries_of(cls, me: Participant, ids: list[UUID]) -> Select[UUID, date, bytes]:
        """Those of these months, the latest first."""
        return (
            select(cls.id, cls.month, cls.entries_sealed)
            .where(cls.participant_id == me.id, cls.id.in_(ids))
            .order_by(cls.month.desc())
        )

    def put(self, entries: dict[str, str]) -> None:
        self.entries = entries
        self.words = encoded(" ".join(dict.fromkeys(" ".join(entries.values()).split(" "))))


def change(session: Session, of: Month, changed: Mapping[str, str | None]) -> None:
    """Take up the words of these entries of a month, and forget those that have none here now.

    Of two who write in one month the second waits for the first.
    """
    participant_id, month = of
    known = select(MonthIndex).where(
        MonthIndex.participant_id == participant_id, MonthIndex.month == month
    )
    index = session.scalar(known.with_for_update())
    entries = {**_entries(session, of, index), **changed}
    words = {name: said for name, said in entries.items() if said is not None}
    if words:
        index = index or MonthIndex(participant_id=participant_id, month=month)
        index.put(words)
        session.add(index)
    elif index:
        session.delete(index)


def _entries(session: Session, of: Month, index: MonthIndex | None) -> dict[str, str]:
    """What the index has of a month; where there is none that can be opened, its entries."""
    try:
        return index.entries if index else indexed(session, *of)
    except SealBroken:
        return indexed(session, *of)


def encoded(words: str) -> bytes:
    """As a month's words are kept: looked through as they are opened, all of them each time."""
    return words.encode("utf-8", "surrogatepass")


def month_of(day: date) -> date:
    return day.replace(day=1)


def indexed(session: Session, participant_id: UUID, month: date) -> dict[str, str]:
    """A month's entries, looked through anew. What cannot be opened is left out, and logged."""
    in_it = select(Entry).where(
        Entry.participant_id == participant_id,
        Entry.happened_on >= month,
        Entry.happened_on < month_of(month + LONGEST_MONTH),
    )
    indexes = ((entry.id.hex, _index(entry)) for entry in session.scalars(in_it))
    return {name: index for name, index in indexes if index is not None}


def index_all() -> None:
    """The months that have entries and no index: of a time before there was one."""
    days = db.session.execute(select(Entry.participant_id, Entry.happened_on).distinct())
    months = {(participant_id, month_of(day)) for participant_id, day in days}
    known = db.session.execute(select(MonthIndex.participant_id, MonthIndex.month))
    if missing := months - {(participant_id, month) for participant_id, month in known}:
        with db.transaction() as session:
            for of in missing:
                change(session, of, {})


@event.listens_for(UnitOfWork, "before_flush")
def _keep_up(session: Session, *_: Any) -> None:
    """Whatever is written, moved to another day or deleted: the index goes with it."""
    changes: dict[Month, dict[str, str | None]] = defaultdict(dict)
    for entry in chain(session.new, session.dirty, session.deleted):
        if isinstance(entry, Entry):
            for of, index in _changes(entry, is_deleted=entry in session.deleted):
                changes[of][entry.id.hex] = index
    for of in sorted(changes):
        change(session, of, changes[of])


def _changes(entry: Entry, *, is_deleted: bool) -> Iterator[tuple[Month, str | None]]:
    """What becomes of an entry's index in the month it was in, and in the one it is in now."""
    columns = inspect(entry).attrs
    day, words = columns.happened_on.history, columns.words_sealed.history
    for earlier in day.deleted or ([entry.happened_on] if is_deleted else []):
        yield (entry.participant_id, month_of(earlier)), None
    if not is_deleted and (day.has_changes() or words.has_changes()):
        yield (entry.participant_id, month_of(entry.happened_on)), _index(entry)


def _index(entry: Entry) -> str | None:
    try:
        return index_of(entry.words)
    except SealBroken:
        return None
