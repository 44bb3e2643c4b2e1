"""What a journal is narrowed to: a session, a day, a kind of fragment, a tag.

None of them is a word of anybody's, so they may stand in an address, and be bookmarked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, Self, TypeVar

from flask import abort, request
from sqlalchemy import Select, exists, select
from sqlalchemy.sql import ColumnElement

from webapp.journal.attachments import Attachment, Medium
from webapp.journal.models import ON_A_DAY, Entry, Family
from webapp.journal.reading import day_in_words
from webapp.journal.sessions import Session, Sessions
from webapp.journal.tags import EntryTag, OwnTag
from webapp.web.operations import uuid_or_none

Listed = TypeVar("Listed", bound=Select[*tuple[Any, ...]])


class Kind(NamedTuple):
    """A kind of fragment: entries with words in a box, which is sealed, or those of `where`."""

    name: str
    label: str
    family: Family | None = None
    where: ColumnElement[bool] | None = None


def _with(medium: Medium) -> ColumnElement[bool]:
    attached = Attachment.entry_id == Entry.id
    return exists().where(attached, Attachment.medium == medium)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("images", "Images", Family.IMAGES),
        Kind("feelings", "Feelings", Family.FEELINGS),
        Kind("body", "Body", Family.BODY),
        Kind("realizations", "Realizations", Family.REALIZATIONS),
        Kind("questions", "Questions", Family.QUESTIONS),
        Kind("text", "Free text", Family.TEXT),
        Kind("days", "Days after", where=Entry.asked.startswith(ON_A_DAY)),
        *(Kind(medium, medium.plural, where=_with(medium)) for medium in Medium),
    )
}


class Chip(NamedTuple):
    """One thing that the journal is narrowed to, and what stays in the address without it."""

    name: str
    label: str
    without: dict[str, str]


class Filters(NamedTuple):
    session: Session | None = None
    day: date | None = None
    kind: Kind | None = None
    tag: OwnTag | None = None

    @classmethod
    def of_request(cls, sessions: Sessions, tags: Iterable[OwnTag]) -> Self:
        """Raises 404 for what means nothing, and for what is somebody else's."""
        asked = {name: value for name in cls._fields if (value := request.values.get(name))}
        mine = {str(tag.id): tag for tag in tags}
        return cls(
            session=_known(sessions, uuid_or_none(asked["session"]))
            if "session" in asked
            else None,
            day=day_or_404(asked["day"]) if "day" in asked else None,
            kind=_known(KINDS, asked["kind"]) if "kind" in asked else None,
            tag=_known(mine, asked["tag"]) if "tag" in asked else None,
        )

    @property
    def narrows(self) -> bool:
        """Whether `narrow` leaves anything out."""
        by_kind = self.kind and self.kind.where is not None
        return bool(self.session or self.day or self.tag or by_kind)

    def narrow(self, listed: Listed) -> Listed:
        """What can be told without opening anything."""
        if self.session:
            listed = listed.where(Entry.gathering_id == self.session.id)
        if self.day:
            listed = listed.where(Entry.happened_on == self.day)
        if self.kind and self.kind.where is not None:
            listed = listed.where(self.kind.where)
        if self.tag:
            tagged = select(EntryTag.entry_id).where(EntryTag.tag_id == self.tag.id)
            listed = listed.where(Entry.id.in_(tagged))
        return listed

    @property
    def kinds(self) -> Iterable[Kind]:
        """All there are to choose from."""
        return KINDS.values()

    @property
    def family(self) -> Family | None:
        return self.kind.family if self.kind else None

    @property
    def query(self) -> dict[str, str]:
        """As they stand in an address."""
        said = {
            "session": self.session and self.session.id,
            "day": self.day,
            "kind": self.kind and self.kind.name,
            "tag": self.tag and self.tag.id,
        }
        return {name: str(value) for name, value in said.items() if value}

    @property
    def chips(self) -> list[Chip]:
        said = {
            "session": self.session and self.session.label,
            "day": self.day and day_in_words(self.day),
            "kind": self.kind and self.kind.label,
            "tag": self.tag and self.tag.name,
        }
        query = self.query
        return [
            Chip(name, said[name] or "", {other: query[other] for other in query if other != name})
            for name in query
        ]


def _known(there: Any, wanted: Any) -> Any:
    return there.get(wanted) or abort(404)


def day_or_404(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)
