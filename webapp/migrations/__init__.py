"""Bringing a database to the shape this version of the app expects."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect

from webapp.database import db


def upgrade() -> None:
    """Bring the database up to date. Safe to repeat."""
    # Here, because workers that only serve need not load it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    command.upgrade(config, "head")


def is_new() -> bool:
    """Whether nothing has been made in this database yet."""
    return not inspect(db.reading).has_table("participants")
