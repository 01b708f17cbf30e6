"""Read the hand-made labels beside the written documents: a header, then 'opening words | leads | day | recurrence'."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

WRITTEN = Path(__file__).parent / "written"
Label = dict[str, Any]


def label_of(expected: Path) -> Label:
    """The label in the form of the corpus; '?' marks a task that reasonable readers may leave out."""
    head, _, tasks = expected.read_text("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if line.strip())
    return {**fields, "tasks": [_task(line) for line in tasks.splitlines() if line.strip()]}


def _task(line: str) -> Label:
    parts = [part.strip() for part in line.split("|")] + ["-"]
    opening, leads, day, recurrence = parts[:4]
    return {
        "text_start": opening.removeprefix("? "),
        "lead": [] if leads == "-" else leads.split("; "),
        "deadline": None if day == "-" else day,
        "recurrence": None if recurrence == "-" else recurrence,
        "optional": opening.startswith("? "),
    }


def written() -> list[Path]:
    return sorted(WRITTEN.glob("*.txt"))


if __name__ == "__main__":
    import json

    folder = Path(sys.argv[1])
    for text in written():
        label = label_of(text.with_suffix(".expected"))
        (folder / f"{text.stem}.json").write_text(json.dumps(label, ensure_ascii=False), "utf-8")
