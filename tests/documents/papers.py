"""Pages drawn for tests: a letter as a scanner sees it, with stamps, and set into files of every kind."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib as mpl
from matplotlib.figure import Figure
from PIL import Image, ImageDraw, ImageFont

LETTER = (
    ("UBND TỈNH X", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 12/SNV-TH", "X, ngày 02 tháng 3 năm 2026"),
    *[("", "")] * 3,  # here stands the stamp
    ("Kính gửi: UBND các xã, phường", ""),
    ("Thực hiện chỉ đạo của Chủ tịch UBND tỉnh, Sở Nội vụ đề nghị UBND các", ""),
    ("xã, phường báo cáo kết quả rà soát trước ngày 20/3/2026.", ""),
)
MARKED = (*LETTER[:3], ("MẬT", ""), *LETTER[4:])
RED = (205, 40, 45)
_WIDTH, _HEIGHT, _TOP, _LINE = 1654, 1400, 120, 60
_BESIDE = 800


def page(lines: Sequence[tuple[str, str]] = LETTER) -> Image.Image:
    """White paper of 200 dpi with these lines, the second of a pair standing beside the first."""
    paper = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw = ImageDraw.Draw(paper)
    for place, (left, right) in enumerate(lines):
        draw.text((150, _TOP + _LINE * place), left, font=_font(30), fill="black")
        draw.text((_BESIDE, _TOP + _LINE * place), right, font=_font(30), fill="black")
    return paper


def stamped(
    paper: Image.Image, mark: str, *, turned: float = 0.0, ink: tuple[int, int, int] = RED, framed: bool = True
) -> Image.Image:
    """The same page with a stamp, turned as hands put it."""
    stamp = Image.new("RGBA", (420, 140), (255, 255, 255, 0))
    draw, font = ImageDraw.Draw(stamp), _font(44)
    width = draw.textlength(mark, font=font)
    draw.text(((420 - width) / 2, 40), mark, font=font, fill=ink)
    if framed:
        draw.rectangle(((405 - width) / 2 - 15, 30, (435 + width) / 2 + 15, 105), outline=ink, width=4)
    stamp = stamp.rotate(turned, expand=True)
    made = paper.copy()
    made.paste(stamp, (150, 290 - (stamp.height - 140) // 2), stamp)
    return made


def picture(paper: Image.Image, kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    paper.save(made, kind, dpi=(200, 200))
    return made.getvalue()


def tiff(papers: Sequence[Image.Image]) -> bytes:
    """Several pages in one file, as scanners make it."""
    made = io.BytesIO()
    papers[0].save(made, "TIFF", save_all=True, append_images=papers[1:], compression="tiff_lzw", dpi=(200, 200))
    return made.getvalue()


def scan(paper: Image.Image, *, over: Sequence[str] = ()) -> bytes:
    """A PDF that is a picture of the page, with text set over it by a programme."""
    return _printed(over, (paper, (0.0, 0.0, 1.0, 1.0)))


def typed(lines: Sequence[str], *, stamp: Image.Image) -> bytes:
    """A PDF whose text is text, with a small picture set over it."""
    return _printed(lines, (stamp, (0.1, 0.7, stamp.width / _WIDTH, stamp.height / _HEIGHT)))


def _printed(lines: Sequence[str], *pictures: tuple[Image.Image, tuple[float, float, float, float]]) -> bytes:
    mpl.rcParams["pdf.fonttype"] = 42
    figure = Figure(figsize=(_WIDTH / 200, _HEIGHT / 200))
    for paper, place in pictures:
        axes = figure.add_axes(place)
        axes.axis("off")
        axes.imshow(paper, aspect="auto")
    for count, line in enumerate(lines):
        figure.text(0.45, 0.97 - 0.02 * count, line, fontsize=7)
    made = io.BytesIO()
    figure.savefig(made, format="pdf", dpi=200)
    return made.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"{mpl.get_data_path()}/fonts/ttf/DejaVuSerif.ttf", size)
