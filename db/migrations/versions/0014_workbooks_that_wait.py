"""Workbooks of the directory that wait for a decision"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.columns import Key

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workbooks",
        sa.Column("id", Key, autoincrement=True, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("rows", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_workbooks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workbooks")),
    )


def downgrade() -> None:
    op.drop_table("workbooks")
