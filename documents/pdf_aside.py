"""Find what is laid over the text of a PDF: notes, and the places of small pictures that may be stamps."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.problems import AskAgain
from core.text import clean
from documents.pictured import bounds

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Box = tuple[float, float, float, float]
_PAGES = 3  # a mark stands on the first page; an annex may have its own
_MOST = 4  # stamps a page
_WIDTH, _HEIGHT = (36.0, 280.0), (12.0, 115.0)  # points: a stamp of a mark, framed or not
_LONGEST = 2000  # characters of a note that are looked at
_DPI = 200


def notes(page: Any) -> Iterator[str]:
    """What notes and stamps on the page say of themselves."""
    import pypdfium2.raw as pdfium_c

    for note in _annotations(page):
        buffer = ctypes.create_string_buffer(2 * _LONGEST)
        size = pdfium_c.FPDFAnnot_GetStringValue(
            note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), len(buffer)
        )
        said = clean(buffer.raw[: min(size, len(buffer))].decode("utf-16-le", "ignore").replace("\x00", ""))
        yield from (line.strip() for line in said.split("\n") if line.strip())


def stamps_over(document: Any) -> list[Picture]:
    """The places of small pictures and of stamped notes on the first pages, as they are seen."""
    import pypdfium2 as pdfium

    try:
        return [stamp for index in range(min(_PAGES, len(document))) for stamp in _stamps(document[index])]
    except (pdfium.PdfiumError, ValueError) as error:
        raise AskAgain("broken") from error


def _stamps(page: Any) -> Iterator[Picture]:
    width, height = page.get_size()
    for left, bottom, right, top in [box for box in _places(page) if _fits(box, width, height)][:_MOST]:
        crop = (left, bottom, width - right, height - top)
        yield page.render(scale=_DPI / 72, crop=crop, rev_byteorder=True).to_pil().convert("RGB")
    page.close()


def _fits(box: Box, width: float, height: float) -> bool:
    left, bottom, right, top = box
    inside = left >= 0 and right <= width and bottom >= 0 and top <= height
    return inside and _WIDTH[0] <= right - left <= _WIDTH[1] and _HEIGHT[0] <= top - bottom <= _HEIGHT[1]


def _places(page: Any) -> Iterator[Box]:
    import pypdfium2.raw as pdfium_c

    for note in _annotations(page):
        rect = pdfium_c.FS_RECTF()
        if pdfium_c.FPDFAnnot_GetRect(note, rect):
            yield rect.left, rect.bottom, rect.right, rect.top
    for picture in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        yield bounds(picture)


def _annotations(page: Any) -> Iterator[Any]:
    """Notes, texts laid over the page, stamps and fields of signatures; not links."""
    import pypdfium2.raw as pdfium_c

    kinds = {
        pdfium_c.FPDF_ANNOT_TEXT,
        pdfium_c.FPDF_ANNOT_FREETEXT,
        pdfium_c.FPDF_ANNOT_STAMP,
        pdfium_c.FPDF_ANNOT_WATERMARK,
        pdfium_c.FPDF_ANNOT_WIDGET,
    }
    for number in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), 50)):
        note = pdfium_c.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            if pdfium_c.FPDFAnnot_GetSubtype(note) in kinds:
                yield note
        finally:
            pdfium_c.FPDFPage_CloseAnnot(note)
