"""Pages of the days after a session, of a circle's own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.migrations.keys import key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_pages",
        sa.Column("circle_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        key("day_pages", "circle_id", "circles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_pages")),
        sa.UniqueConstraint("circle_id", "day", name=op.f("uq_day_pages_circle_id_day")),
    )


def downgrade() -> None:
    op.drop_table("day_pages")
