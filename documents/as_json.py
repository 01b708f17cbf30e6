"""Decide how a proposed directive is written as JSON: for the command line, and lossless between processes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from core.proposal import (
    Boundary,
    Deadline,
    DeadlineKind,
    ProposedDirective,
    ProposedTask,
    Recurrence,
    ReportDuty,
    Signer,
)

Json = dict[str, Any]
_HEADER = ("number", "type", "issuer", "place", "subject", "urgency", "secrecy")


def to_json(proposed: ProposedDirective, *, file: str) -> Json:
    """The object of `dondoc extract --json`."""
    return {
        "file": file,
        "number": proposed.number,
        "type": proposed.type,
        "issuer": proposed.issuer,
        "place": proposed.place,
        "issued_on": _day(proposed.issued_on),
        "subject": proposed.subject,
        "signer": None if proposed.signer is None else {"name": proposed.signer.name, "title": proposed.signer.title},
        "urgency": proposed.urgency,
        "secrecy": proposed.secrecy,
        "addressees": list(proposed.addressees),
        "tasks": [_task(task) for task in proposed.tasks],
        "report": None
        if proposed.report is None
        else {"to": proposed.report.to, "deadline": _deadline(proposed.report.deadline)},
        "warnings": list(proposed.warnings),
        "error": None,
    }


def error_json(file: str, code: str, message: str) -> Json:
    """The same object for a file that could not be read."""
    return {**to_json(ProposedDirective(text=""), file=file), "error": {"code": code, "message": message}}


def pack(proposed: ProposedDirective) -> Json:
    """Everything, so that another process can build the same value."""
    lossless = to_json(proposed, file="")
    tasks = [
        {**shown, "doubts": list(task.doubts), "first": _day(task.recurrence.first) if task.recurrence else None}
        for shown, task in zip(lossless["tasks"], proposed.tasks, strict=True)
    ]
    return {**lossless, "text": proposed.text, "internal": proposed.internal, "tasks": tasks}


def unpack(data: Mapping[str, Any]) -> ProposedDirective:
    """The value again. Raises KeyError, TypeError or ValueError for anything that `pack` did not write."""
    signer, report = data["signer"], data["report"]
    return ProposedDirective(
        text=_string(data["text"]),
        **{name: _maybe_string(data[name]) for name in _HEADER},
        internal=_maybe_string(data["internal"]),
        issued_on=_as_day(data["issued_on"]),
        signer=None if signer is None else Signer(_string(signer["name"]), _string(signer["title"])),
        addressees=_strings(data["addressees"]),
        tasks=tuple(_as_task(task) for task in data["tasks"]),
        report=None if report is None else ReportDuty(_string(report["to"]), _as_deadline(report["deadline"])),
        warnings=_strings(data["warnings"]),
    )


def _task(task: ProposedTask) -> Json:
    recurrence = task.recurrence
    return {
        "ref": task.ref,
        "text": task.text,
        "lead": list(task.lead),
        "supporting": list(task.supporting),
        "deadline": _deadline(task.deadline),
        "recurrence": None if recurrence is None else {"text": recurrence.text, "rule": recurrence.rule},
        "span": list(task.span),
    }


def _deadline(deadline: Deadline | None) -> Json | None:
    if deadline is None:
        return None
    return {
        "text": deadline.text,
        "date": _day(deadline.date),
        "time": deadline.time.strftime("%H:%M") if deadline.time else None,
        "boundary": deadline.boundary.value,
        "kind": deadline.kind.value,
        "last_day": _day(deadline.last_day),
        "last_working_day": _day(deadline.last_working_day),
        "inherited": deadline.inherited,
    }


def _as_task(data: Mapping[str, Any]) -> ProposedTask:
    recurrence = data["recurrence"]
    start, end = data["span"]
    return ProposedTask(
        ref=_string(data["ref"]),
        text=_string(data["text"]),
        span=(int(start), int(end)),
        lead=_strings(data["lead"]),
        supporting=_strings(data["supporting"]),
        deadline=_as_deadline(data["deadline"]),
        recurrence=None
        if recurrence is None
        else Recurrence(_string(recurrence["text"]), _maybe_string(recurrence["rule"]), _as_day(data["first"])),
        doubts=_strings(data["doubts"]),
    )


def _as_deadline(data: Mapping[str, Any] | None) -> Deadline | None:
    if data is None:
        return None
    return Deadline(
        text=_string(data["text"]),
        date=dt.date.fromisoformat(data["date"]),
        boundary=Boundary(data["boundary"]),
        kind=DeadlineKind(data["kind"]),
        last_day=dt.date.fromisoformat(data["last_day"]),
        last_working_day=dt.date.fromisoformat(data["last_working_day"]),
        time=None if data["time"] is None else dt.time.fromisoformat(data["time"]),
        inherited=data["inherited"] is True,
    )


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _as_day(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _maybe_string(value: object) -> str | None:
    return None if value is None else _string(value)


def _strings(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(type(values).__name__)
    return tuple(_string(value) for value in values)
