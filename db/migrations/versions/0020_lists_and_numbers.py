"""The choices of a message whose text bears a list are numbered after it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("prompts", sa.Column("listed", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("prompts", "listed")
