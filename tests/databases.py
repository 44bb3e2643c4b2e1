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
    def __init__(self, cluster: str, plant: Plant) -> None:
        self._cluster = cluster
        for name in ("words", "keys"):
            self._execute(f'CREATE DATABASE "{name}"')
        prepare(self._settings("words", "keys"), plant)

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[Settings]:
        names = {kind: f"{kind}_{uuid.uuid4().hex}" for kind in ("words", "keys")}
        for kind, name in names.items():
            self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{kind}" STRATEGY FILE_COPY')
        yield self._settings(names["words"], names["keys"])
        for name in names.values():
            self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _settings(self, words: str, keys: str) -> Settings:
        return settings_for(self._url(words), self._url(keys))

    def _url(self, name: str) -> str:
        return self._cluster.replace("/postgres?", f"/{name}?")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._cluster, autocommit=True) as connection:
            connection.execute(statement)
