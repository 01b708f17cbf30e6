"""Find in a chat or in minutes what a letterhead would say: the day it was sent or held, and where the orders begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from documents.understand.days import last_day
from documents.understand.nodes import is_capitals
from documents.understand.paragraphs import Para

_STAMP = re.compile(
    r"^\W{0,3}(?:[^\W\d][^\d\n,]{1,40},\s+)?(?:(?:Thứ \w+"
    r"|Chủ nhật),?\s+)?(?:\d{1,2}[:h]\d{2}(?::\d{2})?[ ,]+\d{1,2}/\d{1,2}/\d{4}"
    r"|\d{1,2}/\d{1,2}/\d{4}[ ,]+\d{1,2}[:h]\d{2})\b"
)
_THIS_DAY = re.compile(
    r"\b(?:hôm|sáng|chiều|tối) nay\W{1,3}(?:thứ \w+,? )?(?:ngày )?\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE
)
_PASSED_ON = re.compile(
    r"(?:^|\b(?:chuyển|chuyen|gửi|gui)\b[^.;\n]{0,30}?\s)(?:nội dung |noi dung |nd )?"
    r"(?:TB|KL|CV|QĐ|QD|CT|CĐ|CD|KH|GM|Thông báo|Kết luận|Công văn|Quyết định|Chỉ thị|Công điện|Kế hoạch|Giấy mời)"
    r"\s+(?:số |so )?(?P<number>\d{1,5}[/-][\w/-]+),? (?:ngày|ngay) (?P<day>\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:hôm nay|hom nay|(?:sáng|trưa|chiều|tối|ngày|sang|trua|chieu|toi|ngay) (?:mai|nay)|tuần này|tuan nay)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"thời gian|hồi|vào lúc|hôm nay|^(?:\W*)(?:\d{1,2}\s*(?:h|giờ))", re.IGNORECASE)
_CONCLUDES = re.compile(r"kết luận", re.IGNORECASE)
_NEAR = 12


_OVER = re.compile(r"^\W{0,3}(?:(?:Thứ \w+|Chủ nhật|Ngày),? )?\d{1,2}/\d{1,2}/\d{4}\W*$", re.IGNORECASE)
_SPEAKS = re.compile(r"^\W{0,2}\d{1,2}[:h]\d{2}\W{0,2} (?=[^\W\d])[^:]{2,60}:\W*$")


def sent_on(top: Sequence[Para]) -> date | None:
    """The day a message bears beside its hour, '[02/03/2026 09:12]', or says: 'sáng nay (thứ Hai, 09/3/2026)'.

    It may also stand over what everybody says: 'Chủ nhật, 20/07/2025', '07:42 Nguyễn Đức Thắng:'.
    """
    said = (at for para in top if (at := _STAMP.match(para.text) or _THIS_DAY.search(para.text)) is not None)
    over = (last_day(day.text) for day, said in pairwise(top) if _OVER.match(day.text) and is_speaker(said.text))
    return next((last_day(at.group()) for at in said), None) or next(over, None)


def is_speaker(line: str) -> bool:
    """'07:42 Nguyễn Đức Thắng:' over what somebody wrote then."""
    return _SPEAKS.match(line) is not None


def counts_from_today(paras: Sequence[Para]) -> bool:
    """'Chiều mai', 'tuần này': such days count from the message's own, not from that of what it passes on."""
    return any(_TODAY.search(para.text) for para in paras)


def passed_on(top: Sequence[Para]) -> tuple[str, date] | None:
    """Number and day of the document a message passes on: 'Em chuyển nội dung TB 214/TB-VP ngày 14/5/2025'."""
    found = next((at for para in top if (at := _PASSED_ON.search(para.text)) is not None), None)
    day = last_day(found.group("day")) if found is not None else None
    return None if found is None or day is None else (found.group("number"), day)


def held_on(paras: Sequence[Para]) -> date | None:
    """The day minutes say their meeting was held: 'Thời gian: 8h00, ngày 02/12/2025'."""
    line = next((para.text for para in paras[:_NEAR] if _HELD.search(para.text) and last_day(para.text)), None)
    return last_day(line) if line is not None else None


def concluding(body: Sequence[Para]) -> list[Para]:
    """Of minutes that say who concluded what, only the conclusion orders; what was said before it is talk."""
    starts = [
        index
        for index, para in enumerate(body)
        if _CONCLUDES.search(para.text) and len(para.text) < 120 and _heads(para.text)
    ]
    heads = [
        index for index in starts if not re.search(r"thực hiện (?:các )?kết luận", body[index].text, re.IGNORECASE)
    ]
    return list(body[heads[-1] :]) if heads else list(body)


def _heads(text: str) -> bool:
    return text.rstrip().endswith(":") or is_capitals(text) or re.match(r"^[IVX\d]{1,4}[.)/]\s", text) is not None
