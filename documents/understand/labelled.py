"""Read labelled fields that stand for a letterhead, or above one: 'TRÍCH YẾU: …', '| Số hiệu | 18/CT-UBND |'."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from documents.understand.paragraphs import Para

NUMBER = ("số ký hiệu", "số hiệu", "số, ký hiệu", "số/ký hiệu")
SUBJECT = ("trích yếu", "trích yếu nội dung")
ISSUED = ("ngày ban hành", "ngày văn bản", "ngày tháng")
ISSUER = ("cơ quan ban hành", "đơn vị ban hành")
TYPE = ("loại văn bản", "hình thức văn bản")
TELLING = (*NUMBER, *SUBJECT, *ISSUED, *ISSUER, *TYPE)
_OTHER = (
    "kính gửi",
    "nơi nhận",
    "nội dung",
    "người ký",
    "người ký duyệt",
    "chức vụ",
    "độ khẩn",
    "độ mật",
    "địa danh",
    "nơi ban hành",
)
_NAMES = "|".join(sorted(map(re.escape, (*TELLING, *_OTHER)), key=len, reverse=True))
_LINE = re.compile(rf"^\W{{0,2}}(?P<label>{_NAMES})(?: văn bản)?\s*:\s*(?P<value>.*)$", re.IGNORECASE)
_CELL = re.compile(rf"^(?P<label>{_NAMES})\s*:?$", re.IGNORECASE)
_BESIDE = re.compile(  # 'Số hiệu: 12/KH-SYT Loại văn bản: Kế hoạch'
    rf"\s+(?=(?:{'|'.join(map(str.capitalize, (*NUMBER, *ISSUED, *ISSUER, *TYPE, 'người ký', 'nơi ban hành')))}"
    r"|Ngày (?:có )?hiệu lực|Ngày công báo|Số công báo|Tình trạng|Lĩnh vực)\s*:)"
)
_UNKNOWN = re.compile(r"đang cập nh[aậ]t$", re.IGNORECASE)
_FEWEST = 3
_SHORT = 80  # a value that stands on the line below its label

Fields = dict[str, tuple[int, str]]


def labelled_fields(top: Sequence[Para]) -> Fields:
    """The fields by their label in small letters, each with the place of its paragraph; none where they are too few."""
    found: Fields = {}
    for index, para in enumerate(top):
        below = top[index + 1].text.strip() if index + 1 < len(top) and para.text.rstrip().endswith(":") else ""
        text = f"{para.text} {below}" if 0 < len(below) < _SHORT and not below.endswith(":") else para.text
        for label, value in _pairs(text):
            found.setdefault(label.lower(), (index, "" if _UNKNOWN.match(value) else value))
    return found if len(found) >= _FEWEST and any(label in found for label in TELLING) else {}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """One label and value of a line, or several between bars."""
    bar = "|" if "|" in text or _LINE.match(text) else "\t"
    pieces = [piece.strip(" *_") for piece in text.strip(" |").split(bar)]
    for field in _BESIDE.split(pieces[0]) if len(pieces) == 1 and _LINE.match(pieces[0]) else []:
        if (line := _LINE.match(field)) is not None:
            yield line.group("label"), line.group("value").strip()
    for piece, following in itertools.pairwise(pieces):
        if (cell := _CELL.match(piece)) is not None:
            yield cell.group("label"), following
