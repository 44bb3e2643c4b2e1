"""The clinic's clearance, the structure of the day, and questions the circle may read"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.keys import key

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clearances",
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        key("clearances", "gathering_id", "gatherings"),
        key("clearances", "participant_id", "participants"),
        key("clearances", "recorded_by", "participants", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearances")),
        sa.UniqueConstraint(
            "gathering_id",
            "participant_id",
            name=op.f("uq_clearances_gathering_id_participant_id"),
        ),
    )
    op.add_column("gatherings", sa.Column("structure_sealed", sa.LargeBinary(), nullable=True))
    op.add_column(
        "questions",
        sa.Column("asked_as", sa.String(length=16), nullable=False, server_default="private"),
    )
    op.add_column("questions", sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("questions", "opened_at")
    op.drop_column("questions", "asked_as")
    op.drop_column("gatherings", "structure_sealed")
    op.drop_table("clearances")
