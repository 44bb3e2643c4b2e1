"""Databases that fail on purpose, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from config import Settings
from webapp.database import db


class Lost(Exception):
    """What a driver raises, with PostgreSQL's code for why."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(f"state {sqlstate}")
        self.sqlstate = sqlstate


def statement_error(sqlstate: str) -> OperationalError:
    return OperationalError("INSERT", {}, Lost(sqlstate))


@contextmanager
def failing_once(
    app: Flask, endpoint: str, error: Exception, times: int = 1
) -> Iterator[list[None]]:
    """The handler loses its race as soon as it begins."""
    carry_out, tries = app.view_functions[endpoint], []

    def carry_out_in_vain(**arguments: object) -> object:
        tries.append(None)
        if len(tries) <= times:
            raise error
        return carry_out(**arguments)

    app.view_functions[endpoint] = carry_out_in_vain
    yield tries
    app.view_functions[endpoint] = carry_out


@contextmanager
def failing_at_commit(_app: Flask, _endpoint: str, error: Exception) -> Iterator[list[None]]:
    """Everything is written, and the commit is refused."""
    tries: list[None] = []

    def refuse(session: Session) -> None:
        if session.in_transaction() and (session.new or tries):
            tries.append(None)
            if len(tries) == 1:
                raise error

    event.listen(Session, "before_commit", refuse)
    yield tries
    event.remove(Session, "before_commit", refuse)


@contextmanager
def no_room() -> Iterator[None]:
    """SQLite's file may not grow by another page."""

    def hold(connection: sqlite3.Connection, *_: object) -> None:
        [(pages,)] = connection.execute("PRAGMA page_count")
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(db.reading, "checkout", hold)
    try:
        yield
    finally:
        event.remove(db.reading, "checkout", hold)
        db.reading.dispose()


@contextmanager
def killed_on_the_way(app: Flask, endpoint: str, settings: Settings) -> Iterator[list[None]]:
    """The server ends every connection after the handler has looked, before it commits."""
    carry_out, tries = app.view_functions[endpoint], []

    def carry_out_while_it_ends(**arguments: object) -> object:
        tries.append(None)
        if len(tries) == 1:
            db.session.execute(text("SELECT 1"))  # so that it holds a connection
            kill_connections(settings)
        return carry_out(**arguments)

    app.view_functions[endpoint] = carry_out_while_it_ends
    yield tries
    app.view_functions[endpoint] = carry_out


def kill_connections(settings: Settings) -> None:
    """End every other connection to this database, as a restart or a failover does."""
    parts = urlsplit(settings.database_url)
    with psycopg.connect(urlunsplit(parts._replace(scheme="postgresql"))) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
