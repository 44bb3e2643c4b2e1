"""Measures, and who answers when somebody needs them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.keys import key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measurements",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        key("measurements", "participant_id", "participants"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurements")),
    )
    op.create_index(
        op.f("ix_measurements_participant_id_kind_taken_on"),
        "measurements",
        ["participant_id", "kind", "taken_on"],
    )
    op.create_table(
        "responders",
        sa.Column("circle_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        key("responders", "circle_id", "circles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responders")),
        sa.UniqueConstraint("circle_id", name=op.f("uq_responders_circle_id")),
    )


def downgrade() -> None:
    op.drop_table("responders")
    op.drop_table("measurements")
