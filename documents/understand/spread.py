"""Gather what a page set wide apart: letters of a head ('Ủ Y  B A N'), words with two spaces between them."""

from __future__ import annotations

import re

from documents.letters import compiled

_LETTERS = compiled(r"(?<!\S)[⟨A⟩](?: {1,2}[⟨A⟩]){5,}(?!\S)")
_WIDE = re.compile(r"(?<=\S)  (?=\S)")


def gathered(text: str) -> str:
    """Letters and words as usual; more than two spaces part columns and stay."""
    return _WIDE.sub(" ", _LETTERS.sub(_words, text))


def _words(found: re.Match[str]) -> str:
    """Two spaces part the words of spread letters; where there are none nobody can tell."""
    words = found.group().split("  ")
    return " ".join(word.replace(" ", "") for word in words) if len(words) > 1 else found.group()
