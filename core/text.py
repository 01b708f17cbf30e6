"""Vietnamese text at the door: one normal form, nothing invisible, and a folded form to compare by."""

from __future__ import annotations

import re
import unicodedata

_KEPT_CONTROLS = {"\n", "\t"}
_ODD_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(r"[^\S\n]+")


class _Unmarked(dict[int, int | None]):
    """For `translate`: no mark that stands on another letter; each character is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE = _Unmarked()


# Bullets of symbol fonts, which text cut out of a page or a PDF keeps as characters of private use.
_BULLET = re.compile("^([ \t]*)[\uf020-\uf0ff][ \t]*", re.MULTILINE)


def clean(text: str) -> str:
    """NFC, one kind of space, without control, bidirectional and zero-width marks; line ends are LF."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ODD_SPACES.sub(" ", text)
    if text.replace("\n", "").replace("\t", "").isprintable():  # nearly always, and a hundred times as fast
        return text
    text = _BULLET.sub(r"\1- ", text)
    return "".join(c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"})


def fold(text: str) -> str:
    """Lower case, no diacritics, single spaces: 'Ủy ban' and 'Uỷ  ban' and 'uy ban' are one."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _SPACES.sub(" ", bare if bare.isascii() else bare.translate(_BARE)).strip()


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters on one line, cut between words, with '…' where something was left out."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:.") + "…"
