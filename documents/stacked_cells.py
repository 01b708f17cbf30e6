"""Decide which lines of a flattened row belong to which column: a cell may run over several lines, and be left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from core.text import fold

TIME = re.compile(
    r"\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|(?:moi|hang) hoc ky|^nt$|\d{1,2}/\d{1,2}|\bquy [ivx\d]|\bthang \d"
    r"|\bnam 20|^20\d\d|thuong xuyen|(?:hang|hang nam,|moi) (?:nam|quy|thang|tuan|ngay)|\d+ thang/lan"
    r"|^(?:dinh ky|theo huong dan|dip|ky hop) "
)
_WHO = re.compile(
    r"p\. ?[a-z]|nt$|(?:(?:cac|lanh dao|thuong truc) )?(?:ubnd|uy ban|hdnd|hoi dong|mttq|mat tran|so|bo|ban(?! hanh)"
    r"|phong(?!,? chong)|van phong|vp|cong an|trung tam|truong|dang uy|huyen uy|thanh uy|tinh uy|chi cuc|cuc|vien"
    r"|khoa(?! hoc)|hoi(?! nghi| thao)|doan(?! ket)|bao va|dai(?= phat| truyen| ptth| khi| tieng)|kho bac|ngan hang"
    r"|cong ty|benh vien|tram|to(?! chuc)"
    r"|dia phuong|don vi|co quan|nganh|xa|phuong|thanh tra|toa an|vnpt|evn|bhxh|chu tich|doanh nghiep)(?![a-z])"
)
_PAPER = re.compile(r"(?:luat|nghi (?:dinh|quyet)|quyet dinh|chi thi|ke hoach|thong tu|de an|chuong trinh)(?![a-z])")
_EMPTY = {"task": -4.0, "lead": -1.5, "who": -0.8}
_NAME = 60
_OPEN = re.compile(r"(?:[,;“-]| (?:và|của|cho|với|tại|các|về|theo|từ|đến|để|do|trên))$")


def role_of(head: str) -> str:
    """'task', 'who', 'when' or 'other': what the column's head promises of its cells."""
    folded = fold(head)
    if folded.startswith(("thoi", "tien do", "han", "moc")):
        return "when"
    if any(word in folded for word in ("chu tri", "phoi hop", "don vi", "co quan", "phu trach", "nguoi")):
        return "who"
    return (
        "task"
        if any(word in folded for word in ("noi dung", "nhiem vu", "cong viec", "hoat dong", "hang muc", "ten "))
        else "other"
    )


def placed(lines: Sequence[str], heads: Sequence[str]) -> list[str]:
    """A cell for every head: of all ways to part the lines in order, the one whose cells look most like their heads."""
    roles = [role_of(head) for head in heads]
    roles = ["lead" if role == "who" and "who" not in roles[:n] else role for n, role in enumerate(roles)]

    @cache
    def best(column: int, start: int) -> tuple[float, tuple[int, ...]]:
        if column == len(roles):
            return (0.0 if start == len(lines) else -99.0), ()
        ways = (
            (_likeness(lines[start:end], roles[column]) + _torn(lines, start, end) + best(column + 1, end)[0], end)
            for end in range(start, len(lines) + 1)
        )
        value, end = max(ways, key=lambda way: way[0])
        return value, (end, *best(column + 1, end)[1])

    edges = best(0, 0)[1]
    return [" ".join(lines[start:end]) for start, end in zip((0, *edges), edges, strict=False)]


def _likeness(cell: Sequence[str], role: str) -> float:
    """How well these lines fit a column: positive where they look like it, negative where they can't be it."""
    if not cell:
        return _EMPTY.get(role, -0.5)
    folded = [fold(line).strip() for line in cell]
    begun = sum(_begun(line, role) for before, line in pairwise(cell) if not _open(before))
    timed = sum(1 for line in folded if len(line) < 40 and TIME.search(line))
    if role in {"lead", "who"}:
        named = cell[0][:1].isupper() and len(cell[0]) < _NAME and not _PAPER.match(folded[0])
        known = 3.0 if _is_who(cell[0]) else -0.3 if named else -2.0
        return known - begun - 2.0 * timed
    if role == "when":
        return (3.0 if TIME.search(" ".join(folded)) else -3.0) - 1.5 * sum(not TIME.search(line) for line in folded)
    return 0.5 - begun - 1.5 * timed - (1.0 if role == "other" and _WHO.match(folded[0]) else 0.0)


def _is_who(line: str) -> bool:
    """'Sở Y tế', 'CDC'."""
    return _WHO.match(fold(line)) is not None or re.fullmatch(r"[A-ZĐ]{3,9}", line.strip()) is not None


def _torn(lines: Sequence[str], start: int, end: int) -> float:
    """What it costs to begin a cell here: a small letter or an open line before it goes on with the cell before."""
    if not 0 < start < end:
        return 0.0
    return -2.0 if lines[start][:1].islower() or _open(lines[start - 1]) else 0.0


def _begun(line: str, role: str) -> float:
    """How much a line inside a cell looks like the start of another one: an agency, or a capital among agencies."""
    if _is_who(line):
        return 1.5
    return 0.9 if role in {"lead", "who"} and line[:1].isupper() else 0.0


def _open(line: str) -> bool:
    """A line that cannot end its cell."""
    return _OPEN.search(line.rstrip()) is not None
