"""Voice notes and drawings. They belong to an entry, and nobody else can have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import Index, Select, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, now, references
from webapp.journal.media import MP4, PNG, WEBM
from webapp.participants.models import Participant
from webapp.sealing import Sealed, SealedBytes

LONGEST = 6 * 1024 * 1024
LONGEST_OF_ALL = 500 * 1024 * 1024


class Medium(StrEnum):
    VOICE = "voice"
    DRAWING = "drawing"

    @property
    def label(self) -> str:
        return {Medium.VOICE: "A voice note", Medium.DRAWING: "A drawing"}[self]

    @property
    def plural(self) -> str:
        return {Medium.VOICE: "Voice notes", Medium.DRAWING: "Drawings"}[self]

    @property
    def media_types(self) -> tuple[str, ...]:
        return (PNG,) if self is Medium.DRAWING else (WEBM, MP4)


class Attachment(Base):
    """One recording or drawing, as the phone made it, to the byte."""

    __tablename__ = "attachments"
    __table_args__ = (Index(None, "participant_id", "entry_id"),)
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    entry_id: Mapped[UUID] = mapped_column(references("entries.id"))
    medium: Mapped[str] = mapped_column(String(8))
    media_type: Mapped[str] = mapped_column(String(16))
    size: Mapped[int]  # bytes
    seconds: Mapped[int | None]
    # What is on it, in words. Never looked at by anything but a screen reader.
    said_sealed: Mapped[bytes | None]
    # Megabytes, read only where they are played or shown.
    data_sealed: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    said = Sealed[str]("said_sealed")
    data = SealedBytes("data_sealed")

    @classmethod
    def owned_by(cls, me: Participant) -> Select[Self]:
        return select(cls).where(cls.participant_id == me.id)

    @classmethod
    def of(cls, me: Participant, *entries: UUID) -> Select[Self]:
        """What belongs to these entries, in the order it was made."""
        return cls.owned_by(me).where(cls.entry_id.in_(entries)).order_by(cls.created_at, cls.id)

    @classmethod
    def room_taken_by(cls, me: Participant) -> Select[int]:
        """Bytes, of everything somebody has."""
        return select(func.coalesce(func.sum(cls.size), 0)).where(cls.participant_id == me.id)

    @property
    def is_voice(self) -> bool:
        return self.medium == Medium.VOICE

    @property
    def label(self) -> str:
        return Medium(self.medium).label

    @property
    def length(self) -> str:
        """`0:42`, or nothing where it is not known."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}" if self.seconds else ""


def by_entry(attached: Iterable[Attachment]) -> dict[UUID, list[Attachment]]:
    """What belongs to each entry; nothing where there is none."""
    found = defaultdict(list)
    for one in attached:
        found[one.entry_id].append(one)
    return found
