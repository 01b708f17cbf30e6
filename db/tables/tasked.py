"""What is in force: tasks, who does them, what was reported, asked, reminded of, and the history."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from db.tables.columns import Instant, Key, key, metadata, ref

series = Table(
    "series",
    metadata,
    key(),
    ref("directive_id", "directives", nullable=False),
    Column("rule", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("period", Date, index=True),  # the day the newest period names; the next one opens when it has passed
    Column("lead_id", Key),  # who leads the periods to come, where the newest one was closed under another
)
tasks = Table(
    "tasks",
    metadata,
    key(),
    Column("number", Integer, nullable=False, unique=True),
    ref("directive_id", "directives", nullable=False),
    Column("ref", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    ref("lead_id", "agencies", nullable=False, index=True),
    Column("first_lead_id", Key),  # the agency the directive addressed; None while it is still the lead
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
    Column("first_overdue_from", Date),  # before any extension; None while there is none
    Column("first_last_working_day", Date),
    Column("status", String(12), nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("percent", Integer),
    Column("blocked", Text),
    Column("signing_since", Date),
    Column("submitted_at", Instant),
    ref("submitted_by", "people"),
    Column("document_number", String(100)),
    Column("document_date", Date),
    Column("completed_on", Date),
    Column("returned_until", Date),
    Column("recurrence_text", Text),
    ref("series_id", "series"),
    Column("period", String(20)),
    Column("ladder", String(60)),  # core.rungs: in the place of the directive's and the office's
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
    Index("ix_tasks_directive", "directive_id", "status"),  # the directives of what was not recalled are counted by it
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
    key(),
    ref("task_id", "tasks", nullable=False),
    ref("person_id", "people", nullable=False, index=True),
    ref("assigned_by", "people"),
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
    key(),
    ref("assignment_id", "assignments", nullable=False),
    Column("step", String(20), nullable=False),
    Column("deadline", Date, nullable=False),
    Column("outbox_id", Key, nullable=False, index=True),
    UniqueConstraint("assignment_id", "step", "deadline"),
)
reports = Table(
    "reports",
    metadata,
    key(),
    ref("person_id", "people", nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Column("status", String(12)),
    Column("percent", Integer),
    Column("difficulty", Text),
    Column("proposal", Text),
    Column("document_number", String(100)),
    Column("document_date", Date),
    ref("file_id", "files"),
    Index(  # few reports ask for a leader's opinion
        "ix_reports_proposal",
        "id",
        sqlite_where=text("proposal IS NOT NULL"),
        postgresql_where=text("proposal IS NOT NULL"),
    ),
)
report_tasks = Table(
    "report_tasks",
    metadata,
    Column("report_id", Key, ForeignKey("reports.id"), primary_key=True),
    Column("task_id", Key, ForeignKey("tasks.id"), primary_key=True, index=True),
)
enclosures = Table(  # a file sent to show what was reported: fetched and looked at before anything of it is kept
    "enclosures",
    metadata,
    key(),
    ref("person_id", "people", nullable=False, index=True),
    ref("task_id", "tasks"),  # laid beside this task until the next report on it
    ref("report_id", "reports", index=True),
    ref("file_id", "files"),
    Column("batch", String(80), nullable=False),
    Column("account", String(80), nullable=False),
    Column("chat", String(80), nullable=False),
    Column("reference", String(500), nullable=False),
    Column("name", String(300), nullable=False),
    Column("kept", String(10), nullable=False),  # core.model.Kept
    Column("permitted", Boolean, nullable=False, default=False),  # its sender may bring it here, whatever its mark
    Column("attempt", Integer, nullable=False, default=0),
    Column("not_before", Instant, nullable=False),
    Column("holder", String(80)),
    Column("lease_until", Instant),
    Column("sent_at", Instant, nullable=False),  # the domain's time, for people
    Column("received_at", Instant, nullable=False),
    Index(
        "ix_enclosures_waiting", "id", sqlite_where=text("kept = 'waiting'"), postgresql_where=text("kept = 'waiting'")
    ),
)
extensions = Table(
    "extensions",
    metadata,
    key(),
    ref("task_id", "tasks", nullable=False, index=True),
    ref("person_id", "people", nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", String(100)),
    Column("original_date", Date, nullable=False),
    Column("decision", String(10)),  # agreed | refused | withdrawn
    Column("decided_until", Date),
    Column("decided_by", Key, ForeignKey("people.id")),
    Column("decided_at", Instant),
    Column("source", Text),  # by whose authority
)
causes = Table(  # objective causes of a lateness, and by whose authority each was confirmed
    "causes",
    metadata,
    key(),
    ref("task_id", "tasks", nullable=False, index=True),
    ref("person_id", "people", nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Column("ground", String(200), nullable=False),
    Column("decision", String(10)),  # confirmed | refused
    Column("decided_by", Key, ForeignKey("people.id")),
    Column("decided_at", Instant),
    Column("source", Text),
)
history = Table(
    "history",
    metadata,
    key(),
    Column("at", Instant, nullable=False),
    ref("person_id", "people"),
    Column("noun", String(20), nullable=False),
    Column("noun_id", Key, nullable=False),
    Column("did", String(40), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_history_noun", "noun", "noun_id"),
)
