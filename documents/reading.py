"""Read a file into text: its kind decides the reader, its size decides whether it is read at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.problems import AskAgain
from documents.kinds import Kind, kind_of
from documents.limits import Limits
from documents.source import Source

Progress = Callable[[int, int], None]


def read_file(path: Path, limits: Limits, *, progress: Progress | None = None) -> Source:
    """The text of a file; only a Problem comes out of it otherwise."""
    try:
        if path.stat().st_size > limits.file_size:
            raise AskAgain("too_large")
        data = path.read_bytes()
    except OSError as error:
        raise AskAgain("broken") from error
    return read_bytes(data, limits, progress=progress)


def read_bytes(data: bytes, limits: Limits, *, progress: Progress | None = None) -> Source:
    """The same for bytes at hand."""
    if not data:
        raise AskAgain("empty")
    if len(data) > limits.file_size:
        raise AskAgain("too_large")
    source = _by_kind(kind_of(data), data, limits, progress)
    if sum(len(line.text) for line in source.lines) > limits.characters:
        raise AskAgain("too_large")
    return source


def _by_kind(kind: Kind, data: bytes, limits: Limits, progress: Progress | None) -> Source:
    if kind is Kind.TXT:
        from documents.plain import read_text

        return read_text(data)
    if kind is Kind.DOCX:
        return _office(data, limits, progress)
    if kind is Kind.PDF:
        return _pdf(data, limits, progress)
    if kind is Kind.DOC:
        from documents.old_word import read_doc

        return read_doc(data, limits)
    from documents.scans import read_pictures

    return read_pictures([data], limits, progress=progress)


def _office(data: bytes, limits: Limits, progress: Progress | None) -> Source:
    """A zip container says itself whether it is a document or a workbook."""
    from documents.office_pictures import only_pictures, with_pictures
    from documents.sheets import MAIN, read_xlsx
    from documents.word import read_docx
    from documents.zips import checked_zip

    container = checked_zip(data, limits)
    try:
        source = read_xlsx(data, limits) if MAIN in container.namelist() else read_docx(data, limits)
    except AskAgain as problem:
        if problem.code != "empty":
            raise
        return only_pictures(container, limits, progress=progress)
    return with_pictures(source, container, limits, progress=progress)


def _pdf(data: bytes, limits: Limits, progress: Progress | None) -> Source:
    from documents.portable import read_pdf
    from documents.scans import marks_stamped, read_pages, read_scan

    found = read_pdf(
        data,
        limits,
        pictured=lambda document, pages: read_pages(document, pages, progress=progress),
        stamped=marks_stamped,
    )
    return found if found is not None else read_scan(data, limits, progress=progress)
