"""Turn what crosses doors into JSON for a column and back. Keys that hold their default are left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from core.messages import About, Address, Asks, Attachment, Choice, Happened, Incoming, Priority, Reply
from core.model import Due, NamedAgency
from core.proposal import Boundary, DeadlineKind

Json = dict[str, Any]


# ── what came in ───────────────────────────────────────────────────────────────────────────────
def incoming_to_json(event: Incoming) -> Json:
    file = event.attachment
    return _set(
        id=event.id,
        account=event.address.account,
        chat=event.address.chat,
        happened=event.happened.value,
        text=event.text,
        choice=event.choice,
        message=event.message,
        replies_to=event.replies_to,
        attachment=file and _set(reference=file.reference, name=file.name, size=file.size),
        forwarded=event.forwarded,
    )


def incoming_from_json(data: Mapping[str, Any]) -> Incoming:
    file = data.get("attachment")
    return Incoming(
        id=data["id"],
        address=Address(data["account"], data["chat"]),
        happened=Happened(data["happened"]),
        text=data.get("text", ""),
        choice=data.get("choice"),
        message=data.get("message"),
        replies_to=data.get("replies_to"),
        attachment=Attachment(file["reference"], file.get("name", ""), file.get("size")) if file else None,
        forwarded=data.get("forwarded", False),
    )


# ── what is said ───────────────────────────────────────────────────────────────────────────────
def reply_to_json(reply: Reply) -> Json:
    return _set(
        text=reply.text,
        choices=choices_to_json(reply.choices),
        asks=asks_to_json(reply.asks),
        about=reply.about and [reply.about.task_id, reply.about.version],
        to=reply.to,
        priority=int(reply.priority),
        edits=reply.edits,
        replaces=reply.replaces,
        settles=reply.settles,
        file_id=reply.file_id,
        leaves=reply.leaves,
        wants_file=reply.wants_file,
        passing=reply.passing,
        brief=reply.brief or None,
        tells=list(reply.tells),
        menu=[list(one) for one in reply.menu],
    )


def reply_from_json(data: Mapping[str, Any]) -> Reply:
    about = data.get("about")
    return Reply(
        text=data.get("text", ""),
        choices=choices_from_json(data.get("choices", ())),
        asks=asks_from_json(data.get("asks")),
        about=About(*about) if about else None,
        to=data.get("to"),
        priority=Priority(data.get("priority", 0)),
        edits=data.get("edits", False),
        replaces=data.get("replaces"),
        settles=data.get("settles", False),
        file_id=data.get("file_id"),
        leaves=data.get("leaves", False),
        wants_file=data.get("wants_file", False),
        passing=data.get("passing", False),
        brief=data.get("brief", ""),
        tells=tuple(data.get("tells", ())),
        menu=tuple((name, does) for name, does in data.get("menu", ())),
    )


def choices_to_json(choices: Iterable[Choice]) -> list[Json]:
    return [_set(label=one.label, act=one.act, args=dict(one.args)) for one in choices]


def choices_from_json(data: Iterable[Mapping[str, Any]] | None) -> tuple[Choice, ...]:
    return tuple(Choice(one["label"], one["act"], one.get("args", {})) for one in data or ())


def asks_to_json(asks: Asks | None) -> Json | None:
    return _set(act=asks.act, args=dict(asks.args)) if asks else None


def asks_from_json(data: Mapping[str, Any] | None) -> Asks | None:
    return Asks(data["act"], data.get("args", {})) if data else None


# ── what a document said ───────────────────────────────────────────────────────────────────────
def due_to_json(due: Due | None) -> Json | None:
    if due is None:
        return None
    return _set(
        text=due.text,
        date=due.date.isoformat(),
        boundary=due.boundary.value,
        kind=due.kind.value,
        last_day=due.last_day.isoformat(),
        last_working_day=due.last_working_day.isoformat(),
        overdue_from=due.overdue_from.isoformat(),
        time=due.time and due.time.isoformat(),
        inherited=due.inherited,
    )


def due_from_json(data: Mapping[str, Any] | None) -> Due | None:
    if not data:
        return None
    return Due(
        text=data.get("text", ""),
        date=dt.date.fromisoformat(data["date"]),
        boundary=Boundary(data["boundary"]),
        kind=DeadlineKind(data["kind"]),
        last_day=dt.date.fromisoformat(data["last_day"]),
        last_working_day=dt.date.fromisoformat(data["last_working_day"]),
        overdue_from=dt.date.fromisoformat(data["overdue_from"]),
        time=dt.time.fromisoformat(data["time"]) if data.get("time") else None,
        inherited=data.get("inherited", False),
    )


def named_to_json(agencies: Iterable[NamedAgency]) -> list[Json]:
    return [_set(written=one.written, agency_id=one.agency_id, score=one.score) for one in agencies]


def named_from_json(data: Iterable[Mapping[str, Any]] | None) -> tuple[NamedAgency, ...]:
    return tuple(NamedAgency(one["written"], one.get("agency_id"), one.get("score", 0.0)) for one in data or ())


def _set(**values: object) -> Json:
    """Only what says something."""
    return {
        key: value
        for key, value in values.items()
        if value is not None and value is not False and value != [] and value != {}
    }
