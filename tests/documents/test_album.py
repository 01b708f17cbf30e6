"""Photographs put together as one document."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from core.problems import AskAgain
from documents.album import as_pdf
from tests.documents.papers import tiff

SIDEWAYS = 6  # Exif orientation: the camera was turned a quarter
ORIENTATION = 0x0112


def photograph(width: int, height: int, *, kind: str = "JPEG", turned: int | None = None) -> bytes:
    picture, made, exif = Image.new("RGB", (width, height), "white"), io.BytesIO(), Image.Exif()
    if turned:
        exif[ORIENTATION] = turned
    picture.save(made, kind, exif=exif)
    return made.getvalue()


def sizes(data: bytes) -> list[tuple[int, int]]:
    document = pdfium.PdfDocument(data)
    found = [tuple(round(side * 200 / 72) for side in page.get_size()) for page in document]
    document.close()
    return found


def test_each_photograph_is_a_page_in_the_order_sent_whatever_its_format():
    assert sizes(as_pdf([photograph(300, 400), photograph(500, 200, kind="PNG")])) == [(300, 400), (500, 200)]


def test_a_photograph_stands_upright_as_its_camera_says():
    assert sizes(as_pdf([photograph(400, 300, turned=SIDEWAYS)])) == [(300, 400)]


def test_a_photograph_larger_than_a_page_needs_is_made_smaller():
    assert sizes(as_pdf([photograph(7016, 4000)])) == [(3508, 2000)]


def test_every_page_of_a_picture_file_is_a_page_and_together_they_are_bounded():
    scanned = tiff([Image.new("RGB", (300, 400), "white"), Image.new("RGB", (200, 300), "white")])
    assert sizes(as_pdf([photograph(500, 200), scanned])) == [(500, 200), (300, 400), (200, 300)]
    with pytest.raises(AskAgain) as refused:
        as_pdf([photograph(500, 200), scanned], most=2)
    assert refused.value.code == "too_many_pages"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 another", "unknown_kind"),
        (photograph(300, 400)[:200], "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 90, "broken"),
        (photograph(9000, 9000, kind="PNG"), "too_large"),
    ],
)
def test_what_is_no_picture_or_unpacks_to_too_much_is_refused(data: bytes, code: str):
    with pytest.raises(AskAgain) as refused:
        as_pdf([photograph(30, 40), data])
    assert refused.value.code == code
