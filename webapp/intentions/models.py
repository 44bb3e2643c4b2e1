"""An intention: five short parts, each with its own audience, for one dosing gathering."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Audience
from webapp.database import Base, now, references
from webapp.participants.models import Participant
from webapp.sealing import Sealed

# Typing goes on within one sitting; a longer pause begins the next and keeps what was there.
SITTING = timedelta(minutes=30)


class PartName(StrEnum):
    """The five pages, in their order."""

    BRINGS = "brings"
    MEET = "meet"
    FEAR = "fear"
    EXPECT = "expect"
    WORD = "word"


class IntentionPart(Base):
    """One of the five parts. Saving over it never loses a word: see `write`."""

    __tablename__ = "intention_parts"
    __table_args__ = (UniqueConstraint("participant_id", "gathering_id", "name"),)
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    gathering_id: Mapped[UUID] = mapped_column(references("gatherings.id"))
    name: Mapped[str] = mapped_column(String(16))
    text_sealed: Mapped[bytes]
    audience: Mapped[str] = mapped_column(String(16), default=Audience.ONLY_ME)
    version: Mapped[int] = mapped_column(default=1)
    # The copy that facilitators or the circle read, while it is shared.
    post_id: Mapped[UUID | None] = mapped_column(references("posts.id", "SET NULL"))
    written_at: Mapped[datetime] = mapped_column(default=now)

    text = Sealed[str]("text_sealed")

    # Two writes that both read the same version: the second finds none to replace, and is
    # carried out again on what the first left.
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @classmethod
    def owned_by(cls, me: Participant) -> Select[Self]:
        return select(cls).where(cls.participant_id == me.id)

    @classmethod
    def for_gathering(cls, me: Participant, gathering_id: UUID) -> Select[Self]:
        return cls.owned_by(me).where(cls.gathering_id == gathering_id)

    def write(self, text: str, base: int) -> PartVersion | None:
        """Put new words in place of the old; what is to be kept beside them, if anything.

        One earlier version is kept per sitting. Words that were typed over an older version
        than the current one, on another device, are kept as a copy and replace nothing.
        """
        if text == self.text:
            return None
        if base != self.version:
            return PartVersion.keeping(self, text, copied=True)
        earlier = self.text if now() - self.written_at > SITTING else ""
        kept = PartVersion.keeping(self, earlier) if earlier else None
        self.text, self.version, self.written_at = text, self.version + 1, now()
        return kept


class PartVersion(Base):
    """Words a part held before, or that another device wrote at the same time."""

    __tablename__ = "intention_part_versions"
    __table_args__ = (Index(None, "part_id", "written_at"),)
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    part_id: Mapped[UUID] = mapped_column(references("intention_parts.id"))
    text_sealed: Mapped[bytes]
    written_at: Mapped[datetime]
    # Set when this is not an earlier version but what another device wrote meanwhile.
    copied_at: Mapped[datetime | None]

    text = Sealed[str]("text_sealed")

    @classmethod
    def keeping(cls, part: IntentionPart, text: str, *, copied: bool = False) -> Self:
        return cls(
            participant_id=part.participant_id,
            part_id=part.id,
            text=text,
            written_at=now() if copied else part.written_at,
            copied_at=now() if copied else None,
        )

    @classmethod
    def owned_by(cls, me: Participant) -> Select[Self]:
        """Newest first."""
        return select(cls).where(cls.participant_id == me.id).order_by(cls.written_at.desc())
