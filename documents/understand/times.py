"""Decide when a task is due: its own deadline, and whether one paragraph holds two duties with different times."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, zip_longest

from core.deadlines import Found, find_deadlines, read_deadline
from core.deadlines.found import EVENT_DATE, RECEIPT_DATE, YEAR_FAR
from core.proposal import Recurrence
from core.workdays import WorkingCalendar
from documents.letters import compiled
from documents.understand.verbs import VERB, verb_at

_STOPS = (
    compiled(r"(?<!\bP)[.]\s+(?=[⟨A⟩])"),
    re.compile(r";\s*"),
    re.compile(r",\s+(?:và\s+|đồng thời\s+)?"),
    re.compile(r"\s+(?:và|đồng thời)\s+"),
)
_REGULARLY = re.compile(r"(?:thường xuyên,?\s+(?:và\s+)?)?định kỳ\s+(?=\w)", re.IGNORECASE)
_STANDING = re.compile(
    r"\d{1,2} lần/(?:học kỳ|kỳ|vụ)\b|(?:đầu|cuối|trước|sau|báo cáo kết quả) (?:mỗi|từng) (?:học kỳ|kỳ họp|đợt|vụ)\b"
    r"|(?:thực hiện|tiến độ|(?:thời gian|thời hạn)[^:;.]{0,30}:)\s+thường xuyên\W*(?:$"
    r"|[.;)])",
    re.IGNORECASE,
)
_THROUGHOUT = re.compile(r"trong suốt\s+(?:năm|quá trình|thời gian|cả)", re.IGNORECASE)


def times_in(text: str, *, issued: date | None, about: date | None, calendar: WorkingCalendar) -> list[Found]:
    """Deadlines and recurrences in this text, in order, each date once."""
    kept: list[Found] = []
    every = find_deadlines(text, issued=issued, calendar=calendar, about=about)
    bracketed = None if firm(every) else _in_brackets(text, issued=issued, about=about, calendar=calendar)
    begun = [0, *(stop.end() for stop in _STOPS[0].finditer(text))]
    for found in [*every, bracketed] if bracketed is not None else every:
        at = found.span[0]
        if (
            _WILL.match(text, begun[bisect(begun, at) - 1], at)
            or _FORESEEN.search(text, max(at - 40, 0), at)
            or _OF_WHAT.search(text, max(at - 80, 0), found.span[1])
            or (issued is not None and _long_past(found, issued))
        ):
            continue
        if not any(_same(found, other) for other in kept):
            kept.append(found)
    return kept if issued is not None else _as_written(kept)


_BRACKETED = re.compile(
    r"\([^()]*(?:[;,]|\s[-–])\s*"
    r"(?P<when>(?:trước|trong|xong|hoàn thành|thực hiện|nộp|đến|hết|chậm nhất|từ|tuần|tháng|quý|năm|ngày"
    r"|\d)[^();,]{2,60})\)\W*$",
    re.IGNORECASE,
)


def _in_brackets(text: str, *, issued: date | None, about: date | None, calendar: WorkingCalendar) -> Found | None:
    """'… (Sở Xây dựng chủ trì; Quý II/2026).': behind who does it stands when, and nothing else."""
    said = _BRACKETED.search(text)
    read = None if said is None else read_deadline(said["when"], issued=issued, calendar=calendar, about=about)
    if said is None or read is None or (read.deadline is None and read.recurrence is None):
        return None
    return Found(said.span("when"), read.deadline, read.recurrence, read.doubts, read.kind)


_APART = re.compile(rf";|\s+và\s+(?={VERB.pattern})", re.IGNORECASE)
_FORESEEN = re.compile(r"(?:vùng nguy hiểm|dự báo)\s+$", re.IGNORECASE)  # '… trong 48 giờ tới': weather, and no duty
_OF_WHAT = re.compile(  # 'Gửi phương án vận hành hồ trong 24 giờ tới … trước 17 giờ hôm nay': what the paper is about
    r"\b(?:phương án|kịch bản|diễn biến|tình hình|nhu cầu|lịch)(?: \w+){0,5} trong \d{1,3} (?:giờ"
    r"|ngày) tới$",
    re.IGNORECASE,
)
_BEFORE_A_YEAR = re.compile(r"trước năm \d{4}$", re.IGNORECASE)
# 'UBND huyện sẽ nghe báo cáo trong tháng 7' dates what somebody else will do, and no task
_WILL = compiled(r"(?:UBND|HĐND|Ủy ban|Chủ tịch|Thường trực|Ban|Bộ|Sở|Văn phòng|Thủ tướng)[^.;:]{0,60}\bsẽ\s")


def _long_past(found: Found, issued: date) -> bool:
    """'Dự án xong trước năm 2023' tells which ones."""
    due = found.deadline
    return due is not None and due.date < issued and _BEFORE_A_YEAR.match(due.text) is not None


def _as_written(found: Sequence[Found]) -> list[Found]:
    """A day whose year is only supposed does not stand beside one that is written out."""
    written = [one for one in found if YEAR_FAR not in one.doubts]
    return written if firm(written) else list(found)


def _same(one: Found, other: Found) -> bool:
    if one.deadline is not None and other.deadline is not None:
        return one.deadline.date == other.deadline.date and one.deadline.time == other.deadline.time
    if one.recurrence is not None and other.recurrence is not None:
        return one.recurrence.rule == other.recurrence.rule
    return False


def firm(found: Sequence[Found]) -> list[Found]:
    """Those that give a date or a period."""
    return [one for one in found if one.deadline is not None or one.recurrence is not None]


def told_apart(text: str, found: Sequence[Found]) -> list[Found]:
    """The firm ones; with those counted from an unknown day where a stop sets them apart, as they are duties too."""
    found = [one for one, next_ in zip_longest(found, found[1:]) if next_ is None or not _spans(text, one, next_)]
    sure = firm(found)
    counted = [one for one in found if one in sure or _from_unknown(text, one)]
    apart = all(_APART.search(text, one.span[1], other.span[0]) for one, other in pairwise(counted))
    return counted if sure and apart else sure


def _spans(text: str, one: Found, other: Found) -> bool:
    """'Từ ngày 02/02 đến ngày 15/02, báo cáo … hằng ngày': for how long a duty comes again, and no day of its own."""
    said = one.deadline is not None and other.recurrence is not None and one.deadline.text.lower().startswith("từ")
    return said and _APART.search(text, one.span[1], other.span[0]) is None


def _from_unknown(text: str, one: Found) -> bool:
    unknown = {EVENT_DATE, RECEIPT_DATE} & set(one.doubts)
    return (
        bool(unknown)
        and re.search(r"kể từ|tính từ|sau khi|sau ngày|\d ngày sau", text[one.span[0] : one.span[1]]) is not None
    )


def standing_in(text: str, found: Found | None) -> Recurrence | None:
    """A duty that goes on or comes again without a period: 'định kỳ tổng hợp', 'trong suốt năm 2026'."""
    if found is not None and found.recurrence is not None:
        return found.recurrence
    if found is not None and found.deadline is not None:
        words = found.deadline.text
        return Recurrence(words, None) if _THROUGHOUT.search(text, max(0, found.span[0] - 12), found.span[1]) else None
    standing = _STANDING.search(text)
    if standing is not None:
        return Recurrence("thường xuyên" if "thường xuyên" in standing.group().lower() else standing.group(), None)
    again = next((m for m in _REGULARLY.finditer(text) if verb_at(text, m.end())), None)
    return Recurrence(text[again.start() : again.end()].strip(), None) if again is not None else None


_STRONG = re.compile(r"[.;]\s+")
_REPORTS = re.compile(r"\b(?:báo cáo|báo số|gửi|tổng hợp)\b", re.IGNORECASE)
_WATCHES = re.compile(r"theo dõi|đôn đốc|kiểm tra|giám sát|giúp|chịu trách nhiệm|nâng cao", re.IGNORECASE)
_CARRIES_OUT = re.compile(
    r"^(?!.*chủ trì).*(?:tổ chức|triển khai)(?: (?:triển khai|tổ chức))?(?: thực hiện)?(?: nghiêm túc| hiệu quả| tốt)*"
    r"(?: (?:Chỉ thị|Kế hoạch|Công điện|Công văn|các nội dung|Quyết định|Kết luận)(?: này| trên)?)?;\s*$"
    r"|24/24[^;]{0,8};\s*$",
    re.DOTALL,
)
_AT_ONCE = re.compile(
    r"báo cáo (?:nhanh|ngay|đột xuất)[^;]* khi (?:xảy ra|có|phát hiện|phát sinh)[^;]*;", re.IGNORECASE
)
_OWN_WORK = 40  # letters of work before the duty to report on it


_ELSEWHERE = re.compile(  # 'xử lý dứt điểm theo thời hạn tại cột (5); gửi kết quả trước ngày 05/10'
    r"theo (?:đúng )?(?:thời hạn|thời gian|tiến độ)(?: hoàn thành)? (?:tại|nêu|ghi)\b", re.IGNORECASE
)


def report_apart(text: str, found: Found) -> int | None:
    """Where 'rà soát …; hằng quý báo cáo kết quả' parts into a duty done once and a report that comes again."""
    stops = [stop.end() for stop in _STRONG.finditer(text, 0, found.span[0])]
    if stops and _ELSEWHERE.search(text, 0, stops[-1]):
        return stops[-1]
    if found.deadline is not None and stops and _AT_ONCE.search(text, 0, stops[-1]) and _REPORTS.match(text, stops[-1]):
        return stops[-1]
    if found.recurrence is None or not stops or stops[-1] < _OWN_WORK or not _REPORTS.search(text, stops[-1]):
        return None
    if _WATCHES.search(text, 0, stops[-1]) or _CARRIES_OUT.search(text, 0, stops[-1]):  # and the report on it: one duty
        return None
    return found.span[0] if text[: found.span[0]].endswith(", ") else stops[-1]


def cuts(text: str, found: Sequence[Found]) -> list[int]:
    """Where the text parts into one duty for each time; empty where it cannot be parted."""
    places: list[int] = []
    for before, after in pairwise(found):
        place = _cut(text, before.span[1], after.span[0])
        if place is None:
            return []
        places.append(place)
    return places


def _cut(text: str, start: int, end: int) -> int | None:
    """The first sentence end between the two times, else the last weaker stop."""
    between = text[start:end]
    for number, stop in enumerate(_STOPS):
        matches = [
            m for m in stop.finditer(between) if between[: m.start()].count("(") == between[: m.start()].count(")")
        ]
        if matches:
            return start + (matches[0] if number < 1 else matches[-1]).end()
    return None
