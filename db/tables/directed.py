"""What came in: files, directives, documents waiting to be read, and drafts of tasks."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, String, Table, Text

from db.tables.columns import Instant, Key, key, metadata, ref

files = Table(
    "files",
    metadata,
    key(),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", String(300), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # with the rows, so that one backup holds the whole state
)
directives = Table(
    "directives",
    metadata,
    key(),
    Column("number", String(100), index=True),
    Column("type", String(60)),
    Column("issuer", String(500)),
    Column("place", String(120)),
    Column("issued_on", Date),
    Column("subject", Text),
    Column("signer", String(200)),
    Column("urgency", String(30)),
    Column("text", Text, nullable=False, default=""),
    ref("file_id", "files"),
    Column("file_name", String(300)),
    ref("coordinator_id", "people"),
    Column("state", String(12), nullable=False),
    Column("report_to", Text),
    Column("report_deadline", JSON),  # core.model.Due
    Column("strict_before", Boolean, nullable=False, default=False),
    Column("ladder", String(60)),  # core.rungs: for its tasks, in the place of the office's
    Column("version", Integer, nullable=False, default=1),
    Column("created_at", Instant, nullable=False),
    Column("published_at", Instant),
)
readings = Table(  # a document waiting to be read: where it came from and how often it was tried
    "readings",
    metadata,
    key(),
    ref("directive_id", "directives", nullable=False, unique=True),
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
reading_parts = Table(  # further pieces of the same document, in order: the second photograph, the rest of a text
    "reading_parts",
    metadata,
    key(),
    ref("reading_id", "readings", nullable=False, index=True),
    Column("reference", String(500), nullable=False),
)
drafts = Table(  # proposed tasks: apart from tasks, so that nothing proposed can ever be counted or reminded of
    "drafts",
    metadata,
    key(),
    ref("directive_id", "directives", nullable=False, index=True),
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
    Column("published_in", Key),  # it has become tasks; kept while the publication may still be recalled
)
publications = Table(  # one sending of a directive: what it gave, and whether it was recalled
    "publications",
    metadata,
    key(),
    ref("directive_id", "directives", nullable=False, index=True),
    Column("first_number", Integer, nullable=False),
    Column("last_number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("told_at", Instant, nullable=False),  # when the agencies are told: at once, or some morning after
    Column("recalled_at", Instant),
)
