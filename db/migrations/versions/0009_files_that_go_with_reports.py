"""Files that go with reports"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.columns import Instant, Key

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enclosures",
        sa.Column("id", Key, autoincrement=True, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("task_id", Key, nullable=True),
        sa.Column("report_id", Key, nullable=True),
        sa.Column("file_id", Key, nullable=True),
        sa.Column("batch", sa.String(length=80), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("chat", sa.String(length=80), nullable=False),
        sa.Column("reference", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("kept", sa.String(length=10), nullable=False),
        sa.Column("permitted", sa.Boolean(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_enclosures_person_id")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_enclosures_task_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_enclosures_report_id")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_enclosures_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enclosures")),
    )
    op.create_index(op.f("ix_enclosures_person_id"), "enclosures", ["person_id"], unique=False)
    op.create_index(op.f("ix_enclosures_report_id"), "enclosures", ["report_id"], unique=False)
    waiting = sa.text("kept = 'waiting'")
    op.create_index("ix_enclosures_waiting", "enclosures", ["id"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    op.drop_table("enclosures")
