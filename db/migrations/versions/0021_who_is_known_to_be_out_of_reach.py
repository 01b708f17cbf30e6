"""Whoever is connected again is no longer known to be out of reach"""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From this release on joining says so; those who joined before it are forgotten here."""
    op.execute(
        "DELETE FROM facts WHERE name LIKE 'unreached:%' AND CAST(substr(name, 11) AS INTEGER) IN "
        "(SELECT person_id FROM addresses WHERE state = 'live')"
    )


def downgrade() -> None:
    """What was forgotten does not come back."""
