"""Documents of every kind, written for this test in other words than the real ones, each with its labels beside it.

`written/` are ours and must be right in all; `others/` are by an author who did not know the rules of the reading: what
is right of them must stay right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.proposal import ProposedDirective
from core.text import fold
from core.workdays import WorkingCalendar
from documents.as_json import to_json
from documents.understand import understand

WRITTEN = Path(__file__).parent / "written"
OTHERS = Path(__file__).parent / "others"
MARKS: dict[str, Callable[[str], str]] = {
    "1-": lambda text: re.sub(r"^(\d{1,2})\. ", r"\1- ", text, flags=re.MULTILINE),
    "1/": lambda text: re.sub(r"^(\d{1,2})\. ", r"\1/ ", text, flags=re.MULTILINE),
    "bullets": lambda text: re.sub(r"^- ", "• ", text, flags=re.MULTILINE),
    "letters and marks apart": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "Uỷ, hoá": lambda text: text.replace("Ủy", "Uỷ").replace("ỦY", "UỶ").replace("hóa", "hoá"),
    "words run together": lambda text: re.sub(
        r"(trước|thực|báo|tổ|hoàn|triển|phối) (ngày|hiện|cáo|chức|thành|khai|hợp)\b", r"\1\2", text
    ),
    "indented": lambda text: re.sub(r"^(?=[^|\n])", "    ", text, flags=re.MULTILINE),
}
KEYS = ("labels", "hits", "found", "found_hits", "dates", "dates_right", "false_dates", "leads", "leads_right")
MORE = ("recurring", "recurring_right", "header", "header_right", "documents", "failed")


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


def test_documents_by_another_author_are_read_as_well_as_they_ever_were(
    scorer: Any, labels: Any, calendar: WorkingCalendar
) -> None:
    total = dict.fromkeys((*KEYS, *MORE), 0)
    for path in sorted(OTHERS.glob("*.txt")):
        read = to_json(understand(path.read_text("utf-8"), calendar=calendar), file=path.name)
        scorer.score(labels.label_of(path.with_suffix(".expected")), read, total)
    found = scorer.figures(total)
    assert found["f1"] >= 0.969
    assert found["dates_right"] >= 0.979
    assert found["leads_right"] >= 0.976
    assert found["header_right"] >= 0.978
    assert found["false_dates"] == 0


@pytest.mark.parametrize("mark", MARKS)
def test_other_marks_spellings_and_spaces_change_no_task_date_or_agency(mark: str, calendar: WorkingCalendar) -> None:
    for path in sorted(WRITTEN.glob("*.txt")):
        text = path.read_text("utf-8")
        one, other = (understand(given, calendar=calendar) for given in (text, MARKS[mark](text)))
        assert _essence(other) == _essence(one), path.name


def _essence(read: ProposedDirective) -> Counter[tuple[object, ...]]:
    return Counter(
        (tuple(map(fold, task.lead)), task.deadline.date if task.deadline else None, task.recurrence is not None)
        for task in read.tasks
    )
