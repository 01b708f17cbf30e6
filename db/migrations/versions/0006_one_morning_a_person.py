"""A person's morning message that has not left yet is found at once"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_UNSENT = sa.text("state = 'queued' AND kind = 'morning'")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_morning",
        "outbox",
        ["person_id"],
        unique=False,
        sqlite_where=_UNSENT,
        postgresql_where=_UNSENT,
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_morning", table_name="outbox")
