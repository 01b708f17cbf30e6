"""Read scans and photographs with Tesseract: one page a process, all cores used, the lines joined as a PDF's are."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from core.problems import AskAgain
from core.text import clean
from documents.commands import find_command, run
from documents.joining import join
from documents.limits import Limits
from documents.ocr_lines import recognised_lines
from documents.portable import open_pdf, render_page
from documents.running import without_running_lines
from documents.source import Source

_DPI = 200
_SECONDS_A_PAGE = 60.0


def read_scan(data: bytes, limits: Limits, *, progress: Callable[[int, int], None] | None = None) -> Source:
    """The recognised text of a PDF without a text layer."""
    tesseract = _tesseract()
    document = open_pdf(data, limits)
    try:
        pages = len(document)
        if pages > limits.scanned_pages:
            raise AskAgain("too_many_pages", detail=str(pages))
        texts = _recognised(tesseract, document, pages, progress)
    finally:
        document.close()
    return _source(texts)


def read_picture(data: bytes, limits: Limits) -> Source:
    """The recognised text of a photograph or a scanned picture."""
    del limits  # a picture is one page; its size was checked with the file's
    return _source([_recognise(_tesseract(), data)])


def _tesseract() -> str:
    found = find_command("tesseract")
    if found is None:
        raise AskAgain("no_text_layer")
    return found


def _recognised(tesseract: str, document: object, pages: int, progress: Callable[[int, int], None] | None) -> list[str]:
    """Pages are drawn one by one (the PDF library is not for threads) and recognised side by side."""
    workers = max(1, os.cpu_count() or 1)
    texts: list[str] = []
    if progress is not None:
        progress(0, pages)
    with ThreadPoolExecutor(workers) as pool:
        for begin in range(0, pages, workers):
            batch = [render_page(document, index, dpi=_DPI) for index in range(begin, min(pages, begin + workers))]
            texts += pool.map(lambda picture: _recognise(tesseract, picture), batch)
            if progress is not None:
                progress(len(texts), pages)
    return texts


def _recognise(tesseract: str, picture: bytes) -> str:
    """Tesseract's own table of words with their places."""
    command = [tesseract, "stdin", "stdout", "-l", "vie", "--dpi", str(_DPI), "tsv"]
    return clean(
        run(command, seconds=_SECONDS_A_PAGE, given=picture, env={"OMP_THREAD_LIMIT": "1"}).decode("utf-8", "replace")
    )


def _source(texts: list[str]) -> Source:
    pages = [recognised_lines(text, page=number) for number, text in enumerate(texts, start=1)]
    lines = join([line for page in without_running_lines(pages) for line in page])
    if not any(c.isalpha() for line in lines for c in line.text):
        raise AskAgain("no_text_layer")
    return Source(tuple(lines), pages=len(texts), kind="scan", warnings=("ocr",))
