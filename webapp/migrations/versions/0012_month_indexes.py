"""What a search looks through, by months"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.keys import key

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "month_indexes",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("entries_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        key("month_indexes", "participant_id", "participants"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_indexes")),
        sa.UniqueConstraint(
            "participant_id", "month", name=op.f("uq_month_indexes_participant_id_month")
        ),
    )
    op.drop_column("entries", "searched_sealed")


def downgrade() -> None:
    op.add_column("entries", sa.Column("searched_sealed", sa.LargeBinary(), nullable=True))
    op.drop_table("month_indexes")
