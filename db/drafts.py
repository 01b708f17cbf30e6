"""Proposed tasks under review, apart from tasks in force; every change can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, null, select, update

from core.model import DraftTask
from core.problems import NotAllowed
from db.rows import due_from_json, due_to_json, named_from_json, named_to_json
from db.tables import drafts, history

_EDITED, _UNDONE, _READ = "review.edit", "review.undo", "read"
Json = dict[str, Any]
_WAITING = drafts.c.published_in.is_(None)


def _draft(row: Row[Any]) -> DraftTask:
    span = (row.span_start, row.span_end) if row.span_start is not None else None
    return DraftTask(
        id=row.id,
        directive_id=row.directive_id,
        position=row.position,
        ref=row.ref,
        text=row.text,
        span=span,
        leads=named_from_json(row.leads),
        supporting=named_from_json(row.supporting),
        due=due_from_json(row.due),
        recurrence=row.recurrence,
        recurrence_text=row.recurrence_text,
        doubts=tuple(row.doubts or ()),
        dropped=row.dropped,
    )


def _row(draft: DraftTask) -> Json:
    start, end = draft.span or (None, None)
    return {
        "directive_id": draft.directive_id,
        "position": draft.position,
        "ref": draft.ref[:40],
        "text": draft.text,
        "span_start": start,
        "span_end": end,
        "leads": named_to_json(draft.leads),
        "supporting": named_to_json(draft.supporting),
        "due": due_to_json(draft.due) if draft.due else null(),
        "recurrence": draft.recurrence,
        "recurrence_text": draft.recurrence_text,
        "doubts": list(draft.doubts),
        "dropped": draft.dropped,
    }


def of(conn: Connection, directive_id: int) -> list[DraftTask]:
    """Every proposal of the directive in its order, dropped ones too."""
    return [
        _draft(row)
        for row in conn.execute(
            select(drafts).where(drafts.c.directive_id == directive_id, _WAITING).order_by(drafts.c.position)
        )
    ]


def get(conn: Connection, draft_id: int) -> DraftTask:
    row = conn.execute(select(drafts).where(drafts.c.id == draft_id, _WAITING)).one_or_none()
    if row is None:
        raise NotAllowed("no such draft")
    return _draft(row)


def replace_all(conn: Connection, directive_id: int, several: Iterable[DraftTask]) -> list[DraftTask]:
    """These and no others; their ids are given here."""
    conn.execute(delete(drafts).where(drafts.c.directive_id == directive_id, _WAITING))
    for draft in several:
        conn.execute(insert(drafts).values(**_row(replace(draft, directive_id=directive_id))))
    return of(conn, directive_id)


def remove(conn: Connection, several: Iterable[DraftTask]) -> None:
    """Other tasks have taken them up."""
    conn.execute(delete(drafts).where(drafts.c.id.in_([draft.id for draft in several])))


# ── as it was read ─────────────────────────────────────────────────────────────────────────────
def keep_reading(conn: Connection, directive_id: int, several: Iterable[DraftTask], *, now: datetime) -> None:
    """What the document said when it was read, whatever is made of it: a corrected version is held against this."""
    whole = json.dumps([_shown(draft) for draft in several], ensure_ascii=False)
    _write(conn, directive_id, _READ, None, whole, by=None, now=now)


def as_read(conn: Connection, directive_id: int) -> list[DraftTask]:
    """The newest reading; none where nothing of it was kept."""
    mine = select(history.c.after).where(history.c.noun == "directive", history.c.noun_id == directive_id)
    kept = conn.execute(mine.where(history.c.did == _READ).order_by(history.c.id.desc()).limit(1)).scalar()
    return [_from_json(one) for one in json.loads(kept)] if kept else []


def _from_json(kept: Json) -> DraftTask:
    start, end = kept.pop("span_start"), kept.pop("span_end")
    read: Json = {
        "span": None if start is None else (start, end),
        "leads": named_from_json(kept.pop("leads")),
        "supporting": named_from_json(kept.pop("supporting")),
        "due": due_from_json(kept.pop("due")),
        "doubts": tuple(kept.pop("doubts")),
    }
    return DraftTask(**kept, **read)


def move(conn: Connection, several: Iterable[DraftTask], *, to: int) -> None:
    """Proposals of a corrected version wait under the directive that is in force."""
    last = conn.execute(select(func.max(drafts.c.position)).where(drafts.c.directive_id == to)).scalar() or 0
    for place, draft in enumerate(several, last + 1):
        conn.execute(update(drafts).where(drafts.c.id == draft.id).values(directive_id=to, position=place))


# ── changes that can be taken back ─────────────────────────────────────────────────────────────
def change(conn: Connection, several: Iterable[DraftTask], *, by: int, now: datetime) -> None:
    """Write these drafts anew; what they were is kept for 'hoàn tác'."""
    changed = [draft for draft in several if get(conn, draft.id) != draft]
    if not changed:
        return
    before = [_shown(get(conn, draft.id)) for draft in changed]
    write(conn, changed)
    _note(conn, changed[0].directive_id, {"was": before}, by=by, now=now)


def write(conn: Connection, several: Iterable[DraftTask]) -> None:
    """For good: what a recorded decision made of them is no edit to be taken back."""
    for draft in several:
        conn.execute(update(drafts).where(drafts.c.id == draft.id).values(**_row(draft)))


def add(conn: Connection, draft: DraftTask, *, by: int, now: datetime) -> DraftTask:
    """One more proposal, after the last."""
    last = conn.execute(select(func.max(drafts.c.position)).where(drafts.c.directive_id == draft.directive_id)).scalar()
    placed = replace(draft, position=(last or 0) + 1)
    made = conn.execute(insert(drafts).values(**_row(placed)).returning(drafts.c.id)).scalar_one()
    _note(conn, draft.directive_id, {"added": [made]}, by=by, now=now)
    return get(conn, made)


def undo(conn: Connection, directive_id: int, *, by: int, now: datetime) -> bool:
    """Take back the newest change that is not taken back yet; False when there is none."""
    mine = select(history).where(history.c.noun == "directive", history.c.noun_id == directive_id)
    undone = {row.after for row in conn.execute(mine.where(history.c.did == _UNDONE))}
    edits = conn.execute(mine.where(history.c.did == _EDITED).order_by(history.c.id.desc())).all()
    newest = next((row for row in edits if str(row.id) not in undone), None)
    if newest is None:
        return False
    _restore(conn, json.loads(newest.before))
    _write(conn, directive_id, _UNDONE, None, str(newest.id), by=by, now=now)
    return True


def _restore(conn: Connection, kept: Json) -> None:
    for was in kept.get("was", ()):
        values = {**was, "due": was["due"] if was["due"] else null()}
        conn.execute(update(drafts).where(drafts.c.id == values.pop("id")).values(**values))
    if kept.get("added"):
        conn.execute(delete(drafts).where(drafts.c.id.in_(kept["added"])))


def _shown(draft: DraftTask) -> Json:
    return {"id": draft.id, **_row(draft), "due": due_to_json(draft.due)}


def _note(conn: Connection, directive_id: int, before: Json, *, by: int, now: datetime) -> None:
    _write(conn, directive_id, _EDITED, json.dumps(before, ensure_ascii=False), None, by=by, now=now)


def _write(
    conn: Connection,
    directive_id: int,
    did: str,
    before: str | None,
    after: str | None,
    *,
    by: int | None,
    now: datetime,
) -> None:
    row = {
        "at": now,
        "person_id": by,
        "noun": "directive",
        "noun_id": directive_id,
        "did": did,
        "before": before,
        "after": after,
    }
    conn.execute(insert(history).values(**row))
