"""Read scans and photographs with Tesseract: one page a process, all cores used, the lines joined as a PDF's are."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from core.problems import AskAgain, Problem
from core.text import clean
from documents.commands import find_command, run
from documents.joining import RawLine, join
from documents.limits import Limits
from documents.ocr_lines import recognised_lines, sureness
from documents.pictures import frames, page_count, plain, upright
from documents.portable import open_pdf, render_page
from documents.running import set_aside, without_running_lines
from documents.source import Source, row
from documents.stamps import as_mark, stamps_on

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

WORDLESS = "wordless"  # it was looked at, and bears no words: a photograph of a place
_DPI = 200
_SECONDS_A_PAGE = 60.0
_DOUBTFUL = 60.0  # per cent, of the words of a page
Progress = Callable[[int, int], None]


def read_scan(data: bytes, limits: Limits, *, progress: Progress | None = None) -> Source:
    """The recognised text of a PDF without a text layer."""
    tesseract = _tesseract()
    document = open_pdf(data, limits)
    try:
        pages = len(document)
        if pages > limits.scanned_pages:
            raise AskAgain("too_many_pages", detail=str(pages))
        read = _recognised(tesseract, document, range(pages), progress)
    finally:
        document.close()
    return _source(read)


def read_pages(document: object, pages: Sequence[int], *, progress: Progress | None = None) -> list[list[RawLine]]:
    """The lines of those pages of a PDF that are pictures."""
    return _recognised(_tesseract(), document, pages, progress)


def read_pictures(pictures: Sequence[bytes], limits: Limits, *, progress: Progress | None = None) -> Source:
    """The recognised text of photographs or scanned pictures, of all their pages."""
    tesseract = _tesseract()
    count = sum(page_count(data, most=limits.scanned_pages) for data in pictures)
    if count > limits.scanned_pages:
        raise AskAgain("too_many_pages", detail=str(count))
    pages = (page for data in pictures for page in frames(data, most=count))
    return _source(_side_by_side(tesseract, range(count), lambda _: next(pages), progress))


def marks_stamped(pictures: Sequence[Picture]) -> tuple[str, ...]:
    """The marks on small pictures set into a text; none where nothing recognises them."""
    tesseract = find_command("tesseract")
    if tesseract is None:
        return ()
    looked_at = [one for picture in pictures for one in (picture, *stamps_on(picture))]
    with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        said = list(pool.map(lambda one: _stamp(tesseract, one), looked_at))
    return tuple(
        dict.fromkeys(mark for text in said for line in text.split("\n") if (mark := as_mark(line)) is not None)
    )


def _stamp(tesseract: str, stamp: Picture) -> str:
    return _run(tesseract, plain(stamp), "--psm", "6").decode("utf-8", "replace")


def _tesseract() -> str:
    found = find_command("tesseract")
    if found is None:
        raise AskAgain("no_text_layer")
    return found


def _recognised(
    tesseract: str, document: object, pages: Sequence[int], progress: Progress | None
) -> list[list[RawLine]]:
    return _side_by_side(tesseract, pages, lambda index: render_page(document, index, dpi=_DPI), progress)


def _side_by_side(
    tesseract: str, pages: Sequence[int], drawn: Callable[[int], Picture], progress: Progress | None
) -> list[list[RawLine]]:
    """Pages are drawn one by one (the PDF library is not for threads) and recognised side by side."""
    workers = max(1, os.cpu_count() or 1)
    read: list[list[RawLine]] = []
    waiting: deque[Future[list[RawLine]]] = deque()

    def take(most: int) -> None:
        while len(waiting) > most:
            read.append(waiting.popleft().result())
            if progress is not None:
                progress(len(read), len(pages))

    if progress is not None:
        progress(0, len(pages))
    with ThreadPoolExecutor(workers) as pool:
        for index in pages:
            page = drawn(index)
            waiting.append(pool.submit(_page, tesseract, plain(page), stamps_on(page), index + 1))
            take(workers)
        take(0)
    return read


def _page(tesseract: str, page: bytes, stamps: Sequence[Picture], number: int) -> list[RawLine]:
    """Its lines, below a cell for each mark stamped on it: nothing joins a cell to a line, or drops it.

    Read upright; a page of which little was recognised is asked how it lies, and read again as it lies.
    """
    table = _recognise(tesseract, page)
    turned = _turned(tesseract, page) if sureness(table) < _DOUBTFUL else 0
    if turned:
        text = clean(_run(tesseract, page, "--psm", "1").decode("utf-8", "replace"))
        lines = [RawLine(line, number) for line in text.split("\n")]
        stamps = stamps_on(upright(page, turned))
    else:
        lines = recognised_lines(table, page=number)
    stamped = [_stamp(tesseract, stamp) for stamp in stamps]
    said = [*(line for text in stamped for line in text.split("\n")), *(line.text for line in lines)]
    marks = dict.fromkeys(mark for text in said if (mark := as_mark(text)) is not None)
    return [*(RawLine("", number, row=row([mark], page=number)) for mark in marks), *lines]


def _turned(tesseract: str, picture: bytes) -> int:
    """By how many degrees the page has to be turned clockwise; 0 where Tesseract cannot tell."""
    try:
        said = _run(tesseract, picture, "--psm", "0", language="osd").decode("utf-8", "replace")
    except Problem:
        return 0
    found = re.search(r"Rotate:\s*(\d+)", said)
    return int(found.group(1)) if found is not None else 0


def _recognise(tesseract: str, picture: bytes) -> str:
    """Tesseract's own table of words with their places."""
    return clean(_run(tesseract, picture, "tsv").decode("utf-8", "replace"))


def _run(tesseract: str, picture: bytes, *more: str, language: str = "vie") -> bytes:
    command = [tesseract, "stdin", "stdout", "-l", language, "--dpi", str(_DPI), *more]
    return run(command, seconds=_SECONDS_A_PAGE, given=picture, env={"OMP_THREAD_LIMIT": "1"})


def _source(pages: list[list[RawLine]]) -> Source:
    kept = without_running_lines(pages)
    lines = join([line for page in kept for line in page])
    if not any(c.isalpha() for line in lines for c in line.text):
        raise AskAgain("no_text_layer", detail=WORDLESS)
    return Source(tuple(lines), pages=len(pages), kind="scan", warnings=("ocr",), aside=set_aside(pages, kept))
