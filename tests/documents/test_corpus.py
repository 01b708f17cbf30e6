"""Real documents against their hand-made labels."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from core.proposal import Boundary, DeadlineKind
from documents.as_json import to_json
from documents.commands import find_command

SAMPLES = ("000.txt", "000.docx", "000.pdf")
ACCEPTED = (*SAMPLES, "001.pdf", "004.pdf", "035.docx")


@pytest.fixture(scope="module")
def scorer(corpus: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", corpus.parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(scorer: ModuleType, corpus: Path, names: tuple[str, ...], understood: Any) -> dict[str, float]:
    keys = ("labels", "hits", "found", "found_hits", "dates", "dates_right", "false_dates", "leads", "leads_right")
    more = ("recurring", "recurring_right", "header", "header_right", "documents", "failed")
    total = dict.fromkeys((*keys, *more), 0)
    for name in names:
        label = json.loads((corpus / f"{name.split('.')[0]}.json").read_text("utf-8"))
        scorer.score(label, to_json(understood(name), file=name), total)
    return scorer.figures(total)


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_tasks_dates_leads_and_header_of_a_real_document_are_found(scorer, corpus, understood, name):
    found = figures(scorer, corpus, (name,), understood)
    assert found["f1"] >= 0.95
    assert found["dates_right"] == 1.0
    assert found["false_dates"] == 0
    assert found["leads_right"] >= 0.95
    assert found["header_right"] == 1.0


@pytest.mark.parametrize("name", SAMPLES)
def test_the_closing_demand_is_a_report_due_before_the_named_day(understood, name):
    task = understood(name).tasks[-1]
    assert task.deadline is not None
    assert task.deadline.kind is DeadlineKind.REPORT
    assert task.deadline.boundary is Boundary.BEFORE
    assert task.deadline.date == date(2025, 3, 31)
    assert task.deadline.last_day == date(2025, 3, 30)
    assert task.deadline.last_working_day == date(2025, 3, 28)
    assert not task.deadline.inherited
    assert understood(name).report.deadline == task.deadline


@pytest.mark.parametrize("name", SAMPLES)
def test_points_without_a_date_share_the_closing_report_deadline_and_say_so(understood, name):
    points = understood(name).tasks[:-1]
    assert len(points) == 9
    assert all(point.deadline.inherited and point.deadline.kind is DeadlineKind.REPORT for point in points)


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_tasks_span_shows_its_words_in_the_directives_text(understood, name):
    directive = understood(name)
    assert all(directive.text[task.span[0] : task.span[1]] == task.text for task in directive.tasks)
    assert len({task.ref for task in directive.tasks}) == len(directive.tasks)


@pytest.mark.skipif(find_command("tesseract") is None, reason="nothing recognises pages here")
def test_the_scanned_sample_gives_the_same_tasks_and_dates_as_the_file_it_was_printed_from(understood):
    scanned, typed = understood("000.scan.pdf"), understood("000.docx")
    assert [task.ref for task in scanned.tasks] == [task.ref for task in typed.tasks]
    assert [task.deadline.date for task in scanned.tasks] == [task.deadline.date for task in typed.tasks]
    assert len(scanned.tasks) == 10
    assert (scanned.number, scanned.issued_on) == (typed.number, typed.issued_on)


@pytest.mark.skipif(find_command("tesseract") is None, reason="nothing recognises pages here")
@pytest.mark.parametrize("name", ["038.pdf", "043.pdf"])
def test_a_scan_with_stamps_gives_the_dates_of_its_label(scorer, corpus, understood, name):
    found = figures(scorer, corpus, (name,), understood)
    assert found["dates_right"] == 1.0
    assert found["false_dates"] == 0


def test_tables_fields_old_word_files_and_scans_are_understood_as_labelled(scorer, corpus, understood):
    names = ["001.txt", "006.txt", "007.txt", "051.txt", "082.pdf"]
    names += ["022.doc", "032.doc"] if find_command("antiword") else []
    names += ["038.pdf", "041.pdf", "043.pdf"] if find_command("tesseract") else []
    found = figures(scorer, corpus, tuple(names), understood)
    assert found["f1"] >= 0.95
    assert found["leads_right"] >= 0.92
    assert found["dates_right"] >= 0.98
    assert found["false_dates"] == 0


def test_a_ruled_table_over_several_pages_of_a_pdf_keeps_its_rows(understood):
    rows = [task for task in understood("082.pdf").tasks if task.ref != "nv1"]
    assert len(rows) == 29
    assert rows[8].lead == ("Bộ Tư pháp",)
    assert rows[8].deadline.date == date(2026, 9, 30)
