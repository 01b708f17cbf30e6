"""Give a document that came in one line its lines back: letterhead, title, points, copy list and signature."""

from __future__ import annotations

import re
from itertools import pairwise

from documents.letters import compiled
from documents.understand.forms import DAY, MOTTO, NAMES, NUMBER, SHORT_DAY
from documents.understand.running_marks import points_in
from documents.understand.verbs import VERBS

_HEAD = 1500
_DRAWN = re.compile(r"[-_=*~‾—.]{4,}|(?<!\S)\*{3}(?!\S)|(?<!\S)-{3}(?!\S)|(?<!\S)\*(?=\s+(?:Số|ĐẢNG)\s)")
_KIND = compiled(
    rf"(?<![^\s(.…])(?:{'|'.join(name.upper() for name in (*NAMES, 'GIẤY MỜI', 'BIÊN BẢN'))})(?=\s+[⟨A⟩a-z“\"(]|\s*$)"
)
_TOPS = (
    re.compile(r"\s(?=CỘNG H[ÒO][ÀA]? ?X|CỘNG HOÀ|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do)"),
    re.compile(r"(?<=Hạnh phúc)(?=\s)|(?<=CHỦ NGHĨA VIỆT NAM)(?=\s)|(?<=ĐẢNG CỘNG SẢN VIỆT NAM)(?=\s)"),
    re.compile(r"\s(?=(?:Số|SỐ)\s?:|Số \d{1,5}\s?[-/])"),
    re.compile(r"\s(?=V/v\s|Kính gửi\s*:)"),
    re.compile(r"\s(?=(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT)\s)"),
)
_OWN = r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Chủ tịch|Ban|Phòng|Thường trực|Văn phòng|Bộ|Đảng ủy|Công an|Hội)"
_OPENERS = (
    r"Căn cứ|Thực hiện|Trong|Thời gian qua|Để|Nhằm|Sau khi|Theo|Ngày|Qua|Xét|Trước|Triển khai|Tiếp theo|Hiện nay"
    r"|Vừa qua|Những|Năm \d{4}|Thời gian (?:gần đây|vừa qua)|Tính đến|Hôm nay|Nhận được|Tiếp nhận|Tại|Từ|Hưởng ứng|Được sự|Chiều|Sáng|Vào hồi|Thừa lệnh|Chấp hành"
)
_BODY = compiled(rf"(?<=[⟨a⟩\d.;:)”\"⟨A⟩])\s+(?=(?:{_OPENERS}),?\s[⟨a⟩A-ZĐ\d])")
_VOICE = compiled(
    rf"(?<=[⟨a⟩\d.;)”\"⟨A⟩])(?<!của)(?<!với)(?<!tại)(?<!do)(?<!theo)\s+(?={_OWN}\s[^.;:]{{0,160}}?"
    r"\s(?:nhận được|ban hành|yêu cầu|đề nghị|thông báo|có ý kiến|xây dựng|hướng dẫn|kính mời|triển khai|báo cáo|tổ chức)\s)"
)
_CLOSING = compiled(
    r"(?<=[.;!)”])\s+(?=(?:Trên đây|Trong quá trình|Quá trình|Yêu cầu|Đề nghị|Giao|Nhận được|Rất mong|Mọi|Thủ trưởng"
    r"|(?:Kế hoạch|Chỉ thị|Quyết định|Thông báo|Công văn|Kết luận|Chương trình|Công điện|Nghị quyết) này|Căn cứ|Các|UBND"
    r"|Trưởng|Giám đốc|Chủ tịch|Kinh phí|Từ (?:ngày|tháng)|Sở|Phòng|Trường hợp|Mong|Trân trọng)\s)"
)
_INSIDE = compiled(
    r"(?<=[.;])\s+(?=Căn cứ\s|Theo đề nghị\s|Xét đề nghị\s)|(?<=\S)\s+(?=QUYẾT (?:ĐỊNH|NGHỊ)\s*:)|(?<=QUYẾT ĐỊNH:)\s+"
    r"|(?:(?<=như sau:)|(?<=sau đây:)|(?<=yêu cầu:)|(?<=đề nghị:))\s+(?=[⟨A⟩])"
    r"|(?<=[⟨a⟩)][.;])\s+(?=(?:Sở|Phòng|Ban|UBND|Văn phòng|Công an|Trạm|Trung tâm|Hội|Chi cục|Các|Đề nghị)\s[^.;:]{2,90}:\s)"
    r"|\s+(?=(?:(?:Cơ quan|Đơn vị|Người)(?: chủ trì| phối hợp| thực hiện| phụ trách| làm)\s*:|(?:Thời (?:gian|hạn)|Hạn)"
    r"[^:.,;]{0,20}:|(?:Việc|Nhiệm vụ|Đề án|VIỆC)\s+\d{1,2}\s*:"
    r"|(?:Chủ trì|Phối hợp|Tên nhiệm vụ|Nội dung|Kết quả|Sản phẩm|Trích yếu|Ghi chú|Tiến độ|Độ khẩn)\s*:))"
    r"|\s+(?=\[?\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d{2}\]?\s)"
)
_SEAM = compiled(  # a word that opens a sentence, behind one that ended none
    r"(?<=[⟨a⟩\d)%])\s+(?=(?:Các|Để|Trong|Mỗi|Những|Căn cứ|Trên cơ sở|Theo|Khi|Nhằm)\s[⟨a⟩]|(?:Đề nghị|Yêu cầu|Giao)\s(?:[⟨A⟩]|các\s|đồng chí))"
)
_HEADED = 130
_NAMES = frozenset(("thanh tra", "thường trực", "thông tin", "đầu tư", "phát thanh", "truyền thông", "giao", "chi trả"))
_SHORT = ("Tạo", "Nắm", "Rà", "Lập", "Gửi", "Nộp", "Mở", "Giao")
_VERBS = re.compile(
    rf"(?:{'|'.join((*_SHORT, *(verb.capitalize() for verb in VERBS.split('|') if ' ' in verb and verb not in _NAMES)))})(?!\w)"
)
_HEADS_NAME = re.compile(  # 'Chi cục' before 'Quản lý thị trường'
    r"(?:[Tt]âm|[Cc]ục|[Bb]an|[Pp]hòng|Hội đồng|[Cc]ông ty|[Vv]iện|[Đđ]ội|[Tt]ổ|Hội|[Hh]iệp hội|[Tt]hi|và|Trường|Sở|Quỹ|Khoa"
    r"|[Tt]rạm|Vụ|Bộ|Đại học|Nhà|Đoàn|[Đđ]ề nghị|Giao)$"
)
_UNSTOPPED = re.compile(r"(?:\S{1,9}[.)/]|[-–+•*])\s?[^.;:\n]+")
_SENTENCE = compiled(r"(?<=[⟨a⟩\d)]\.)\s+(?=[⟨A⟩])")
_BEFORE_CAPITAL = compiled(r"(?<=[⟨a⟩)])\s+(?=[⟨A⟩][⟨a⟩])")
_PREVIOUS = compiled(r"(?:^|[\s“\"(])([⟨a⟩\d][\w%/.,]*|[⟨A⟩][⟨a⟩]+\))$")
_TAIL = compiled(
    r"\s*(?=Nơi nhận\s*:)|(?<![⟨A⟩.])\s+(?=(?:TM|KT|TL|TUQ|Q)\.\s?[⟨A⟩]{2}|[TK]/[MLT]\.?\s[⟨A⟩]{2})|(?<=[.;)])\s+(?=(?:TM|KT|TL|TUQ|Q)\.\s?[⟨A⟩]{2}|[TK]/[MLT]\.?\s[⟨A⟩]{2})"
    r"|(?<=\./\.)\s+(?=\S)"
    r"|(?<=[.;)⟨a⟩\d])(?<!KT\.)(?<!TM\.)(?<!TL\.)(?<!Q\.)\s+(?=(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|CỤC TRƯỞNG|HIỆU TRƯỞNG|BÍ THƯ|TRƯỞNG [⟨A⟩]+|CHÁNH [⟨A⟩]+|CHỦ NHIỆM|THỦ TRƯỞNG|TỔNG GIÁM ĐỐC)\s)"
)
_HAND = r"[\[(](?:[Đđ]ã ký|[Kk]ý tên)[^()\[\]]{0,20}[\])]"
_NAME = r"[⟨A⟩][⟨a⟩]*(?:\s+[⟨A⟩][⟨a⟩]+){1,4}"
_SIGNED = compiled(rf"(?:(?<=[⟨A⟩]{{2}})|(?<=[)\]]))\s+(?=(?:TS\.|ThS\.|BS\.|PGS\.)?\s?({_NAME})(?!\s[⟨a⟩])(?:\s|$))")
_TITLES = compiled(
    rf"(?<=[⟨A⟩]{{2}})\s+(?=(?:PHÓ|CHÁNH|THỨ)\s[⟨A⟩])|(?<=[⟨A⟩]{{2}})(?<!PHÓ)\s+(?=BÍ THƯ\s)|(?<=[⟨A⟩]{{2}})\s+(?={_HAND})"
)
_ANNEX = compiled(r"(?<=\S)\s+(?=PHỤ LỤC(?:\s+(?:SỐ\s)?(?:\d{1,2}|[IVX]{1,4}))?\s)")
_CAPS = compiled(r"[⟨A⟩][⟨A⟩\d\s,–-]{8,}(?=[⟨A⟩][⟨a⟩])(?<=\s)")
_BARE = re.compile(r"(?:[-–+•*]|Điều \d{1,3}[.:]|\d{1,2}(?:\.\d{1,2})*[./)-]|\(\d{1,2}\)|[a-zđ][.)]|[IVX]{1,5}[./)-])$")
_OFFICE = compiled(  # 'UBND TỈNH HÒA AN' and 'SỞ Y TẾ' below it
    r"(?<=[⟨A⟩]{2})(?<!VĂN PHÒNG)(?<!CỦA)(?<!ỦY)(?<!UỶ)(?<!VĂN)(?<!TRƯỞNG)(?<!TỔNG)(?<!CHI)(?<!VÀ)(?<!TRỰC)(?<!ĐẢNG)(?<!HẢI)"
    r"\s+(?=(?:ỦY BAN|UBND|SỞ|PHÒNG|BAN|VĂN PHÒNG|TRƯỜNG|CHI CỤC|TỔNG CỤC|CỤC|TRUNG TÂM|CÔNG AN|BỆNH VIỆN|CĐCS|ĐẢNG ỦY"
    r"|CHI BỘ|THANH TRA|BCH)\s[⟨A⟩]{2})"
    r"|(?<=[⟨a⟩\d:)»›/|])\s+(?=(?:[ỦU][YỶ] BAN|UBND|SỞ|BỘ|TỈNH ỦY|HUYỆN ỦY|ĐẢNG BỘ|ĐẢNG ỦY|HỘI ĐỒNG|CỤC|TRƯỜNG|PHÒNG)\s[⟨A⟩]{2})"
)
_SHOUTED_PLACE = compiled(r"(?<=[⟨A⟩]{2})\s+(?=[⟨A⟩][⟨a⟩])")
_FIELDS = (
    "Số hiệu|Số ký hiệu|Số/ký hiệu|Loại văn bản|Ngày ban hành|Ngày hiệu lực|Cơ quan ban hành|Đơn vị ban hành|Nơi ban hành"
    "|Người ký|Trích yếu|Độ khẩn|Độ mật|Kính gửi|Nội dung|Nơi nhận|Lĩnh vực|Tình trạng"
)
_LABEL = re.compile(rf"(?<!\S)(?:{_FIELDS}|{_FIELDS.upper()})\s?:")
_SAYS = re.compile(r"\w|^[-–+•*]$")
_WORDS = compiled(r"[⟨A⟩]{2,}")


def _fields(text: str) -> set[int]:
    """Labels that stand for a letterhead: 'Số hiệu: 12/KH-SYT Loại văn bản: Kế hoạch Trích yếu: …'."""
    labels = [found.start() for found in _LABEL.finditer(text, 0, _HEAD)]
    return set(labels) if len(labels) > 2 else set()


def lines_of(text: str) -> list[str]:
    """The lines a document in one line had."""
    text = _DRAWN.sub("\n", text)
    head = _head(text)
    body = max(head, default=0)
    begun = _body(text, body)
    points = points_in(text, body)
    tail = _tail(text, body)
    places = head | _fields(text) | ({begun} if begun is not None else set()) | set(points)
    places |= tail | _inside(text, body) | _seams(text, body) | _shouted(text) | _below_headings(text, points)
    end = min((place for place in tail if points and place > points[0]), default=len(text))
    last = max((place for place in points if place < end), default=body)
    places |= {found.end() for found in _CLOSING.finditer(text, last)}
    return _cut(text, places)


def _head(text: str) -> set[int]:
    """The lines of the letterhead, up to the title or the addressees."""
    numbered = next((at for at in NUMBER.finditer(text, 0, _HEAD) if at.group().startswith(("S", "SỐ"))), None)
    if numbered is None and MOTTO.search(text, 0, _HEAD) is None:
        return _titled(text, 0)
    places = {found.end() for cut in _TOPS for found in cut.finditer(text, 0, _HEAD)}
    if numbered is not None:
        places.add(numbered.end())
    letterhead = min(at.start() for at in (numbered, MOTTO.search(text, 0, _HEAD)) if at is not None)
    places |= {found.end() for found in _OFFICE.finditer(text, 0, letterhead)}
    days = [at for kind in (DAY, SHORT_DAY) if (at := kind.search(text, 0, _HEAD)) is not None]
    day = min(days, key=lambda at: at.start(), default=None)
    if day is not None:
        inside = [found.end() for found in _SHOUTED_PLACE.finditer(text, day.start(), day.end())]
        places |= {inside[-1] if inside else day.start(), day.end()}
    return places | _titled(text, max((at.end() for at in (numbered, day) if at is not None), default=0))


def _titled(text: str, above: int) -> set[int]:
    kind = _KIND.search(text, above, _HEAD)
    return {kind.start(), _after_capitals(text, kind.end())} if kind is not None else set()


def _after_capitals(text: str, at: int) -> int:
    """The end of a title in capitals: 'KẾ HOẠCH TỔ CHỨC HỘI THI NĂM 2026' and no more."""
    run = _CAPS.match(text, at + 1)
    return run.start() + len(run.group().rstrip()) if run is not None else at


def _body(text: str, after: int) -> int | None:
    found = [at.end() for cut in (_BODY, _VOICE) if (at := cut.search(text, max(after - 2, 0), after + _HEAD)) is not None]
    return min(found, default=None)


def _inside(text: str, begun: int) -> set[int]:
    return {found.end() for cut in (_INSIDE, _ANNEX) for found in cut.finditer(text, begun)}


def _tail(text: str, begun: int) -> set[int]:
    places = {found.end() for found in _TAIL.finditer(text, begun)}
    signed = min(places, default=len(text))
    named = {place for found in _SIGNED.finditer(text, signed) for place in (found.end(), found.end(1))}
    return places | named | {found.end() for found in _TITLES.finditer(text, signed)}


def _seams(text: str, begun: int) -> set[int]:
    """Where a heading that has no stop ends: '4. Công tác chuẩn bị Để Hội nghị đạt kết quả, …'."""
    return {
        found.end()
        for found in _SEAM.finditer(text, begun)
        if _PREVIOUS.search(text[max(0, found.start() - 30) : found.start()])
    }


def _below_headings(text: str, points: list[int]) -> set[int]:
    """'4. Công an xã Phối hợp với các ấp …. Báo cáo …': work below a point's heading, begun where none was to begin."""
    places: set[int] = set()
    for start, end in pairwise([*points, len(text)]):
        heading = _UNSTOPPED.match(text, start, min(start + _HEADED, end))
        begun = None if heading is None else _work_behind(text, heading)
        if begun is not None:
            places.add(begun)
            later = (found.end() for found in _SENTENCE.finditer(text, begun, end))
            places |= {place for place in later if _VERBS.match(text, place)}
    return places


def _work_behind(text: str, heading: re.Match[str]) -> int | None:
    for space in _BEFORE_CAPITAL.finditer(text, heading.start(), heading.end()):
        if _VERBS.match(text, space.end()) and not _HEADS_NAME.search(text[heading.start() : space.start()]):
            return space.end()
    return None


def _shouted(text: str) -> set[int]:
    """A heading in capitals ends where its capitals do: 'II. NHIỆM VỤ TRỌNG TÂM Các sở, ban, ngành …'."""
    runs = (found for found in _CAPS.finditer(text) if len(_WORDS.findall(found.group())) > 2)
    return {run.start() + len(run.group().rstrip(" -–,\n")) for run in runs}


def _cut(text: str, places: set[int]) -> list[str]:
    """The pieces between these places; a mark stays with its words."""
    edges = [0, *sorted(place for place in places if 0 < place < len(text)), len(text)]
    lines: list[str] = []
    for start, end in pairwise(edges):
        for line in filter(_SAYS.search, (line.strip() for line in text[start:end].split("\n"))):
            if lines and _BARE.match(lines[-1]):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
    return lines
