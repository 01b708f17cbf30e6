"""Open pictures: every page of a file, upright as its camera says, no larger than recognition needs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.problems import AskAgain, Problem
from documents.kinds import Kind, kind_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LONGEST = 3508  # pixels: A4 at 300 dpi; more makes recognition slower, not better
_MOST_PIXELS = 60_000_000


def page_count(data: bytes, *, most: int) -> int:
    """How many pages the file holds. Raises AskAgain for what is no picture, or one of more pages than `most`."""
    if kind_of(data) is not Kind.PICTURE:
        raise AskAgain("unknown_kind")
    with _opened(data) as opened:
        count = int(getattr(opened, "n_frames", 1))
    if count > most:
        raise AskAgain("too_many_pages", detail=str(count))
    return count


def size_of(data: bytes) -> tuple[int, int]:
    """Its width and height, of the first page."""
    with _opened(data) as opened:
        return int(opened.width), int(opened.height)


def frames(data: bytes, *, most: int) -> Iterator[Picture]:
    """The pages of one file, in order. Raises AskAgain, as above and for what is too large to unpack."""
    count = page_count(data, most=most)
    with _opened(data) as opened:
        for number in range(count):
            opened.seek(number)
            yield _upright(opened)


@contextmanager
def _opened(data: bytes) -> Iterator[Picture]:
    """The picture library meets files of every maker: whatever it stumbles over is a broken file to the sender."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            yield opened
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AskAgain("too_large") from error
    except (Problem, MemoryError):
        raise
    except Exception as error:
        raise AskAgain("broken") from error


def _upright(opened: Picture) -> Picture:
    """Made small before anything else: several copies of a large photograph would not fit the reader's memory."""
    from PIL import ImageOps

    if opened.width * opened.height > _MOST_PIXELS:
        raise AskAgain("too_large")
    page = ImageOps.exif_transpose(_small(opened))
    if page.mode in {"RGBA", "LA", "PA"} or "transparency" in page.info:
        page = _on_white(page)
    return page.convert("RGB")


def _small(opened: Picture) -> Picture:
    from PIL import Image

    share = LONGEST / max(opened.size)
    if share >= 1:
        return opened
    size = (max(1, round(opened.width * share)), max(1, round(opened.height * share)))
    opened.draft("RGB", size)  # a JPEG is unpacked to less at once
    whole = opened.convert("L" if opened.mode == "1" else "RGBA") if opened.mode in {"1", "P"} else opened
    return whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _on_white(page: Picture) -> Picture:
    """Letters on a transparent page would stand on black."""
    from PIL import Image

    page = page.convert("RGBA")
    white = Image.new("RGBA", page.size, "white")
    white.alpha_composite(page)
    return white


def plain(page: Picture) -> bytes:
    """The page in shades of grey, in the plainest format there is (PGM)."""
    made = io.BytesIO()
    page.convert("L").save(made, "PPM")
    return made.getvalue()


def upright(page: bytes, degrees: int) -> Picture:
    """Such a grey page, turned clockwise."""
    from PIL import Image

    with Image.open(io.BytesIO(page)) as lying:
        return lying.rotate(-degrees, expand=True).convert("RGB")
