"""The data layer: base class, column types, engines and the request's session.

On SQLite a write takes its lock at BEGIN (never in the middle of a read snapshot), waits its
turn on a file lock instead of in SQLite's sleeping busy handler, and is on the disk when
`commit` returns. Measured in docs/performance.md.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any
from uuid import UUID

from flask import Flask, g
from sqlalchemy import DateTime, Dialect, Engine, ForeignKey, MetaData, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator, Uuid
from uuid_utils.compat import uuid7 as uuid7

# Seconds: how long a write waits for its turn, and how often it looks.
WAIT_AT_MOST, LOOK_AGAIN = 10.0, 0.001
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Takes and gives aware datetimes in UTC, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def references(key: str, gone: str = "CASCADE") -> ForeignKey:
    """A foreign key, checked at the commit, so that records are added in any order.

    `gone` is what becomes of the row when what it refers to is deleted.
    """
    return ForeignKey(key, ondelete=gone, deferrable=True, initially="DEFERRED")


class Base(DeclarativeBase):
    """Every record: a UUIDv7 key, which the phone may have made, and attributes by keyword."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime, UUID: Uuid}

    id: Mapped[UUID] = mapped_column(primary_key=True)

    def __init__(self, **attributes: Any) -> None:
        """Ids and owners are set before sealed text, which is bound to both."""
        attributes.setdefault("id", uuid7())
        columns = self.__mapper__.attrs
        for name in sorted(attributes, key=lambda name: name not in columns):
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no {name}.")
            setattr(self, name, attributes[name])


def open_engine(url: str) -> Engine:
    """An engine for either database, with the settings that keep what was acknowledged."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"isolation_level": None})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _end_turn)
    event.listen(engine, "close", _forget_turn)
    return engine


def _prepare(connection: Any, record: Any) -> None:
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)
    [(_, _, path)] = connection.execute("PRAGMA database_list").fetchall()
    record.info["turn"] = os.open(f"{path}.turn", os.O_RDWR | os.O_CREAT, 0o600)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        _take_turn(connection.connection.info["turn"])
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


def _take_turn(turn: int) -> None:
    """Wait for the file lock. Raises TimeoutError rather than wait for ever for a stuck holder."""
    patience = monotonic() + WAIT_AT_MOST
    while True:
        try:
            return fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > patience:
                raise TimeoutError("another write has not ended") from None
            sleep(LOOK_AGAIN)


def _end_turn(_connection: Any, record: Any) -> None:
    if "turn" in record.info:
        fcntl.flock(record.info["turn"], fcntl.LOCK_UN)


def _forget_turn(_connection: Any, record: Any) -> None:
    if "turn" in record.info:
        os.close(record.info.pop("turn"))


class UnitOfWork(Session):
    """A request's session. It reads; it writes only between `write()` and `keep()`."""

    def write(self) -> None:
        """End the reading snapshot: what follows is read and written in one writing transaction."""
        self.commit()
        self.bind = db.writing

    def keep(self) -> None:
        """Commit what was written. What follows only reads, and keeps nobody waiting."""
        self.commit()
        self.bind = db.reading
        self.info.pop("changed", None)

    def let_go(self) -> None:
        """Keep nobody waiting either where nothing was changed, because it was refused."""
        if not (self.new or self.dirty or self.deleted or self.info.get("changed")):
            self.keep()


@event.listens_for(UnitOfWork, "after_flush")
def _remember_change(session: Session, _context: Any) -> None:
    session.info["changed"] = True


class Database:
    """The app's database. `session` belongs to the running app context and ends with it."""

    reading: Engine
    writing: Engine

    def init_app(self, app: Flask, url: str) -> None:
        self.reading = open_engine(url)
        self.writing = self.reading.execution_options(writes=True)
        app.teardown_appcontext(self._close)

    @property
    def session(self) -> UnitOfWork:
        if "unit_of_work" not in g:
            g.unit_of_work = UnitOfWork(self.reading, autoflush=False, expire_on_commit=False)
        return g.unit_of_work

    @contextmanager
    def transaction(self) -> Iterator[UnitOfWork]:
        """One writing transaction for a command: committed at the end, undone on an error."""
        self.session.write()
        try:
            yield self.session
            self.session.keep()
        except BaseException:
            self.session.rollback()
            self.session.bind = self.reading
            raise

    def _close(self, _error: BaseException | None) -> None:
        if session := g.pop("unit_of_work", None):
            session.close()


db = Database()
