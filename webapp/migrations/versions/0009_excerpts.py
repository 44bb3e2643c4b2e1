"""Excerpts: sentences of an entry, chosen for a circle"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _key(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_excerpts_{column}_{to}"),
        ondelete="CASCADE",
        initially="DEFERRED",
        deferrable=True,
    )


def upgrade() -> None:
    op.create_table(
        "excerpts",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("circle_id", sa.Uuid(), nullable=False),
        sa.Column("gathering_id", sa.Uuid(), nullable=True),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("chosen_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("put_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _key("participant_id", "participants"),
        _key("entry_id", "entries"),
        _key("circle_id", "circles"),
        _key("gathering_id", "gatherings"),
        _key("post_id", "posts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excerpts")),
    )
    op.create_index(
        op.f("ix_excerpts_participant_id_entry_id"), "excerpts", ["participant_id", "entry_id"]
    )
    op.create_index(op.f("ix_excerpts_post_id"), "excerpts", ["post_id"])


def downgrade() -> None:
    op.drop_table("excerpts")
