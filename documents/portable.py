"""Read the text layer of a .pdf: lines with their place, without running heads, page numbers and signature stamps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.problems import AskAgain
from core.text import clean
from documents.joining import RawLine, join
from documents.legacy import change_for
from documents.limits import Limits
from documents.pdf_aside import notes, stamps_over
from documents.pdf_tables import RuledRow, joined_over_pages, ruled_rows, worth_reading
from documents.pictured import SCARCE, is_picture
from documents.pictures import LONGEST
from documents.running import set_aside, without_running_lines
from documents.source import Source
from documents.source import row as table_row

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Pictured = Callable[[Any, list[int]], list[list[RawLine]]]
Stamped = Callable[[list["Picture"]], tuple[str, ...]]
_PASSWORD = 4


@dataclass(frozen=True, slots=True)
class _Page:
    """Its lines, the rows of its ruled tables, the notes laid over it, and whether it is a picture of a page."""

    lines: list[RawLine]
    rows: list[RuledRow]
    notes: tuple[str, ...]
    pictured: bool


def open_pdf(data: bytes, limits: Limits) -> Any:
    """The opened document, its pages counted."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise AskAgain("encrypted" if code == _PASSWORD else "broken") from error
    if pages == 0:
        raise AskAgain("empty")
    if pages > limits.pages:
        raise AskAgain("too_many_pages", detail=str(pages))
    return document


def read_pdf(
    data: bytes, limits: Limits, *, pictured: Pictured | None = None, stamped: Stamped | None = None
) -> Source | None:
    """The text of the pages; None when they are pictures without a text layer.

    `pictured` reads the pages among them that are pictures, `stamped` the small pictures set over the text.
    """
    document = open_pdf(data, limits)
    try:
        read = [_page(document, index) for index in range(len(document))]
        if sum(len(line.text) for page in read for line in page.lines) < SCARCE * len(read):
            return None
        blank = [index for index, page in enumerate(read) if page.pictured] if pictured else []
        if len(blank) == len(read):
            return None
        if len(blank) > limits.scanned_pages:
            raise AskAgain("too_many_pages", detail=str(len(blank)))
        marks = stamped(stamps_over(document)) if stamped else ()
        for index, lines in zip(blank, pictured(document, blank) if pictured and blank else [], strict=True):
            read[index] = replace(read[index], lines=lines, rows=[])
    finally:
        document.close()
    return _source(read, marks, recognised=bool(blank))


def _source(read: list[_Page], marks: Sequence[str], *, recognised: bool) -> Source:
    pages, ruled = [page.lines for page in read], [page.rows for page in read]
    if worth_reading(ruled):
        tables = joined_over_pages(ruled)
        pages = [_with_rows(page, rows, kept) for page, rows, kept in zip(pages, ruled, tables, strict=True)]
    kept_lines = without_running_lines(pages)
    return Source(
        tuple(join([line for page in kept_lines for line in page])),
        pages=len(pages),
        kind="pdf",
        warnings=("ocr",) if recognised else (),
        aside=(*marks, *set_aside(pages, kept_lines), *(note for page in read for note in page.notes)),
    )


def _page(document: Any, index: int) -> _Page:
    import pypdfium2 as pdfium

    try:
        page = document[index]
        text_page = page.get_textpage()
        lines, rows = _text_lines(text_page, index + 1), ruled_rows(page, text_page)
        read = _Page(lines, rows, tuple(notes(page)), is_picture(page, lines))
        text_page.close()
        page.close()
    except (pdfium.PdfiumError, ValueError, UnicodeDecodeError) as error:
        raise AskAgain("broken") from error
    return read


def _with_rows(page: list[RawLine], ruled: list[RuledRow], kept: list[RuledRow]) -> list[RawLine]:
    """Rows of tables stand where their first line stood; the lines inside the tables go."""
    done: list[RawLine] = []
    rows = list(kept)
    for line in page:
        inside = any(row.bottom < (line.middle or 0.0) < row.top for row in ruled)
        if not inside:
            done.append(line)
        elif rows:
            done += [RawLine("", line.page, row=table_row(row.cells, page=line.page)) for row in rows]
            rows = []
    return done


def _text_lines(text_page: Any, number: int) -> list[RawLine]:
    """Lines with left, right and the gap above, by the first and last visible character of each."""
    count = text_page.count_chars()
    text = text_page.get_text_range(0, count) if count > 0 else ""
    aligned = len(text) == count
    change = change_for(text) or str
    lines: list[RawLine] = []
    start, under = 0, None
    for piece in text.replace("\ufffe", "-").replace("\x02", "-").split("\n"):
        shown = clean(change(piece)).strip()
        if shown and aligned:
            first = start + len(piece) - len(piece.lstrip())
            last = start + len(piece.rstrip()) - 1
            left, top, low, size = _box(text_page, first)
            right = _right(text_page, last)
            gap = (under - top) / size if under is not None and size > 0 else 0.0
            lines.append(RawLine(shown, number, left=left, right=right, gap=gap, middle=(top + low) / 2))
            under = low
        elif shown:
            lines.append(RawLine(shown, number))
        start += len(piece) + 1
    return lines


def _box(text_page: Any, index: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = text_page.get_charbox(index, loose=True)
    del right
    return left, top, bottom, max(top - bottom, 1.0)


def _right(text_page: Any, index: int) -> float:
    return float(text_page.get_charbox(index, loose=True)[2])


def render_page(document: Any, index: int, *, dpi: int) -> Picture:
    """The page as a picture in colour; a sheet larger than A3 is drawn in no more points than are recognised well."""
    import pypdfium2 as pdfium

    try:
        page = document[index]
        scale = min(dpi / 72, LONGEST / max(1.0, *page.get_size()))
        drawn: Picture = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        page.close()
    except (pdfium.PdfiumError, ValueError) as error:
        raise AskAgain("broken") from error
    return drawn
