"""Recognise the edits a coordinator types under a review: '12: hạn 15/4', 'gộp 4 5', 'bỏ 7', 'hoàn tác'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.text import fold

MOST = 200  # positions in one edit


class Field(StrEnum):
    DEADLINE = "deadline"
    LEAD = "lead"
    SUPPORTING = "supporting"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SetField:
    """`words` as typed; empty says that there is none. No positions: all of them."""

    positions: tuple[int, ...]
    field: Field
    words: str


@dataclass(frozen=True, slots=True)
class Drop:
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Restore:
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Accept:
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """'trừ Sở X': a collective lead but for these. No positions: wherever a collective stands."""

    positions: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Show:
    position: int


@dataclass(frozen=True, slots=True)
class Add:
    words: str


@dataclass(frozen=True, slots=True)
class Undo:
    pass


Edit = SetField | Drop | Restore | Accept | Merge | Without | Show | Add | Undo

_LIST = r"\d{1,3}+(?:\s*+(?:(?:[-–,]|den|va|voi)\s*+)?\d{1,3}+)*+"  # possessive: however long, read once
_AT = rf"(?:(?:viec|muc)\s+)?(?P<at>{_LIST})"
_FIELDS: tuple[tuple[str, Field], ...] = (
    (r"(?:thoi\s+)?han(?:\s+(?:hoan thanh|bao cao))?", Field.DEADLINE),
    (r"(?:don vi\s+)?chu tri", Field.LEAD),
    (r"(?:don vi\s+)?phoi hop", Field.SUPPORTING),
    (r"noi dung", Field.TEXT),
)
_SET = [(re.compile(rf"{_AT}\s*[:.]?\s*{name}\b\s*[:=]?\s*(?P<words>.*)"), field) for name, field in _FIELDS]
_NO_DEADLINE = re.compile(rf"{_AT}\s*[:.]?\s*(?:khong (?:co |ghi )?(?:thoi )?han|bo han|thuong xuyen)")
_NONE = re.compile(r"(?:khong|khong co|khong ghi|bo|xoa|de trong)")
_GIVE = re.compile(rf"giao\s+(?:(?:viec\s+)?(?P<at>{_LIST})|(?P<all>tat ca|het))\s+cho\s+(?P<words>.+)")
_ACTIONS: tuple[tuple[re.Pattern[str], type[Drop | Restore | Accept | Merge]], ...] = (
    (re.compile(rf"(?:bo|xoa)\s+{_AT}"), Drop),
    (re.compile(rf"{_AT}\s*:\s*(?:bo|xoa)"), Drop),
    (re.compile(rf"(?:giu|khoi phuc|lay lai)\s+{_AT}"), Restore),
    (re.compile(rf"dung\s+{_AT}"), Accept),
    (re.compile(rf"{_AT}\s*:\s*dung"), Accept),
    (re.compile(rf"gop\s+{_AT}"), Merge),
)
_SHOW = re.compile(r"(?:xem\s+(?:viec\s+)?|viec\s+)(?P<at>\d{1,3})")
_ADD = re.compile(r"them(?:\s+viec)?\s*:\s*(?P<words>.+)")
_WITHOUT = re.compile(rf"(?:{_AT}\s*[:.]?\s*)?(?:tru|bot|khong gom)(?:\s+ra)?\s*:?\s+(?P<words>\D.*)")
_UNDO = re.compile(r"hoan tac")


def parse_edit(text: str) -> Edit | None:
    """The edit a message is, wholly; None when it is something else."""
    plain = " ".join(text.split())
    flat = letter_by_letter(plain)
    if _UNDO.fullmatch(flat):
        return Undo()
    return _action(flat) or _field(flat, plain) or _other(flat, plain)


def _action(flat: str) -> Edit | None:
    for pattern, made in _ACTIONS:
        found = pattern.fullmatch(flat)
        if found:
            return _checked(made(_numbers(found["at"])))
    found = _SHOW.fullmatch(flat)
    return Show(int(found["at"])) if found else None


def _checked(edit: Drop | Restore | Accept | Merge) -> Edit | None:
    too_few = isinstance(edit, Merge) and len(edit.positions) < 2
    return None if too_few or not edit.positions else edit


def _field(flat: str, plain: str) -> Edit | None:
    found = _NO_DEADLINE.fullmatch(flat)
    if found:
        return SetField(_numbers(found["at"]), Field.DEADLINE, "")
    for pattern, field in _SET:
        found = pattern.fullmatch(flat)
        if found:
            return SetField(_numbers(found["at"]), field, _value(found, flat, plain))
    return None


def _value(found: re.Match[str], flat: str, plain: str) -> str:
    words = plain[found.start("words") : found.end("words")].strip()
    return "" if _NONE.fullmatch(flat[found.start("words") : found.end("words")].strip()) else words


def _other(flat: str, plain: str) -> Edit | None:
    found = _GIVE.fullmatch(flat)
    if found:
        at = _numbers(found["at"]) if found["at"] else ()
        return SetField(at, Field.LEAD, plain[found.start("words") :].strip())
    found = _WITHOUT.fullmatch(flat)
    if found:
        return Without(_numbers(found["at"] or ""), plain[found.start("words") :].strip())
    found = _ADD.fullmatch(flat)
    return Add(plain[found.start("words") :].strip()) if found else None


def _numbers(text: str) -> tuple[int, ...]:
    """'1-3, 7 và 9' is 1, 2, 3, 7, 9."""
    spread = re.sub(r"(\d+)\s*(?:-|–|den)\s*(\d+)", _spread, text)
    return tuple(dict.fromkeys(int(n) for n in re.findall(r"\d+", spread)))[:MOST]


def _spread(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    return " ".join(str(n) for n in range(first, min(last, first + MOST) + 1))


def letter_by_letter(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    return "".join((fold(c) or " ")[:1] if not c.isspace() else " " for c in text)
