"""What an entry said before, and what another device wrote at the same time."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from sqlalchemy import Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, now, references
from webapp.participants.models import Participant
from webapp.sealing import Sealed

if TYPE_CHECKING:
    from webapp.journal.models import Entry

Words = dict[str, str]
Place = tuple[date, UUID | None]


class EntryVersion(Base):
    """Words an entry held before, or that another device wrote at the same time."""

    __tablename__ = "entry_versions"
    __table_args__ = (Index(None, "entry_id", "written_at"),)
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    entry_id: Mapped[UUID] = mapped_column(references("entries.id"))
    words_sealed: Mapped[bytes]
    written_at: Mapped[datetime]
    # Set when this is not an earlier version but what another device wrote meanwhile.
    copied_at: Mapped[datetime | None]
    # Where it was written for: of a copy, and of what a copy from elsewhere has replaced.
    happened_on: Mapped[date | None]
    gathering_id: Mapped[UUID | None] = mapped_column(references("gatherings.id", "SET NULL"))

    words = Sealed[Words]("words_sealed")

    @classmethod
    def keeping(cls, entry: Entry, words: Words, *, copied_for: Place | None = None) -> Self:
        """With `copied_for` it is what another device wrote, for that day and session."""
        return cls(
            participant_id=entry.participant_id,
            entry_id=entry.id,
            words=words,
            written_at=now() if copied_for else entry.written_at,
            copied_at=now() if copied_for else None,
            place=copied_for,
        )

    @property
    def place(self) -> Place | None:
        return (self.happened_on, self.gathering_id) if self.happened_on else None

    @place.setter
    def place(self, place: Place | None) -> None:
        self.happened_on, self.gathering_id = place or (None, None)

    @classmethod
    def copied_beside(cls, entry: Entry) -> Select[UUID]:
        """What another device has left beside an entry's words since these were written."""
        return select(cls.id).where(cls.entry_id == entry.id, cls.copied_at >= entry.written_at)

    @classmethod
    def of(cls, me: Participant, entry_id: UUID) -> Select[Self]:
        """What was set aside last comes first."""
        return (
            select(cls)
            .where(cls.participant_id == me.id, cls.entry_id == entry_id)
            .order_by(cls.id.desc())
        )
