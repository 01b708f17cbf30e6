"""Decide where a paragraph ends when a file only has lines: broken sentences are joined, points stay apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from documents.letters import compiled
from documents.narrow import rejoined
from documents.source import Line
from documents.unstopped import unstopped

MARKER = compiled(
    r"^(?:[-–—+•*·▪]\s+|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)/]\s*(?=\D)(?![lI\d]{1,2}[/.])|\d{1,2}:\s(?=[⟨A⟩])"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[^\W\d_])"
    r"|\d{1,2}-\s+(?=[⟨A⟩])"
    r"|[a-zđ]\d?[.)/]\s+|[a-zđ]-\s+(?=[⟨A⟩])|[IVX]{1,5}[.)/-](?!\s*\d)|(?:Điều|Chương|Phần|Mục)\s+(?:\d"
    r"|[IVX])[\dIVX]*[.:]?)"
)
_CLAUSE_END = (".", ";", ":", "?", "!", "./.", ".”", '."', ";”", "…")
_OPEN_WORDS = re.compile(
    r"(?:\b(?:số|(?<!\d )(?:ngày|tháng|năm)|Điều|khoản|điểm|mục|và|của|các|với|về|tại|cho|trong|theo|từ|đến|quý"
    r"|thuộc|giữa|bởi|do)|[,(–])$",
    re.IGNORECASE,
)
# Nothing ends with these, however short its line; and what these do in a long line is done to somebody.
_NEVER_LAST = re.compile(
    r"^\S{1,6}\s(?:Sở|Bộ|Ủy|Uỷ|Phòng|Văn|Công|Trung|Cục|Đài|Viện|Kho|Ngân|Bảo)$"
    r"|\s(?:và|của|các|với|cho|thuộc|giữa|bởi|hoặc)$|\b(?:TNHH|MTV|TNHH MTV)$"
    r"|^Căn cứ .*\bcủa (?:Giám đốc|Bộ trưởng|Thống đốc|Viện trưởng|Chủ tịch|Thủ trưởng|Trưởng ban|Hiệu trưởng)$"
    r"|\s(?:Việt|Hồ Chí|Thừa Thiên)$|\b(?:trước|đến|từ|kể từ|chậm nhất(?: là)?) ngày$"
    r"|.{20}\b(?:tham mưu|trình|giúp|đề nghị|hướng dẫn|chỉ đạo|phối hợp|giao|ban hành)$"
)
_HALF_A_NAME = re.compile(r"\w [^.;:]*[^\W\d_],? (?<!thuộc )(?:Luật|Bộ|Sở|Chủ|Thủ|Giám|Ủy|Uỷ)$")
_SIDE = re.compile(r"\t| {4,}|\|")
_FORM = re.compile(
    r"^(?:Số\s*:|Kính gửi|Nơi nhận|V/v|TM\.|KT\.|TL\.|TUQ\.|Q\.|T/M|K/T|Độc lập\s*[-–]|CỘNG H"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM|Trân trọng|\(?Đã ký"
    r"|[^,.;:]{2,30},\s*ngày\b.{0,40}$)",
    re.IGNORECASE,
)
_OPENING = re.compile(  # of a field, as a slip of work or a list of papers has them
    r"^(?:(?:Cơ quan|Đơn vị|Người)(?: chủ trì| phối hợp| thực hiện| phụ trách)?[^:.,;]{0,20}:"
    r"|(?:Thời (?:gian|hạn)|Hạn)[^:.,;]{0,20}:|(?:Chủ trì|Phối hợp|Tên nhiệm vụ|Nội dung|Kết quả|Sản phẩm|Trích yếu"
    r"|Ghi chú|Tiến độ)\s*:|(?:Việc|Nhiệm vụ|Đề án)\s+\d{1,2}\s*:)",
    re.IGNORECASE,
)
_AWAITS_COUNT = re.compile(
    r"\b(?:(?<![Hh]ằng )(?<![Hh]àng )(?<![Tt]ừng )(?<![Mm]ỗi )(?<![Tt]rong )(?<!\d )(?:ngày|tháng|quý)"
    r"|khoản|điểm|mục|Điều|và)$"
)
_NAME_GOES_ON = compiled(  # 'sông Nhuệ / - Đáy, …', 'Lạng Sơn / - Cao Bằng'
    r"[-–] (?!(?:Sở|Ban|Bộ|Phòng|Văn|Công|Trung|Hội|Đảng|Ủy|Các|Chi|Cục|Viện|Trường|Đoàn|Đồng|Thanh|Chủ|Giám)\b)"
    r"[⟨A⟩][⟨a⟩]+(?:,| [⟨A⟩][⟨a⟩]+)"
)
_FORMAL = re.compile(r"CỘNG|Độc lập|BAN$|HỘI ĐỒNG$|THỦ TƯỚNG$|^Số\s*:$")
_QUARTER = re.compile(r"^[IVX]{1,3}\s?/\s?\d{4}")  # 'III/2026' shouts nothing
_ASIDE = re.compile(r"\((?!Kèm|Ban hành|Chi tiết|Có |Theo|Đính|Phụ lục|\w\)|\d)")
_WRITTEN_NUMBER = re.compile(r"\d+\s*[/-]\s*[A-ZĐ]")
_MANY = 3
_COUNTING = frozenset("0123456789IVX")
# A marker whose words stand on the next line.
_BARE = re.compile(r"^(?:[-–+•]|\(?\d{1,2}[.)]|[a-zđ][.)]|[IVX]{1,5}\.|Điều \d{1,3}\.?)$")
_CUT_SHORT = compiled(r"^(?:\S{1,5}\s)?[⟨A⟩][⟨a⟩⟨A⟩]*$")  # 'Căn', '2. Sở', 'II. TỔ'
_STOPPED = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[.)] ")
_DRAWN = re.compile(r"^[\s_\-–—=*.~|]+$")


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as it stands in the file; `left`, `right` and the `gap` above where the file knows them."""

    text: str
    page: int = 1
    left: float | None = None
    right: float | None = None
    gap: float = 0.0
    middle: float | None = None  # height on the page
    row: Line | None = None


@dataclass(frozen=True, slots=True)
class _Measure:
    """How wide the text stands: what counts as a full line."""

    full: float  # the right edge from which on a line is full; characters where no edges are known
    left: float
    wrapped: bool
    geometric: bool
    cut_openings: bool = False  # a paragraph's first word or two stand on a line of their own
    unstopped: frozenset[str] = frozenset()  # lines that begin points whose numbers lost their stops

    def begins_point(self, text: str) -> bool:
        return MARKER.match(text) is not None or text in self.unstopped


_GLYPH = compiled(r"^(\s*)(?:[▪■►●➢❖✓§]|o(?=\s+[⟨A⟩]))\s*(?=\S)")  # 'o' is Word's second bullet


def join(raw: Sequence[RawLine]) -> list[Line]:
    """Paragraphs and rows in order; blank lines are dropped."""
    raw = [replace(line, text=_GLYPH.sub(r"\1- ", line.text)) if line.row is None else line for line in raw]
    measure = replace(_measure(raw), cut_openings=_cut_openings(raw), unstopped=_unstopped(raw))
    spaced_out = _spaced_out(raw)
    done: list[Line] = []
    last: RawLine | None = None
    blank = False
    for line, after in zip_longest(raw, raw[1:]):
        if line.row is not None:
            done.append(line.row)
            last, blank = None, False
            continue
        if not line.text.strip() or (_DRAWN.match(line.text) and not _marks(line, after)):
            blank = not spaced_out
            continue
        opening = last is not None and done[-1].text == last.text.strip()
        if last is not None and _continues(last, line, measure, blank=blank, opening=opening):
            before = done[-1]
            done[-1] = replace(before, text=_glue(before.text, line.text.strip()))
        else:
            done.append(Line(line.text.strip(), line.page))
        last, blank = line, False
    return done


def _marks(line: RawLine, after: RawLine | None) -> bool:
    """A dash alone over the words that belong to it, as text copied from a page of the web has it."""
    words = after.text.strip() if after is not None and after.row is None else ""
    return _BARE.match(line.text.strip()) is not None and bool(words) and not _is_upper(words)


def _unstopped(raw: Sequence[RawLine]) -> frozenset[str]:
    texts = [line.text.strip() for line in raw if line.row is None]
    return frozenset(
        texts[at] for at in unstopped(texts, stopped=sum(_STOPPED.match(text) is not None for text in texts))
    )


def _cut_openings(raw: Sequence[RawLine]) -> bool:
    """'Căn / cứ Luật …', '1. Mục tiêu / chung': again and again a line ends after a word for no reason."""
    texts = [line.text.strip() for line in raw if line.row is None]
    cut = [one for one, other in pairwise(texts) if _CUT_SHORT.match(one) and other[:1].islower()]
    return len(cut) + sum(_BARE.match(text) is not None for text in texts) >= _MANY


def _spaced_out(raw: Sequence[RawLine]) -> bool:
    """Where a blank line follows every line of a wrapped text, it parts nothing."""
    empty = [not line.text.strip() for line in raw if line.row is None]
    alternate = sum(1 for one, other in pairwise(empty) if one != other)
    return len(empty) > _MANY and alternate >= 0.9 * (len(empty) - 1) and _measure(raw).wrapped


def _glue(before: str, after: str) -> str:
    """A word cut at a hyphen inside a document number stays one word."""
    space = "" if re.search(r"\w[-/]$", before) and re.match(r"[A-ZĐ]{2}", after) else " "
    return before + space + after


def _measure(raw: Sequence[RawLine]) -> _Measure:
    rights = sorted(line.right for line in raw if line.right is not None and not _DRAWN.match(line.text))
    if len(rights) > 3:
        lefts = sorted(line.left or 0.0 for line in raw if line.left is not None and len(line.text) > 40)
        right, left = rights[int(len(rights) * 0.9)], lefts[len(lefts) // 5] if lefts else 0.0
        return _Measure(full=right - 0.12 * (right - left), left=left, wrapped=True, geometric=True)
    lengths = sorted(len(line.text.strip()) for line in raw if len(line.text.strip()) > 40 and line.row is None)
    if len(lengths) < 4:
        return _Measure(full=1e9, left=0.0, wrapped=False, geometric=False)
    top = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else lengths[-1]
    near = sum(1 for n in lengths if n >= 0.75 * top)
    wrapped = top < 130 and (near >= 0.6 * len(lengths) or _hanging(raw, 0.8 * top) >= _MANY)
    return _Measure(full=0.85 * top, left=0.0, wrapped=wrapped, geometric=False)


def _hanging(raw: Sequence[RawLine], full: float) -> int:
    """How many full lines go on with a small letter on the next."""
    texts = [line.text.strip() for line in raw if line.text.strip() and line.row is None]
    return sum(1 for one, other in pairwise(texts) if len(one) >= full and other[0].islower())


def _continues(last: RawLine, line: RawLine, measure: _Measure, *, blank: bool, opening: bool) -> bool:
    """`opening`: the line before is the first of its paragraph."""
    before, after = last.text.strip(), line.text.strip()
    if not blank and ((opening and _is_cut(before, after, measure)) or _breaks_a_phrase(before, after)):
        return True
    if _stand_apart(before, after):
        return False
    if not blank and _ends_a_point(before, after):
        return True
    if measure.begins_point(after):
        return not blank and _false_marker(before, after, full=_is_full(last, line, measure))
    ended = before.endswith(_CLAUSE_END)
    if not blank and not ended and _is_open(before, measure):
        return True
    if after[0].islower():
        return not ended or (measure.wrapped and not before.endswith("./."))
    if blank:
        return measure.wrapped and not ended and len(before) > 40 and bool(_OPEN_WORDS.search(before))
    if not measure.wrapped:
        return False
    return _runs_on(last, line, measure, ended=ended)


def _breaks_a_phrase(before: str, after: str) -> bool:
    """'ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI' over 'CHỦ NGHĨA VIỆT NAM', 'Công văn số' over '12/STC', in lines too narrow."""
    if before.endswith("số") and _WRITTEN_NUMBER.match(after):
        return True
    return _FORMAL.search(before) is not None and "\n" not in rejoined(f"{before}\n{after}")


def _stand_apart(before: str, after: str) -> bool:
    """Marks alone, columns, lines of a form, fields, and capitals beside small letters are never one paragraph."""
    if any(_BARE.match(text) or _SIDE.search(text) or _FORM.match(text) for text in (before, after)):
        return True
    return _OPENING.match(after) is not None or (_is_upper(before) != _is_upper(after) and len(after) > 4)


def _ends_a_point(before: str, after: str) -> bool:
    """'CẦU' below 'I. MỤC ĐÍCH, YÊU', '(chiều thứ Sáu) …' below 'c) Hằng tuần'."""
    if MARKER.match(before) is None or before.endswith(_CLAUSE_END) or MARKER.match(after):
        return False
    return _ASIDE.match(after) is not None or (_is_upper(before) and after.isupper() and len(after.split()) < _MANY)


def _is_open(before: str, measure: _Measure) -> bool:
    """'… trong tháng', '…, Luật': something has to come."""
    long_enough = len(before) > 40 or measure.cut_openings
    known = _NEVER_LAST.search(before) or _HALF_A_NAME.search(before)
    return known is not None or (long_enough and _OPEN_WORDS.search(before) is not None)


def _is_cut(before: str, after: str, measure: _Measure) -> bool:
    """'- / Chủ trì …', '2. Sở / Tài chính', 'KẾ / HOẠCH', 'II. TỔ / CHỨC THỰC HIỆN'."""
    if measure.begins_point(after) or _BARE.match(after) or _FORM.match(after) or _SIDE.search(after):
        return False
    if _BARE.match(before):
        return True
    if not measure.cut_openings:
        return False
    return _CUT_SHORT.match(before) is not None and _shouted(before) == _shouted(after)


def _shouted(text: str) -> bool:
    return text.split()[-1].rstrip(":").isupper()


def _runs_on(last: RawLine, line: RawLine, measure: _Measure, *, ended: bool) -> bool:
    """A capital letter opens the line: it goes on only where the line before was full."""
    if _is_upper(line.text) and _is_upper(last.text):
        return False
    full = _is_full(last, line, measure)
    if not ended:
        return full
    if not measure.geometric or last.text.strip().endswith((";", "./.")):
        return False
    return full and line.left is not None and line.left < measure.left + 8 and line.gap < 1.0


def _is_full(last: RawLine, line: RawLine, measure: _Measure) -> bool:
    """Whether the first word of the next line had no room on this one."""
    if measure.geometric:
        return last.right is not None and last.right >= measure.full
    return len(last.text.strip()) + len(line.text.split()[0]) >= measure.full


def _false_marker(before: str, after: str, *, full: bool) -> bool:
    """'kinh tế / - xã hội' at the end of a full line and 'ngày / 5. …' are broken sentences, not points."""
    if before.endswith(_CLAUSE_END):
        return False
    if after[0] in "-–—" and len(after) > 2 and after[1:].lstrip()[:1].islower():
        return full and not _is_upper(before)
    if _NAME_GOES_ON.match(after) and before.split()[-1][0].isupper():
        return full and not _is_upper(before)
    if re.match(r"\d{1,2}\)", after) and before.count("(") > before.count(")"):  # '… (mẫu số / 1), gửi về …'
        return True
    if before.endswith("số"):  # 'phát triển hạ tầng số / 1. Sở …'
        return False
    return _AWAITS_COUNT.search(before) is not None and after[0] in _COUNTING


def _is_upper(text: str) -> bool:
    letters = [c for c in _QUARTER.sub("", text) if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)
