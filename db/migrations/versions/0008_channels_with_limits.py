"""Channels with limits: numbered choices, signed links, messages counted by the month"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("prompts", sa.Column("numbered", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("addresses", sa.Column("preferred", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "opened_links",
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("opened_by", sa.String(length=64), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_opened_links")),
    )
    op.create_table(
        "quotas",
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("reserve", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_quotas")),
    )
    op.create_table(
        "spent",
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", "month", name=op.f("pk_spent")),
    )


def downgrade() -> None:
    for table in ("spent", "quotas", "opened_links"):
        op.drop_table(table)
    op.drop_column("addresses", "preferred")
    op.drop_column("prompts", "numbered")
