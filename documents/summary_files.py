"""Make the summary's file in the form asked for: a report to sign, the detail table, a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.figures import Detail, Figures
from core.wording import summary_files as words
from core.wording.summary_files import Paper
from documents.workbooks import Column, workbook


def made(form: str, paper: Paper, *, figures: Figures, details: Iterable[Detail], on: dt.date) -> bytes:
    """`details` are read only for the table."""
    if form == words.WORD:
        from documents.report_word import report

        return report(paper)
    if form == words.PICTURE:
        from documents.report_picture import picture

        return picture(paper, words.bars(figures))
    columns = [Column(heading, width) for heading, width in words.COLUMNS]
    return workbook(words.table_title(paper), columns, words.rows(details), sheet=words.SHEET, on=on)
