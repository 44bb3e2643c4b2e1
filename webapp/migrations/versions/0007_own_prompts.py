"""Questions of one's own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.keys import key

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_prompts",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        key("own_prompts", "participant_id", "participants"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_prompts")),
    )
    op.create_index(
        op.f("ix_own_prompts_participant_id_created_at"),
        "own_prompts",
        ["participant_id", "created_at"],
    )


def downgrade() -> None:
    op.drop_table("own_prompts")
