"""Engines for either database, with the settings that keep what was acknowledged.

On SQLite a write takes its lock at BEGIN (never in the middle of a read snapshot), waits its
turn on a file lock instead of in SQLite's sleeping busy handler, and is on the disk when
`commit` returns. Measured in docs/performance.md.
"""

from __future__ import annotations

import fcntl
import os
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection

# Seconds: how long a write waits for its turn, and how often it looks.
WAIT_AT_MOST, LOOK_AGAIN = 10.0, 0.0002
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


def _with_driver(url: str) -> str:
    """Let people write the address PostgreSQL's own tools take."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def open_engine(url: str) -> Engine:
    """An engine for either database, with the settings that keep what was acknowledged."""
    if not url.startswith("sqlite"):
        return create_engine(_with_driver(url), pool_pre_ping=True)
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
