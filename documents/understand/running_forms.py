"""Find the lines of the fixed forms in running text: letterhead, title, labels, copy list, signature, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.letters import compiled
from documents.understand.forms import DAY, MOTTO, NAMES, NUMBER, SHORT_DAY

HEAD = 1500  # a letterhead, title and addressees stand in so many characters
_KIND = compiled(rf"(?<![^\s(.…])(?:{'|'.join(map(str.upper, NAMES))}|GIẤY MỜI|BIÊN BẢN)(?=\s+[⟨A⟩⟨a⟩“\"(]|\s*$)")
_TOPS = (
    re.compile(r"\s(?=CỘNG H[ÒO][ÀA]? ?X|CỘNG HOÀ|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do)"),
    re.compile(r"(?<=Hạnh phúc)(?=\s)|(?<=CHỦ NGHĨA VIỆT NAM)(?=\s)|(?<=ĐẢNG CỘNG SẢN VIỆT NAM)(?=\s)"),
    re.compile(r"\s(?=(?:Số|SỐ)\s?:|Số \d{1,5}\s?[-/])"),
    re.compile(r"\s(?=V/v\s|Kính gửi\s*:)"),
    re.compile(r"\s(?=(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT)\s)"),
)
_BELOW = compiled(  # 'SỞ Y TẾ' below 'UBND TỈNH HÒA AN'
    r"(?<=[⟨A⟩]{2})(?<!VĂN PHÒNG)(?<!CỦA)(?<!ỦY)(?<!UỶ)(?<!VĂN)(?<!TRƯỞNG)(?<!TỔNG)(?<!CHI)(?<!VÀ)(?<!TRỰC)(?<!ĐẢNG)"
    r"(?<!HẢI)\s+(?=(?:ỦY BAN|UBND|SỞ|PHÒNG|BAN|VĂN PHÒNG|TRƯỜNG|CHI CỤC|TỔNG CỤC|CỤC|TRUNG TÂM|CÔNG AN|BỆNH VIỆN"
    r"|CĐCS|ĐẢNG ỦY|CHI BỘ|THANH TRA|BCH)\s[⟨A⟩]{2})"
)
_BEHIND_A_PAGE = compiled(  # 'Trang chủ » Văn bản UBND XÃ HÒA AN Số: …'
    r"(?<=[⟨a⟩\d:)»›/|])\s+(?=(?:[ỦU][YỶ] BAN|UBND|SỞ|BỘ|TỈNH ỦY|HUYỆN ỦY|ĐẢNG BỘ|ĐẢNG ỦY|HỘI ĐỒNG|CỤC|TRƯỜNG|PHÒNG)"
    r"\s[⟨A⟩]{2})"
)
_INTO_PLACE = compiled(r"(?<=[⟨A⟩]{2})\s+(?=[⟨A⟩][⟨a⟩])")  # 'TRƯỜNG KIM ĐỒNG Hòa An, ngày …'
_FIELDS = (
    "Số hiệu|Số ký hiệu|Số/ký hiệu|Loại văn bản|Ngày ban hành|Ngày hiệu lực|Cơ quan ban hành|Đơn vị ban hành"
    "|Nơi ban hành|Người ký|Trích yếu|Độ khẩn|Độ mật|Kính gửi|Nội dung|Nơi nhận|Lĩnh vực|Tình trạng"
)
_LABEL = re.compile(rf"(?<!\S)(?:{_FIELDS}|{_FIELDS.upper()})\s?:")
_FEWEST = 3
_AUTHORITY = r"(?:(?:TM|KT|TL|TUQ|Q)\.\s?[⟨A⟩]{2}|[TK]/[MLT]\.?\s[⟨A⟩]{2})"
_OFFICES = (
    r"(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|CỤC TRƯỞNG|HIỆU TRƯỞNG|BÍ THƯ|TRƯỞNG [⟨A⟩]+|CHÁNH [⟨A⟩]+|CHỦ NHIỆM"
    r"|THỦ TRƯỞNG|TỔNG GIÁM ĐỐC)\s"
)
_TAIL = compiled(
    rf"(?<=\S)\s*(?=Nơi nhận\s?:)|(?:(?<=\S)(?<![⟨A⟩.])|(?<=[.;)]))\s+(?={_AUTHORITY})|(?<=\./\.)\s+(?=\S)"
    rf"|(?<=[.;)⟨a⟩\d])(?<!KT\.)(?<!TM\.)(?<!TL\.)(?<!Q\.)\s+(?={_OFFICES})"
)
_HAND = r"[\[(](?:[Đđ]ã ký|[Kk]ý tên)[^()\[\]]{0,20}[\])]"
_NAME = r"[⟨A⟩][⟨a⟩]*(?:\s+[⟨A⟩][⟨a⟩]+){1,4}"
_SIGNED = compiled(
    rf"(?:(?<=[⟨A⟩]{{2}})|(?<=ký[)\]])|(?<=dấu[)\]])|(?<=tên[)\]]))\s+(?=(?:TS\.|ThS\.|BS\."
    rf"|PGS\.)?\s?({_NAME})(?!\s[⟨a⟩])(?:\s|$))"
)
_TITLES = compiled(  # 'PHÓ CHỦ TỊCH' behind 'KT. CHỦ TỊCH'
    rf"(?<=[⟨A⟩]{{2}})\s+(?=(?:PHÓ|CHÁNH|THỨ)\s[⟨A⟩]|{_HAND})|(?<=[⟨A⟩]{{2}})(?<!PHÓ)\s+(?=BÍ THƯ\s)"
)
_ANNEX = compiled(r"(?<=\S)\s+(?=PHỤ LỤC(?:\s+(?:SỐ\s)?(?:\d{1,2}|[IVX]{1,4}))?\s)")
_CAPITALS = compiled(r"[⟨A⟩][⟨A⟩\d\s,–-]{8,}")
_WORDS = compiled(r"[⟨A⟩]{2,}")
_SHOUTS = 3


def head_places(text: str) -> set[int]:
    """The lines of the letterhead, up to the title or the addressees; labels that stand for one."""
    labels = {found.start() for found in _LABEL.finditer(text, 0, HEAD)}
    fields = labels if len(labels) >= _FEWEST else set()
    numbered = next((at for at in NUMBER.finditer(text, 0, HEAD) if at.group().startswith("S")), None)
    motto = MOTTO.search(text, 0, HEAD)
    if numbered is None and motto is None:
        return fields | _titled(text, 0)
    places = fields | {found.end() for cut in _TOPS for found in cut.finditer(text, 0, HEAD)}
    above = min(at.start() for at in (numbered, motto) if at is not None)
    places |= {found.end() for cut in (_BELOW, _BEHIND_A_PAGE) for found in cut.finditer(text, 0, above)}
    day = _dated(text)
    title = _titled(text, max((at.end() for at in (numbered, day) if at is not None), default=0))
    return places | ({numbered.end()} if numbered is not None else set()) | _around(day) | title


def _dated(text: str) -> re.Match[str] | None:
    days = (kind.search(text, 0, HEAD) for kind in (DAY, SHORT_DAY))
    return min((day for day in days if day is not None), key=lambda day: day.start(), default=None)


def _around(day: re.Match[str] | None) -> set[int]:
    """'Hòa An, ngày …' and no capitals of the line before it."""
    if day is None:
        return set()
    inside = [found.end() for found in _INTO_PLACE.finditer(day.string, day.start(), day.end())]
    return {inside[-1] if inside else day.start(), day.end()}


def _titled(text: str, above: int) -> set[int]:
    """'KẾ HOẠCH', and no more where its subject is in small letters."""
    kind = _KIND.search(text, above, HEAD)
    if kind is None:
        return set()
    goes_on = next((end for start, end in _runs(text, kind.end(), HEAD) if start <= kind.end() + 1), kind.end())
    return {kind.start(), goes_on}


def shouted_places(text: str) -> set[int]:
    """A heading in capitals ends where its capitals do: 'II. NHIỆM VỤ TRỌNG TÂM Các sở, ban, ngành …'."""
    return {end for start, end in _runs(text, 0, len(text)) if len(_WORDS.findall(text, start, end)) >= _SHOUTS}


def _runs(text: str, begun: int, end: int) -> Iterator[tuple[int, int]]:
    """Where capitals run on until a word in small letters."""
    for found in _CAPITALS.finditer(text, begun, end):
        run = found.group()
        if text[found.end() : found.end() + 1].islower() and run[-1].isupper() and run[-2].isspace():
            yield found.start(), found.start() + len(run[:-1].rstrip(" -–,\n"))


def tail_places(text: str, begun: int) -> set[int]:
    """The copy list, who signed by which authority, and what is annexed."""
    places = {found.end() for found in _TAIL.finditer(text, begun)}
    signed = min(places, default=len(text))
    named = {place for found in _SIGNED.finditer(text, signed) for place in (found.end(), found.end(1))}
    return places | named | {found.end() for cut in (_TITLES, _ANNEX) for found in cut.finditer(text, signed)}
