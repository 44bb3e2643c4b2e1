"""The journal's list: the latest day first, twenty a page, by session or by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple, Self, TypeVar
from uuid import UUID

from flask import abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, tuple_

from webapp.database import db
from webapp.journal import blueprint
from webapp.journal.attachments import Attachment, by_entry
from webapp.journal.beside import intention_for
from webapp.journal.forms import SearchForm
from webapp.journal.models import Entry, Family, Words
from webapp.journal.sessions import Session, Sessions
from webapp.participants.models import Participant
from webapp.sealing import GAP
from webapp.web.fragments import page_or_fragment
from webapp.web.operations import uuid_or_none
from webapp.web.phones import keepable

Listed = TypeVar("Listed", bound=Select[*tuple[Any, ...]])
PAGE = 20
LONGEST_OPENING = 110
WITHOUT_WORDS = "Without words"


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

    @classmethod
    def after(cls, lines: list[Line]) -> Self | None:
        """Where the next page begins, when there are more lines than one page holds."""
        return cls(lines[PAGE - 1].happened_on, lines[PAGE - 1].id) if len(lines) > PAGE else None


def older_than(listed: Listed, cursor: Cursor | None) -> Listed:
    if cursor is None:
        return listed
    return listed.where(tuple_(Entry.happened_on, Entry.id) < tuple_(*cursor))


@blueprint.get("/journal")
@keepable
def index(me: Participant) -> ResponseReturnValue:
    sessions = Sessions.of(me)
    session, day = _wanted_session(sessions), _wanted_day()
    listed = older_than(Entry.listed(me), Cursor.parse(request.args.get("before")))
    if session:
        listed = listed.where(Entry.gathering_id == session.id)
    if day:
        listed = listed.where(Entry.happened_on == day)
    lines = _opened(me, sessions, db.session.execute(listed.limit(PAGE + 1)))
    older = Cursor.after(lines)
    return page_or_fragment(
        "journal/index.html",
        "journal/_entries.html",
        search=SearchForm(formdata=None),
        sessions=sessions,
        session=session,
        day=day,
        groups=[
            (key, list(group)) for key, group in groupby(lines[:PAGE], lambda line: line.session)
        ],
        parts=intention_for(me, session.id if session else None),
        older=older and {**request.args, "before": str(older)},
    )


def _opened(me: Participant, sessions: Sessions, rows: Iterable[Any]) -> list[Line]:
    listed = list(rows)
    attached = by_entry(db.session.scalars(Attachment.of(me, *(row.id for row in listed))))
    return [
        Line(
            entry_id,
            sessions.get(gathering_id),
            day,
            opening_of(opened(me, entry_id, sealed, {Family.TEXT: GAP}), attached[entry_id]),
        )
        for entry_id, gathering_id, day, sealed in listed
    ]


def opened(me: Participant, entry_id: UUID, sealed: bytes, gap: Words) -> Words:
    return Entry.words.open_or(gap, me.id, entry_id, sealed)


@blueprint.app_template_filter("opening")
def opening_of(words: Words, attached: Sequence[Attachment] = ()) -> str:
    """The first line of what was written, cut between two words; or what stands in its place."""
    text = next((words[family] for family in Family if words.get(family, "").strip()), "")
    otherwise = attached[0].label if attached else WITHOUT_WORDS
    line = text.strip().split("\n", 1)[0] or otherwise
    if len(line) <= LONGEST_OPENING:
        return line
    return line[:LONGEST_OPENING].rsplit(" ", 1)[0] + "…"


def _wanted_session(sessions: Sessions) -> Session | None:
    if not (wanted := request.args.get("session")):
        return None
    return sessions.get(uuid_or_none(wanted)) or abort(404)


def _wanted_day() -> date | None:
    wanted = request.args.get("day")
    return day_or_404(wanted) if wanted else None


def day_or_404(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)
