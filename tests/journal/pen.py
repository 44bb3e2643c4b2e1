"""Writing as somebody does, and looking at what was kept of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID

from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.phone import Phone
from webapp.database import db, now, uuid7
from webapp.gatherings.days import day_of
from webapp.journal.models import Entry, EntryVersion
from webapp.participants.models import Participant

KEPT = "It is in your journal."


def today(person: Participant) -> date:
    return day_of(now(), person.zone)


def days_ago(person: Participant, days: int) -> date:
    return today(person) - timedelta(days=days)


def plant(person: Participant, text: str, **attributes: Any) -> Entry:
    """An entry that is there already."""
    attributes.setdefault("happened_on", today(person))
    entry = Entry(participant_id=person.id, words={"text": text}, **attributes)
    with db.transaction() as session:
        session.add(entry)
    return entry


def plant_many(person: Participant, count: int) -> None:
    with db.transaction() as session:
        session.add_all(
            Entry(
                id=uuid7(),
                participant_id=person.id,
                happened_on=days_ago(person, 11 + number // 3),
                words={"text": f"Leaf number {number}"},
            )
            for number in range(count)
        )


def entries_of(person: Participant) -> list[Entry]:
    """As they are in the database now, the first written first."""
    found = Entry.owned_by(person).order_by(Entry.id)
    rows = db.session.scalars(found.execution_options(populate_existing=True)).all()
    db.session.commit()
    return list(rows)


def written_by(person: Participant) -> list[dict[str, str]]:
    """Their words, without what was planted for everybody."""
    return [entry.words for entry in entries_of(person) if "saw a harbour" not in str(entry.words)]


def kept_of(person: Participant, entry_id: UUID) -> list[EntryVersion]:
    """Versions and copies, the last kept first."""
    found = EntryVersion.of(person, entry_id).execution_options(populate_existing=True)
    rows = db.session.scalars(found).all()
    db.session.commit()
    return list(rows)


def entry_at(answer: TestResponse) -> UUID:
    """Which entry an answer leads to."""
    return UUID(re.search(r"/journal/([0-9a-f-]{36})", answer.location)[1])


def write(phone: Phone, **fields: Any) -> UUID:
    answer = phone.post("/journal", fields)
    assert answer.status_code == 303, answer.text
    return entry_at(answer)


def rewrite(phone: Phone, entry: Entry | UUID, base: int, **fields: Any) -> TestResponse:
    entry_id = entry if isinstance(entry, UUID) else entry.id
    return phone.post(f"/journal/{entry_id}", {"_base": str(base), **fields}, op=True)


def read(answer: TestResponse) -> str:
    """What a page says, without its markup."""
    main = answer.text[answer.text.index("<main") :] if "<main" in answer.text else answer.text
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def chosen_session(answer: TestResponse) -> str:
    """The session that a form has chosen, by its id, or nothing."""
    found = re.search(r'<option selected value="([^"]*)"', answer.text)
    return found[1] if found else ""


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that is sent to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(db.reading, "before_cursor_execute", note)
    yield statements
    event.remove(db.reading, "before_cursor_execute", note)
