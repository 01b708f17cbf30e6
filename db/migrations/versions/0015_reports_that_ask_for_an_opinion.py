"""Reports that ask for a leader's opinion are found without reading the others"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    asks = sa.text("proposal IS NOT NULL")
    op.create_index("ix_reports_proposal", "reports", ["id"], sqlite_where=asks, postgresql_where=asks)


def downgrade() -> None:
    op.drop_index("ix_reports_proposal", table_name="reports")
