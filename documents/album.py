"""Put photographs of one document together as a PDF: a page each, in order, upright as their camera says."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.problems import AskAgain
from documents.limits import USUAL
from documents.pictures import frames

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_DPI = 200


def as_pdf(pictures: Sequence[bytes], *, most: int = USUAL.scanned_pages) -> bytes:
    """The pages as one document of 200 dpi. Raises AskAgain for what is no picture, or for what is too much."""
    pages, made = _pages(pictures, most), io.BytesIO()
    first = next(pages)
    first.save(made, "PDF", save_all=True, append_images=pages, resolution=_DPI, quality=85)
    return made.getvalue()


def _pages(pictures: Sequence[bytes], most: int) -> Iterator[Picture]:
    """A file may itself hold several pages, as scanners write them."""
    count = 0
    for data in pictures:
        for page in frames(data, most=most):
            count += 1
            if count > most:
                raise AskAgain("too_many_pages", detail=str(count))
            yield page
