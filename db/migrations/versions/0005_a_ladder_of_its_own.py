"""The ladder of a directive and of a task, in the place of the office's"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directives", sa.Column("ladder", sa.String(length=60), nullable=True))
    op.add_column("tasks", sa.Column("ladder", sa.String(length=60), nullable=True))


def downgrade() -> None:
    op.drop_column("tasks", "ladder")
    op.drop_column("directives", "ladder")
