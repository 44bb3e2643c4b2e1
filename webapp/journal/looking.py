"""Where somebody looks in their journal, and what is there: the latest day first, 20 a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, Self
from uuid import UUID

from flask import abort, request
from sqlalchemy import select, tuple_

from webapp.database import db
from webapp.journal import blueprint
from webapp.journal.attachments import Attachment, Medium
from webapp.journal.filters import Filters, Listed, day_or_404
from webapp.journal.looking_through import MOST, having
from webapp.journal.models import Entry, Family, Words
from webapp.journal.sessions import Session, Sessions
from webapp.journal.tags import OwnTag, Tag
from webapp.participants.models import Participant
from webapp.sealing import GAP
from webapp.web.operations import uuid_or_none

PAGE = 20
LONGEST_OPENING = 110
WITHOUT_WORDS = "Without words"


# Of what was said or drawn for an entry, what came first.
MEDIUM = (
    select(Attachment.medium)
    .where(Attachment.entry_id == Entry.id)
    .order_by(Attachment.id)
    .limit(1)
    .scalar_subquery()
)


class Line(NamedTuple):
    """One entry in a list: where it belongs, and a few of its words."""

    id: UUID
    session: Session | None
    happened_on: date
    words: str


class Cursor(NamedTuple):
    """The last line of a page. What is older begins after it."""

    happened_on: date
    id: UUID

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """Raises 404 for what is no cursor."""
        if not text:
            return None
        day, _, entry_id = text.partition("_")
        return cls(day_or_404(day), uuid_or_none(entry_id) or abort(404))

    def __str__(self) -> str:
        return f"{self.happened_on}_{self.id}"


class Looking(NamedTuple):
    """Where somebody looks in their journal: all there is to choose from, and what they chose."""

    sessions: Sessions
    tags: list[OwnTag]
    filters: Filters
    before: Cursor | None

    @classmethod
    def of_request(cls, me: Participant) -> Self:
        sessions, tags = Sessions.of(me), Tag.all_of(me)
        before = Cursor.parse(request.values.get("before"))
        return cls(sessions, tags, Filters.of_request(sessions, tags), before)

    def lines(
        self, me: Participant, words: list[str], shown: Callable[[Words], str]
    ) -> tuple[list[Line], Cursor | None]:
        """One page of what has all these words, and where the next one begins."""
        listed = self._narrowed(Entry.listed(me))
        if words or self.filters.family:
            # Where the list leaves some of them out, one more than a page is not enough.
            most = MOST if self.before or self.filters.narrows else PAGE + 1
            found = having(me, words, self.filters.family, most)
            if not found:
                return [], None
            listed = listed.where(Entry.id.in_(found))
        rows = db.session.execute(listed.add_columns(MEDIUM).limit(PAGE + 1)).all()
        lines = [
            Line(one, self.sessions.get(its), day, said_in(opened(me, one, sealed), medium, shown))
            for one, its, day, sealed, medium in rows[:PAGE]
        ]
        last = lines[-1] if len(rows) > PAGE else None
        return lines, last and Cursor(last.happened_on, last.id)

    @property
    def is_narrowed(self) -> bool:
        """Whether this is not simply the journal as it is opened."""
        return bool(self.before or self.filters.query)

    def _narrowed(self, listed: Listed) -> Listed:
        if self.before:
            older = tuple_(Entry.happened_on, Entry.id) < tuple_(*self.before)
            listed = listed.where(older)
        return self.filters.narrow(listed)


def said_in(said: Words, medium: str | None, shown: Callable[[Words], str]) -> str:
    """Of an entry without words, what it has instead."""
    return shown(said) if said or not medium else Medium(medium).label


def opened(me: Participant, entry_id: UUID, sealed: bytes) -> Words:
    return Entry.words.open_or({Family.TEXT: GAP}, me.id, entry_id, sealed)


@blueprint.app_template_filter("opening")
def opening_of(words: Words, first: Family | None = None) -> str:
    """The first line of what was written, cut between two words."""
    boxes = (first, *Family) if first else Family
    text = next((words[box] for box in boxes if words.get(box, "").strip()), "")
    line = text.strip().split("\n", 1)[0] or WITHOUT_WORDS
    if len(line) <= LONGEST_OPENING:
        return line
    return line[:LONGEST_OPENING].rsplit(" ", 1)[0] + "…"
