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
        from documents.word import read_docx

        return read_docx(data, limits)
    if kind is Kind.PDF:
        return _pdf(data, limits, progress)
    if kind is Kind.DOC:
        from documents.old_word import read_doc

        return read_doc(data, limits)
    from documents.scans import read_picture

    return read_picture(data, limits)


def _pdf(data: bytes, limits: Limits, progress: Progress | None) -> Source:
    from documents.portable import read_pdf

    found = read_pdf(data, limits)
    if found is not None:
        return found
    from documents.scans import read_scan

    return read_scan(data, limits, progress=progress)
