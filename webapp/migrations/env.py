"""Alembic's environment: migrates the app's own engine, in one transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from webapp.database import Base, UtcDateTime, db


def render(kind: str, item: Any, autogen_context: object) -> str | Literal[False]:
    """Migrations name SQLAlchemy's types, so that they stay true when ours change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


with db.writing.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
