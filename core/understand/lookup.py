"""Find what a word or phrase says, however it is typed: without marks, shortened, with hỏi for ngã."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from core.understand.words import TABLE, Mark


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in bare if not unicodedata.combining(c))


_SHORT = {
    **dict.fromkeys(("ko", "k", "kg", "khg", "kh", "hok", "hem", "khum", "hong"), "khong"),
    "dc": "duoc", "r": "roi", "chx": "chua",
}  # fmt: skip


def _key(phrase: str) -> tuple[str, ...]:
    words = tuple(phrase.split())
    return tuple(_SHORT.get(word, word) for word in words) if len(words) > 1 else words


def _phrases() -> dict[tuple[str, ...], dict[str, Mark]]:
    found: dict[tuple[str, ...], dict[str, Mark]] = {}
    for mark, listed in TABLE.items():
        for phrase in listed.split(","):
            words = " ".join(phrase.split())
            found.setdefault(_key(_plain(words.rstrip("!"))), {})[words] = mark
    return found


_PHRASES = _phrases()
LONGEST = max(map(len, _PHRASES))
_OPENING = {phrase[0]: max(len(other) for other in _PHRASES if other[0] == phrase[0]) for phrase in _PHRASES}
KEY_WORDS = frozenset(
    {word for phrase in _PHRASES for word in phrase if word.isalpha()}
    | {
        "nhiem",
        "vu",
        "bao",
        "cao",
        "cong",
        "van",
        "phan",
        "tram",
        "khoang",
        "ngay",
        "thang",
        "tuan",
        "quy",
        "cuoi",
        "dau",
        "giua",
    }
)


def longest_with(word: str) -> int:
    """How many words the longest phrase has that begins so; 0 when none does."""
    return max(_OPENING.get(word, 0), _OPENING.get(_SHORT.get(word, word), 0))


def mark_of(words: tuple[str, ...], typed: tuple[str, ...], *, marked: bool) -> Mark | None:
    """What a phrase says. `marked`: the person types diacritics, so a word without them is meant so.

    Where plain letters leave a choice, the later row of the table, the more careful one, holds.
    """
    if len(words) > 1:
        words = tuple(_SHORT.get(word, word) for word in words)
    meanings = _PHRASES.get(words)
    if meanings is None:
        return None
    if len(words) > 1:
        meant = (mark for phrase, mark in reversed(meanings.items()) if not marked or _could_be(phrase, typed))
        return next(meant, None)
    spoken = typed[0]
    exact = next((mark for phrase, mark in meanings.items() if _same(phrase.rstrip("!"), spoken)), None)
    exact = exact or next((mark for phrase, mark in meanings.items() if _alike(phrase.rstrip("!"), spoken)), None)
    if exact and (marked or spoken != words[0]):
        return exact
    if spoken != words[0] and _plain(spoken) == words[0]:
        return None
    return next((mark for phrase, mark in reversed(meanings.items()) if not phrase.endswith("!")), None)


def _could_be(phrase: str, typed: tuple[str, ...]) -> bool:
    """'chưa đóng' is not 'chưa động'; a word without its marks, shortened or with a slip, may be meant."""
    pairs = zip(phrase.rstrip("!").split(), typed, strict=False)
    return all(spoken.isascii() or _plain(word) != _plain(spoken) or _alike(word, spoken) for word, spoken in pairs)


@lru_cache(maxsize=8192)
def _same(phrase: str, spoken: str) -> bool:
    """'hòan' and 'hoàn' are one word: the same letters with the same marks, wherever they were put."""
    return phrase == spoken or (_plain(phrase) == _plain(spoken) and _signs(phrase) == _signs(spoken))


def _alike(phrase: str, spoken: str) -> bool:
    """Southern ears make no difference between hỏi and ngã: 'đả xong', 'sẻ làm'."""
    return _same(_one_tone(phrase), _one_tone(spoken))


@lru_cache(maxsize=8192)
def _one_tone(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0309", "\u0303"))


def _signs(word: str) -> list[str]:
    return sorted(c for c in unicodedata.normalize("NFD", word.replace("đ", "d\u0335")) if unicodedata.combining(c))
