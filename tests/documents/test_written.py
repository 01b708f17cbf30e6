"""Documents of every kind, written for this test in other words than the real ones, each with its labels beside it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from core.workdays import WorkingCalendar
from documents.as_json import to_json
from documents.understand import understand

WRITTEN = Path(__file__).parent / "written"
KEYS = ("labels", "hits", "found", "found_hits", "dates", "dates_right", "false_dates", "leads", "leads_right")
MORE = ("recurring", "recurring_right", "header", "header_right", "documents", "failed")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scorer(corpus: Path) -> ModuleType:
    return _module(corpus.parent / "score.py")


@pytest.fixture(scope="module")
def labels() -> ModuleType:
    return _module(Path(__file__).parent / "labels.py")


@pytest.mark.parametrize("path", sorted(WRITTEN.glob("*.txt")), ids=lambda path: path.stem)
def test_every_task_date_agency_and_line_of_the_head_is_found(
    path: Path, scorer: Any, labels: Any, calendar: WorkingCalendar
) -> None:
    read = understand(path.read_text("utf-8"), calendar=calendar)
    total = dict.fromkeys((*KEYS, *MORE), 0)
    scorer.score(labels.label_of(path.with_suffix(".expected")), to_json(read, file=path.name), total)
    found = scorer.figures(total)
    wanted = ("precision", "recall", "dates_right", "leads_right", "recurring_right", "header_right")
    assert {name: found[name] for name in wanted} == dict.fromkeys(wanted, 1.0)
    assert found["false_dates"] == 0
