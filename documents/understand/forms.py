"""The fixed forms of a letterhead: numbers, days, mottoes, kinds of document, and columns glued into one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from documents.letters import compiled

TYPES = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TB": "Thông báo",
    "KL": "Kết luận",
    "KH": "Kế hoạch",
    "CĐ": "Công điện",
    "HD": "Hướng dẫn",
    "CTR": "Chương trình",
    "BC": "Báo cáo",
    "TTR": "Tờ trình",
    "CV": "Công văn",
    "QC": "Quy chế",
    "QYĐ": "Quy định",
    "ĐA": "Đề án",
    "PA": "Phương án",
    "GM": "Giấy mời",
    "BB": "Biên bản",
    "PGV": "Phiếu giao việc",
}
# The longer first: what a heading names in full is told in full.
NAMES = (
    "Chương trình hành động",
    "Chương trình công tác",
    "Kết luận thanh tra",
    *TYPES.values(),
    "Phụ lục",
    "Danh mục",
    "Lệnh",
)
TITLE = re.compile(rf"^(?:\W*)({'|'.join(NAMES)})\b(?P<rest>.*)$", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(?:S[ốôó](?:\s*(?:ký hiệu|KH|hiệu|phiếu))?|SỐ(?:\s*KÝ HIỆU)?|số)\s*[:.]?\s*(?P<count>[\d\s.…_]{0,12}?)\s*"
    rf"(?P<mark>(?:(?:{'|'.join(TYPES)})(?=/))?(?:/\s?\d{{4}})?\s?[/-]\s?[A-ZĐƯa-z][\w&Đđ.]*(?:\s?[-/–]\s?[A-ZĐƯĂÂÊÔƠ][\w&.]*)*)"
)
_UNDASHED = re.compile(r"(?<=/(?:CT|KH|QĐ|TB|CĐ|NQ|HD|KL))(?=(?:UBND|HĐND|TTg|VPCP)\b)")  # '14/CTUBND' of a PDF
BARE_NUMBER = re.compile(r"\b(?:Số|SỐ)\s*[:.]\s*(?P<count>\d{1,5})\s*$")
DAY = compiled(
    r"(?P<place>(?<!\w)[⟨A⟩][\w.'’-]{0,30}(?:\s[⟨A⟩][\w.'’-]{0,30}){0,4}(?:\s\d{1,2})?)\s*,\s*(?:(?:hồi"
    r"|lúc)\s[^,\n]{3,30},?\s*)?(?:ngày"
    r"|Ngày)\s*(?P<day>[\dlIoO\s.…_]{0,8}?)\s*tháng\s*(?P<month>[\dlIoO\s.…_]{0,8}?)\s*năm\s*(?P<year>\d{4})"
)
SHORT_DAY = compiled(
    r"(?P<place>(?<!\w)[⟨A⟩][\w.'’-]{0,30}(?:\s[⟨A⟩][\w.'’-]{0,30}){0,4}(?:\s\d{1,2})?)\s*,\s*ngày\s*(?P<day>[\dlIoO]{1,2})\s*[/.-]\s*(?P<month>[\dlIoO]{1,2})\s*[/.-]\s*(?P<year>\d{4})"
)
_SCANNED = str.maketrans("lIoO", "1100")  # letters a scanner writes for digits
MOTTO = re.compile(
    r"[CG][ỘỌÔ]NG H[ÒOỎ][ÀA]?\s?.{0,3}X[ÃA] H[ỘO][IL] CH[ỦU] NGH[ĨI]A V.{0,2}[ỆE]T NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh ph[úu]c",
    re.IGNORECASE,
)
SIDE = re.compile(r"\t+|\s{3,}|\||[-_–—*=]{4,}|\s—\s")
BODY = re.compile(
    r"^(?:Căn cứ|Thực hiện|Trong|Để|Nhằm|Sau khi|Theo|Triển khai|Qua|Ngày|Xét|Tại|Vừa qua|Thời gian|Hiện|Tiếp"
    r"|Trên cơ sở|Nay|Được|Từ|Hưởng|Năm|Kính gửi|Ủy ban|UBND|Văn phòng|Bộ|Sở)\b|^[-–]\s|^\d+[.)/]\s|^[IVX]+[.)]\s"
)


BLANK = re.compile(r"(?<=ngày)\s{2,}(?=tháng)|(?<=tháng)\s{2,}(?=năm)")
_BROKEN_DAY = re.compile(r",\s*ngày(?:\s*\d{1,2}(?:\s*tháng(?:\s*\d{1,2})?)?)?$")
_BROKEN_YEAR = re.compile(r",\s*ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm$")
_GLUED_PLACE = compiled(r"(?<=[⟨A⟩\d]{2})(?=[⟨A⟩][⟨a⟩]+[^,;:]{0,25},\s*[Nn]gày\b)")


_NUMBERED = compiled(r"(?<=[⟨A⟩]{2})\s+(?=Số\s*:\s*[\d.…_]*\s*/)")  # 'BÙI DỤC TÀI Số: …/KH-BDT'


def _parts(text: str) -> list[str]:
    return [part for side in SIDE.split(text) for part in _NUMBERED.split(side)]


def columns(text: str) -> list[str]:
    """The columns of a line, also where they were glued together at the motto or after the number."""
    pieces: list[str] = []
    text = BLANK.sub(" ", text)
    for part in _parts(_GLUED_PLACE.sub(" ", text) if re.match(r"\W*Số", text) else text):
        while (motto := MOTTO.search(part)) is not None:
            pieces.append(part[: motto.start()].strip())
            part = part[motto.end() :]
        number, day = NUMBER.search(part), DAY.search(part)
        if number and day and day.start() >= number.end() - 1:
            pieces += [part[: day.start()].strip(), part[day.start() :].strip()]
        else:
            pieces.append(part.strip())
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]


_BARE_SIGN = re.compile(r"[/-][A-ZĐ]{2}")
_WRITTEN_BELOW = 5  # pieces of lines
_BLANK_DAY = re.compile(r"(?<=[Nn]gày)\s*(?=\btháng)")


def filled(pieces: Sequence[str]) -> list[str]:
    """'Số:', '/KH-SYT' and, written in later and so on a line of its own below, '41'; likewise the day."""
    whole: list[str] = []
    taken: set[int] = set()

    def below(at: int, most: int) -> str:
        near = range(at + 1, min(at + _WRITTEN_BELOW, len(pieces)))
        found = next((n for n in near if n not in taken and re.fullmatch(r"\d{1,5}", pieces[n])), None)
        if found is None or int(pieces[found]) > most:
            return ""
        taken.add(found)
        return pieces[found]

    for at, piece in enumerate(pieces):
        if whole and re.fullmatch(r"Số\s*:", whole[-1]) and _BARE_SIGN.match(piece):
            whole[-1] += f" {below(at, 99999)}{piece}"
        elif _BLANK_DAY.search(piece):
            whole.append(_BLANK_DAY.sub(f" {below(at, 31)} ", piece))
        else:
            whole.append(piece)
    return whole


def whole_days(pieces: Sequence[str]) -> list[str]:
    """'Hòa An, ngày' and '09 tháng 12 năm 2025' on two lines are one day; so are '… tháng 7 năm' and '2021'."""
    whole: list[str] = []
    for piece in pieces:
        ends = [at for at in range(max(0, len(whole) - 3), len(whole)) if _BROKEN_YEAR.search(whole[at])]
        if ends and re.fullmatch(r"\d{4}", piece):
            whole[ends[-1]] += f" {piece}"
        elif whole and _BROKEN_DAY.search(whole[-1]) and re.match(r"\d|tháng|năm", piece):
            whole[-1] += f" {piece}"
        else:
            whole.append(piece)
    return whole


def number_in(piece: str) -> str | None:
    """The number without spaces; '' where its figure was left blank (a draft)."""
    piece = re.split(r"\s(?=V/v\b|Về việc\b)", piece, maxsplit=1)[0]  # beside it in one cell
    if not re.match(r"^\W{0,3}s[ốôó]\s*[:.]?", piece, re.IGNORECASE) or len(piece) > 100:
        return None
    found = NUMBER.search(piece)
    if found is None:
        bare = BARE_NUMBER.search(piece)
        return bare.group("count") if bare else None
    count = re.sub(r"\D", "", found.group("count"))
    return count + _UNDASHED.sub("-", re.sub(r"\s", "", found.group("mark")).replace("–", "-")) if count else ""


def place_of(day: re.Match[str] | None) -> str | None:
    if day is None:
        return None
    place = re.sub(r"^.*(?:[A-ZĐ]{2,}[-/]\S*\s+)", "", day.group("place")).strip()
    return place or None


def date_of(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    day, month = (re.sub(r"\D", "", found.group(name).translate(_SCANNED)) for name in ("day", "month"))
    try:
        return date(int(found.group("year")), int(month), int(day))
    except ValueError:
        return None


def is_upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)
