"""Look at the pictures set into a Word document or a workbook: pages photographed into it, or beside its text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from core.problems import AskAgain
from documents.kinds import Kind, kind_of
from documents.limits import Limits
from documents.pictures import frames, size_of
from documents.scans import Progress, marks_stamped, read_pictures
from documents.source import Source
from documents.zips import unpacked

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_MEDIA = re.compile(r"(?:word|xl)/media/[^/]+", re.IGNORECASE)
_LOWEST, _STAMP_WIDTH, _MOST_STAMPS = 20, 380, 6
_SHORT, _LONG = 500, 800  # pixels: what is smaller in either way is a logo or a scribbled name, no page


def with_pictures(source: Source, container: zipfile.ZipFile, limits: Limits, *, progress: Progress | None) -> Source:
    """The same text, what its larger pictures say standing aside: a mark may be on one."""
    found = list(_pictures(container))
    small = (picture for data in found if _is_stamp(data) for picture in frames(data, most=1))
    marks = marks_stamped([_as_scanned(picture) for picture in islice(small, _MOST_STAMPS)])
    source = replace(source, aside=(*source.aside, *marks))
    pictures = [data for data in found if _is_page(data)]
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


def _is_stamp(data: bytes) -> bool:
    """Wider than high and no page: a stamp's shape."""
    try:
        width, height = size_of(data)
    except AskAgain:
        return False
    return height >= _LOWEST and 1.1 * height <= width <= 8 * height and not _is_page(data)


def _as_scanned(picture: Picture) -> Picture:
    """As large as a scanner would see it, with white around it."""
    from PIL import ImageOps

    high = max(1, round(picture.height * _STAMP_WIDTH / picture.width))
    return ImageOps.expand(picture.resize((_STAMP_WIDTH, high)), 40, (255, 255, 255))


def _is_page(data: bytes) -> bool:
    """A picture that cannot be opened is shown to nobody."""
    try:
        width, height = size_of(data)
    except AskAgain:
        return False
    return min(width, height) >= _SHORT and max(width, height) >= _LONG
