"""Bring a typed message into one plain spelling, Telex and VNI slips undone, remembering where each letter stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from core.text import clean
from core.understand.lookup import KEY_WORDS

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])"
_SYLLABLE = re.compile(rf"{_ONSET}?[aeiouy]{{1,3}}(?:ch|ng|nh|[cmnpt])?$")
_WORD = re.compile(r"[a-z]+")
# VNI: the figure of a tone or a hat stands inside the word ('tha2nh', 'd9a4'), so 'nv3' and 'thu6' are none.
_VNI = re.compile(r"(?<![a-z0-9])[a-z]{1,4}(?:\d{1,2}[a-z]{1,3}){1,2}\d?(?![a-z0-9])")
_VNI_FIGURE = re.compile(r"(?<=[aeiouy])[1-8]|(?<=[aeiouy][1-8])[1-5]|(?<=^d)9")
_VNI_ENDS = re.compile(r"(?<![a-z0-9])(?P<word>a|da|roi|nhe|nha|chua|oi|thi|la|va|co|du|so)[1-8]{1,2}(?![a-z0-9])")
_SLIPS_OF_TWO = {"aj": "a", "af": "a"}
_LONG = 14  # no Vietnamese syllable, with a slip or two, is longer
_STRETCHED = re.compile(r"(.)\1{2,}")
_TELEX_DOUBLE = re.compile(r"dd|aa|ee|oo")
_NEXT_MONTH = re.compile(r"(?<=(?<![a-z])thang )sau(?![a-z])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Line:
    """`flat` is what the rules read; `raw` what the person wrote; `at[i]` the place of flat letter i in raw."""

    raw: str
    flat: str
    at: tuple[int, ...]
    marked: bool  # the person types diacritics

    def words_of(self, start: int, end: int) -> str:
        """The person's own words behind a stretch of `flat`."""
        return self.raw[self.at[start] : self.at[end]] if end < len(self.at) else self.raw[self.at[start] :]


def read_line(text: str) -> Line:
    """The message in plain spelling. Never fails, whatever was typed."""
    raw = "".join(c for c in clean(text) if not unicodedata.combining(c))
    plain = "".join(map(_plain, raw))
    flat: list[str] = []
    at: list[int] = []
    end = 0
    for start, stop, word in _spelled(plain):
        flat += [plain[end:start], word]
        at.extend(range(end, start))
        at.extend(min(start + i, stop - 1) for i in range(len(word)))
        end = stop
    flat.append(plain[end:])
    at.extend(range(end, len(raw) + 1))
    marked = any(c.isalpha() and not c.isascii() for c in raw)
    line = Line(raw, "".join(flat), tuple(at), marked)
    return replace(line, flat=_NEXT_MONTH.sub(lambda found: _next_month(line, found), line.flat))


def _next_month(line: Line, found: re.Match[str]) -> str:
    """'tháng sau' is no 'tháng sáu': plain letters make them alike, so the first is spelt as 'tháng tới'."""
    return "toi" if line.words_of(*found.span()).strip().lower() == "sau" else found[0]


def _spelled(plain: str) -> list[tuple[int, int, str]]:
    """Every word's place, and how it is spelt when its slips are undone."""
    slips = {found.start(): (found.end(), _without_figures(found[0])) for found in _VNI.finditer(plain)}
    slips = {start: slip for start, slip in slips.items() if slip[1]}
    if slips:
        slips |= {found.start(): (found.end(), found["word"]) for found in _VNI_ENDS.finditer(plain)}
    words: list[tuple[int, int, str]] = []
    end = 0
    for found in _WORD.finditer(plain):
        if found.start() < end:
            continue
        end, word = slips.get(found.start()) or (found.end(), "")
        words.append((found.start(), end, word or (found[0] if len(found[0]) > _LONG else _repair(found[0]))))
    return words


def _without_figures(word: str) -> str:
    """'hoa2n' -> 'hoan'; '' where what is left could not be said."""
    bare = _VNI_FIGURE.sub("", word)
    return bare if bare.isalpha() and _SYLLABLE.match(bare) else ""


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    plain = unicodedata.normalize("NFKD", letter).lower()[:1]
    return plain if plain and not unicodedata.combining(plain) else " "


@lru_cache(maxsize=8192)
def _repair(word: str) -> str:
    """Undo a slip of the fingers where the word cannot be Vietnamese as it stands."""
    if word in _SLIPS_OF_TWO:
        return _SLIPS_OF_TWO[word]
    if word == "iii":  # a quarter
        return word
    word = _STRETCHED.sub(r"\1", word)
    if word in KEY_WORDS or len(word) < 3 or _SYLLABLE.match(word):
        return word
    telex = _untelex(word)
    if telex in KEY_WORDS:
        return telex
    near = _near().get(word)
    if near:
        return near
    return telex if _SYLLABLE.match(telex) else word


def _untelex(word: str) -> str:
    """'thanhf' -> 'thanh', 'ddax' -> 'da', 'chuwa' -> 'chua'."""
    head, tail = word[0], word[1:]
    doubled = _TELEX_DOUBLE.sub(lambda pair: pair[0][0], head + re.sub(r"[fjwz]", "", tail))
    if _SYLLABLE.match(doubled):
        return doubled
    return doubled[0] + re.sub(r"[srx]", "", doubled[1:])


@lru_cache(maxsize=1)
def _near() -> dict[str, str]:
    """Every spelling one slip away from exactly one key word of four letters or more."""
    found: dict[str, set[str]] = {}
    for key in KEY_WORDS:
        if len(key) >= 4:
            for slip in _slips(key):
                found.setdefault(slip, set()).add(key)
    return {slip: next(iter(keys)) for slip, keys in found.items() if len(keys) == 1}


def _slips(word: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    deleted = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    changed = {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
    added = {a + c + b for a, b in cuts for c in _LETTERS}
    return deleted | swapped | changed | added
