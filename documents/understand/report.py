"""Find the closing demand to report, and share its deadline with the points that have none of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.proposal import DeadlineKind, ProposedTask, ReportDuty
from core.text import fold
from documents.understand.agencies import agencies_at

_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
_TO = re.compile(
    r"(?:báo cáo|gửi|trình)[^.;]{0,120}?\s(?:về|cho|đến|tới|gửi|qua)\s+|(?:báo cáo|trình)\s+", re.IGNORECASE
)
_GENERIC = re.compile(r"(?:co quan|don vi|dia phuong)(?!\w)")
_LAST = 3


def is_report(task: ProposedTask) -> bool:
    """A task that demands a report by a day or in periods."""
    if task.deadline is not None and task.deadline.kind is DeadlineKind.REPORT:
        return True
    return task.recurrence is not None and _REPORT.search(task.text) is not None


def closing_report(tasks: Sequence[ProposedTask]) -> ProposedTask | None:
    """The last demand to report that is made of many, or that closes the document: a dated one first."""
    demands = [task for task in tasks if is_report(task) and (_collective(task.lead) or task is tasks[-1])]
    dated = [task for task in demands if task.deadline is not None]
    return next(iter(reversed(dated or demands)), None)


def _collective(lead: Sequence[str]) -> bool:
    """Made of many, or of everybody this document addresses."""
    return len(lead) > 1 or any(re.search(r"(?:^|\s)các\s", name, re.IGNORECASE) for name in lead)


def report_duty(tasks: Sequence[ProposedTask], issuer: str | None) -> ReportDuty | None:
    """To whom the addressees report, and by when."""
    demand = closing_report(tasks)
    if demand is None:
        return None
    return ReportDuty(_to(demand.text, demand.lead) or issuer or "", demand.deadline)


def _to(text: str, lead: tuple[str, ...]) -> str | None:
    for found in _TO.finditer(text):
        named = agencies_at(text, found.end())
        if named is not None and named.names[0] not in lead:
            return ", ".join(named.names)
    return None


def share_deadline(tasks: Sequence[ProposedTask]) -> list[ProposedTask]:
    """Points before the final demand, without a time of their own, of the leads it addresses, share its deadline."""
    demand = closing_report(tasks)
    if demand is None or demand.deadline is None:
        return list(tasks)
    place = list(tasks).index(demand)
    if len(tasks) - place > _LAST:
        return list(tasks)
    shared = replace(demand.deadline, inherited=True)
    return [
        replace(task, deadline=shared) if i < place and _open(task) and addressed(task.lead, demand.lead) else task
        for i, task in enumerate(tasks)
    ]


def _open(task: ProposedTask) -> bool:
    return task.deadline is None and task.recurrence is None and not is_report(task)


def addressed(lead: Sequence[str], demand: Sequence[str]) -> bool:
    """Whether a demand made of `demand` also reaches `lead`."""
    asked = fold(" ".join(demand))
    if not lead or not asked:
        return False
    return all(_reached(fold(name), asked) for name in lead)


def _reached(name: str, asked: str) -> bool:
    bare = re.sub(r"^(?:cac|dong chi)\s+", "", name)
    if bare in asked or asked in name or (len(_words(name) & _words(asked)) >= 0.8 * len(_words(name) | _words(asked))):
        return True
    if _GENERIC.search(asked) and "cac " in f"{asked} ":
        return True
    kind = bare.split()[0] if bare else ""
    return kind in {"so", "bo", "ubnd", "uy"} and re.search(rf"cac (?:[\w, ]+ )?{kind}(?!\w)", asked) is not None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))
