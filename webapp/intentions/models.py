"""An intention: five short parts, each with its own audience, for one dosing gathering."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import Index, Select, String, UniqueConstraint, Uuid, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Audience
from webapp.database import Base, now, references
from webapp.gatherings.days import SITTING
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed


class PartName(StrEnum):
    """The five pages, in their order."""

    BRINGS = "brings"
    MEET = "meet"
    FEAR = "fear"
    EXPECT = "expect"
    WORD = "word"


class IntentionPart(Base):
    """One of the five parts. What it held before is kept as versions."""

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
    @built_once
    def owned_by(cls, me: Participant) -> Select[Self]:
        return select(cls).where(cls.participant_id == me.id)

    @classmethod
    def for_gathering(cls, me: Participant, gathering_id: UUID) -> Select[Self]:
        return cls._for_one(me).params(gathering=gathering_id)

    @classmethod
    @built_once
    def _for_one(cls, me: Participant) -> Select[Self]:
        return cls.owned_by(me).where(cls.gathering_id == bindparam("gathering", type_=Uuid()))

    @classmethod
    def unwritten(cls, me: Participant, gathering_id: UUID, name: str) -> Self:
        """A page nobody has written on yet: version 0, and not in the database."""
        return cls(
            participant_id=me.id,
            gathering_id=gathering_id,
            name=name,
            text="",
            audience=Audience.ONLY_ME,
            version=0,
            written_at=now(),
        )

    @property
    def is_shared(self) -> bool:
        """Whether anybody else can read it. An empty page is shown to nobody."""
        return self.audience != Audience.ONLY_ME and bool(self.text.strip())

    def write(self, text: str, audience: str) -> PartVersion | None:
        """New words, new readers or both; the version that keeps the old words, if one does.

        One earlier version is kept per sitting: what was there when it began.
        """
        if (text, audience) == (self.text, self.audience):
            return None
        self.version, self.audience = self.version + 1, audience
        if text == self.text:
            return None
        began_anew = now() - self.written_at > SITTING
        kept = PartVersion.keeping(self) if began_anew and self.text else None
        self.text, self.written_at = text, now()
        return kept

    def take_up(self, version: PartVersion) -> PartVersion | None:
        """Make a version's words the current ones; the version that keeps the replaced."""
        kept = PartVersion.keeping(self) if self.text else None
        self.text, self.version, self.written_at = version.text, self.version + 1, now()
        return kept


class PartVersion(Base):
    """Words a part held before, or a copy: what could not simply take their place."""

    __tablename__ = "intention_part_versions"
    __table_args__ = (Index(None, "part_id", "written_at"),)
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    part_id: Mapped[UUID] = mapped_column(references("intention_parts.id"))
    text_sealed: Mapped[bytes]
    written_at: Mapped[datetime]
    # Set on a copy: another device wrote meanwhile, or the session had begun. It is shown
    # beside the part until its writer chooses between the two.
    copied_at: Mapped[datetime | None]

    text = Sealed[str]("text_sealed")

    @classmethod
    def keeping(cls, part: IntentionPart, text: str | None = None, *, copied: bool = False) -> Self:
        """The part's own words, or as a copy those that came beside them."""
        return cls(
            participant_id=part.participant_id,
            part_id=part.id,
            text=part.text if text is None else text,
            written_at=now() if copied else part.written_at,
            copied_at=now() if copied else None,
        )

    @classmethod
    def of(cls, part: IntentionPart) -> Select[Self]:
        """Newest first."""
        return (
            select(cls)
            .where(cls.part_id == part.id, cls.participant_id == part.participant_id)
            .order_by(cls.written_at.desc(), cls.id.desc())
        )

    def go_on(self, text: str) -> None:
        """The page that this copy came from was typed on."""
        self.text, self.written_at, self.copied_at = text, now(), now()

    def set_aside(self) -> None:
        """The choice is made: from now on it is an earlier version like the others."""
        self.copied_at = None
