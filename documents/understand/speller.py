"""Tell what the spoiled words of a document were: by our own phrases, and by how it writes them elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from documents.understand.glued import known_syllables
from documents.understand.spoiled import impossible, originals, pairs

Pair = tuple[str, str]
WORD = re.compile(r"[^\W\d_]+")
_BESIDE = re.compile(r"(?=(?<![^\W\d_])([^\W\d_]+) ([^\W\d_]+))")
_OFTEN = 3


class Speller:
    """The words of one document, as they should read."""

    def __init__(self, text: str) -> None:
        self._said = Counter(_BESIDE.findall(text.lower()))
        self._known: dict[Pair, Pair | None] = {}

    def mends(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Which words to read otherwise: two that make one phrase, or one that cannot be a word."""
        words = list(WORD.finditer(text))
        taken = None
        for one, other in zip_longest(words, words[1:]):
            if one is taken:
                continue
            beside = other is not None and text[one.end() : other.start()] == " "
            pair = self._phrase(one.group(), other.group()) if beside else None
            if pair is not None:
                taken = other
                for found, word in zip((one, other), pair, strict=True):
                    if found.group().lower() != word:
                        yield found.start(), found.end(), _in_case(found.group(), word)
            elif len(known := impossible().get(one.group().lower(), ())) == 1:
                yield one.start(), one.end(), _in_case(one.group(), *known)

    def _phrase(self, one: str, other: str) -> Pair | None:
        typed = one.lower(), other.lower()
        if typed not in self._known:
            self._known[typed] = self._phrase_of(typed)
        pair = self._known[typed]
        if pair is not None and other.istitle() and pair[1] != typed[1]:  # 'Nguyễn Văn Phong' is no 'văn phòng'
            return None
        return pair

    def _phrase_of(self, typed: Pair) -> Pair | None:
        """The only phrase that these two can have been; None where they are one, or none."""
        if typed in pairs():
            return None
        before, after = ((word, *originals().get(word, ())) for word in typed)
        near = [(first, second) for first in before for second in after if (first, second) != typed]
        said, new = self._said, {pair for pair in near if _unknown(typed, pair)}
        ours = [pair for pair in near if pair in pairs() and (pair in new or said[pair] > said[typed])]
        found = ours or [pair for pair in new if said[pair] >= _OFTEN * said[typed]]
        return found[0] if len(found) == 1 else None


def _unknown(typed: Pair, pair: Pair) -> bool:
    """A word we know is spoiled only beside one that is: 'cơng đồn'; but 'số công báo' is no 'cộng đồng'."""
    changed = [word for word, whole in zip(typed, pair, strict=True) if word != whole]
    return not known_syllables().issuperset(changed)


def _in_case(typed: str, word: str) -> str:
    if typed.isupper() and (len(typed) > 1 or len(word) == 1):
        return word.upper()
    return word[0].upper() + word[1:] if typed[0].isupper() else word
