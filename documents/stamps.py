"""Find marks of secrecy stamped on a scanned page: red ones and framed ones, however they were turned by the hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from core.text import fold
from documents.blobs import Blob, blobs

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_MARKS = {"tuyetmat": "TUYỆT MẬT", "toimat": "TỐI MẬT", "mat": "MẬT"}
_EDGE = "il1"  # what is left of a frame is read as one of these
_RED, _DARK = 45, 110  # how much redder than grey; how much darker than white
_PALE_RED, _PALE_DARK = 15, 60  # the same for several pixels looked at as one
_FINE = 4  # pixels looked at as one
_FEWEST = 40  # of those: less is dirt
_GAP = 7  # of those: letters so near belong together
_WIDTH, _HEIGHT = (50, 760), (24, 300)  # pixels at 200 dpi
_FRAME_HEIGHT, _FRAME_FULL = 48, 0.5
_MOST = 5  # stamps a page, from the top
_TURNED = 20  # degrees
_RULE = 12  # pixels: a drawn line is no thicker


def stamps_on(page: Picture) -> list[Picture]:
    """Small pictures of what may be stamps on the page, each level, black on white, without its frame."""
    coarse = page.reduce(_FINE)
    pink, grey = _paper(_redness(coarse)), _paper(_shade(coarse))
    red = _boxes(_above(_redness(coarse), _PALE_RED, pink), _is_stamp, _GAP)
    dark = _boxes(_above(_shade(coarse), _PALE_DARK, grey), _is_frame, 1)
    clear = [bare for box in red for bare, _ in _levelled(_above(_redness(page.crop(box)), _RED, pink))]
    framed = (one for box in dark for one in _levelled(_above(_shade(page.crop(box)), _DARK, grey)))
    return clear + [bare for bare, has_frame in framed if has_frame]


def as_mark(text: str) -> str | None:
    """The mark that a recognised line is, its accents and the edges of its frame not minded."""
    bare = re.sub(r"[^a-z0-9]", "", fold(text))
    small = any(c.islower() for c in text)
    return None if small else _MARKS.get(bare) or _MARKS.get(bare.strip(_EDGE))


def _redness(page: Picture) -> Picture:
    from PIL import ImageChops

    red, green, blue = page.split()
    return ImageChops.subtract(red, ImageChops.lighter(green, blue))


def _shade(page: Picture) -> Picture:
    from PIL import ImageChops

    return ImageChops.invert(page.convert("L"))


def _paper(layer: Picture) -> int:
    """How red or dark the bare paper is: the half of the page that is least so; a photograph's is never white."""
    half, counted = layer.width * layer.height // 2, 0
    for value, times in enumerate(layer.histogram()):
        counted += times
        if counted > half:
            return value
    return 255


def _above(layer: Picture, least: int, paper: int = 0) -> Picture:
    """What stands out from the paper, white on black."""
    edge = paper + least * (255 - paper) / 255
    return layer.point([255 * (n > edge) for n in range(256)])


def _boxes(coarse: Picture, wanted: Callable[[Blob], bool], gap: int) -> list[tuple[int, int, int, int]]:
    """Where stamps may stand, in pixels of the page, from its top."""
    from PIL import ImageFilter

    if coarse.getbbox() is None:
        return []
    near = coarse.filter(ImageFilter.MaxFilter(gap)) if gap > 1 else coarse
    found = sorted((blob for blob in blobs(near) if wanted(blob)), key=lambda blob: blob.top)
    return [
        (max(0, _FINE * (one.left - 2)), max(0, _FINE * (one.top - 2)), _FINE * one.right, _FINE * one.bottom)
        for one in found[:_MOST]
    ]


def _is_stamp(blob: Blob) -> bool:
    wide, high = _FINE * blob.width, _FINE * blob.height
    full = sum(last - first for _, first, last in blob.runs)
    fits = _WIDTH[0] <= wide <= _WIDTH[1] and _HEIGHT[0] <= high <= _HEIGHT[1]
    return fits and full >= _FEWEST and wide >= 1.15 * high


def _is_frame(blob: Blob) -> bool:
    """Higher than a line of text, and hollow."""
    full = sum(last - first for _, first, last in blob.runs)
    hollow = full <= _FRAME_FULL * blob.width * blob.height
    return _is_stamp(blob) and hollow and _FINE * blob.height >= _FRAME_HEIGHT


def _levelled(stamp: Picture) -> Iterator[tuple[Picture, bool]]:
    """Turned level, black on white, and whether a frame was taken away."""
    from PIL import Image, ImageChops, ImageOps

    angle = max(range(-_TURNED, _TURNED + 1, 2), key=lambda degrees: _sharpness(stamp, degrees))
    angle = max((angle - 1, angle, angle + 1), key=lambda degrees: _sharpness(stamp, degrees))
    level = stamp.rotate(angle, expand=True, resample=Image.Resampling.BILINEAR)
    box = level.getbbox()
    if box is not None:
        level = _above(level.crop(box), 90)
        framed = _take_frame(level)
        yield ImageOps.expand(ImageChops.invert(level), 24, 255), framed


def _sharpness(stamp: Picture, degrees: int) -> float:
    """Lines that lie level make dark and light rows."""
    from PIL import Image

    turned = stamp.reduce(2).rotate(degrees, expand=True)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()  # the mean of each row
    return float(sum(value * value for value in rows)) * turned.width * turned.width


def _take_frame(level: Picture) -> bool:
    """A patch that reaches from side to side and from top to bottom is the frame, as is a rule along a side."""
    from PIL import ImageDraw

    draw, framed = ImageDraw.Draw(level), False
    for blob in blobs(level):
        around = blob.height >= 0.75 * level.height
        if blob.width >= 0.85 * level.width and (around or blob.height <= _RULE):
            framed = framed or around
            for line, first, last in blob.runs:
                draw.line((first, line, last - 1, line), fill=0)
    return framed
