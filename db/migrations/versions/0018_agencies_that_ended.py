"""Agencies that ended, their successors, and whom a directive addressed first"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.columns import Instant, Key

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agencies", sa.Column("ended_on", sa.Date(), nullable=True))
    op.create_table(
        "successions",
        sa.Column("id", Key, autoincrement=True, nullable=False),
        sa.Column("agency_id", Key, nullable=False),
        sa.Column("successor_id", Key, nullable=False),
        sa.Column("decision", sa.String(length=300), nullable=False),
        sa.Column("person_id", Key, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_successions_agency_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["agencies.id"], name=op.f("fk_successions_successor_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_successions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
        sa.UniqueConstraint("agency_id", "successor_id", name=op.f("uq_successions_agency_id_successor_id")),
    )
    op.add_column("series", sa.Column("lead_id", Key, nullable=True))
    op.add_column("tasks", sa.Column("first_lead_id", Key, nullable=True))
    op.execute(_ADDRESSED)


# A change of lead recorded before this release: whom the directive addressed stands in the history, by name.
_ADDRESSED = """
UPDATE tasks SET first_lead_id = (
    SELECT agencies.id FROM history JOIN agencies ON agencies.name = history.before
    WHERE history.noun = 'task' AND history.noun_id = tasks.id AND history.did = 'reassigned'
    ORDER BY history.id LIMIT 1
)
WHERE id IN (SELECT noun_id FROM history WHERE noun = 'task' AND did = 'reassigned')
"""


def downgrade() -> None:
    op.drop_column("tasks", "first_lead_id")
    op.drop_column("series", "lead_id")
    op.drop_table("successions")
    op.drop_column("agencies", "ended_on")
