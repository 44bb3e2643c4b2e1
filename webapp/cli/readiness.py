"""Whether settings, keys and database are there and fit together, and making them so."""

from __future__ import annotations

import click
from flask import current_app
from sqlalchemy.exc import OperationalError

from config import Settings, SettingsError
from webapp import demo, migrations
from webapp.journal.indexes import index_all
from webapp.keys import WrongKey, key_store

NOT_READY = (SettingsError, WrongKey)


def prepare() -> None:
    """Make or update keys and database; fill a new one where ENVIRONMENT is demo."""
    fresh = _is_new()
    if fresh:
        # Only now: a new key could open nothing of a database that holds words already.
        key_store().create()
    key_store().verify()
    migrations.upgrade()
    index_all()
    if fresh and settings().demo:
        demo.fill()


def _is_new() -> bool:
    """Whether nothing is in the database yet. Raises SettingsError where there is none."""
    try:
        return migrations.is_new()
    except OperationalError as error:
        reason = str(error.orig).partition("\n")[0].rstrip(".")
        raise SettingsError(f"DATABASE_URL cannot be opened: {reason}.") from error


def ready() -> None:
    """End the command, in one sentence, unless database and keys are there and fit together."""
    try:
        if _is_new():
            raise SettingsError("The database is empty: run `flask --app wsgi setup` first.")
        key_store().verify()
    except NOT_READY as error:
        raise click.ClickException(str(error)) from error


def settings() -> Settings:
    """The running app's."""
    return current_app.extensions["settings"]
