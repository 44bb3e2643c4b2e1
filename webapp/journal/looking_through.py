"""Looking through everything that somebody wrote. All of it is sealed, so all of it is opened."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import closing
from itertools import chain, islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from webapp.database import db
from webapp.journal.finding import box, index_of
from webapp.journal.models import Entry, Family
from webapp.keys import SealBroken
from webapp.participants.models import Participant

OPENED_AT_ONCE = 500
DIGITS = 32


def having(
    me: Participant,
    looked_through: Select[*tuple[Any, ...]],
    words: list[str],
    family: Family | None,
    most: int,
) -> list[UUID]:
    """The first entries, `most` of them, in which every word occurs, and something in this box."""
    wanted = [*words, *([box(family)] if family else [])]
    with closing(_having(me, looked_through, wanted)) as found:
        return [UUID(entry_id) for entry_id in islice(found, most)]


def _having(
    me: Participant, looked_through: Select[*tuple[Any, ...]], wanted: list[str]
) -> Generator[str, None, None]:
    """The words themselves are opened only where they are older than the index.

    What can no longer be opened is not found; that it could not stands in the log.
    """
    looked_for = [word.encode("utf-8", "surrogatepass") for word in wanted]
    index_at, words_at = Entry.searched.opener(me.id), Entry.words.opener(me.id)
    at_once = {"yield_per": OPENED_AT_ONCE}
    with db.session.execute(looked_through, execution_options=at_once) as rows:
        for entry_id, index, older in chain.from_iterable(rows.partitions()):
            named = _divided(entry_id) if len(entry_id) == DIGITS else entry_id
            try:
                if older is None:
                    looked_at = index_at(named, index)
                else:
                    looked_at = _index(words_at(named, older))
            except SealBroken:
                continue
            for word in looked_for:
                if word not in looked_at:
                    break
            else:
                yield named


def _divided(digits: str) -> str:
    """An id as everybody writes it. SQLite keeps its digits only."""
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _index(written: bytes) -> bytes:
    return index_of(json.loads(written)).encode("utf-8", "surrogatepass")
