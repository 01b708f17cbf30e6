"""Publications that can be recalled, and which tasks a notice speaks of"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.columns import Instant, Key

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("id", Key, autoincrement=True, nullable=False),
        sa.Column("directive_id", Key, nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("recalled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["directive_id"], ["directives.id"], name=op.f("fk_publications_directive_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_index(op.f("ix_publications_directive_id"), "publications", ["directive_id"], unique=False)
    op.add_column("drafts", sa.Column("published_in", Key, nullable=True))
    op.create_table(
        "told",
        sa.Column("outbox_id", Key, nullable=False),
        sa.Column("task_id", Key, nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", "task_id", name=op.f("pk_told")),
    )
    op.create_index(op.f("ix_told_task_id"), "told", ["task_id"], unique=False)


def downgrade() -> None:
    op.drop_table("told")
    op.drop_column("drafts", "published_in")
    op.drop_table("publications")
