"""Phone numbers, for messages that a channel sends by them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("phone", sa.String(15)))


def downgrade() -> None:
    op.drop_column("people", "phone")
