"""Fragments: entries that answer a question of soft mode or of a day after"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entries", sa.Column("asked", sa.String(length=40), nullable=True))
    op.add_column("entries", sa.Column("prompt_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("entries", "prompt_sealed")
    op.drop_column("entries", "asked")
