"""Every table. Only this room knows columns; others receive core's dataclasses."""

from __future__ import annotations

from db.tables.channelled import opened_links, quotas, spent, tokens
from db.tables.columns import Instant, metadata
from db.tables.directed import directives, drafts, files, publications, reading_parts, readings
from db.tables.said import accounts, chats, inbox, outbox, prompts, told
from db.tables.tasked import (
    assignments,
    causes,
    enclosures,
    extensions,
    history,
    reminded,
    report_tasks,
    reports,
    series,
    task_support,
    tasks,
)
from db.tables.turns import calendar_days, facts, leases, local_messages, moments
from db.tables.who import addresses, agencies, guesses, invites, people, successions, workbooks

__all__ = [
    "Instant",
    "accounts",
    "addresses",
    "agencies",
    "assignments",
    "calendar_days",
    "causes",
    "chats",
    "directives",
    "drafts",
    "enclosures",
    "extensions",
    "facts",
    "files",
    "guesses",
    "history",
    "inbox",
    "invites",
    "leases",
    "local_messages",
    "metadata",
    "moments",
    "opened_links",
    "outbox",
    "people",
    "prompts",
    "publications",
    "quotas",
    "reading_parts",
    "readings",
    "reminded",
    "report_tasks",
    "reports",
    "series",
    "spent",
    "successions",
    "task_support",
    "tasks",
    "tokens",
    "told",
    "workbooks",
]
