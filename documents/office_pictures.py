"""Look at the pictures set into a Word document or a workbook: pages photographed into it, or beside its text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from core.problems import AskAgain
from documents.kinds import Kind, kind_of
from documents.limits import Limits
from documents.pictures import size_of
from documents.scans import Progress, read_pictures
from documents.source import Source
from documents.zips import unpacked

_MEDIA = re.compile(r"(?:word|xl)/media/[^/]+", re.IGNORECASE)
_SHORT, _LONG = 500, 800  # pixels: what is smaller in either way is a logo or a scribbled name, no page


def with_pictures(source: Source, container: zipfile.ZipFile, limits: Limits, *, progress: Progress | None) -> Source:
    """The same text, what its larger pictures say standing aside: a mark may be on one."""
    pictures = [data for data in _pictures(container) if _is_page(data)]
    if not pictures:
        return source
    try:
        seen = read_pictures(pictures, limits, progress=progress)
    except AskAgain as problem:
        if problem.code == "no_text_layer" and problem.detail:
            return source
        raise
    return replace(source, aside=(*source.aside, *(line.text for line in seen.lines), *seen.aside))


def only_pictures(container: zipfile.ZipFile, limits: Limits, *, progress: Progress | None) -> Source:
    """A document without a word of text, whose pages were photographed into it."""
    media = any(_MEDIA.fullmatch(name) for name in container.namelist())
    pictures = list(_pictures(container))
    if not pictures:
        raise AskAgain("no_text_layer" if media else "empty")
    return read_pictures(pictures, limits, progress=progress)


def _pictures(container: zipfile.ZipFile) -> Iterator[bytes]:
    """In the order they were put in; drawings that are no pictures are left out."""
    for name in sorted(filter(_MEDIA.fullmatch, container.namelist()), key=_counted):
        data = unpacked(container, name)
        try:
            if kind_of(data) is Kind.PICTURE:
                yield data
        except AskAgain:
            continue


def _counted(name: str) -> tuple[int, str]:
    number = re.search(r"(\d+)\.\w+$", name)
    return (int(number.group(1)) if number else 0, name)


def _is_page(data: bytes) -> bool:
    """A picture that cannot be opened is shown to nobody."""
    try:
        width, height = size_of(data)
    except AskAgain:
        return False
    return min(width, height) >= _SHORT and max(width, height) >= _LONG
