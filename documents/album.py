"""Put photographs of one document together as a PDF: a page each, in order, upright as their camera says."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.problems import AskAgain
from documents.kinds import Kind, kind_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_DPI = 200
_LONGEST = 3508  # pixels: A4 at 300 dpi; more makes recognition slower, not better
_MOST_PIXELS = 60_000_000


def as_pdf(pictures: Sequence[bytes]) -> bytes:
    """The pages as one document of 200 dpi. Raises AskAgain for what is no picture, or one too large to unpack."""
    pages, made = _pages(pictures), io.BytesIO()
    first = next(pages)
    first.save(made, "PDF", save_all=True, append_images=pages, resolution=_DPI, quality=85)
    return made.getvalue()


def _pages(pictures: Sequence[bytes]) -> Iterator[Picture]:
    for data in pictures:
        if kind_of(data) is not Kind.PICTURE:
            raise AskAgain("unknown_kind")
        yield _upright(data)


def _upright(data: bytes) -> Picture:
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise AskAgain("too_large")
            page = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AskAgain("broken") from error
    page.thumbnail((_LONGEST, _LONGEST))
    return page
