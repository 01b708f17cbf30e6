"""The summary counts its directives from an index alone"""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_tasks_directive", "tasks", ["directive_id", "status"])
    op.drop_index("ix_tasks_directive_id", table_name="tasks")


def downgrade() -> None:
    op.create_index("ix_tasks_directive_id", "tasks", ["directive_id"])
    op.drop_index("ix_tasks_directive", table_name="tasks")
