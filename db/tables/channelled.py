"""What the channels' own limits make us keep: links instead of files, and how many messages a month allows."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from db.tables.columns import Instant, metadata

opened_links = Table(  # a signed link belongs to the browser that used it first; erased when it has expired
    "opened_links",
    metadata,
    Column("nonce", String(32), primary_key=True),
    Column("opened_by", String(64), nullable=False),  # a hash of what that browser keeps
    Column("uses", Integer, nullable=False),
    Column("until", Instant, nullable=False),
)
tokens = Table(  # of an account whose access tokens are renewed
    "tokens",
    metadata,
    Column("account", String(80), primary_key=True),
    Column("access", Text, nullable=False),
    Column("refresh", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("seed", String(64), nullable=False),  # a hash of the refresh token in the settings that it came from
)
quotas = Table(  # what a channel account may send in a month; an account without a row is not limited
    "quotas",
    metadata,
    Column("account", String(80), primary_key=True),
    Column("messages", Integer, nullable=False),
    Column("reserve", Integer, nullable=False),  # of these, kept for replies and reminders
    Column("people", Integer, nullable=False),
)
spent = Table(
    "spent",
    metadata,
    Column("account", String(80), primary_key=True),
    Column("month", String(7), primary_key=True),  # '2026-11'
    Column("messages", Integer, nullable=False),
)
