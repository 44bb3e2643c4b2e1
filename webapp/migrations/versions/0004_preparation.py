"""Preparation steps, and what was seen to"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.keys import key

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preparation_steps",
        sa.Column("circle_id", sa.Uuid(), nullable=False),
        sa.Column("gathering_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("needed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        key("preparation_steps", "circle_id", "circles"),
        key("preparation_steps", "gathering_id", "gatherings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation_steps")),
        sa.UniqueConstraint(
            "circle_id",
            "gathering_id",
            "name",
            name=op.f("uq_preparation_steps_circle_id_gathering_id_name"),
        ),
    )
    op.create_index(
        op.f("ix_preparation_steps_gathering_id"), "preparation_steps", ["gathering_id"]
    )
    op.create_table(
        "step_ticks",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        key("step_ticks", "participant_id", "participants"),
        key("step_ticks", "gathering_id", "gatherings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_ticks")),
        sa.UniqueConstraint(
            "participant_id",
            "gathering_id",
            "name",
            name=op.f("uq_step_ticks_participant_id_gathering_id_name"),
        ),
    )


def downgrade() -> None:
    op.drop_table("step_ticks")
    op.drop_table("preparation_steps")
