"""The newest period of a series, after which the next one opens"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("series", sa.Column("period", sa.Date(), nullable=True))
    op.create_index(op.f("ix_series_period"), "series", ["period"], unique=False)
    series, tasks = (
        sa.table("series", sa.column("id"), sa.column("period")),
        sa.table("tasks", sa.column("series_id"), sa.column("deadline_date")),
    )
    newest = sa.select(sa.func.max(tasks.c.deadline_date)).where(tasks.c.series_id == series.c.id)
    op.execute(series.update().values(period=newest.scalar_subquery()))


def downgrade() -> None:
    op.drop_index(op.f("ix_series_period"), table_name="series")
    op.drop_column("series", "period")
