"""Tags, what a search looks through, the day of a copy, and looking back"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_{table}_{column}_{to}"),
        ondelete=gone,
        initially="DEFERRED",
        deferrable=True,
    )


def upgrade() -> None:
    op.create_table(
        "tags",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _key("tags", "participant_id", "participants"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
    )
    op.create_index(op.f("ix_tags_participant_id"), "tags", ["participant_id"])
    op.create_table(
        "entry_tags",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _key("entry_tags", "participant_id", "participants"),
        _key("entry_tags", "entry_id", "entries"),
        _key("entry_tags", "tag_id", "tags"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_tags")),
        sa.UniqueConstraint("entry_id", "tag_id", name=op.f("uq_entry_tags_entry_id_tag_id")),
    )
    op.create_index(op.f("ix_entry_tags_tag_id"), "entry_tags", ["tag_id"])
    op.add_column("entries", sa.Column("searched_sealed", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("entry_versions") as versions:
        versions.add_column(sa.Column("happened_on", sa.Date(), nullable=True))
        versions.add_column(sa.Column("gathering_id", sa.Uuid(), nullable=True))
        versions.create_foreign_key(
            op.f("fk_entry_versions_gathering_id_gatherings"),
            "gatherings",
            ["gathering_id"],
            ["id"],
            ondelete="SET NULL",
            initially="DEFERRED",
            deferrable=True,
        )
    op.add_column(
        "participants",
        sa.Column("looks_back", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("participants", "looks_back")
    with op.batch_alter_table("entry_versions") as versions:
        versions.drop_constraint(
            op.f("fk_entry_versions_gathering_id_gatherings"), type_="foreignkey"
        )
        versions.drop_column("gathering_id")
        versions.drop_column("happened_on")
    op.drop_column("entries", "searched_sealed")
    op.drop_table("entry_tags")
    op.drop_table("tags")
