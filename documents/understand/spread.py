"""Gather what a page set wide apart: letters of a head ('Ủ Y  B A N'), words with two spaces between them."""

from __future__ import annotations

import re

from documents.letters import compiled
from documents.understand.syllables import is_possible

_LETTERS = compiled(r"(?<!\S)[⟨A⟩](?: {1,2}[⟨A⟩]){5,}(?!\S)")
_VOWEL = "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]"
_CODA = "(?:ng|nh|ch|[cmnptuio])"
_TORN = re.compile(  # 'Đ ề xuất', 'đ ồ ng thời', 'th ứ tự', 'ki ể m': a converter set the vowel apart
    r"(?<![\w/.,-])(?<!\d )(?P<onset>[bcdđghklmnpqrstvx]{1,3}|[bcdđghklmnpqrstvx]{0,2}[iuyươâêô])"
    rf" (?P<vowel>{_VOWEL})(?P<coda> {_CODA})?(?!\w)",
    re.IGNORECASE,
)
_WIDE = re.compile(r"(?<=\S)  (?=\S)")


def gathered(text: str) -> str:
    """Letters and words as usual; more than two spaces part columns and stay."""
    return _TORN.sub(_whole, _WIDE.sub(" ", _LETTERS.sub(_words, text)))


def _whole(found: re.Match[str]) -> str:
    """One syllable, where its parts are none; 'nhà ở' and 'có ý kiến' are words."""
    onset, vowel, coda = found.group("onset"), found.group("vowel"), (found.group("coda") or "").strip()
    joined = f"{onset}{vowel}{coda}"
    torn = bool(coda) or not is_possible(onset.lower())
    return joined if torn and is_possible(joined.lower()) else found.group()


def _words(found: re.Match[str]) -> str:
    """Two spaces part the words of spread letters; where there are none nobody can tell."""
    words = found.group().split("  ")
    return " ".join(word.replace(" ", "") for word in words) if len(words) > 1 else found.group()
