"""What was said: events that came, messages that go, and the questions open between them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint, false, text

from db.tables.columns import Instant, Key, key, metadata, ref

inbox = Table(
    "inbox",
    metadata,
    key(),
    Column("account", String(80), nullable=False),
    Column("event_id", String(80), nullable=False),
    Column("chat", String(80), nullable=False),
    Column("payload", JSON),  # core.messages.Incoming; erased after 30 days
    Column("state", String(8), nullable=False),  # new | done | parked
    Column("attempt", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0, server_default="0"),  # attempts that came to an error
    Column("holder", String(80)),
    Column("lease_until", Instant),
    Column("received_at", Instant, nullable=False),
    Column("done_at", Instant),
    UniqueConstraint("account", "event_id"),
    Index("ix_inbox_chat", "account", "chat", "id"),
    Index("ix_inbox_next", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
    Index(
        "ix_inbox_open",
        "account",
        "chat",
        "id",
        sqlite_where=text("state = 'new'"),
        postgresql_where=text("state = 'new'"),
    ),
)
outbox = Table(
    "outbox",
    metadata,
    key(),
    Column("account", String(80)),
    Column("chat", String(80)),
    ref("person_id", "people", index=True),
    Column("priority", Integer, nullable=False),
    Column("kind", String(12), nullable=False),  # reply | morning | ...: what the text is made from
    Column("payload", JSON),  # core.messages.Reply, or what a text made later needs; erased after 30 days
    Column("key", String(80)),  # replaceable messages share it
    Column("edits", String(80)),  # the channel's id of the message to edit
    Column("state", String(10), nullable=False),  # queued | sending | sent | refused | unsure | parked | dropped
    Column("attempt", Integer, nullable=False, default=0),
    Column("holder", String(80)),
    Column("lease_until", Instant),
    Column("not_before", Instant, nullable=False),
    Column("message", String(80)),  # the channel's id once sent
    Column("reason", Text),
    Column("cause", Key),  # the inbox row that caused it
    Column("created_at", Instant, nullable=False),
    Column("first_tried_at", Instant),
    Column("doubted_at", Instant),  # it may have left and nobody knows: what is sent after this is marked as a repeat
    Column("sent_at", Instant),
    Index(
        "ix_outbox_open",
        "priority",
        "not_before",
        "id",
        sqlite_where=text("state IN ('queued', 'sending', 'unsure')"),
        postgresql_where=text("state IN ('queued', 'sending', 'unsure')"),
    ),
    Index(  # whose turn it is within a chat
        "ix_outbox_turn",
        "account",
        "chat",
        "priority",
        "id",
        sqlite_where=text("state IN ('queued', 'sending', 'unsure')"),
        postgresql_where=text("state IN ('queued', 'sending', 'unsure')"),
    ),
    Index(  # a person's morning message that has not left yet
        "ix_outbox_morning",
        "person_id",
        sqlite_where=text("state = 'queued' AND kind = 'morning'"),
        postgresql_where=text("state = 'queued' AND kind = 'morning'"),
    ),
    Index("ix_outbox_message", "account", "chat", "message"),
    Index("ix_outbox_key", "key"),
)
told = Table(  # the tasks a notice speaks of
    "told",
    metadata,
    Column("outbox_id", Key, primary_key=True),
    Column("task_id", Key, primary_key=True, index=True),
)
prompts = Table(
    "prompts",
    metadata,
    key(),
    Column("token", String(32), nullable=False, unique=True),
    ref("outbox_id", "outbox", nullable=False, index=True),
    ref("person_id", "people"),
    Column("account", String(80), nullable=False),
    Column("chat", String(80), nullable=False),
    Column("choices", JSON),  # [core.messages.Choice]; erased after 30 days, like asks
    Column("numbered", Boolean, nullable=False, server_default=false()),  # the person sees them as numbers to type
    Column("listed", Integer, nullable=False, server_default="0"),  # the text's own list ends with this number
    Column("asks", JSON(none_as_null=True)),  # core.messages.Asks
    ref("task_id", "tasks"),
    Column("task_version", Integer),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("pressed", JSON, nullable=False, default=list),  # places of the choices already acted on
    Column("used_at", Instant),  # the whole message no longer counts
    Index("ix_prompts_chat", "account", "chat", "id"),
)
accounts = Table(  # the state of a channel account: paused until, and whether it answers at all
    "accounts",
    metadata,
    Column("account", String(80), primary_key=True),
    Column("paused_until", Instant),
    Column("failing_since", Instant),
)
chats = Table(  # a pause that holds one chat
    "chats",
    metadata,
    Column("account", String(80), primary_key=True),
    Column("chat", String(80), primary_key=True),
    Column("paused_until", Instant, nullable=False),
)
