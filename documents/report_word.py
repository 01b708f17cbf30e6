"""Write the summary as a Word report to be numbered and signed: the letterhead of a state or a Party body."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from core.wording import summary_files as words
from core.wording.summary_files import Paper

_FONT = "Times New Roman"  # Nghị định 30/2020, Phụ lục I
_SIZE, _SMALL = 14, 12


def report(paper: Paper) -> bytes:
    """One document, A4, margins as the decree has them."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    _letterhead(document, paper)
    _centred(document, [words.KIND, paper.title, paper.until])
    for line in paper.lines:
        document.add_paragraph(line)
    if paper.agencies:
        document.add_paragraph(words.BEHIND).runs[0].bold = True
        rows = [(str(n), name, str(late), str(given)) for n, (name, late, given) in enumerate(paper.agencies, start=1)]
        _table(document, [words.BEHIND_HEADS, *rows])
    for line in words.SIGNED:
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _letterhead(document: Any, paper: Paper) -> None:
    """Two columns without lines: who issues it and its number, and the motto."""
    left, right = document.add_table(1, 2).rows[0].cells
    office = [paper.office.upper(), "*"] if paper.party else [paper.office.upper()]
    for cell, lines in ((left, [*office, words.NUMBER]), (right, list(paper.motto))):
        for place, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(line)
            run.bold, run.font.size = line != words.NUMBER, Pt(_SMALL)


def _centred(document: Any, lines: Iterable[str]) -> None:
    for place, line in enumerate(lines):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold, run.italic = place < 2, place == 2


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(0, len(rows[0]))
    table.style = "Table Grid"
    for place, row in enumerate(rows):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(value).bold = place == 0
