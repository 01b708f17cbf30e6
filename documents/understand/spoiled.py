"""Words that converters and scanners spoiled ('trớc', 'rà sốt', 'nguy him'): which words of ours they were."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise

from documents.understand.agency_words import FIELDS, HEADS
from documents.understand.bare import MARKED, bare
from documents.understand.glued import known_syllables
from documents.understand.syllables import is_possible
from documents.understand.verbs import ADVERBS, VERBS

_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
_TELEX = (("oà", "ồ"), ("oá", "ố"), ("ò", "ị"), ("yê", ""), ("ô", "ơ"))  # what one old font's table makes of another's
_PAIRS = """
    trước ngày|trong tháng|trong quý|chậm nhất|ít nhất|hết ngày|đến ngày|hoàn thành|công đoàn|công chức|viên chức
    |thường vụ|ban thường|địa phương|nguy hiểm|chuyên môn|ubnd huyện|ubnd tỉnh|ubnd xã|chất lượng|công tác|công việc
    |quy định|tình hình|không được|chương trình|quy chế|trách nhiệm|chính quyền|công văn|văn bản|bằng văn|biện pháp
    |giải pháp|đầu tư|tư công|công trình|công nghệ|ứng dụng|đô thị|nước sạch|thời hạn|thời gian|tối thiểu|ngoài ra
    |bao gồm|hoạt động|an toàn|toàn tỉnh|toàn huyện|tháng đầu|đầu năm|cuối năm|phun thuốc|điều kiện|thuận lợi|điện tử
"""


@cache
def originals() -> dict[str, frozenset[str]]:
    """What a spoiled syllable may have been, of the syllables of our own vocabulary."""
    found: dict[str, set[str]] = {}
    for syllable in (*known_syllables(), *(word for pair in pairs() for word in pair)):
        for form in set(_spoiled(syllable)) - {syllable, ""}:
            found.setdefault(form, set()).add(syllable)
    for first, second in pairs():  # 'tchức', 'chđạo': a letter lost with the space after it
        if (start := _without(first, len(first) - 1)) is not None and not is_possible(start + second):
            found.setdefault(start + second, set()).add(f"{first} {second}")
    return {form: frozenset(words) for form, words in found.items()}


@cache
def impossible() -> dict[str, frozenset[str]]:
    """Of these, the spoiled forms that cannot be Vietnamese: what shows that a document is damaged."""
    known = known_syllables()
    return {form: words for form, words in originals().items() if _is_telling(form, words) and form not in known}


def _is_telling(form: str, words: Collection[str]) -> bool:
    """Words typed without diacritics ('to chuc') are not damaged, and two letters are an abbreviation."""
    return len(form) > 2 and not is_possible(form) and form not in map(bare, words)


@cache
def pairs() -> frozenset[tuple[str, str]]:
    """The neighbours in our own phrases: ('tổ', 'chức'), ('chủ', 'trì')."""
    texts = (*MARKED.values(), VERBS, ADVERBS, HEADS, _PAIRS, re.sub(r"\(\?.*?\)", "|", FIELDS.pattern))
    phrases = (phrase.strip().lower().split() for text in texts for phrase in text.split("|"))
    return frozenset(pair for words in phrases for pair in pairwise(words) if all(map(str.isalpha, pair)))


def _spoiled(syllable: str) -> Iterator[str]:
    """Every form in which one thing was lost or changed."""
    yield syllable.replace("ư", "", 1)  # 'trước': 'trớc'
    yield from (syllable.replace(was, became, 1) for was, became in _TELEX)
    for at in range(len(syllable)):
        if (form := _without(syllable, at)) is not None:
            yield form
        yield from _unmarked(syllable, at)


def _without(syllable: str, at: int) -> str | None:
    """Without a letter of the block that old pages lost: 'nhất' becomes 'nht'."""
    return syllable[:at] + syllable[at + 1 :] if "\u1ea0" <= syllable[at] <= "\u1ef9" else None


def _unmarked(syllable: str, at: int) -> Iterator[str]:
    """Without one of a letter's marks: 'hợp' becomes 'hơp', 'trước' becomes 'trưóc'."""
    parts = unicodedata.normalize("NFD", syllable[at])
    for mark in parts[1:]:
        letter = unicodedata.normalize("NFC", parts.replace(mark, ""))
        yield syllable[:at] + letter + syllable[at + 1 :]
