"""Recognise the stamps of secrecy, urgency and internal use: a mark stands alone, a word in a sentence is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
_DEGREE = re.compile(r"\b(?:độ|mức|dấu)\s+(?:độ\s+)?mật\b", re.IGNORECASE)
_TOGETHER = {mark.replace(" ", ""): mark for mark in _SECRET}
_MARK_AMONG_WORDS = re.compile(r"(?<![\w-])(?<!BÍ )(?<!BẢO )(?<!CƠ )((?:TUYỆT |TỐI )?MẬT)(?!\w)")
_BEHIND_NUMBER = compiled(r"^\s*Số\s*:?\s*\S+\s+([⟨A⟩\s]{3,20})$")


def secrecy(paras: Sequence[Para], aside: Sequence[str] = ()) -> str | None:
    """The highest secrecy mark of the document's own, on any page, in a cell, or outside the text."""
    found = {_SECRET[mark] for para in paras if not para.cells for mark in _alone(para, _SECRET)}
    found |= {level for para in paras[:_HEAD] if (level := _labelled(para.text)) is not None}
    found |= {_SECRET[mark] for mark in _in_cells(paras)}
    found |= {level for text in aside for level in _set_aside(text)}
    return next((level for level in ("Tuyệt mật", "Tối mật", "Mật") if level in found), None)


def _in_cells(paras: Sequence[Para]) -> Iterator[str]:
    """A cell that holds a mark and nothing else; below a head such as 'Độ mật' it speaks of other documents."""
    speaking: set[int] = set()
    for para in paras:
        if not para.cells:
            speaking = set()
        for place, cell in enumerate(para.cells):
            if _DEGREE.search(cell):
                speaking.add(place)
            bare = " ".join(_NOISE.sub(" ", cell).split())
            if bare in _SECRET and place not in speaking:
                yield bare


def _set_aside(text: str) -> Iterator[str]:
    """In a head, a foot or a watermark a mark may have words beside it: 'TÀI LIỆU MẬT', 'TUYỆT MẬT, không sao chụp'."""
    joined = re.sub(r"[\W_]+", "", text).upper()  # Word may show small letters as capitals
    if joined in _TOGETHER:
        yield _SECRET[_TOGETHER[joined]]
    for found in _MARK_AMONG_WORDS.finditer(" ".join(text.split())):
        yield _SECRET[" ".join(found.group(1).split())]
    if (level := _labelled(text)) is not None:
        yield level


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


def internal(paras: Sequence[Para], aside: Sequence[str] = ()) -> str | None:
    """'Lưu hành nội bộ', 'Không phổ biến', 'Dự thảo' alone on a line or in its column, or outside the text."""
    for text in (*(para.text for para in paras[:_HEAD]), *aside):
        for piece in SIDE.split(text):
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
