"""By which day an extended task would have been late without its extension"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_DAY = dt.timedelta(days=1)


def upgrade() -> None:
    op.add_column("tasks", sa.Column("first_overdue_from", sa.Date(), nullable=True))
    op.add_column("tasks", sa.Column("first_last_working_day", sa.Date(), nullable=True))
    conn = op.get_bind()
    set_first = sa.text(_SET).bindparams(sa.bindparam("late", type_=sa.Date), sa.bindparam("last", type_=sa.Date))
    for task_id, named in conn.execute(sa.text(_EXTENDED).columns(task_id=sa.BigInteger, named=sa.Date)).all():
        last = named - _DAY * max(0, named.weekday() - 4)  # of a past day only weekends are known here
        conn.execute(set_first, {"id": task_id, "late": named + _DAY, "last": last})


# Extended before this release, and still under the deadline that was agreed last.
_EXTENDED = """
SELECT tasks.id AS task_id, first_one.original_date AS named
FROM tasks
JOIN extensions AS first_one ON first_one.id = (
    SELECT min(e.id) FROM extensions AS e WHERE e.task_id = tasks.id AND e.decision = 'agreed')
JOIN extensions AS last_one ON last_one.id = (
    SELECT max(e.id) FROM extensions AS e WHERE e.task_id = tasks.id AND e.decision = 'agreed')
WHERE tasks.deadline_date = last_one.decided_until
"""
_SET = "UPDATE tasks SET first_overdue_from = :late, first_last_working_day = :last WHERE id = :id"


def downgrade() -> None:
    op.drop_column("tasks", "first_last_working_day")
    op.drop_column("tasks", "first_overdue_from")
