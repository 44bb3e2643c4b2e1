"""Journal entries. Nobody but the person who wrote them can read them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import Index, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, now, references
from webapp.gatherings.days import SITTING
from webapp.journal.kept import EntryVersion as EntryVersion
from webapp.journal.kept import Place
from webapp.journal.kept import Words as Words
from webapp.participants.anybody import built_once
from webapp.participants.models import Participant
from webapp.sealing import Sealed


class Family(StrEnum):
    """The families of prompts, in the order they are asked. Free text comes last."""

    IMAGES = "images"
    FEELINGS = "feelings"
    BODY = "body"
    REALIZATIONS = "realizations"
    QUESTIONS = "questions"
    TEXT = "text"


# What soft mode asks, one a page.
QUESTIONS: tuple[Family, ...] = tuple(family for family in Family if family is not Family.TEXT)

FIRST_VERSION = 1
# What the name of a question begins with that a day after a session asks.
ON_A_DAY = "day "


class Entry(Base):
    """One entry: what was written, by family, for one day."""

    __tablename__ = "entries"
    __table_args__ = (
        Index(None, "participant_id", "happened_on", "id"),
        Index(None, "participant_id", "gathering_id"),
    )
    sealed_for = "participant_id"

    participant_id: Mapped[UUID] = mapped_column(references("participants.id"))
    gathering_id: Mapped[UUID | None] = mapped_column(references("gatherings.id", "SET NULL"))
    happened_on: Mapped[date] = mapped_column(active_history=True)
    words_sealed: Mapped[bytes]
    # What this answers, where it does: a question of soft mode ("images") or a day's ("day 3").
    asked: Mapped[str | None] = mapped_column(String(40))
    # The question in its words, where they may be other ones tomorrow.
    prompt_sealed: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=FIRST_VERSION)
    created_at: Mapped[datetime] = mapped_column(default=now)
    written_at: Mapped[datetime] = mapped_column(default=now)

    words = Sealed[Words]("words_sealed")
    prompt = Sealed[str]("prompt_sealed")

    # Two writes that both read the same version: the second finds none to replace, and is
    # carried out again on what the first left.
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @classmethod
    @built_once
    def owned_by(cls, me: Participant) -> Select[Self]:
        return select(cls).where(cls.participant_id == me.id)

    @classmethod
    @built_once
    def listed(cls, me: Participant) -> Select[UUID, UUID | None, date, bytes]:
        """The columns that a list shows, the latest day first."""
        return (
            select(cls.id, cls.gathering_id, cls.happened_on, cls.words_sealed)
            .where(cls.participant_id == me.id)
            .order_by(cls.happened_on.desc(), cls.id.desc())
        )

    @classmethod
    @built_once
    def _answers(cls, me: Participant) -> Select[Self]:
        return cls.owned_by(me).where(cls.asked.is_not(None)).order_by(cls.id.desc())

    @classmethod
    def answered_on(cls, me: Participant, day: date) -> Select[Self]:
        """What somebody answered on a day, to whatever question, the latest first."""
        return cls._answers(me).where(cls.happened_on == day)

    @classmethod
    def of_session(cls, me: Participant, gathering_id: UUID) -> Select[Self]:
        """What somebody wrote about a session, in the order it was lived and written."""
        return (
            cls.owned_by(me)
            .where(cls.gathering_id == gathering_id)
            .order_by(cls.happened_on, cls.created_at, cls.id)
        )

    def go_on(self, words: Words, base: int, *, alone: bool) -> EntryVersion | None:
        """Type on. Within a sitting, if no other device writes too, new words take the place of the
        old; otherwise as `rewrite`.
        """
        if base != self.version or not alone or now() - self.written_at > SITTING:
            return self.rewrite(words, base, self.happened_on, self.gathering_id)
        if words != self.words:
            self._put(words)
        return None

    def rewrite(
        self,
        words: Words,
        base: int,
        happened_on: date,
        gathering_id: UUID | None,
        *,
        retagged: bool = False,
    ) -> EntryVersion | None:
        """Put new words in place of the old; what is kept beside them, if anything.

        The earlier words always stay as a version. Words typed over an older version than the
        current one are kept as a copy, with the day they were typed for, and replace nothing.
        """
        if base != self.version:
            if words == self.words:
                return None
            return EntryVersion.keeping(self, words, copied_for=(happened_on, gathering_id))
        kept = None
        if words != self.words:
            kept = self._replace_words(words)
        elif retagged or (happened_on, gathering_id) != self.place:
            self.version += 1
        self.place = happened_on, gathering_id
        return kept

    @property
    def place(self) -> Place:
        """The day and the session that it belongs to."""
        return self.happened_on, self.gathering_id

    @place.setter
    def place(self, place: Place) -> None:
        self.happened_on, self.gathering_id = place

    def bring_back(self, version: EntryVersion) -> EntryVersion:
        """Make a version's words the current ones; the version that now keeps the replaced.

        One that was written for another day takes the entry there, and the way back is kept.
        """
        kept = self._replace_words(version.words)
        if version.place and version.place != self.place:
            kept.place, self.place = self.place, version.place
        return kept

    def join(self, version: EntryVersion) -> EntryVersion:
        """Put a version's words below the current ones; the version that keeps these alone."""
        return self._replace_words(
            {
                family: "\n\n".join(dict.fromkeys(filter(None, said)))
                for family in Family
                if any(said := (self.words.get(family, ""), version.words.get(family, "")))
            }
        )

    def _replace_words(self, words: Words) -> EntryVersion:
        kept = EntryVersion.keeping(self, self.words)
        self._put(words)
        return kept

    def _put(self, words: Words) -> None:
        self.words, self.version, self.written_at = words, self.version + 1, now()
