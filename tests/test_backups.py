"""Copies that restore, and keys that decide what can be read in them."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import delete, func, select

from tests.conftest import close
from tests.shell import Shell
from webapp import create_app
from webapp.database import Base, db, now
from webapp.journal.models import Entry
from webapp.keys import SealBroken, key_store

NEW_KEY = bytes(range(1, 33))
A_WEEK = timedelta(days=7)


# PostgreSQL is copied by its own tools.
on_sqlite = pytest.mark.only_on("sqlite")


@pytest.fixture
def shell(app):
    return Shell(app)


@pytest.fixture
def copies(shell, tmp_path):
    """Make a backup: the copy of the words, and of the keys."""

    def make():
        return [Path(line) for line in shell.run("backup", tmp_path / "copies").splitlines()]

    return make


def words_of(person):
    db.session.rollback()
    db.session.expunge_all()
    return [entry.words for entry in db.session.scalars(Entry.owned_by(person))]


def counted(app):
    """How many rows every table has."""
    with app.app_context():
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


@on_sqlite
def test_a_backup_holds_everything_and_brings_it_back(app, cast, shell, copies):
    before, words = counted(app), words_of(cast.wren)
    copy, _keys = copies()
    with db.transaction() as session:
        session.execute(delete(Entry))
    assert words_of(cast.wren) == []
    assert shell.run("restore", copy) == "Restored.\n"
    assert counted(app) == before
    assert words_of(cast.wren) == words


@on_sqlite
def test_only_the_service_can_read_the_copies(copies):
    copy, keys = copies()
    for file in (copy, keys):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys.parent == copy.parent / "keys"
    assert stat.S_IMODE(keys.parent.stat().st_mode) == 0o700


@on_sqlite
def test_words_cannot_be_read_in_a_copy(cast, copies):
    copy, keys = copies()
    for file in (copy, keys):
        for words in (b"wrote this alone", b"saw a harbour", b"Wren", b"example.org"):
            assert words not in file.read_bytes()


@on_sqlite
def test_copies_of_keys_go_after_a_week_and_copies_of_words_stay(copies):
    old_copy, old_keys = copies()
    _copy, recent_keys = copies()
    for file, age in ((old_keys, A_WEEK), (old_copy, A_WEEK), (recent_keys, A_WEEK / 2)):
        at = (now() - age - timedelta(minutes=1)).timestamp()
        os.utime(file, (at, at))
    copies()
    assert not old_keys.exists()
    assert recent_keys.exists()
    assert old_copy.exists()


@on_sqlite
def test_what_was_destroyed_stays_unreadable_when_a_backup_comes_back(cast, shell, copies):
    copy, _keys = copies()
    key_store().destroy(cast.wren.id)
    shell.run("restore", copy)
    [moss] = words_of(cast.moss)
    assert moss["text"] == "Moss wrote this alone"
    with pytest.raises(SealBroken):
        words_of(cast.wren)


@pytest.mark.parametrize("harm", ["cut off", "overwritten", "text", "empty", "keys", "another"])
@on_sqlite
def test_what_is_no_whole_copy_is_refused_and_changes_nothing(harm, cast, shell, copies, tmp_path):
    copy, keys = copies()
    content = copy.read_bytes()
    if harm == "keys":
        copy = keys
    elif harm == "another":
        copy.unlink()
        with closing(sqlite3.connect(copy)) as database:
            database.execute("CREATE TABLE other (id)")
    else:
        harmed = {
            "cut off": content[: len(content) // 2],
            "overwritten": content[:8192] + bytes(16384) + content[24576:],
            "text": b"no database at all",
            "empty": b"",
        }
        copy.write_bytes(harmed[harm])
    assert shell.refused("restore", copy).startswith(copy.name)
    assert words_of(cast.wren) == [
        {"images": "Wren saw a harbour", "text": "Wren wrote this alone"}
    ]


@on_sqlite
def test_a_backup_made_while_people_write_is_whole(app, cast, shell, copies):
    """Every write that was there when it began is in it."""
    over = Event()

    def write():
        with app.app_context():
            while not over.is_set():
                with db.transaction() as session:
                    session.add(
                        Entry(
                            participant_id=cast.moss.id,
                            happened_on=now().date(),
                            words={"text": "Still writing"},
                        )
                    )

    writing = Thread(target=write)
    writing.start()
    try:
        before = len(words_of(cast.moss))
        copy, _keys = copies()
    finally:
        over.set()
        writing.join()
    after = len(words_of(cast.moss))
    shell.run("restore", copy)
    assert before <= len(words_of(cast.moss)) <= after


@pytest.mark.only_on("postgres")
def test_postgresql_is_left_to_its_own_tools(cast, shell, tmp_path):
    file = tmp_path / "copy"
    file.touch()
    for command in (("backup", tmp_path / "copies"), ("restore", file)):
        assert "pg_dump" in shell.refused(*command)


def test_keys_are_wrapped_anew_and_nobody_notices(settings, cast):
    words = cast.one(Entry, cast.wren).words
    keys = {**settings.key_encryption_keys, 2: NEW_KEY}
    turned = create_app(replace(settings, key_encryption_keys=keys))
    told = Shell(turned).run("rewrap")
    assert told.endswith("keys wrapped anew.\n")
    assert int(told.split()[0]) >= 10
    assert Shell(turned).run("rewrap") == "0 keys wrapped anew.\n"
    close(turned)
    alone = create_app(replace(settings, key_encryption_keys={2: NEW_KEY}))
    with alone.app_context():
        key_store().verify()
        assert cast.one(Entry, cast.wren).words == words
    close(alone)


def test_a_key_that_is_still_in_use_is_not_let_go(settings, cast):
    alone = create_app(replace(settings, key_encryption_keys={2: NEW_KEY}))
    assert "lacks version 1" in Shell(alone).refused("check")
    close(alone)
