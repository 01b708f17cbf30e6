"""Recognise the stamps of secrecy, urgency and internal use: a mark stands alone, a word in a sentence is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.letters import compiled
from documents.understand.forms import SIDE
from documents.understand.paragraphs import Para

_SECRET = {"TUYỆT MẬT": "Tuyệt mật", "TỐI MẬT": "Tối mật", "MẬT": "Mật"}
_URGENT = {
    "HỎA TỐC HẸN GIỜ": "Hỏa tốc hẹn giờ",
    "HOẢ TỐC HẸN GIỜ": "Hỏa tốc hẹn giờ",
    "HỎA TỐC": "Hỏa tốc",
    "HOẢ TỐC": "Hỏa tốc",
    "THƯỢNG KHẨN": "Thượng khẩn",
    "KHẨN": "Khẩn",
}
_INTERNAL = {"LƯU HÀNH NỘI BỘ": "Lưu hành nội bộ", "KHÔNG PHỔ BIẾN": "Không phổ biến", "DỰ THẢO": "Dự thảo"}
_NOISE = re.compile(r"[^\w\s]|_")
_HEAD = 25
_BEHIND_NUMBER = compiled(r"^\s*Số\s*:?\s*\S+\s+([⟨A⟩\s]{3,20})$")


def secrecy(paras: Sequence[Para]) -> str | None:
    """The highest secrecy mark of the document's own, on any page."""
    found = {_SECRET[mark] for para in paras if not para.cells for mark in _alone(para, _SECRET)}
    found |= {level for para in paras[:_HEAD] if (level := _labelled(para.text)) is not None}
    return next((level for level in ("Tuyệt mật", "Tối mật", "Mật") if level in found), None)


def urgency(paras: Sequence[Para]) -> str | None:
    """The urgency mark near the letterhead; 'CÔNG ĐIỆN KHẨN' is one too."""
    for para in paras[:_HEAD]:
        marks = _alone(para, _URGENT)
        if marks:
            return _URGENT[marks[0]]
        found = re.match(r"^\W*(?:CÔNG )?ĐIỆN (HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)\b", para.text) or re.match(
            r"^\W*Độ khẩn\s*:\s*(hỏa tốc|hoả tốc|thượng khẩn|khẩn)\b", para.text, re.IGNORECASE
        )
        if found:
            return _URGENT[found.group(1).upper()]
    return None


def internal(paras: Sequence[Para]) -> str | None:
    """'Lưu hành nội bộ', 'Không phổ biến', 'Dự thảo' alone on a line or in its column."""
    for para in paras[:_HEAD]:
        for piece in SIDE.split(para.text):
            bare = " ".join(_NOISE.sub(" ", piece).split())
            for mark, said in _INTERNAL.items():
                alone = re.fullmatch(rf"(?:TÀI LIỆU )?{mark}(?: (?:LẦN|LAN|SỐ)? ?\d*)?(?: NGÀY.*)?", bare.upper())
                if alone and (bare.isupper() or len(bare) < 30):
                    return said
    return None


def _alone(para: Para, marks: dict[str, str]) -> list[str]:
    """Marks that fill a column of the line; a stamp's frame and spaced letters do not matter."""
    found = []
    for piece in [*SIDE.split(para.text), *_after_number(para.text)]:
        bare = " ".join(_NOISE.sub(" ", piece).split())
        joined = bare.replace(" ", "")
        found += [mark for mark in marks if bare == mark or (joined == mark.replace(" ", "") and len(joined) > 2)]
        found += [
            mark
            for part in re.split(r"\s*[-–/]\s*", piece)
            if (mark := " ".join(_NOISE.sub(" ", part).split())) in marks
        ]
    title = para.text.strip(" []()*_.")
    if para.index < _HEAD and title.upper() in marks and len(title) < 20:
        found.append(title.upper())
    return found


def _after_number(text: str) -> list[str]:
    """'Số: 05-CV/TU MẬT': the stamp glued behind the number."""
    found = _BEHIND_NUMBER.match(text)
    return [found.group(1)] if found else []


def _labelled(text: str) -> str | None:
    found = re.match(r"^\W*(?:Độ mật|Mức độ mật|Mức mật|Dấu mật)\s*:\s*(tuyệt mật|tối mật|mật)\b", text, re.IGNORECASE)
    return _SECRET[found.group(1).upper()] if found else None
