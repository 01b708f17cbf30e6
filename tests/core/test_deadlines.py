"""Deadline phrases of real documents, and many more in other words, are read as a careful clerk reads them."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from core.deadlines import Found, Reading, as_json, find_deadlines, read_deadline
from core.workdays import WorkingCalendar

HERE = Path(__file__).parent
CALENDAR = WorkingCalendar()

# How the collected phrases name what repeats, and what a year-less phrase without an issue date leaves open.
RULES = {
    "weekly Friday": "FREQ=WEEKLY;BYDAY=FR",
    "weekly Monday": "FREQ=WEEKLY;BYDAY=MO",
    "half-yearly: 06-15 and 12-01": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1,15;BYSETPOS=2,3",
    "yearly from 2025": "FREQ=YEARLY",
    "yearly from 2026": "FREQ=YEARLY",
    "yearly": "FREQ=YEARLY",
    "every 6 months": "FREQ=MONTHLY;INTERVAL=6",
    "half-yearly and yearly": "FREQ=MONTHLY;INTERVAL=6",
    "monthly, day 30 of the previous month": "FREQ=MONTHLY;BYMONTHDAY=30",
    "monthly, day 20": "FREQ=MONTHLY;BYMONTHDAY=20",
    "monthly, day 25": "FREQ=MONTHLY;BYMONTHDAY=25",
    "quarterly, day 5 of the last month": "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=5",
}


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def result(reading: Reading | Found | None) -> str:
    """The rule, or the date with its hour, or nothing; a series that also has a date shows both."""
    if reading is None:
        return ""
    deadline, recurrence = reading.deadline, reading.recurrence
    hour = f"T{deadline.time:%H:%M}" if deadline and deadline.time else ""
    return "+".join(([recurrence.rule] if recurrence else []) + ([f"{deadline.date}{hour}"] if deadline else []))


def issued(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", rows("deadlines.tsv"), ids=lambda row: row["phrase"][:60])
def test_a_collected_phrase_is_read_as_its_label_says(row):
    reading = read_deadline(row["phrase"], issued=issued(row["issue_date"]), calendar=CALENDAR)
    if row["kind"] == "recurring":
        label, _, first = row["resolved"].partition(", first ")
        assert result(reading) == RULES[label]
        assert not first or str(reading.recurrence.first) == first
    elif (
        row["kind"] == "vague"
        or row["resolved"].startswith(">=")
        or (not row["issue_date"] and "context" in row["resolved"])
    ):
        assert as_json(reading) is None
    else:
        assert result(reading) == re.split(r" \(", row["resolved"])[0]


@pytest.mark.parametrize("row", rows("deadline_phrases.tsv"), ids=lambda row: row["phrase"][:60])
def test_a_phrase_in_other_words_is_read_right(row):
    reading = read_deadline(row["phrase"], issued=issued(row["issued"]), calendar=CALENDAR)
    assert result(reading) == row["result"]
    if row["boundary"]:
        assert reading.deadline.boundary == row["boundary"]
    if row["kind"]:
        assert reading.kind == row["kind"]
    if row["doubt"]:
        assert row["doubt"] in reading.doubts


@pytest.mark.parametrize("row", rows("deadline_sentences.tsv"), ids=lambda row: row["sentence"][:60])
def test_a_sentence_gives_up_its_deadlines_and_nothing_else(row):
    found = find_deadlines(row["sentence"], issued=issued(row["issued"]), calendar=CALENDAR)
    assert [result(f) or "-" for f in found] == [r for r in row["result"].split(";;") if r]
