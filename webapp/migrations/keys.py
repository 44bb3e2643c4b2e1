"""What the tables' keys to each other have in common."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def key(table: str, column: str, to: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    """A column that names a row of another table; `gone` is what happens when that goes."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_{table}_{column}_{to}"),
        ondelete=gone,
        initially="DEFERRED",
        deferrable=True,
    )
