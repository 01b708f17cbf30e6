"""Work out the bullets and automatic numbers that Word shows but does not store in the text."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Numbers:
    """Counts as Word does: one set of counters a list, deeper levels starting anew."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._bullets: set[str] = set()
        self._counts: dict[tuple[str, int], int] = {}
        self._read_styles(document)
        self._read_lists(document)

    def mark(self, paragraph: Any) -> str:
        """'1.', 'a)', '-' or nothing for this paragraph; counters move on."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        number, level = found
        if number == "bullet":
            return "-"
        abstract = self._abstract.get(number)
        if abstract is None:
            return ""
        form, pattern, start = self._levels[abstract].get(level, ("bullet", "-", 1))
        self._step(abstract, level, start)
        return "-" if form in {"bullet", "none"} and pattern.strip() else self._shown(abstract, pattern)

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(_W + "val") if style is not None else ""
        direct = paragraph.find(f"{_W}pPr/{_W}numPr")
        inherited = self._styles.get(name)
        if direct is None:
            return inherited or (("bullet", 0) if name in self._bullets else None)
        number = _value(direct, "numId") or (inherited[0] if inherited else None)
        level = _value(direct, "ilvl")
        return None if number in {None, "0"} else (str(number), int(level or (inherited[1] if inherited else 0)))

    def _step(self, abstract: str, level: int, start: int) -> None:
        self._counts[abstract, level] = self._counts.get((abstract, level), start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == abstract and key[1] > level]:
            del self._counts[deeper]

    def _shown(self, abstract: str, pattern: str) -> str:
        def figure(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            form, _, start = self._levels[abstract].get(level, ("decimal", "", 1))
            return _figure(self._counts.get((abstract, level), start), form)

        return re.sub(r"%(\d)", figure, pattern).strip()

    def _read_styles(self, document: Any) -> None:
        for style in document.styles.element.iter(_W + "style"):
            name = style.get(_W + "styleId") or ""
            numbered = style.find(f"{_W}pPr/{_W}numPr")
            if numbered is not None and _value(numbered, "numId"):
                self._styles[name] = (str(_value(numbered, "numId")), int(_value(numbered, "ilvl") or 0))
            elif name.startswith("ListBullet"):
                self._bullets.add(name)

    def _read_lists(self, document: Any) -> None:
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is None:
            return
        for abstract in part.element.iter(_W + "abstractNum"):
            levels = {int(level.get(_W + "ilvl") or 0): _level(level) for level in abstract.iter(_W + "lvl")}
            self._levels[abstract.get(_W + "abstractNumId")] = levels
        for number in part.element.iter(_W + "num"):
            target = _value(number, "abstractNumId")
            if target in self._levels:
                self._abstract[number.get(_W + "numId")] = str(target)


def _level(level: Any) -> tuple[str, str, int]:
    return _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", int(_value(level, "start") or 1)


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(_W + name)
    return None if child is None else child.get(_W + "val")


def _figure(count: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letter = _LETTERS[(count - 1) % 26]
        return letter.upper() if form == "upperLetter" else letter
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        while count >= value:
            shown, count = shown + letters, count - value
    return shown
