"""Databases for tests: made and filled once per run, then copied for every test."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from config import Settings
from webapp import create_app, migrations
from webapp.database import db
from webapp.keys import key_store

Plant = Callable[[], None]
KEY = bytes(range(32))
Names = tuple[str, ...]
NAMES = ("words", "keys")

# What was planted, a second time, out of the app's sight; and back to it, whatever came of it.
REMEMBER = """
CREATE SCHEMA planted;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE planted.%1$I AS TABLE public.%1$I', name);
  END LOOP;
END $$
"""
RESTORE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
DO $$ DECLARE name text; differs boolean; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (TABLE public.%1$I EXCEPT ALL TABLE planted.%1$I)
      OR EXISTS (TABLE planted.%1$I EXCEPT ALL TABLE public.%1$I)', name) INTO differs;
    IF differs THEN
      EXECUTE format('DELETE FROM public.%1$I', name);
      EXECUTE format('INSERT INTO public.%1$I TABLE planted.%1$I', name);
    END IF;
  END LOOP;
END $$
"""


class Databases(Protocol):
    def fresh(self, folder: Path) -> AbstractContextManager[Settings]: ...


def settings_for(database_url: str, keys_database_url: str) -> Settings:
    return Settings(
        secret_key="a secret that only the tests know, and all of them",
        key_encryption_keys={1: KEY},
        database_url=database_url,
        keys_database_url=keys_database_url,
        site_url="https://localhost",
        environment="test",
        htmx_source="self",
    )


def prepare(settings: Settings, plant: Plant) -> None:
    """Make keys and tables, and fill them."""
    app = create_app(settings)
    with app.app_context():
        key_store().create()
        migrations.upgrade()
        plant()
    db.reading.dispose()
    app.extensions["key_store"].close()


class Sqlite:
    def __init__(self, folder: Path, plant: Plant) -> None:
        self._folder = folder
        prepare(self._settings(folder), plant)

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[Settings]:
        for name in ("words.db", "keys.db"):
            shutil.copy(self._folder / name, folder / name)
        yield self._settings(folder)

    @staticmethod
    def _settings(folder: Path) -> Settings:
        return settings_for(f"sqlite:///{folder}/words.db", f"sqlite:///{folder}/keys.db")


class Postgres:
    """A copy costs a tenth of a second, so that each is used again once it is as it was."""

    def __init__(self, cluster: str, plant: Plant) -> None:
        self._cluster = cluster
        self._free: list[Names] = []
        for name in NAMES:
            self._execute("postgres", f'CREATE DATABASE "{name}"')
        prepare(self._settings(NAMES), plant)
        for name in NAMES:
            self._execute(name, REMEMBER)

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[Settings]:
        names = self._free.pop() if self._free else self._copied()
        yield self._settings(names)
        try:
            for name in names:
                self._execute(name, RESTORE)
        except psycopg.Error:  # its tables are not those that it had
            for name in names:
                self._execute("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')
        else:
            self._free.append(names)

    def _copied(self) -> Names:
        copies = tuple(f"{name}_{uuid.uuid4().hex}" for name in NAMES)
        for name, copy in zip(NAMES, copies, strict=True):
            copying = f'CREATE DATABASE "{copy}" TEMPLATE "{name}" STRATEGY FILE_COPY'
            self._execute("postgres", copying)
        return copies

    def _settings(self, names: Names) -> Settings:
        return settings_for(*(self._url(name) for name in names))

    def _url(self, name: str) -> str:
        return self._cluster.replace("/postgres?", f"/{name}?")

    def _execute(self, name: str, statement: str) -> None:
        with psycopg.connect(self._url(name), autocommit=True) as connection:
            connection.execute(statement)
