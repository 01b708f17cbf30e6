"""Part a paragraph in which a whole document, or several points, were run together without line breaks."""

from __future__ import annotations

import re
from itertools import pairwise

from documents.letters import compiled
from documents.understand.forms import MOTTO
from documents.understand.one_line import lines_of

_LONG = 240
_WHOLE = 700
_HEAD = 900
_TOP = 400
_MOTTO = re.compile(r"CỘNG H[ÒO]A,? X[ÃA] HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM")
_NUMBERED = re.compile(r"\bSố\s*:?\s*[\d.…]+\s?[-/]")
_DATED = re.compile(r",\s*ngày\s*[\d.…]+\s*tháng\s*[\d.…]+\s*năm\s*\d{4}")
_KINDS = r"(?:THÔNG BÁO|KẾ HOẠCH|CHỈ THỊ|QUYẾT ĐỊNH|NGHỊ QUYẾT|CÔNG ĐIỆN|KẾT LUẬN|CHƯƠNG TRÌNH|HƯỚNG DẪN)"
_TITLED = re.compile(rf"(?<=\d năm \d{{4}})\s+(?={_KINDS}$)")  # 'Hòa An, ngày 12 tháng 9 năm 2022 KẾ HOẠCH'
_STOP = r"(?<=[.:;…])\s*"
_NUMBER = compiled(rf"{_STOP}(?=(\d{{1,2}})[.)]\s*[⟨A⟩])")
_LETTER = compiled(rf"(?:{_STOP}|(?<=[⟨a⟩⟨A⟩] )(?=a\) ?[⟨A⟩]))(?=([a-eg-ikm-vxyđ])\)\s*[⟨A⟩⟨a⟩])")
_DASH = compiled(r"(?<=[.:;])\s+(?=[-–+•]\s*[⟨A⟩])")
_ENDED = re.compile(
    r"(?<=\./\.)[\s|]+(?=(?:(?:KT|TM|TL|TUQ|Q)\.|T/M)\s?[A-ZĐỦ]|Nơi nhận\s*:)"
)  # whoever signs is no work
_SPOKEN = re.compile(
    r"\[?(?:\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d{2}|\d{1,2}:\d{2},? \d{1,2}/\d{1,2}/\d{4})\]?\s+[^:\n]{2,40}:\s*(?=\S)"
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def run_together(text: str) -> bool:
    """A letterhead and a body in one paragraph."""
    return len(text) > _WHOLE and _MOTTO.search(text, 0, _HEAD) is not None


def _headed(text: str) -> bool:
    """A letterhead of several lines in one: the motto, the number and the day are all in it."""
    top = text[:_TOP]
    return MOTTO.search(top) is not None and _NUMBERED.search(top) is not None and _DATED.search(top) is not None


def parts_of(text: str) -> list[str]:
    """The paragraph as it should have come: one piece where nothing was run together."""
    if (spoken := _SPOKEN.match(text)) is not None:
        return [spoken.group().strip(), *parts_of(text[spoken.end() :])]
    if not run_together(text) and len(ended := _ENDED.split(text)) > 1:
        return [part for piece in ended for part in parts_of(piece)]
    if run_together(text) or _headed(text):
        return [part for piece in lines_of(text) for part in _points(piece)]
    return _points(text) if len(text) >= _LONG else _TITLED.split(text)


def _points(text: str) -> list[str]:
    """'… như sau: 1. Sở A … . 2. Sở B …': a run of numbers or letters, and dashes between them."""
    numbers = _run(text, _NUMBER, first="1", after=_next_number)
    letters = _run(text, _LETTER, first="a", after=_next_letter)
    dashes = [found.start() for found in _DASH.finditer(text)]
    places = {*numbers, *letters, *(dashes if len(dashes) > 1 or numbers else ())}
    return _cut(text, places)


def _run(text: str, pattern: re.Pattern[str], *, first: str, after: dict[str, str]) -> list[int]:
    """Marks that follow one another, begun at the first or at the paragraph's own."""
    own = re.match(r"(\d{1,2}|[a-zđ])[.)]\s", text)
    wanted = {first} | ({after[own.group(1)]} if own is not None and own.group(1) in after else set())
    places: list[int] = []
    for found in pattern.finditer(text):
        if found.group(1) in wanted:
            places.append(found.start())
            wanted = {first, after.get(found.group(1), first)}
    begun = own is not None or (len(places) == 1 and text[: places[0]].rstrip().endswith("sau:"))
    return places if len(places) > 1 or (places and begun) else []


_next_number = {str(n): str(n + 1) for n in range(1, 60)}
_next_letter = dict(pairwise(_LETTERS))


def _cut(text: str, places: set[int]) -> list[str]:
    edges = [0, *sorted(place for place in places if place > 0), len(text)]
    pieces = [text[start:end].strip() for start, end in pairwise(edges)]
    return [piece for piece in pieces if piece]
