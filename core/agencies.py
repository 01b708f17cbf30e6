"""Decide which known agency a written name means: the same one spelled or shortened otherwise, never a similar one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from core.collectives import collective, members
from core.model import Agency, NamedAgency
from core.text import fold

SURE = 90.0  # from here a match needs no question
EXACT, PLAIN, SHORTENED, TITLED, PLACED, ACCENTS, SIMILAR = 100.0, 98.0, 96.0, 95.0, 93.0, 92.0, 80.0
_WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_Y = re.compile(r"(?<=[bcdđghklmnpqrstvx])y\b|(?<=qu)y\b")
_LINKS = frozenset({"va", "cac", "cua"})
_HEADS = (
    "giám đốc|chủ tịch|chánh|trưởng|bí thư|thủ trưởng|hiệu trưởng|cục trưởng|chi cục trưởng|viện trưởng|tổng giám đốc"
)
_TITLE = re.compile(
    rf"^(?:(?:các )?(?:đồng chí|đ/c)\s+)?(?:(?:phó\s+)?(?:{_HEADS})|lãnh đạo|người đứng đầu)\s+(?=\S)", re.IGNORECASE
)
_PROVINCE_WORDS = 3
_LONGEST_NAME = 16
_LISTED = re.compile(r"[,;]")
_BETWEEN = re.compile(r"[\s,]+")
_COMMON = frozenset({"ubnd", "hdnd", "hđnd", "btv"})  # also typed in small letters
# An agency with one of these words bears the name of a place: another tone mark may be another place.
_LOCAL = re.compile(r"\b(?:xa|phuong|huyen|quan|thi xa|thi tran|thanh pho|dang uy|dac khu|thon)\b")
_BEGINS = (
    r"(?=(?:Sở|Ban|Bộ|UBND|Uỷ ban|Ủy ban|Công an|Huyện [ủu][ỷy]|Thành [ủu][ỷy]|Tỉnh [ủu][ỷy]|Đảng [ủu][ỷy]|Văn phòng|VP"
    r"|Chi cục|Cục|Phòng|Trung tâm|Thanh tra|Hội|Đoàn|Liên đoàn|Xã|Phường|BTV|HU|Kho bạc|Bảo hiểm|Trường)\s)"
)
_SPLIT = re.compile(rf"\s*;\s*(?:và\s+)?|\s*,\s*(?:và\s+)?{_BEGINS}|\s+và\s+{_BEGINS}", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(rf"\s+{_BEGINS}")  # a separator was lost between two names
_MOST_PIECES = 4


@dataclass(frozen=True, slots=True)
class _Known:
    """One agency under one of its names, ready to compare."""

    agency: Agency
    key: str
    plain: str
    words: tuple[str, ...]  # of the key, without linking words
    bare: tuple[str, ...]  # the same without diacritics


class Matcher:
    """The agencies of one organisation that may be given work; made once for a document or a message."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._agencies = [one for one in agencies if one.active]
        self._known = [
            _known(one, name) for one in self._agencies for name in (one.name, one.short, *one.aliases) if name
        ]
        self._by_plain: dict[str, list[_Known]] = {}
        for known in self._known:
            self._by_plain.setdefault(known.plain, []).append(known)

    @classmethod
    def of_ended(cls, agencies: Iterable[Agency]) -> Matcher:
        """Those alone that have ended: old documents, and new ones by mistake, still bear their names."""
        return cls(replace(one, active=True) for one in agencies if one.ended_on is not None)

    def match(self, written: str) -> NamedAgency:
        """The agency meant, with how sure that is; without an agency where none or several could be meant."""
        tidy = _tidy(written)
        for name, most in _readings(tidy):
            found = self._best(name)
            if found is not None:
                return NamedAgency(tidy, found[0].id, min(found[1], most))
        return NamedAgency(tidy)

    def near(self, written: str, *, limit: int = 3) -> list[Agency]:
        """Agencies with similar names, most similar first: to be offered, never taken."""
        wanted = _plain(_bare(_tidy(written)))
        best: dict[int, float] = {}
        for known in self._known:
            score = fuzz.token_set_ratio(wanted, known.plain) + fuzz.ratio(wanted, known.plain)
            best[known.agency.id] = max(best.get(known.agency.id, 0.0), score)
        ranked = sorted((one for one in self._agencies if best.get(one.id, 0) >= 100), key=lambda one: -best[one.id])
        return ranked[:limit]

    def leading(self, text: str) -> NamedAgency | None:
        """The known agency a sentence begins with: 'Sở Nội vụ báo cáo trước ngày 15/4'."""
        words = text.split()
        for length in range(min(len(words), _LONGEST_NAME), 0, -1):
            found = self.match(" ".join(words[:length]))
            if is_sure(found):
                return found
        return None

    def group(self, written: str) -> list[Agency]:
        """The agencies a collective means ('các sở, ban, ngành'); none when it is no collective known here."""
        return members(collective(written), self._agencies)

    def _best(self, written: str) -> tuple[Agency, float] | None:
        """The first way of comparing that finds agencies; several of them are no answer."""
        for found, score in self._ways(written):
            agencies = {k.agency.id: k.agency for k in found}
            if agencies:
                return (next(iter(agencies.values())), score) if len(agencies) == 1 else None
        return None

    def _ways(self, written: str) -> Iterator[tuple[list[_Known], float]]:
        """The ways of comparing, the surest first; a later one is tried only where the earlier found nothing."""
        key, plain = _key(written), _plain(written)
        same = self._by_plain.get(plain, [])
        yield [k for k in same if k.key == key], EXACT
        yield same if fold(written) == written.lower() else [], PLAIN
        yield self._shortened(written, key), SHORTENED
        yield [k for k in self._known if not _LISTED.search(written) and _placed(key, k.key)], PLACED
        yield [k for k in same if not _LOCAL.search(k.plain)], ACCENTS
        yield same, SIMILAR

    def _shortened(self, written: str, key: str) -> list[_Known]:
        """Initials stand for words in their order ('UBND', 'Sở TT&TT', 'BTV HU Vĩnh Thạnh'); links may be left out."""
        tokens = [
            _token(token) for token in _BETWEEN.split(written) if token and fold(token) not in _LINKS | {"&", "-"}
        ]
        if not any(token.initials for token in tokens):
            words = _linked(key)
            return [k for k in self._known if k.words == words]
        # Typed without any diacritics, the other words are compared without them too.
        plain = fold(written) == written.lower()
        return [k for k in self._known if _aligned(tokens, k.bare if plain else k.words, k.bare)]


def split_names(written: str, matcher: Matcher) -> list[str]:
    """'Sở A, Sở B và UBND xã C' are three; 'Sở Nông nghiệp và Môi trường' is one."""
    whole = written.strip(" .;,")
    if matcher.match(whole).agency_id is not None:
        return [whole]
    pieces = [piece.strip(" .;,") for piece in _SPLIT.split(whole) if piece and piece.strip(" .;,")]
    return [name for piece in pieces for name in _at_commas(piece, matcher)]


def match_all(names: Sequence[str], matcher: Matcher) -> tuple[NamedAgency, ...]:
    """Each name; where the directory shows that one agency was read as several, or several as one, so many."""
    found: list[NamedAgency] = []
    at = 0
    while at < len(names):
        several, taken = _whole(names[at : at + _MOST_PIECES], matcher)
        found += several
        at += taken
    return tuple(found)


def _whole(names: Sequence[str], matcher: Matcher) -> tuple[list[NamedAgency], int]:
    """What stands first, and how many of the names it takes up ('Bộ Lao động', 'Thương binh', 'Xã hội' are one)."""
    first = matcher.match(names[0])
    if first.agency_id is not None:
        return [first], 1
    for many in range(len(names), 1, -1):
        joined = matcher.match(" ".join(names[:many]))
        if is_sure(joined):
            return [joined], many
    parted = [matcher.match(piece) for piece in _SIDE_BY_SIDE.split(first.written)]
    return (parted, 1) if len(parted) > 1 and all(map(is_sure, parted)) else ([first], 1)


def _at_commas(piece: str, matcher: Matcher) -> list[str]:
    """Typed in small letters ('sở y tế, so noi vu') names part at each comma, if all of them are known then."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    several = len(parts) > 1 and not is_sure(matcher.match(piece)) and all(is_sure(matcher.match(x)) for x in parts)
    return parts if several else [piece]


def same_name(one: str, other: str) -> bool:
    """The same name in another spelling; another tone mark makes another name."""
    return spelled(one) == spelled(other)


def spelled(name: str) -> str:
    """One value for a name however its tone marks are placed: 'Hoà' and 'Hòa'; 'Hà' and 'Hạ' are two."""
    return _key(name)


def is_sure(named: NamedAgency) -> bool:
    return named.agency_id is not None and named.score >= SURE


def _known(agency: Agency, name: str) -> _Known:
    key, plain = _key(name), _plain(name)
    words = _linked(key)
    return _Known(agency, key, plain, words, tuple(fold(word) for word in words))


def _tidy(written: str) -> str:
    return " ".join(unicodedata.normalize("NFC", written).replace("*", "").split()).strip(" .,;:")


def _readings(written: str) -> list[tuple[str, float]]:
    """As written; and without the title of its head, who stands for the agency."""
    bare = _bare(written)
    return [(written, EXACT)] + ([(bare, TITLED)] if bare != written else [])


def _bare(written: str) -> str:
    return _TITLE.sub("", written)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _key(text: str) -> str:
    """Each syllable with its tone at the end: 'Uỷ' and 'Ủy', 'kỹ' and 'kĩ' are one; 'Thạnh' and 'Thanh' are two."""
    return " ".join(_syllable(word) for word in _words(unicodedata.normalize("NFC", text)))


def _syllable(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in parts if c in _TONES)
    letters = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return _Y.sub("i", letters) + tone


def _plain(text: str) -> str:
    return " ".join(_Y.sub("i", word) for word in _words(fold(text)))


def _linked(key: str) -> tuple[str, ...]:
    return tuple(word for word in key.split() if fold(word) not in _LINKS)


@dataclass(frozen=True, slots=True)
class _Token:
    """A written word: as words to compare ('Nội-vụ' is two), and as the initials it may be."""

    words: tuple[str, ...]
    initials: str


def _token(written: str) -> _Token:
    letters = "".join(c for c in written if c.isalpha())
    shortened = len(letters) >= 2 and (letters.isupper() or letters.lower() in _COMMON)
    return _Token(tuple(_key(written).split()), "".join(c for c in fold(letters) if c.isalpha()) if shortened else "")


def _aligned(tokens: Sequence[_Token], words: Sequence[str], bare: Sequence[str]) -> bool:
    """Each token is the next words or their initials, and no word is left over."""
    if not tokens:
        return not words
    token, rest = tokens[0], tokens[1:]
    many = len(token.words)
    if token.words == tuple(words[:many]) and _aligned(rest, words[many:], bare[many:]):
        return True
    many = len(token.initials)
    fits = 0 < many <= len(words) and all(w[0] == c for w, c in zip(bare, token.initials, strict=False))
    return fits and _aligned(rest, words[many:], bare[many:])


def _placed(written: str, known: str) -> bool:
    """One names the province and the other does not: 'Sở Nội vụ tỉnh Bình Định', 'Công an tỉnh'."""
    longer, shorter = (written, known) if len(written) > len(known) else (known, written)
    if not longer.startswith(shorter + " "):
        return False
    more = fold(longer[len(shorter) :]).split()
    if fold(shorter).endswith(" tinh"):
        return len(more) <= _PROVINCE_WORDS
    return more[0] == "tinh" and len(more) <= _PROVINCE_WORDS + 1
