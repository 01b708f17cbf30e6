"""Find what a workbook shows outside its cells: heads and feet of printed pages, text boxes, word art."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator

from core.text import clean
from documents.zips import unpacked

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DRAWING = re.compile(r"xl/drawings/[^/]+\.(?:xml|vml)", re.IGNORECASE)
_EDGE = re.compile(rb"<(?:\w+:)?((?:odd|even|first)(?:Header|Footer))\b[^>]*>([^<]+)<")
_DRAWN = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]+)<|<v:textpath\b[^>]*?\bstring=\"([^\"]*)\"|<font\b[^>]*>([^<]+)<")
_FORM = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z+-])")  # '&C&"Times,Bold"&14MẬT'


def outside_cells(container: zipfile.ZipFile) -> Iterator[str]:
    """The texts, as they would be printed."""
    for name in container.namelist():
        if _SHEET.fullmatch(name):
            for found in _EDGE.finditer(unpacked(container, name)):
                yield from (part.strip() for part in _FORM.split(_text(found.group(2))) if part.strip())
        elif _DRAWING.fullmatch(name):
            for found in _DRAWN.finditer(unpacked(container, name)):
                yield _text(next(group for group in found.groups() if group is not None)).strip()


def _text(raw: bytes) -> str:
    return clean(html.unescape(raw.decode("utf-8", "replace")))
