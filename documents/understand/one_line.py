"""Give a document that came in one line its lines back: forms, body, points, what closes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from documents.letters import compiled
from documents.source import Line
from documents.understand.running_forms import HEAD, head_places, shouted_places, tail_places
from documents.understand.running_marks import points_in
from documents.understand.verbs import VERBS

_LEAST = 400
_SHARE = 0.8
_DRAWN = re.compile(r"[-_=*~‾—.]{4,}|(?<!\S)(?:\*{3}|-{3})(?!\S)|(?<!\S)\*(?=\s+(?:Số|ĐẢNG)\s)")
_OPENERS = (
    r"Căn cứ|Thực hiện|Trong|Thời gian (?:qua|gần đây|vừa qua)|Để|Nhằm|Sau khi|Theo|Ngày|Qua|Xét|Trước|Triển khai"
    r"|Tiếp theo|Hiện nay|Vừa qua|Những|Năm \d{4}|Tính đến|Hôm nay|Nhận được|Tiếp nhận|Tại|Từ|Hưởng ứng|Được sự|Chiều"
    r"|Sáng|Vào hồi|Thừa lệnh|Chấp hành"
)
_OWN = r"(?:UBND|[ỦU][yỷ] ban nhân dân|Sở|Chủ tịch|Ban|Phòng|Thường trực|Văn phòng|Bộ|Đảng ủy|Công an|Hội)"
_BODY = compiled(
    rf"(?<=[⟨a⟩\d.;:)”\"⟨A⟩])\s+(?=(?:{_OPENERS}),?\s[⟨a⟩A-ZĐ\d])"
    rf"|(?<=[⟨a⟩\d.;)”\"⟨A⟩])(?<!của)(?<!với)(?<!tại)(?<!do)(?<!theo)\s+(?={_OWN}\s[^.;:]{{0,160}}?\s(?:nhận được"
    r"|ban hành|yêu cầu|đề nghị|thông báo|có ý kiến|xây dựng|hướng dẫn|kính mời|triển khai|báo cáo|tổ chức)\s)"
)
_CLOSING = compiled(  # behind a sentence, and not behind a point's number
    r"(?<=[.;!)”])(?<![\s:.]\d\.)(?<![\s:.]\d\d\.)(?<![\s:.][IVX]\.)\s+(?=(?:Trên đây|Trong quá trình|Quá trình"
    r"|Yêu cầu|Đề nghị|Giao|Nhận được|Rất mong|Mọi|Thủ trưởng|Trưởng|Giám đốc|Chủ tịch|Kinh phí|Từ (?:ngày|tháng)"
    r"|(?:Kế hoạch|Chỉ thị|Quyết định|Thông báo|Công văn|Kết luận|Chương trình|Công điện|Nghị quyết) này|Căn cứ|Các"
    r"|UBND|Sở|Phòng|Trường hợp|Mong|Trân trọng)\s)"
)
_ADDRESSED = r"(?:Sở|Phòng|Ban|UBND|Văn phòng|Công an|Trạm|Trung tâm|Hội|Chi cục|Các|Đề nghị)\s[^.;:]{2,90}:\s"
_FIELD = (
    r"(?:(?:Cơ quan|Đơn vị|Người)(?: chủ trì| phối hợp| thực hiện| phụ trách| làm)"
    r"|(?:Thời (?:gian|hạn)|Hạn)[^:.,;]{0,20}|(?:Việc|Nhiệm vụ|Đề án|VIỆC)\s+\d{1,2}"
    r"|Chủ trì|Phối hợp|Tên nhiệm vụ|Nội dung|Kết quả|Sản phẩm|Trích yếu|Ghi chú"
    r"|Tiến độ|Độ khẩn)\s*:"
)
_INSIDE = compiled(
    r"(?<=[.;])\s+(?=Căn cứ\s|Theo đề nghị\s|Xét đề nghị\s)|(?<=\S)\s+(?=QUYẾT (?:ĐỊNH|NGHỊ)\s*:)|(?<=QUYẾT ĐỊNH:)\s+"
    r"|(?:(?<=như sau:)|(?<=sau đây:)|(?<=yêu cầu:)|(?<=đề nghị:))\s+(?=[⟨A⟩])"
    rf"|(?<=[⟨a⟩)][.;])\s+(?={_ADDRESSED})|(?<=\S)\s+(?={_FIELD})"
    r"|(?<=\S)\s+(?=\[?\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d{2}\]?\s)"
)
_SEAM = compiled(  # a word that opens a sentence, behind one that ended none
    r"(?<=[⟨a⟩\d)%])\s+(?=(?:Các|Để|Trong|Mỗi|Những|Căn cứ|Trên cơ sở|Theo|Khi|Nhằm)\s[⟨a⟩]"
    r"|(?:Đề nghị|Yêu cầu|Giao)\s(?:[⟨A⟩]|các\s|đồng chí))"
)
_ENDS_NO_NAME = compiled(r"(?:^|[\s“\"(])(?:[⟨a⟩\d][\w%/.,]*|[⟨A⟩][⟨a⟩]+\))$")
_HEADED = 130
_NAMES = {"thanh tra", "thường trực", "thông tin", "đầu tư", "phát thanh", "truyền thông", "chi trả"}
_WORK = {"tạo", "nắm", "rà", "lập", "gửi", "nộp", "mở", "giao"}
_WORKS = sorted({verb for verb in VERBS.split("|") if " " in verb} - _NAMES | _WORK)
_VERB = re.compile(rf"(?:{'|'.join(map(str.capitalize, _WORKS))})(?!\w| số)")
_HEADS_NAME = re.compile(  # 'Chi cục' before 'Quản lý thị trường'
    r"(?:[Tt]âm|[Cc]ục|[Bb]an|[Pp]hòng|Hội đồng|[Cc]ông ty|[Vv]iện|[Đđ]ội|[Tt]ổ|Hội|[Hh]iệp hội|[Tt]hi|và|Trường|Sở|Quỹ"
    r"|Khoa|[Tt]rạm|Vụ|Bộ|Đại học|Nhà|Đoàn|[Đđ]ề nghị|Giao)$"
)
_UNSTOPPED = re.compile(r"(?:\S{1,9}[.)/]|[-–+•*])\s?[^.;:\n]+")
_SENTENCE = compiled(r"(?<=[⟨a⟩\d)]\.)\s+(?=[⟨A⟩])")
_BEFORE_CAPITAL = compiled(r"(?<=[⟨a⟩)])\s+(?=[⟨A⟩][⟨a⟩])")
_BARE = re.compile(r"(?:[-–+•*]|Điều \d{1,3}[.:]|\d{1,2}(?:\.\d{1,2})*[./)-]|\(\d{1,2}\)|[a-zđ][.)]|[IVX]{1,5}[./)-])$")
_SAYS = re.compile(r"\w|^[-–+•*]$")


def in_one_line(lines: Sequence[Line]) -> Line | None:
    """The line that holds nearly the whole document, if one does."""
    written = [line for line in lines if not line.cells]
    longest = max(written, key=lambda line: len(line.text), default=None)
    if longest is None or len(longest.text) < _LEAST:
        return None
    return longest if len(longest.text) >= _SHARE * sum(len(line.text) for line in written) else None


def lines_of(text: str) -> list[str]:
    """The lines it had: '… THÔNG BÁO Kết luận … Ngày 31/5/2016, … như sau: 1. Sở A … 2. Sở B … Nơi nhận: …'."""
    text = _DRAWN.sub("\n", text)
    head = head_places(text)
    begun = max(head, default=0)
    points = points_in(text, begun)
    tail = tail_places(text, begun)
    body = _BODY.search(text, max(begun - 2, 0), begun + HEAD)
    places = head | tail | {*points} | ({body.end()} if body is not None else set())
    places |= {found.end() for found in _INSIDE.finditer(text, begun)} | _closing(text, begun, points, tail)
    return _cut(text, places | _seams(text, begun) | shouted_places(text) | _below_headings(text, points))


def _closing(text: str, begun: int, points: Sequence[int], tail: set[int]) -> set[int]:
    """Paragraphs behind the last point: '… Trên đây là …', '… Đề nghị các sở …'."""
    end = min((place for place in tail if points and place > points[0]), default=len(text))
    last = max((place for place in points if place < end), default=begun)
    return {found.end() for found in _CLOSING.finditer(text, last)}


def _seams(text: str, begun: int) -> set[int]:
    """Where a heading that has no stop ends: '4. Công tác chuẩn bị Để Hội nghị đạt kết quả, …'."""
    found = ((at.start(), at.end()) for at in _SEAM.finditer(text, begun))
    return {end for start, end in found if _ENDS_NO_NAME.search(text[max(0, start - 30) : start])}


def _below_headings(text: str, points: Sequence[int]) -> set[int]:
    """'4. Công an xã Phối hợp với các ấp …. Báo cáo …': work below a point's heading, begun where none was to begin."""
    places: set[int] = set()
    for start, end in pairwise([*points, len(text)]):
        heading = _UNSTOPPED.match(text, start, min(start + _HEADED, end))
        begun = None if heading is None else _work_behind(text, heading)
        if begun is not None:
            later = (found.end() for found in _SENTENCE.finditer(text, begun, end))
            places |= {begun, *(place for place in later if _VERB.match(text, place))}
    return places


def _work_behind(text: str, heading: re.Match[str]) -> int | None:
    for space in _BEFORE_CAPITAL.finditer(text, heading.start(), heading.end()):
        if _VERB.match(text, space.end()) and not _HEADS_NAME.search(text[heading.start() : space.start()]):
            return space.end()
    return None


def _cut(text: str, places: set[int]) -> list[str]:
    """The pieces between these places; a mark stays with its words."""
    edges = [0, *sorted(place for place in places if 0 < place < len(text)), len(text)]
    lines: list[str] = []
    for start, end in pairwise(edges):
        for line in filter(_SAYS.search, map(str.strip, text[start:end].split("\n"))):
            if lines and _BARE.match(lines[-1]):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
    return lines
