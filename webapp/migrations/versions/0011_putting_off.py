"""What is said on the day of a session waits"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for said in ("posts", "replies"):
        op.add_column(said, sa.Column("put_off_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for said in ("posts", "replies"):
        op.drop_column(said, "put_off_at")
