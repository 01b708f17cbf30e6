"""Read an old .doc file with antiword, else LibreOffice; with neither, the sender is asked to save it as .docx."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path

from core.problems import AskAgain, Problem
from core.text import clean
from documents.commands import find_command, run
from documents.joining import RawLine, join
from documents.legacy import mended
from documents.limits import Limits
from documents.source import Line, Source, row
from documents.tables_shape import is_layout

_SECONDS = 60.0
_MARKS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")


def read_doc(data: bytes, limits: Limits) -> Source:
    """The text of the file by the first programme that can read it."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        path = Path(folder) / "document.doc"
        path.write_bytes(data)
        found = _by_antiword(path) or _by_office(path, limits)
    if found is None:
        raise AskAgain("save_as_docx")
    return replace(found, aside=(*found.aside, *_marks_alone(data)))


def _marks_alone(data: bytes) -> tuple[str, ...]:
    """Marks that fill a paragraph of the file itself: antiword shows no heads and feet of pages."""
    return tuple(dict.fromkeys(mark for mark, seen in _ALONE for found in (seen.search(data),) if found is not None))


def _alone(mark: str) -> re.Pattern[bytes]:
    """As Word writes it: between ends of paragraphs, in any form of its accents, with or without words behind it."""
    forms = {unicodedata.normalize("NFC", mark), unicodedata.normalize("NFD", mark), mark.replace("Ậ", "Â\u0323")}
    either = b"|".join(re.escape(form.encode("utf-16-le")) for form in sorted(forms))
    blank = rb"(?:[ \t]\x00)*"
    return re.compile(
        rb"[\x03-\x06\x0b-\x0d]\x00" + blank + rb"(?:" + either + rb")" + blank + rb"[\r,\-]\x00", re.DOTALL
    )


def _by_antiword(path: Path) -> Source | None:
    antiword = find_command("antiword")
    if antiword is None:
        return None
    try:
        text = run([antiword, "-m", "UTF-8.txt", "-w", "0", str(path)], seconds=_SECONDS).decode("utf-8", "replace")
    except Problem:
        return None
    return from_antiword(text) if text.strip() else None


def _by_office(path: Path, limits: Limits) -> Source | None:
    office = find_command("soffice", "libreoffice")
    if office is None:
        return None
    from documents.word import read_docx

    home = f"-env:UserInstallation=file://{path.parent}/profile"
    run([office, home, "--headless", "--convert-to", "docx", "--outdir", str(path.parent), str(path)], seconds=_SECONDS)
    made = path.with_suffix(".docx")
    if not made.exists():
        return None
    return read_docx(made.read_bytes(), limits)


def from_antiword(text: str) -> Source:
    """antiword draws tables with bars, one cell over several lines; a run of such lines is one table."""
    raw: list[RawLine] = []
    bars: list[str] = []
    for line in [*clean(mended(text)).split("\n"), ""]:
        if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
            bars.append(line)
            continue
        raw += _table(bars)
        bars = []
        raw.append(RawLine(line.rstrip()))
    return Source(tuple(_split_columns(join(raw))), kind="doc")


def _table(bars: list[str]) -> list[RawLine]:
    split = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in bars]
    rows = _rows(split)
    if is_layout(rows):
        columns = max((len(cells) for cells in split), default=0)
        return [RawLine(cells[n]) for n in range(columns) for cells in split if n < len(cells) and cells[n]]
    return [RawLine("", row=row(cells)) for cells in rows]


def _rows(split: list[list[str]]) -> list[list[str]]:
    """A line whose first cell is empty goes on with the row above."""
    rows: list[list[str]] = []
    for cells in split:
        if rows and len(cells) == len(rows[-1]) and not cells[0]:
            rows[-1] = [f"{a} {b}".strip() for a, b in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def _split_columns(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.text or line.cells]


_ALONE = tuple((mark, _alone(mark)) for mark in _MARKS)
