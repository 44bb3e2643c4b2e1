"""What waits is found without looking through all that was said"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    only = sa.text("put_off_at IS NOT NULL")
    for said in ("posts", "replies"):
        op.create_index(
            op.f(f"ix_{said}_author_id_put_off_at"),
            said,
            ["author_id", "put_off_at"],
            sqlite_where=only,
            postgresql_where=only,
        )


def downgrade() -> None:
    for said in ("posts", "replies"):
        op.drop_index(op.f(f"ix_{said}_author_id_put_off_at"), said)
