"""Directives: received, read, reviewed, published; and what stands against their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, null, select, update

from core.model import Directive, DirectiveState, Due, Status
from core.problems import NotAllowed
from core.proposal import ProposedDirective
from core.text import fold
from core.verbal_order import KIND as VERBAL
from db.files import forget_unused
from db.rows import due_from_json, due_to_json
from db.tables import agencies, assignments, directives, drafts, files, history, tasks

_RECALLED = Status.RECALLED.value
_WAITING = (drafts.c.dropped.is_(False), drafts.c.published_in.is_(None))
_KNOWN = (DirectiveState.DRAFT.value, DirectiveState.PUBLISHED.value, DirectiveState.CLOSED.value)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An agency that has not yet said 'Đã nhận' for a directive's tasks."""

    directive_id: int
    directive: str | None
    agency_id: int
    agency: str
    since: datetime


def _directive(row: Row[Any]) -> Directive:
    return Directive(
        id=row.id,
        state=DirectiveState(row.state),
        coordinator_id=row.coordinator_id,
        number=row.number,
        type=row.type,
        issuer=row.issuer,
        place=row.place,
        issued_on=row.issued_on,
        subject=row.subject,
        signer=row.signer,
        urgency=row.urgency,
        text=row.text,
        file_id=row.file_id,
        file_name=row.file_name,
        report_to=row.report_to,
        report_deadline=due_from_json(row.report_deadline),
        strict_before=row.strict_before,
        version=row.version,
    )


# ── one ────────────────────────────────────────────────────────────────────────────────────────
def create_reading(conn: Connection, *, coordinator_id: int | None, file_name: str, now: datetime) -> int:
    values = {
        "coordinator_id": coordinator_id,
        "file_name": file_name[:300],
        "state": DirectiveState.READING.value,
        "created_at": now,
    }
    return int(conn.execute(insert(directives).values(text="", **values).returning(directives.c.id)).scalar_one())


def read_again(conn: Connection, directive_id: int, *, file_name: str) -> None:
    """A draft whose document turned out to be longer: nothing of it stays but its number here."""
    forget(conn, directive_id)
    values = {"state": DirectiveState.READING.value, "file_name": file_name}
    conn.execute(update(directives).where(directives.c.id == directive_id).values(**values))


def create_order(
    conn: Connection,
    *,
    coordinator_id: int,
    issuer: str | None,
    subject: str,
    issued_on: date,
    text: str,
    now: datetime,
) -> int:
    """An order given by word of mouth: a draft without a number, whose text is what the coordinator typed."""
    values = {
        "coordinator_id": coordinator_id,
        "type": VERBAL,
        "issuer": issuer and issuer[:500],
        "subject": subject,
        "issued_on": issued_on,
        "text": text,
        "state": DirectiveState.DRAFT.value,
        "created_at": now,
    }
    return int(conn.execute(insert(directives).values(**values).returning(directives.c.id)).scalar_one())


def document_of(
    conn: Connection, directive: Directive, *, task_id: int, ref: str, span: tuple[int, int] | None
) -> bool:
    """A task ordered by word of mouth rests on this document from now on; False where it has a document already."""
    row = conn.execute(
        select(directives.c.id)
        .join(tasks, tasks.c.directive_id == directives.c.id)
        .where(tasks.c.id == task_id, directives.c.type == VERBAL)
    ).one_or_none()
    if row is None:
        return False
    start, end = span or (None, None)
    values = {"directive_id": directive.id, "ref": ref, "span_start": start, "span_end": end}
    conn.execute(update(tasks).where(tasks.c.id == task_id).values(**values))
    if size(conn, row.id) == 0:
        set_state(conn, row.id, DirectiveState.CLOSED)
    return True


def get(conn: Connection, directive_id: int) -> Directive:
    return _one(conn, select(directives).where(directives.c.id == directive_id))


def lock(conn: Connection, directive_id: int) -> Directive:
    """The row, held until the transaction ends: two presses of one button come one after the other."""
    return _one(conn, select(directives).where(directives.c.id == directive_id).with_for_update())


def _one(conn: Connection, query: Select[Any]) -> Directive:
    row = conn.execute(query).one_or_none()
    if row is None:
        raise NotAllowed("no such directive")
    return _directive(row)


def fill_from(
    conn: Connection, directive_id: int, proposed: ProposedDirective, *, report_deadline: Due | None = None
) -> None:
    """What was understood of the document, as a draft. Its text and file are kept by `keep_source` alone."""
    values = {
        "number": proposed.number and proposed.number[:100],
        "type": proposed.type and proposed.type[:60],
        "issuer": proposed.issuer and proposed.issuer[:500],
        "place": proposed.place and proposed.place[:120],
        "issued_on": proposed.issued_on,
        "subject": proposed.subject,
        "signer": proposed.signer and proposed.signer.name[:200],
        "urgency": proposed.urgency and proposed.urgency[:30],
        "report_to": proposed.report and proposed.report.to,
        "report_deadline": due_to_json(report_deadline) if report_deadline else null(),
        "state": DirectiveState.DRAFT.value,
    }
    conn.execute(update(directives).where(directives.c.id == directive_id).values(**values))


def keep_source(conn: Connection, directive_id: int, *, text: str, file_id: int | None) -> None:
    conn.execute(update(directives).where(directives.c.id == directive_id).values(text=text, file_id=file_id))


def set_state(conn: Connection, directive_id: int, state: DirectiveState, *, now: datetime | None = None) -> None:
    """A new state; the version moves, so that what was asked before no longer counts."""
    values: dict[str, Any] = {"state": state.value, "version": directives.c.version + 1}
    if state is DirectiveState.PUBLISHED and now is not None:
        values["published_at"] = func.coalesce(directives.c.published_at, now)
    if state is DirectiveState.DRAFT:
        values["published_at"] = None
    conn.execute(update(directives).where(directives.c.id == directive_id).values(**values))


def set_strict_before(conn: Connection, directive_id: int, *, strict: bool) -> None:
    conn.execute(update(directives).where(directives.c.id == directive_id).values(strict_before=strict))


def forget(conn: Connection, directive_id: int) -> None:
    """A document that is not to be kept: its row stays as a number, its content goes."""
    conn.execute(delete(drafts).where(drafts.c.directive_id == directive_id))
    said = update(history).where(history.c.noun == "directive", history.c.noun_id == directive_id)
    conn.execute(said.values(before=None, after=None))
    file_id = conn.execute(select(directives.c.file_id).where(directives.c.id == directive_id)).scalar()
    nothing = dict.fromkeys(
        ("number", "type", "issuer", "place", "issued_on", "subject", "signer", "report_to", "file_id", "file_name")
    )
    values = {**nothing, "text": "", "report_deadline": null(), "state": DirectiveState.FAILED.value}
    conn.execute(
        update(directives).where(directives.c.id == directive_id).values(version=directives.c.version + 1, **values)
    )
    if file_id is not None:
        forget_unused(conn, {file_id})


# ── several ────────────────────────────────────────────────────────────────────────────────────
def known(conn: Connection, *, limit: int, offset: int = 0) -> list[Directive]:
    """Drafts and published ones, newest first."""
    query = select(directives).where(directives.c.state.in_(_KNOWN)).order_by(directives.c.id.desc())
    return [_directive(row) for row in conn.execute(query.limit(limit).offset(offset))]


def count(conn: Connection) -> int:
    return int(conn.execute(select(func.count()).where(directives.c.state.in_(_KNOWN))).scalar_one())


def by_number(conn: Connection, number: str) -> Directive | None:
    """As people type it: without regard to case, spaces and diacritics. The newest where several bear the number."""
    wanted = _key(number)
    rows = conn.execute(select(directives).where(directives.c.number.is_not(None), directives.c.state.in_(_KNOWN)))
    found = [_directive(row) for row in rows if _key(row.number) == wanted]
    return max(found, key=lambda one: one.id, default=None)


def _key(number: str) -> str:
    return fold(number).replace(" ", "")


def size(conn: Connection, directive_id: int) -> int:
    """How many tasks it has, in force or proposed."""
    in_force = select(func.count()).where(tasks.c.directive_id == directive_id, tasks.c.status != _RECALLED)
    proposed = select(func.count()).where(drafts.c.directive_id == directive_id, *_WAITING)
    return int(conn.execute(in_force).scalar_one() + conn.execute(proposed).scalar_one())


def known_since(conn: Connection, directive_id: int) -> datetime:
    since: datetime = conn.execute(select(directives.c.created_at).where(directives.c.id == directive_id)).scalar_one()
    return since


def newest_draft(conn: Connection, *, coordinator_id: int) -> Directive | None:
    query = select(directives).where(
        directives.c.coordinator_id == coordinator_id, directives.c.state == DirectiveState.DRAFT.value
    )
    row = conn.execute(query.order_by(directives.c.id.desc()).limit(1)).one_or_none()
    return _directive(row) if row else None


def same_as(conn: Connection, proposed: ProposedDirective, *, sha256: str, other_than: int) -> Directive | None:
    """A directive that is there already: the same file, or the same number, issuer and date."""
    there = directives.c.state.in_(_KNOWN) & (directives.c.id != other_than)
    same_file = (
        select(directives).join(files, directives.c.file_id == files.c.id).where(there, files.c.sha256 == sha256)
    )
    row = conn.execute(same_file.order_by(directives.c.id.desc()).limit(1)).one_or_none()
    if row is None and proposed.number and proposed.issued_on:
        query = select(directives).where(
            there, directives.c.number == proposed.number, directives.c.issued_on == proposed.issued_on
        )
        same = [one for one in conn.execute(query) if fold(one.issuer or "") == fold(proposed.issuer or "")]
        row = same[-1] if same else None
    return _directive(row) if row else None


def unacknowledged(
    conn: Connection, *, directive_id: int | None = None, before: datetime | None = None
) -> list[Waiting]:
    """Lead agencies none of whose people has said 'Đã nhận' for a directive, oldest first."""
    since = func.min(assignments.c.assigned_at)
    query = (
        select(
            directives.c.id,
            directives.c.number,
            agencies.c.id.label("agency_id"),
            agencies.c.name,
            since.label("since"),
        )
        .select_from(tasks)
        .join(directives, tasks.c.directive_id == directives.c.id)
        .join(agencies, tasks.c.lead_id == agencies.c.id)
        .outerjoin(assignments, and_(assignments.c.task_id == tasks.c.id, assignments.c.ended_at.is_(None)))
        .where(tasks.c.status == "not_started")
        .group_by(directives.c.id, directives.c.number, agencies.c.id, agencies.c.name, directives.c.published_at)
        .having(func.count(assignments.c.acknowledged_at) == 0)
        .order_by(directives.c.id, agencies.c.name)
    )
    if directive_id is not None:
        query = query.where(directives.c.id == directive_id)
    if before is not None:
        query = query.having(func.coalesce(since, directives.c.published_at) <= before)
    return [
        Waiting(row.id, row.number, row.agency_id, row.name, row.since or row.published_at)
        for row in conn.execute(query.add_columns(directives.c.published_at))
    ]
