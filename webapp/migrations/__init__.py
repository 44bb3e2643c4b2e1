"""Bringing a database to the shape this version of the app expects."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from webapp.database import db


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade() -> None:
    """Bring the database up to date. Safe to repeat."""
    command.upgrade(alembic_config(), "head")


def is_new() -> bool:
    """Whether nothing has been made in this database yet."""
    return not inspect(db.reading).has_table("participants")
