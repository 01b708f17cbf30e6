"""Find where points begin in running text: marks that follow one another, however their lines were joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.letters import compiled
from documents.understand.verbs import verb_at

_MARK = compiled(
    r"(?<!\S)(?:(?P<article>Điều \d{1,3})[.:]|(?P<part>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC) (?:\d{1,2}|[IVX]{1,5}))[.:]?"
    r"|(?P<roman>[IVX]{1,5})(?:\s?[./)]|\s?[-–](?=\s))|(?P<levels>\d{1,2}(?:\.\d{1,2}){1,3})[.)/-]?(?=\s)"
    r"|(?P<number>\d{1,2})(?:[./)]|-(?=\s))|\((?P<bracket>\d{1,2})\)|(?P<bare>(?<=[.;:]\s)\d{1,2})(?=\s[⟨A⟩])"
    r"|(?P<upper>[A-EĐ])[./)](?=\s+[⟨A⟩])|(?P<letter>[a-zđ])(?:[.)/]|-(?=\s))"
    r"|(?P<dash>[-–+•▪*])(?=\s|[⟨A⟩][⟨a⟩]))\s*(?=[\S])"
)
_CITED = re.compile(  # 'khoản 1.', 'ngày 5.', 'số 2.' cite and count, wherever they stand
    r"(?:\b(?:(?<!tài )[Kk]hoản|[Đđ]iểm|tiết|[Mm]ục|[Đđ]iều|[Ss]ố|ngày|tháng|quý|năm|thứ|lần|giai đoạn|đợt|mức|bước"
    r"|hạng|và|đến|từ|là|khóa|kỳ"
    r"|tuần|tại|theo|phụ lục|quốc lộ|mẫu|biểu|tập|trang)|[,/(–-])$"
)
_PLACED = re.compile(  # 'phường 1', 'dự án 1': may be a name where no 1 is awaited
    r"\b(?:phường|quận|tổ|lớp|khối|khu|khu phố|khu vực|thôn|ấp|cấp|nhóm|loại|vùng|tuyến|dự án|phòng|cử tri|ông|bà|anh"
    r"|chị|giao|trường hợp|của|Phường|Quận|Tổ|Phòng|Ông|Bà)$"
)
_OF_SEVERAL = re.compile(r"(?:các|,) (?:phường|tổ|lớp|thôn|ấp|khu phố)$")  # 'các xã, phường 1. Ban hành …'
_LETTERED = re.compile(r"(?:\b(?:điểm|tiết|mục|(?<!tài )khoản|điều|các|và|theo|tại|giao)|[,(/])$", re.IGNORECASE)
_ENDED = (".", ":", ";", "…", "!", "?", "”", '"', ")", "*", "_", "=")
_HEADING = 130
_NAMED = re.compile(  # 'Phòng Văn hóa' before '- Thông tin'
    r"(?:Sở|Bộ|Ban|Phòng|Vụ|Khoa|Trung tâm|Tổ|Hội đồng|Cục|Văn phòng|ngành)\s[^.;:,]{1,30}$"
)
_NAMES_GO_ON = re.compile(
    r"[-–] (?:Đào tạo|Thông tin|Đầu tư|Kiểm tra|Giám sát|Truyền thông|Hướng nghiệp|Tổng hợp|Thống kê|Quản lý|Thi đua)\b"
)
_OPENS = compiled(r"[⟨A⟩][^.,;:()]{1,60}:\s|\d{1,3}(?:[.,]\d+)?%|Mỗi |Các |Riêng ")
_CAPITAL = compiled(r"[“\"'(\[]?[⟨A⟩\d]")
_COUNTED = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ROMANS = {roman: at for at, roman in enumerate(_COUNTED, start=1)}
_LETTERS = {letter: at for at, letter in enumerate("abcdđeghiklmnopqrstuvxy", start=1)} | {"f": 7}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number or letter, with the stop it has and what it stands under: '3.2.' is 2 under 3."""

    kind: str
    above: str
    value: int

    def before(self, steps: int) -> _Mark:
        return _Mark(self.kind, self.above, self.value - steps)

    def sure(self, places: Sequence[int]) -> bool:
        """One alone is no list; numbers without any stop need more of them."""
        return len(places) > (2 if self.kind == "bare" else 1)


class _Chains:
    """Marks of one kind that count on: 1, 2, 3."""

    def __init__(self) -> None:
        self._open: dict[_Mark, list[int]] = {}  # by the last mark of each
        self._all: list[tuple[_Mark, list[int]]] = []

    def go_on(self, mark: _Mark, place: int, *, ended: bool) -> bool:
        """Behind a stop one may have been lost."""
        for last in (mark.before(1), mark.before(2)) if ended else (mark.before(1),):
            if (places := self._open.pop(last, None)) is not None:
                places.append(place)
                self._open[mark] = places
                return True
        return False

    def begin(self, mark: _Mark, place: int) -> None:
        self._open[mark] = [place]
        self._all.append((mark, self._open[mark]))

    def sure(self) -> list[int]:
        return [place for mark, places in self._all if mark.sure(places) for place in places]


def points_in(text: str, begun: int = 0) -> list[int]:
    """Where points begin: '… như sau: 1. Sở A: a) Rà soát …; b) Báo cáo … 2. Sở B …'."""
    chains = _Chains()
    dashes: list[int] = []
    last, sign = (begun or -_HEADING), ""
    for found in _MARK.finditer(text, begun):
        before = text[max(0, found.start() - 40) : found.start()].rstrip()
        titled = found.start() - last < _HEADING and not _stopped(text[last : found.start()])
        if (dash := found.group("dash")) is None:
            if _counts(chains, text, found, before, titled=titled):
                last, sign = found.end(), ""
        elif _lists(text, found, before, titled=titled, again=sign == dash):
            dashes.append(found.start())
            last, sign = found.end(), dash
    return sorted({*dashes, *chains.sure()})


def _stopped(text: str) -> bool:
    """A sentence ended in it: what stands there is no heading."""
    return re.search(r"[.;:]\s", text) is not None or text.count(",") > 3


def _lists(text: str, found: re.Match[str], before: str, *, titled: bool, again: bool) -> bool:
    """A dash after a stop, or one behind a heading or after other dashes that opens work."""
    if found.group("dash") in "•▪" or before.endswith((".", ":", ";", "…", "./.", "!")):
        return True
    if not (titled or again) or not before:
        return False
    if again and before.endswith(","):  # 'Nơi nhận: - Ban Tổ chức, - Các huyện ủy'
        return _CAPITAL.match(text, found.end()) is not None
    if _NAMES_GO_ON.match(text, found.start()) and _NAMED.search(before):
        return False
    return _CAPITAL.match(text, found.end()) is not None and (
        verb_at(text, found.end()) or _OPENS.match(text, found.end()) is not None
    )


def _counts(chains: _Chains, text: str, found: re.Match[str], before: str, *, titled: bool) -> bool:
    """Whether the mark goes on with a chain, or may begin one."""
    mark = _read(found)
    if (_LETTERED if mark.kind.startswith("letter") else _CITED).search(before) is not None:
        return False
    ended = not before or before.endswith(_ENDED)
    if not _CAPITAL.match(text, found.end()) and not (ended and mark.kind.startswith(("letter", "levels"))):
        return False
    if chains.go_on(mark, found.start(), ended=ended):
        return True
    if not _may_begin(mark, before, ended=ended, titled=titled):
        return False
    chains.begin(mark, found.start())
    return True


def _may_begin(mark: _Mark, before: str, *, ended: bool, titled: bool) -> bool:
    """A chain begins at its first, or behind a stop where marks before it were lost."""
    if mark.value != 1:
        return ended and mark.value > 0 and mark.kind.startswith(("number", "bare", "roman"))
    if mark.kind.startswith(("article", "part", "roman", "levels", "letter)")):
        return True
    if mark.kind == "upper" and before[-1:].isupper():
        return True
    if _PLACED.search(before) is not None and not (titled and _OF_SEVERAL.search(before)):
        return False
    return ended or titled or before.isupper()


def _read(found: re.Match[str]) -> _Mark:
    kind = found.lastgroup or ""
    said = found.group(kind)
    stop = found.group().rstrip()[-1]
    if kind == "levels":
        above, _, own = said.rpartition(".")
        return _Mark(kind, above, int(own))
    if kind == "letter":
        return _Mark(kind + stop, "", _LETTERS.get(said, 0))
    if kind == "upper":
        return _Mark(kind, "", "ABCDĐE".index(said) + 1)
    own = said.split()[-1]
    value = _ROMANS.get(own) or (int(own) if own.isdigit() else 0)
    return _Mark(kind if kind in {"article", "part", "bare"} else kind + stop, "", value)
