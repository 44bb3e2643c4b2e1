"""The settings that keep what was acknowledged, and rules every table follows."""

import threading
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import DateTime, Integer, LargeBinary, String, Uuid, select, text

from webapp.database import Base, UtcDateTime, db, now, uuid7
from webapp.journal.models import Entry
from webapp.web.limits import Tries

OWNERS = {"participant_id", "circle_id", "author_id", "gathering_id", "post_id"}
# People and circles themselves, and the counters that belong to nobody.
UNOWNED = {"participants", "circles", "tries"}
# Ids, kinds and times may stand in the clear; these are all there are.
CLEAR_TEXT = {
    "participants.password", "participants.fs_uniquifier", "participants.time_zone",
    "circles.time_zone", "memberships.role", "invitations.role", "gatherings.kind",
    "attendances.answer", "posts.kind", "posts.audience", "intention_parts.name",
    "intention_parts.audience", "entries.asked", "questions.asked_as", "measurements.kind",
    "ops.result", "ops.location", "attachments.medium", "attachments.media_type",
}  # fmt: skip
CLEAR_BYTES = {
    "participants.email_index", "sign_ins.token_hash", "invitations.token_hash", "ops.hash",
    "tries.name",
}  # fmt: skip
TABLES = Base.metadata.sorted_tables


def test_every_row_belongs_to_a_person_or_a_circle():
    for table in TABLES:
        if table.name not in UNOWNED:
            assert OWNERS & set(table.columns.keys()), table.name


def test_every_key_is_one_that_a_phone_can_make():
    for table in TABLES:
        for column in table.primary_key:
            assert isinstance(column.type, Uuid), f"{table.name}.{column.name}"


def test_every_text_is_sealed():
    for table in TABLES:
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            if isinstance(column.type, String):
                assert name in CLEAR_TEXT
            if isinstance(column.type, LargeBinary):
                assert column.name.endswith("_sealed") or name in CLEAR_BYTES


def test_only_types_that_every_database_has():
    known = (Uuid, String, LargeBinary, Integer, UtcDateTime, DateTime)
    for table in TABLES:
        for column in table.columns:
            kind = type(column.type).__name__
            assert isinstance(column.type, known) or kind in ("Boolean", "Date"), (table, column)


def test_the_migration_makes_exactly_what_the_models_say(app):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with db.reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_instants_come_back_as_they_went_in(cast):
    moment = datetime.fromisoformat("2026-03-29T03:30:00.123456+02:00")
    with db.transaction() as session:
        session.add(Tries(name=b"x", began_at=moment, tried=1))
    assert db.session.scalar(select(Tries.began_at).where(Tries.name == b"x")) == moment


def test_an_instant_without_a_zone_is_refused(cast):
    with pytest.raises(Exception, match="needs a time zone"), db.transaction() as session:
        session.add(Tries(name=b"x", began_at=now().replace(tzinfo=None), tried=1))


def test_ids_made_later_sort_later():
    ids = [uuid7() for _ in range(1000)]
    assert ids == sorted(ids)
    assert all(isinstance(one, UUID) and one.version == 7 for one in ids)


def test_two_people_who_read_and_then_write_never_overwrite_each_other(app, cast):
    """The counter ends at what was added: no update is lost, and nobody is told it is locked."""
    with db.transaction() as session:
        session.add(Tries(name=b"counter", began_at=now(), tried=0))

    def add(times: int) -> None:
        for _ in range(times):
            with app.app_context(), db.transaction() as session:
                row = session.scalar(
                    select(Tries).where(Tries.name == b"counter").with_for_update()
                )
                row.tried += 1

    threads = [threading.Thread(target=add, args=(25,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert db.session.scalar(select(Tries.tried).where(Tries.name == b"counter")) == 100


def test_sqlite_keeps_its_promises(app, settings):
    if not settings.database_url.startswith("sqlite"):
        return
    with db.reading.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "secure_delete",
                "busy_timeout",
            )
        }
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
        "busy_timeout": 10000,
    }  # fmt: skip


def test_a_command_that_fails_leaves_nothing_behind(cast):
    before = len(db.session.scalars(Entry.owned_by(cast.wren)).all())

    def fail() -> None:
        with db.transaction() as session:
            session.add(Entry(participant_id=cast.wren.id, happened_on=now().date(), words={}))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(db.session.scalars(Entry.owned_by(cast.wren)).all()) == before
