"""The clinic's clearance, the structure of the day, and questions the circle may read"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _key(column: str, to: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_clearances_{column}_{to}"),
        ondelete=gone,
        initially="DEFERRED",
        deferrable=True,
    )


def upgrade() -> None:
    op.create_table(
        "clearances",
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _key("gathering_id", "gatherings"),
        _key("participant_id", "participants"),
        _key("recorded_by", "participants", "SET NULL"),
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
