"""Decide which pages of a PDF are pictures of a page: a stamp or a page number set over a scan is not its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from documents.joining import RawLine
from documents.running import without_running_lines

SCARCE = 25  # characters a page: fewer than this is no text
_LITTLE = 400  # characters over a picture of the whole page: a signature's stamp, 'CÔNG VĂN ĐẾN', a page number
_MOST_OF_IT = 0.5  # of the page: a picture of it; a seal or an emblem takes far less
_DRAWN = 60  # paths on a page without text: letters turned into outlines
_DEEP = 4


def is_picture(page: Any, lines: Sequence[RawLine]) -> bool:
    """Whether this page has to be recognised to be read."""
    length = sum(len(line.text) for line in lines)
    if length < SCARCE:
        return _drawn(page)
    text = sum(len(line.text) for line in without_running_lines([list(lines)])[0])
    return text < _LITTLE and _covered(page) >= _MOST_OF_IT


def _drawn(page: Any) -> bool:
    """Something stands on a page without text: a picture, or enough drawing to be letters."""
    import pypdfium2.raw as pdfium_c

    kinds = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH)
    for paths, one in enumerate(page.get_objects(filter=kinds, max_depth=_DEEP)):
        if one.type == pdfium_c.FPDF_PAGEOBJ_IMAGE or paths > _DRAWN:
            return True
    return False


def _covered(page: Any) -> float:
    """How much of the page its pictures take, strips of one scan together."""
    import pypdfium2.raw as pdfium_c

    left, bottom, right, top = (float(edge) for edge in page.get_bbox())
    total = 0.0
    for picture in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=_DEEP):
        x0, y0, x1, y1 = bounds(picture)
        total += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
    return total / max(1.0, (right - left) * (top - bottom))


def bounds(picture: Any) -> tuple[float, float, float, float]:
    """Where a picture stands on the page; one inside a form is placed by the form."""
    left, bottom, right, top = picture.get_bounds()
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    form = picture.container
    while form is not None:
        matrix = form.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        form = form.container
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)
