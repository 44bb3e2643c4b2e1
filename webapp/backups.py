"""Copies that restore. A copied file of a running SQLite database does not; these do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url

from config import Settings

KEYS_ARE_KEPT = timedelta(days=7)


class BackupError(Exception):
    """A backup could not be made, checked or restored. One sentence for the operator."""


def make(folder: Path, settings: Settings, now: datetime) -> tuple[Path, Path]:
    """Copy database and keys into `folder`, each checked. Copies of keys are kept for 7 days,
    so that a deleted account is unreadable everywhere after them.
    """
    keys_folder = folder / "keys"
    keys_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = now.strftime("%Y%m%dT%H%M%S%fZ")
    copy, keys = folder / f"afterglow-{stamp}.db", keys_folder / f"keys-{stamp}.db"
    # Keys after words: whatever the copy holds can be opened.
    _copy(_sqlite_file(settings.database_url), copy)
    _copy(_sqlite_file(settings.keys_database_url), keys)
    for old in keys_folder.glob("keys-*.db"):
        if old.stat().st_mtime < (now - KEYS_ARE_KEPT).timestamp():
            old.unlink()
    return copy, keys


def restore(copy: Path, settings: Settings) -> None:
    """Put a copy in place of the database, keeping today's keys. Stop the server first."""
    target = _sqlite_file(settings.database_url)
    _check(copy)
    _only_words(copy)
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(target)) as database:
        source.backup(database)
    _check(target)


def _copy(source: Path, target: Path) -> None:
    target.touch(mode=0o600)
    target.unlink()
    with closing(sqlite3.connect(source)) as database:
        database.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)
    _check(target)


def _check(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as database:
            [[verdict]] = database.execute("PRAGMA integrity_check").fetchall()
            broken = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{copy.name} is not a whole database.") from error
    if verdict != "ok" or broken:
        raise BackupError(f"{copy.name} is damaged and was not used.")


def _only_words(copy: Path) -> None:
    """A copy of the keys, or of something else, would take the place of everybody's words."""
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if "participants" not in tables:
        raise BackupError(f"{copy.name} is no copy of Afterglow's database and was not used.")


def _sqlite_file(url: str) -> Path:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BackupError("On PostgreSQL, use pg_dump and pg_restore; docs/deploy.md shows how.")
    return Path(parsed.database)
