"""Who there is: agencies, people, where they are reached, and how they join."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Index, String, Table, UniqueConstraint, false, text, true

from db.tables.columns import Instant, key, metadata, ref

agencies = Table(
    "agencies",
    metadata,
    key(),
    Column("name", String(300), nullable=False, unique=True),
    Column("folded", String(300), nullable=False, index=True),
    Column("short", String(60)),
    Column("aliases", JSON, nullable=False, default=list),
    Column("kind", String(20), nullable=False, default="agency"),
    ref("parent_id", "agencies"),
    Column("active", Boolean, nullable=False, server_default=true()),  # False: given no more work, kept for the record
    Column("ended_on", Date),  # dissolved from this day; its successors stand in `successions`
)
successions = Table(  # who took up the work of an agency that ended, and by which decision
    "successions",
    metadata,
    key(),
    ref("agency_id", "agencies", nullable=False),
    ref("successor_id", "agencies", nullable=False),
    Column("decision", String(300), nullable=False),  # its number and date, as the coordinator wrote them
    ref("person_id", "people"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("agency_id", "successor_id"),
)
people = Table(
    "people",
    metadata,
    key(),
    Column("name", String(200), nullable=False),
    Column("position", String(200)),
    Column("phone", String(15)),  # a mobile number as core.phones keeps it
    ref("agency_id", "agencies", index=True),
    ref("superior_id", "people"),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    ref("deputy_id", "people"),
    Column("deputy_from", Date),
    Column("deputy_to", Date),
    # The earliest of the person's reminders: a tick looks here, so it costs what is due and not what exists.
    Column("next_reminder_at", Instant),
    Index(
        "ix_people_next_reminder_at",
        "next_reminder_at",
        sqlite_where=text("next_reminder_at IS NOT NULL"),
        postgresql_where=text("next_reminder_at IS NOT NULL"),
    ),
)
addresses = Table(
    "addresses",
    metadata,
    key(),
    ref("person_id", "people", nullable=False, index=True),
    Column("account", String(80), nullable=False),
    Column("chat", String(80), nullable=False),
    Column("state", String(10), nullable=False, default="live"),  # live | dead
    Column("joined_at", Instant, nullable=False),
    Column("preferred", Boolean, nullable=False, server_default=false()),  # where the person wants reminders
    Column("brief", Boolean, nullable=False, server_default=false()),  # told numbers and deadlines alone
    UniqueConstraint("account", "chat"),
)
invites = Table(
    "invites",
    metadata,
    key(),
    Column("hash", String(64), nullable=False, unique=True),
    ref("person_id", "people", nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)
guesses = Table(  # of invite codes, and the one answer an hour a stranger gets; erased after a day
    "guesses",
    metadata,
    key(),
    Column("account", String(80), nullable=False),
    Column("chat_hash", String(64), nullable=False),
    Column("kind", String(10), nullable=False),  # code | answer
    Column("at", Instant, nullable=False),
    Index("ix_guesses_chat", "account", "chat_hash", "kind", "at"),
)
workbooks = Table(  # of the directory, sent in chat, while somebody decides whether they are taken
    "workbooks",
    metadata,
    key(),
    ref("person_id", "people", nullable=False),
    Column("rows", JSON),  # core.directory.Directory; erased once it is decided
    Column("at", Instant, nullable=False),
    Column("decided_at", Instant),
)
