"""Every table. Only this room knows columns; others receive core's dataclasses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A UTC instant. A naive value is refused: SQLite would drop the offset in silence."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        read: datetime = value
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts its own rows only in an INTEGER key
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[int]:
    return Column("id", Key, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, **options: Any) -> Column[int]:
    return Column(name, Key, ForeignKey(f"{target}.id"), **options)


# ── who ────────────────────────────────────────────────────────────────────────────────────────
agencies = Table(
    "agencies",
    metadata,
    _key(),
    Column("name", String(300), nullable=False, unique=True),
    Column("folded", String(300), nullable=False, index=True),
    Column("short", String(60)),
    Column("aliases", JSON, nullable=False, default=list),
    Column("kind", String(20), nullable=False, default="agency"),
    _ref("parent_id", "agencies"),
)
people = Table(
    "people",
    metadata,
    _key(),
    Column("name", String(200), nullable=False),
    Column("position", String(200)),
    _ref("agency_id", "agencies", index=True),
    _ref("superior_id", "people"),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    _ref("deputy_id", "people"),
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
    _key(),
    _ref("person_id", "people", nullable=False, index=True),
    Column("account", String(80), nullable=False),
    Column("chat", String(80), nullable=False),
    Column("state", String(10), nullable=False, default="live"),  # live | dead
    Column("joined_at", Instant, nullable=False),
    UniqueConstraint("account", "chat"),
)
invites = Table(
    "invites",
    metadata,
    _key(),
    Column("hash", String(64), nullable=False, unique=True),
    _ref("person_id", "people", nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)
guesses = Table(  # of invite codes, and the one answer an hour a stranger gets; erased after a day
    "guesses",
    metadata,
    _key(),
    Column("account", String(80), nullable=False),
    Column("chat_hash", String(64), nullable=False),
    Column("kind", String(10), nullable=False),  # code | answer
    Column("at", Instant, nullable=False),
    Index("ix_guesses_chat", "account", "chat_hash", "kind", "at"),
)

# ── what was ordered ───────────────────────────────────────────────────────────────────────────
files = Table(
    "files",
    metadata,
    _key(),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", String(300), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # with the rows, so that one backup holds the whole state
)
directives = Table(
    "directives",
    metadata,
    _key(),
    Column("number", String(100), index=True),
    Column("type", String(60)),
    Column("issuer", String(500)),
    Column("place", String(120)),
    Column("issued_on", Date),
    Column("subject", Text),
    Column("signer", String(200)),
    Column("urgency", String(30)),
    Column("text", Text, nullable=False, default=""),
    _ref("file_id", "files"),
    Column("file_name", String(300)),
    _ref("coordinator_id", "people"),
    Column("state", String(12), nullable=False),
    Column("report_to", Text),
    Column("report_deadline", JSON),  # core.model.Due
    Column("strict_before", Boolean, nullable=False, default=False),
    Column("version", Integer, nullable=False, default=1),
    Column("created_at", Instant, nullable=False),
    Column("published_at", Instant),
)
readings = Table(  # a document waiting to be read: where it came from and how often it was tried
    "readings",
    metadata,
    _key(),
    _ref("directive_id", "directives", nullable=False, unique=True),
    Column("account", String(80), nullable=False),
    Column("chat", String(80), nullable=False),
    Column("reference", String(500), nullable=False),
    Column("name", String(300), nullable=False),
    Column("attempt", Integer, nullable=False, default=0),
    Column("not_before", Instant, nullable=False),
    Column("holder", String(80)),
    Column("lease_until", Instant),
    Column("done_at", Instant, index=True),
)
drafts = Table(  # proposed tasks: apart from tasks, so that nothing proposed can ever be counted or reminded of
    "drafts",
    metadata,
    _key(),
    _ref("directive_id", "directives", nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("ref", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("leads", JSON, nullable=False),  # [core.model.NamedAgency]
    Column("supporting", JSON, nullable=False),
    Column("due", JSON),  # core.model.Due
    Column("recurrence", String(200)),
    Column("recurrence_text", Text),
    Column("doubts", JSON, nullable=False, default=list),
    Column("dropped", Boolean, nullable=False, default=False),
)
series = Table(
    "series",
    metadata,
    _key(),
    _ref("directive_id", "directives", nullable=False),
    Column("rule", String(200), nullable=False),
    Column("text", Text, nullable=False),
)
tasks = Table(
    "tasks",
    metadata,
    _key(),
    Column("number", Integer, nullable=False, unique=True),
    _ref("directive_id", "directives", nullable=False, index=True),
    Column("ref", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    _ref("lead_id", "agencies", nullable=False, index=True),
    Column("deadline_text", Text),
    Column("deadline_kind", String(12)),
    Column("deadline_date", Date, index=True),
    Column("deadline_time", Time),
    Column("deadline_boundary", String(8)),
    Column("deadline_last_day", Date),
    Column("deadline_last_working_day", Date),
    Column("deadline_inherited", Boolean, nullable=False, default=False),
    Column("overdue_from", Date, index=True),
    Column("first_due", Date),
    Column("status", String(12), nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("percent", Integer),
    Column("blocked", Text),
    Column("signing_since", Date),
    Column("submitted_at", Instant),
    _ref("submitted_by", "people"),
    Column("document_number", String(100)),
    Column("document_date", Date),
    Column("completed_on", Date),
    Column("returned_until", Date),
    Column("recurrence_text", Text),
    _ref("series_id", "series"),
    Column("period", String(20)),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("series_id", "period"),
    Index(  # everything the summary counts by, so that counting never reads the tasks' texts
        "ix_tasks_figures",
        "lead_id",
        "status",
        "overdue_from",
        "completed_on",
        "document_date",
        "submitted_at",
        "deadline_last_working_day",
        "deadline_inherited",
        "directive_id",
    ),
    Index(
        "ix_tasks_shared",  # overdue by a report deadline that several tasks share
        "deadline_inherited",
        "status",
        "overdue_from",
        "directive_id",
        "lead_id",
    ),
    Index(
        "ix_tasks_blocked",
        "id",
        sqlite_where=text("blocked IS NOT NULL"),
        postgresql_where=text("blocked IS NOT NULL"),
    ),
)
task_support = Table(
    "task_support",
    metadata,
    Column("task_id", Key, ForeignKey("tasks.id"), primary_key=True),
    Column("agency_id", Key, ForeignKey("agencies.id"), primary_key=True, index=True),
)
assignments = Table(
    "assignments",
    metadata,
    _key(),
    _ref("task_id", "tasks", nullable=False),
    _ref("person_id", "people", nullable=False, index=True),
    _ref("assigned_by", "people"),
    Column("assigned_at", Instant, nullable=False),
    Column("acknowledged_at", Instant),
    Column("snoozed_until", Instant),
    Column("internal_due", Date),
    Column("advice", Text),
    Column("next_reminder_at", Instant),
    Column("ended_at", Instant),
    UniqueConstraint("task_id", "person_id"),
    Index(
        "ix_assignments_next",
        "person_id",
        "next_reminder_at",
        sqlite_where=text("next_reminder_at IS NOT NULL"),
        postgresql_where=text("next_reminder_at IS NOT NULL"),
    ),
)
reminded = Table(  # which steps of the ladder were queued: the same step of the same deadline is never queued twice
    "reminded",
    metadata,
    _key(),
    _ref("assignment_id", "assignments", nullable=False),
    Column("step", String(20), nullable=False),
    Column("deadline", Date, nullable=False),
    Column("outbox_id", Key, nullable=False, index=True),
    UniqueConstraint("assignment_id", "step", "deadline"),
)
reports = Table(
    "reports",
    metadata,
    _key(),
    _ref("person_id", "people", nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Column("status", String(12)),
    Column("percent", Integer),
    Column("difficulty", Text),
    Column("proposal", Text),
    Column("document_number", String(100)),
    Column("document_date", Date),
    _ref("file_id", "files"),
)
report_tasks = Table(
    "report_tasks",
    metadata,
    Column("report_id", Key, ForeignKey("reports.id"), primary_key=True),
    Column("task_id", Key, ForeignKey("tasks.id"), primary_key=True, index=True),
)
extensions = Table(
    "extensions",
    metadata,
    _key(),
    _ref("task_id", "tasks", nullable=False, index=True),
    _ref("person_id", "people", nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", String(100)),
    Column("original_date", Date, nullable=False),
    Column("decision", String(10)),  # agreed | refused
    Column("decided_until", Date),
    Column("decided_by", Key, ForeignKey("people.id")),
    Column("decided_at", Instant),
    Column("source", Text),  # by whose authority
)
history = Table(
    "history",
    metadata,
    _key(),
    Column("at", Instant, nullable=False),
    _ref("person_id", "people"),
    Column("noun", String(20), nullable=False),
    Column("noun_id", Key, nullable=False),
    Column("did", String(40), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_history_noun", "noun", "noun_id"),
)

# ── what was said ──────────────────────────────────────────────────────────────────────────────
inbox = Table(
    "inbox",
    metadata,
    _key(),
    Column("account", String(80), nullable=False),
    Column("event_id", String(80), nullable=False),
    Column("chat", String(80), nullable=False),
    Column("payload", JSON),  # core.messages.Incoming; erased after 30 days
    Column("state", String(8), nullable=False),  # new | done | parked
    Column("attempt", Integer, nullable=False, default=0),
    Column("holder", String(80)),
    Column("lease_until", Instant),
    Column("received_at", Instant, nullable=False),
    Column("done_at", Instant),
    UniqueConstraint("account", "event_id"),
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
    _key(),
    Column("account", String(80)),
    Column("chat", String(80)),
    _ref("person_id", "people", index=True),
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
    Index("ix_outbox_message", "account", "chat", "message"),
    Index("ix_outbox_key", "key"),
)
prompts = Table(
    "prompts",
    metadata,
    _key(),
    Column("token", String(32), nullable=False, unique=True),
    _ref("outbox_id", "outbox", nullable=False, index=True),
    _ref("person_id", "people"),
    Column("account", String(80), nullable=False),
    Column("chat", String(80), nullable=False),
    Column("choices", JSON),  # [core.messages.Choice]; erased after 30 days, like asks
    Column("asks", JSON(none_as_null=True)),  # core.messages.Asks
    _ref("task_id", "tasks"),
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

# ── whose turn ─────────────────────────────────────────────────────────────────────────────────
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
local_messages = Table(  # the local chat page is its own channel: what it 'delivered' is kept here
    "local_messages",
    metadata,
    _key(),
    Column("chat", String(80), nullable=False, index=True),
    Column("by_person", Boolean, nullable=False),
    Column("event_id", String(80)),  # of what a person said: erased where the inbox row is
    Column("text", Text, nullable=False),
    Column("choices", JSON, nullable=False, default=list),
    Column("file_name", String(300)),
    Column("at", Instant, nullable=False),  # the domain's time
    Column("version", Integer, nullable=False, default=1),
)
