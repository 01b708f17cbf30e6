"""Find what kind of document this is and what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.text import fold
from documents.understand.days import is_day
from documents.understand.forms import BODY, DAY, MOTTO, NAMES, SIDE, TITLE, TYPES, columns, is_upper, number_in
from documents.understand.paragraphs import Para

_FOLDED = {fold(name).replace(" ", ""): name for name in NAMES}


def title_at(top: Sequence[Para]) -> int | None:
    """The line that names the kind of document: in capitals, or alone on its line."""
    for index, para in enumerate(top):
        found = TITLE.match(para.text.strip())
        if found is None or para.cells:
            continue
        word, rest = found.group(1), found.group("rest").strip(" *_:")
        if (
            word.isupper()
            and (not rest or is_upper(rest) or len(para.text) < 200)
            and not re.match(r"^\s*số\s*[:\d]", rest, re.IGNORECASE)
        ):
            return index
        if word.istitle() and not rest:
            return index
        if len(word.split()) == 2 and word[0].isupper() and not rest and len(para.text) < 20:
            return index
        if re.search(r"[.;]$", para.text) and len(para.text) > 200:
            return None
    return _garbled_title_at(top)


def _garbled_title_at(top: Sequence[Para]) -> int | None:
    """A title whose letters or spaces a scan has lost: 'KÉHOẠCH _'."""
    for index, para in enumerate(top):
        bare = re.sub(r"[\W_]", "", fold(para.text))
        if bare in _FOLDED and para.text[:2].isupper():
            return index
    return None


def line_of(top: Sequence[Para], words: str) -> int | None:
    return next((i for i, para in enumerate(top) if re.match(rf"\W*{words}\s*:?", para.text, re.IGNORECASE)), None)


def first_body(top: Sequence[Para]) -> int:
    """Without a title: the first paragraph that is neither capitals, nor a form line, nor short."""
    last = -1
    for index, para in enumerate(top[:15]):
        pieces = columns(para.text)
        if (last >= 0 and _is_sentence(para.text)) or _columns(para.cells):
            break
        if (
            not pieces
            or any(number_in(p) is not None or DAY.search(p) for p in pieces)
            or MOTTO.search(para.text)
            or (len(para.text) < 60 and is_upper(para.text) and not is_day(para.text))
        ) or re.match(r"^V/v", para.text):
            last = index
    return last + 1


def _columns(cells: tuple[str, ...]) -> bool:
    """A table of data has begun, and no letterhead set in two columns."""
    return len(cells) > 2


def _is_sentence(text: str) -> bool:
    """The body has begun: a full sentence, and no line of the form."""
    return len(text) > 40 and text.rstrip().endswith((".", ";", ":")) and not re.match(r"^\W*V/v", text)


def type_of(top: Sequence[Para], title: int | None, number: str | None, letter: int | None) -> str | None:
    if title is not None:
        found = TITLE.match(top[title].text.strip())
        return found.group(1).capitalize() if found else _FOLDED.get(re.sub(r"[\W_]", "", fold(top[title].text)))
    if letter is not None and re.search(r"(?:/|\d-)CT-", number or ""):  # a tax office's letter, and no directive
        return "Công văn"
    mark = re.search(r"(?:/|\d-)([A-Za-zĐđ]+)(?=[-/]|$)", number or "")
    about = any(re.match(r"^\W*V/v\b", para.text, re.IGNORECASE) for para in top)
    letter_mark = letter is not None and about  # 'Số: 3390/CT-QLN', 'V/v …', 'Kính gửi': CT is the Cục Thuế
    if mark and mark.group(1).upper() in TYPES and not letter_mark:
        return TYPES[mark.group(1).upper()]
    if letter is not None or number or about:
        return "Công văn"
    return None


def subject_of(top: Sequence[Para], title: int | None, letter: int | None) -> tuple[str | None, int]:
    if title is not None:
        return _under_title(top, title)
    for index, para in enumerate(top[: (letter or len(top)) + 4]):
        for piece in SIDE.split(para.text):
            if re.match(r"^\W*V[/.]\s?v\b|^\W*Về việc\b", piece.strip(), re.IGNORECASE):
                return _whole_subject(top, index, piece.strip(), letter), max((letter or index) + 1, index + 1)
    return None, (letter + 1) if letter is not None else 0


def _whole_subject(top: Sequence[Para], index: int, first: str, letter: int | None) -> str:
    """'V/v …' may run over lines of its column until something else stands there."""
    parts = [first.strip(" *_")]
    for para in top[index + 1 : letter if letter is not None and letter > index else index + 1]:
        text = SIDE.split(para.text)[0].strip()
        if (
            DAY.search(text)
            or MOTTO.search(text)
            or number_in(text) is not None
            or is_upper(text)
            or not text[:1].islower()
        ):
            break
        parts.append(text)
    return " ".join(" ".join(parts).split()).strip(" .")


_ORDERS = re.compile(r"(?:Đề nghị|Yêu cầu|Giao|Các|Công an|Phòng|Ban|Hội|Trung tâm)\s")
_NUMBERED = re.compile(r"(?:^|\s)[Ss]ố\s*:?\s*\d+\s?[/-]")
_NOT_SUBJECT = re.compile(
    r"\W*(?:Số\s*:|(?:Việc|Nhiệm vụ|Nội dung|Điều|Khoản|Điểm)\s+[\da-zđ][.:]|(?:Việc|Nhiệm vụ|Nội dung)\s+\d"
    r"|Ngày (?:giao|ký)|Người (?:giao|nhận|thực hiện)\s*:)"
)


def _under_title(top: Sequence[Para], title: int) -> tuple[str | None, int]:
    found = TITLE.match(top[title].text.strip())
    rest = (found.group("rest") if found else "").strip(" *_:.")
    if rest.startswith("CỦA ") or _NUMBERED.search(rest):
        rest = ""
    parts = [rest] if rest else []
    index = title + 1
    if index < len(top) and re.match(r"^CỦA\s", top[index].text):
        index += 1
    while index < len(top) and len(parts) < 6 and _still_subject(top[index].text, bool(parts)):
        parts.append(top[index].text.strip(" *_"))
        index += 1
    subject = " ".join(" ".join(parts).split())
    return subject or None, index


def _still_subject(text: str, begun: bool) -> bool:
    stripped = text.strip(" *_")
    if (
        not stripped
        or text.startswith("|")
        or _NOT_SUBJECT.match(stripped)
        or re.match(
            r"^\W*Kính gửi|^\(|^CHÍNH PHỦ$|^(?:THỦ TƯỚNG|CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BAN)\b",
            stripped,
        )
    ):
        return False
    if stripped.endswith((";", ":", "./.")) or (stripped.endswith(".") and len(stripped) > 60):
        return False
    if re.match(
        r"^(?:về|v/v|kết luận|ban hành|sửa đổi|phê duyệt|thực hiện|tăng cường|triển khai)\b", stripped, re.IGNORECASE
    ):
        return not begun or not stripped.startswith(("Thực hiện", "Triển khai"))
    if begun:
        orders = stripped.endswith(".") and _ORDERS.match(stripped) is not None
        return not BODY.match(stripped) and len(stripped) < 300 and not orders and not is_day(stripped)
    return not BODY.match(stripped) or len(stripped) < 250
