"""Whose turn it is, what is due, and the small things that must not be forgotten."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Table, Text

from db.tables.columns import Instant, key, metadata

leases = Table(
    "leases",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("holder", String(80), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("until", Instant, nullable=False),
)
moments = Table(  # due jobs: a morning digest, a weekly summary, a backup
    "moments",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("due_at", Instant, nullable=False, index=True),
)
facts = Table(  # small things one worker must not forget: how far the local chat's clock was moved
    "facts",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Text, nullable=False),
)
calendar_days = Table(  # what the office has entered of the announced calendars
    "calendar_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("works", Boolean, nullable=False),
    Column("name", String(200), nullable=False),
)
local_messages = Table(  # the local chat page is its own channel: what it 'delivered' is kept here
    "local_messages",
    metadata,
    key(),
    Column("chat", String(80), nullable=False, index=True),
    Column("by_person", Boolean, nullable=False),
    Column("event_id", String(80)),  # of what a person said: erased where the inbox row is
    Column("text", Text, nullable=False),
    Column("choices", JSON, nullable=False, default=list),
    Column("file_name", String(300)),
    Column("at", Instant, nullable=False),  # the domain's time
    Column("version", Integer, nullable=False, default=1),
)
