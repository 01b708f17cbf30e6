"""Where Alembic meets the store: it works on the connection it is handed, inside that connection's transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from db.tables import Instant, metadata


def render(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration stands alone: our own column type is written as what it is in the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()
