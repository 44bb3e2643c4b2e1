"""Looking through everything that somebody wrote. All of it is sealed, so it is opened."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from itertools import chain
from uuid import UUID

from webapp.database import db
from webapp.journal.finding import box
from webapp.journal.indexes import MonthIndex, encoded, indexed
from webapp.journal.models import Family
from webapp.keys import SealBroken
from webapp.participants.models import Participant

# More than these a database is not asked for at once.
MOST = 30_000
AT_ONCE = 8


def having(me: Participant, words: list[str], family: Family | None, most: int) -> list[UUID]:
    """Entries in which every word occurs, and something in this box: all of the latest months
    that have `most` of them together.
    """
    wanted = [*words, *([box(family)] if family else [])]
    found: list[UUID] = []
    with closing(_months(me, wanted)) as months:
        for entries in months:
            found += [
                UUID(name)
                for name, index in entries.items()
                if all(word in index for word in wanted)
            ]
            if len(found) >= most:
                break
    return found[:MOST]


def _months(me: Participant, wanted: list[str]) -> Generator[dict[str, str]]:
    """The indexes of the months in which all of it occurs somewhere, the latest first.

    What can no longer be opened is looked through anew; that it could not stands in the log.
    """
    looked_for = [encoded(word) for word in wanted]
    likely = [
        index_id
        for index_id, words in db.session.execute(MonthIndex.words_of(me)).all()
        if _is_likely(me, index_id, words, looked_for)
    ]
    if not likely:
        return
    at_once = {"yield_per": AT_ONCE}
    with db.session.execute(MonthIndex.entries_of(me, likely), execution_options=at_once) as rows:
        for index_id, month, entries in chain.from_iterable(rows.partitions()):
            try:
                yield MonthIndex.entries.open(me.id, index_id, entries) or {}
            except SealBroken:
                yield indexed(db.session, me.id, month)


def _is_likely(me: Participant, index_id: UUID, words: bytes, wanted: list[bytes]) -> bool:
    try:
        index = MonthIndex.words.open(me.id, index_id, words) or b""
        return all(word in index for word in wanted)
    except SealBroken:
        return True
