"""Documents that come in pieces: photographs of their pages, texts cut into messages"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reading_parts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("reading_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reference", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_reading_parts_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_parts")),
    )
    op.create_index(op.f("ix_reading_parts_reading_id"), "reading_parts", ["reading_id"], unique=False)


def downgrade() -> None:
    op.drop_table("reading_parts")
