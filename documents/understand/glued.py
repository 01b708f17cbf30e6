"""Set spaces right: words run together ('trướcngày': a word is a syllable of known shape), commas that stand off."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from documents.letters import CAPITALS, SMALL, compiled
from documents.understand.agency_words import FUNCTION, HEADS, NOUNS
from documents.understand.verbs import ADVERBS, VERBS

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?:uyê|uya|uyu|oai|oay|oeo|uây|uôi|ươi|ươu|iêu|yêu|iê|yê|uô|ươ|uâ|uê|uơ|uy|oa|oe|oă|ai|ao|au|ay|âu|ây|eo|êu|ia"
    r"|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
)
_WORD = compiled(r"[⟨A⟩⟨a⟩a-zA-Z]{4,}")
_STOP = compiled(r"(?<=[⟨a⟩])[,;](?=[⟨A⟩⟨a⟩])|(?<=[⟨a⟩])[.:](?=[⟨A⟩][⟨a⟩])")
_LOOSE = re.compile(r"(?<=\w) +(?=[,;:](?:\s|$))|(?<=\w) +(?=\.(?: / \.)?\s*$)|(?<=[,;:] ) (?! )|(?<=\d/) (?=\d)")
_END = re.compile(r"\. / \.$")
_OFTEN = 8  # spaces before commas: characters that were recognised, not typed
_INNER_CAPITAL = compiled(r"(?<=[⟨a⟩])(?=[⟨A⟩])")
_ALONE = {"ý", "ở", "y"}
_EVERYDAY = """
    xong theo trước sau ngày tháng năm quý tuần hằng hàng kế hoạch quyết định chỉ thị thông báo nghị công văn điện điều
    nhiệm vụ thời gian hạn nội dung việc kết quả kinh phí xã hội tế hóa hoá dân tộc an ninh quốc phòng môi
    đơn liên quan thẩm quyền những đề án dự luật pháp biện giải thành đồng tình hình đã chưa
    tài chính nội vụ tư xây dựng giáo dục đào tạo khoa học công nghệ văn hóa hoá thể thao du lịch đầu thông tin truyền
    giao vận tải lao động thương binh nguyên trường nông nghiệp phát triển thôn tôn ngoại vì tiến bộ phụ nữ
    giai đoạn mục yêu cầu tại về cho từ đến trong ngoài trên người sinh số lượng chất phạm vi đặc biệt tổng
"""


def spacing(texts: Iterable[str]) -> Callable[[str], str]:
    """What sets the run-together words of these texts apart; words they have elsewhere count as known."""
    whole = list(texts)
    loose = sum(len(_LOOSE.findall(text)) for text in whole) >= _OFTEN
    known = _known() | {word for text in whole for word in map(str.lower, _WORD.findall(text)) if _is_syllable(word)}
    parted: dict[str, str] = {}

    def mended(found: re.Match[str]) -> str:
        word = found.group()
        if word.isascii():
            return word
        if word not in parted:
            parted[word] = _parted(word, known)
        return parted[word]

    def spaced(text: str) -> str:
        closed = _END.sub("./.", _LOOSE.sub("", text)) if loose else text
        return _STOP.sub(lambda stop: stop.group() + " ", _WORD.sub(mended, closed))

    return spaced


def _parted(word: str, known: set[str] | frozenset[str]) -> str:
    if _is_syllable(word.lower()):
        return word
    pieces = _INNER_CAPITAL.split(word)
    if len(pieces) > 1:
        return " ".join(_parted(piece, known) for piece in pieces) if all(map(_made_of, pieces)) else word
    cuts = _cuts(word.lower(), frozenset(known))
    if cuts is None:
        return word
    edges = [0, *cuts, len(word)]
    return " ".join(word[start:end] for start, end in itertools.pairwise(edges))


def _made_of(piece: str) -> bool:
    return _is_syllable(piece.lower())


def _cuts(word: str, known: frozenset[str]) -> tuple[int, ...] | None:
    """Where to cut the word into known syllables, the fewest first; None where it cannot be."""
    for at in range(len(word) - 1, 0, -1):
        head, rest = word[:at], word[at:]
        if not _is_known(head, known):
            continue
        if _is_known(rest, known):
            return (at,)
    for at in range(len(word) - 1, 0, -1):
        if _is_known(word[:at], known) and (further := _cuts(word[at:], known)) is not None:
            return (at, *(at + cut for cut in further))
    return None


def _is_known(word: str, known: frozenset[str]) -> bool:
    return word in known and (len(word) > 1 or word in _ALONE)


@cache
def _is_syllable(word: str) -> bool:
    """One onset, one vowel, one ending, and at most one tone."""
    parts = unicodedata.normalize("NFD", word)
    if sum(c in _TONES for c in parts) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return _SYLLABLE.fullmatch(bare) is not None


@cache
def _known() -> frozenset[str]:
    """The syllables of our own vocabulary."""
    words = re.findall(rf"[{CAPITALS}{SMALL}a-zA-Z]+", " ".join((VERBS, ADVERBS, HEADS, _EVERYDAY)).lower())
    return frozenset({*words, *NOUNS, *FUNCTION, *_ALONE})
