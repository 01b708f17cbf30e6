"""Set spaces right: words run together ('trướcngày': each is a syllable) or torn ('đ ề nghị'), loose commas."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from functools import cache

from documents.letters import CAPITALS, SMALL, compiled
from documents.understand.agency_words import FUNCTION, HEADS, NOUNS
from documents.understand.syllables import is_possible
from documents.understand.verbs import ADVERBS, VERBS

_WORD = compiled(r"[⟨A⟩⟨a⟩a-zA-Z]{4,}")
_STOP = compiled(r"(?<=[⟨a⟩])[,;](?=[⟨A⟩⟨a⟩])|(?<=[⟨a⟩])[.:](?=[⟨A⟩][⟨a⟩])")
_LOOSE = re.compile(r"(?<=\w) +(?=[,;:](?:\s|$))|(?<=\w) +(?=\.(?: / \.)?\s*$)|(?<=[,;:] ) (?! )|(?<=\d/) (?=\d)")
_END = re.compile(r"\. / \.$")
_OFTEN = 8  # spaces before commas: characters that were recognised, not typed
_LETTERS = 3  # words of which a page set the first letters apart: 'đ ề nghị', 'ch ế độ'
_END_OF_WORD = r"(?:ch|ng|nh|[iucmnpt])(?![\w.)/])"
_APART = re.compile(
    r" (?:(?<=(?<![\w/.])[bcdđghklmnprstvx] )|(?<=(?<![\w/.])(?:ch|gh|gi|kh|ng|nh|ph|qu|th|tr) )|(?<=(?<![\w/.])ngh ))"
    rf"(?!ở )(?=[àáâãèéêìíòóôõùúýăĩũơưạ-ỹ])|(?<=[a-zđ]) (?!ở)(?=[ạ-ỹ] {_END_OF_WORD})",  # 'ki ể m'
    re.IGNORECASE,
)
_TAIL = re.compile(rf"(?<! ở)(?<=[àáâãèéêìíòóôõùúýăĩũơưạ-ỹ]) (?={_END_OF_WORD})")  # 'đ ố i'
_INNER_CAPITAL = compiled(r"(?<=[⟨a⟩])(?=[⟨A⟩])")
_SHORTEST, _LONGEST = 3, 7  # 'nghiêng'
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
    apart = sum(len(_APART.findall(text)) for text in whole) >= _LETTERS
    loose = sum(len(_LOOSE.findall(text)) for text in whole) >= _OFTEN
    said = {word.lower() for text in whole for word in _WORD.findall(text)}
    known = known_syllables() | set(filter(is_possible, said))
    parted: dict[str, str] = {}

    def mended(found: re.Match[str]) -> str:
        word = found.group()
        if word.isascii():
            return word
        if word not in parted:
            parted[word] = _parted(word, known)
        return parted[word]

    def spaced(text: str) -> str:
        closed = _TAIL.sub("", _APART.sub("", text)) if apart else text
        closed = _END.sub("./.", _LOOSE.sub("", closed)) if loose else closed
        return _STOP.sub(lambda stop: stop.group() + " ", _WORD.sub(mended, closed))

    return spaced


def _parted(word: str, known: set[str] | frozenset[str]) -> str:
    if is_possible(word.lower()):
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
    return is_possible(piece.lower())


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
    if not _LONGEST < len(word) <= 2 * _LONGEST:  # one word, and spoiled ('thưong'), or no two
        return None
    return next(((at,) for at in range(_SHORTEST, len(word) - _SHORTEST + 1) if _half_known(word, at, known)), None)


def _half_known(word: str, at: int, known: frozenset[str]) -> bool:
    """'trígiường': one we know, beside one that can be a word."""
    head, rest = word[:at], word[at:]
    return (head in known and is_possible(rest)) or (is_possible(head) and rest in known)


def _is_known(word: str, known: frozenset[str]) -> bool:
    return word in known and (len(word) > 1 or word in _ALONE)


@cache
def known_syllables() -> frozenset[str]:
    """The syllables of our own vocabulary."""
    words = re.findall(rf"[{CAPITALS}{SMALL}a-zA-Z]+", " ".join((VERBS, ADVERBS, HEADS, _EVERYDAY)).lower())
    return frozenset({*words, *NOUNS, *FUNCTION, *_ALONE})
