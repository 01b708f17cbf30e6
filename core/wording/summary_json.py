"""The figures as plain values, for programmes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from core.figures import AgencyCount, Figures, Measure, Share


def as_json(
    figures: Figures,
    *,
    local: dt.datetime,
    directive: str | None = None,
    measure: Measure = Measure.IN_FORCE,
    leads: Iterable[AgencyCount] = (),
    addressees: Iterable[AgencyCount] = (),
) -> dict[str, Any]:
    """The same figures as plain values, for `dondoc summary --json`, and by agency: who leads now, whom the directives
    addressed."""
    return {
        "as_of": local.isoformat(timespec="minutes"),
        "judged_by": measure.value,
        "directive": directive,
        "directives": figures.directives,
        "total": figures.total,
        "done": {"total": figures.done, "on_time": figures.on_time, "late": figures.late},
        "open": {"total": figures.open, "in_term": figures.in_term, "overdue": figures.overdue},
        "submitted": figures.submitted,
        "no_deadline": figures.ongoing,
        "outside": {"suspended": figures.suspended, "ended": figures.ended},
        "ratios": {
            "done_of_due": _share_json(figures.done_of_due),
            "on_time_of_done": _share_json(figures.on_time_of_done),
        },
        "overdue_agencies": figures.overdue_agencies,
        "overdue_waiting_for_extension": figures.overdue_waiting,
        "blocked": figures.blocked,
        "due_this_week": figures.due_this_week,
        "objective_cause": _causes_json(figures),
        "by_agency": _agencies_json(leads),
        "by_original_addressee": _agencies_json(addressees),
    }


def _causes_json(figures: Figures) -> dict[str, int]:
    return {"overdue": figures.overdue_excused, "late": figures.late_excused, "waiting": figures.causes_waiting}


def _agencies_json(counted: Iterable[AgencyCount]) -> list[dict[str, Any]]:
    by_name = sorted(counted, key=lambda one: one.agency)
    return [{"agency": one.agency, "total": one.total, "overdue": one.overdue} for one in by_name]


def _share_json(share: Share) -> dict[str, Any]:
    percent = None if share.percent is None else round(share.percent, 2)
    return {"part": share.part, "whole": share.whole, "percent": percent}
