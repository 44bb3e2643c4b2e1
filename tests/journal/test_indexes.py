"""What a search looks through goes with the entries, and is never in the clear."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import delete, select, update

from tests.journal.pen import plant, read
from webapp.database import db
from webapp.journal.indexes import MonthIndex, index_all
from webapp.journal.models import Entry
from webapp.keys import SealBroken, key_store

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 1)


def found(phone, words):
    page = phone.post("/journal/search", {"q": words})
    assert page.status_code == 200
    return page.text.count("<mark>boat</mark>")


def months(person):
    """What each month's index has of whom: every entry by its words."""
    db.session.rollback()
    indexes = db.session.scalars(select(MonthIndex).where(MonthIndex.participant_id == person.id))
    return {index.month: sorted(index.entries.values()) for index in indexes}


@pytest.fixture
def mine(cast):
    """Nothing but what a test writes."""
    with db.transaction() as session:
        for entry in session.scalars(Entry.owned_by(cast.wren)):
            session.delete(entry)
    assert months(cast.wren) == {}
    return cast.wren


def test_each_entry_is_in_the_index_of_its_month(mine):
    plant(mine, "A paper boat", happened_on=MARCH)
    plant(mine, "A stone boat", happened_on=APRIL)
    plant(mine, "Another", happened_on=APRIL)
    assert months(mine) == {
        date(2026, 3, 1): ["\x7ftext\x7f a paper boat"],
        date(2026, 4, 1): ["\x7ftext\x7f a stone boat", "\x7ftext\x7f another"],
    }


def test_what_is_moved_to_another_month_is_found_there_and_once(phone_of, mine):
    entry = plant(mine, "A paper boat", happened_on=MARCH)
    plant(mine, "A stone boat", happened_on=MARCH)
    with db.transaction() as session:
        moved = session.get(Entry, entry.id)
        moved.rewrite(moved.words, moved.version, APRIL, None)
    assert months(mine) == {
        date(2026, 3, 1): ["\x7ftext\x7f a stone boat"],
        date(2026, 4, 1): ["\x7ftext\x7f a paper boat"],
    }
    page = phone_of(mine).post("/journal/search", {"q": "paper boat"})
    assert page.text.count("<mark>paper</mark>") == 1


def test_words_that_were_replaced_or_deleted_are_in_no_index(mine):
    entry, other = plant(mine, "Zauberwort"), plant(mine, "Zauberwort too")
    with db.transaction() as session:
        changed = session.get(Entry, entry.id)
        changed.rewrite({"text": "Plain"}, changed.version, changed.happened_on, None)
        session.delete(session.get(Entry, other.id))
    assert list(months(mine).values()) == [["\x7ftext\x7f plain"]]


def test_an_entry_that_is_moved_and_deleted_at_once_is_gone(mine):
    entry = plant(mine, "A paper boat", happened_on=MARCH)
    with db.transaction() as session:
        moved = session.get(Entry, entry.id)
        moved.happened_on = APRIL
        session.delete(moved)
    assert months(mine) == {}


def test_what_was_written_in_a_time_before_the_index_is_found_after_an_update(phone_of, cast):
    plant(cast.wren, "A paper boat on the Café’s roof")
    with db.transaction() as session:
        session.execute(delete(MonthIndex))
    phone = phone_of(cast.wren)
    assert found(phone, "cafe boat") == 0
    index_all()
    assert found(phone, "cafe boat") == 1
    assert "paper boat" in read(phone.get("/journal?kind=text"))
    assert "paper boat" not in read(phone.get("/journal?kind=body"))


def test_what_several_phones_write_at_once_is_all_found(phone_of, mine):
    """Also what is the first of its month."""
    phones = [phone_of(mine) for _ in range(4)]

    def write(phone):
        for nth in range(3):
            assert phone.post("/journal", {"text": f"Boat {nth}"}, op=True).status_code == 303

    with ThreadPoolExecutor(len(phones)) as threads:
        list(threads.map(write, phones))
    page = phones[0].post("/journal/search", {"q": "boat"}).text
    assert page.count("<mark>Boat</mark>") == 12


@pytest.mark.parametrize("column", ["words_sealed", "entries_sealed"])
def test_a_broken_index_hides_nothing(phone_of, cast, caplog, column):
    plant(cast.wren, "A paper boat")
    with db.transaction() as session:
        session.execute(update(MonthIndex).values({column: b"\x01" + bytes(40)}))
    assert found(phone_of(cast.wren), "boat") == 1
    assert f"seal broken at v1|month_indexes|{column.removesuffix('_sealed')}" in caplog.text
    plant(cast.wren, "Another paper boat")
    assert found(phone_of(cast.wren), "boat") == 2


def test_one_broken_entry_hides_only_itself(phone_of, cast):
    broken = plant(cast.wren, "A paper boat")
    plant(cast.wren, "Another paper boat")
    unreadable = b"\x01" + bytes(40)
    with db.transaction() as session:
        session.execute(
            update(MonthIndex).values(words_sealed=unreadable, entries_sealed=unreadable)
        )
        changed = update(Entry).where(Entry.id == broken.id)
        session.execute(changed.values(words_sealed=unreadable))
    assert found(phone_of(cast.wren), "boat") == 1
    plant(cast.wren, "A third boat")
    assert found(phone_of(cast.wren), "boat") == 2


@pytest.mark.parametrize("whose", ["wren", "moss"])
def test_an_index_opens_only_where_it_belongs(cast, whose):
    plant(cast.wren, "A paper boat", happened_on=MARCH)
    march = db.session.scalars(
        select(MonthIndex).where(
            MonthIndex.participant_id == cast.wren.id, MonthIndex.month == date(2026, 3, 1)
        )
    ).one()
    moved = MonthIndex(participant_id=getattr(cast, whose).id, month=date(2020, 1, 1))
    moved.words_sealed, moved.entries_sealed = march.words_sealed, march.entries_sealed
    for part in ("words", "entries"):
        with pytest.raises(SealBroken):
            getattr(moved, part)
    db.session.commit()


def test_a_month_that_is_begun_while_older_entries_have_no_index_takes_them_up(phone_of, cast):
    plant(cast.wren, "A paper boat")
    with db.transaction() as session:
        session.execute(delete(MonthIndex))
    plant(cast.wren, "A stone boat")
    assert found(phone_of(cast.wren), "boat") == 2


def test_somebody_whose_key_is_gone_stops_nobody(phone_of, cast):
    plant(cast.moss, "A paper boat")
    plant(cast.wren, "A stone boat")
    with db.transaction() as session:
        session.execute(delete(MonthIndex))
    key_store().destroy(cast.moss.id)
    index_all()
    assert found(phone_of(cast.wren), "boat") == 1


def test_the_index_is_sealed(phone_of, cast):
    plant(cast.wren, "Zauberwort")
    for sealed in db.session.execute(select(MonthIndex.words_sealed, MonthIndex.entries_sealed)):
        assert all(b"zauberwort" not in part for part in sealed)
    db.session.commit()
