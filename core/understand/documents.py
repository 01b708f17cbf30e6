"""Find the number and date of a document named in chat: '45/BC-UBND', '45-BC/ĐU ngày 18/3', 'báo cáo số 45'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from core.understand.dates import Side, SpokenDate, date_at
from core.understand.letters import Line, read_line
from core.understand.pieces import Kind, Piece

if TYPE_CHECKING:
    from datetime import date

_TYPES = "bc|cv|kh|qd|nq|ct|tb|ttr|kl|hd|ctr|cd|bb|gm|pa|da|qc|td"
_NAMES = (
    "bao cao|b/c|bc|cong van|cv|van ban|vb|to trinh|ttr|quyet dinh|qd|ke hoach|kh|thong bao|tb|cong dien|phieu trinh|"
    "bien ban|bb|nghi quyet|nq|chi thi|ct|huong dan|ket luan|de an"
)
_GROUP = r"[a-z][a-z&]{0,9}"
_INITIALS = r"[bcdfghjklmnpqrstvwxyz]{3,8}"  # '12/SNV': an office's initials bear no vowel, as words do
_SYMBOL = (
    rf"(?:{_GROUP}\s?[-_]\s?{_GROUP}(?:[-_]{_GROUP})?|(?:{_TYPES})\s?/\s?{_GROUP}"
    rf"|(?:{_TYPES}|ubnd|hdnd|vp|{_INITIALS}))"
)
_FIND = re.compile(
    rf"(?<![a-z0-9/\-])(?P<name>(?:{_NAMES})\s?)?(?P<so>(?:so|s):?\s?)?"
    rf"(?:(?P<full>\d{{1,5}}\s?/\s?(?:\d{{4}}\s?/\s?)?{_SYMBOL}|\d{{1,5}}\s?-\s?(?:{_TYPES})\s?/\s?{_GROUP})"
    r"|(?P<bare>\d{1,5}))(?![a-z0-9/%])"
)
_DATED = re.compile(r"\s?[,(]?\s?(?:(?:de|ky|ban hanh|phat hanh|ra)?\s?(?:ngay|hom)?)\s?")
_LATELY = re.compile(
    r"\s?[,(]?\s?(?:(?:de|ky|ban hanh|phat hanh|ra)\s)?(?:ngay )?"
    r"(?P<day>(?:hom|sang|chieu) (?P<back>qua|kia|nay))(?![a-z])"
)
_ORDERS = {"thong bao", "tb", "cong dien", "nghi quyet", "nq", "chi thi", "ct", "ket luan"}
_ORDER_SYMBOL = re.compile(r"[/\-](?:tb|kl|ct|cd|nq)(?:[/\-]|$)")
_BELONGS = re.compile(r"(?:theo|tai|cua|o|trong|thuc hien|trien khai|nv|[·|])\s?$")
# What a work rests on: a plan or a decision too, where it is not the paper that a completion rests on.
_BASIS = re.compile(
    r"(?:can cu|chieu theo|(?:lam|thuc hien|trien khai|tien hanh|lam dung) theo|thuc hien|trien khai"
    r"|theo (?:tinh than|yeu cau|chi dao|noi dung)(?: cua| tai)?)\s?$"
)
_PLANS = {"ke hoach", "kh", "de an"}
_REPORTS = {"bao cao", "b/c", "bc", "to trinh", "ttr", "phieu trinh", "bien ban", "bb"}
_REPORT_SYMBOL = re.compile(r"(?:^|[\d/\-])(?:bc|ttr|bb)(?:[/\-]|$)")
_RESPELLED = {
    "DU": "ĐU", "BCD": "BCĐ", "HDND": "HĐND", "CD": "CĐ", "QD": "QĐ", "DA": "ĐA", "TTR": "TTr", "CTR": "CTr",
    "SGDDT": "SGDĐT", "SLDTBXH": "SLĐTBXH", "SXD": "SXD", "HD": "HD", "LD": "LĐ", "CDTN": "CĐTN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """`orders`: this is what gave the work, not what answers it."""

    number: str
    dated: SpokenDate | None
    orders: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """A document as it was named; `yearless` where another year could have been meant."""

    number: str
    day: date | None
    yearless: bool = False


def read_document(text: str, *, today: date) -> tuple[str, date | None] | None:
    """The first document's number and, where said, its date: without a year, the closest such day."""
    signed = read_signed(text, today=today)
    return (signed.number, signed.day) if signed else None


def read_signed(text: str, *, today: date) -> Signed | None:
    """The same, with whether its year was said."""
    for piece in find_documents(read_line(text), today):
        dated = piece.value.dated
        day = dated.on(today, Side.NEAR) if dated else None
        return Signed(piece.value.number, day, yearless=dated.yearless if dated else False)
    return None


def find_documents(line: Line, today: date) -> list[Piece]:
    """Every document, its word ('báo cáo số') and date included in the piece."""
    pieces = []
    for found in _FIND.finditer(line.flat):
        if not found["name"] and not found["full"]:
            continue
        dated, end = _date_after(line.flat, found.end(), today)
        if found["bare"] and not _sure(found, line.flat, end, dated):
            continue
        number = _written(line, found, "full" if found["full"] else "bare")
        pieces.append(
            Piece(Kind.DOCUMENT, found.start(), end, NamedDocument(number, dated, _is_order(found, line.flat)))
        )
    return pieces


def _sure(found: re.Match[str], flat: str, end: int, dated: SpokenDate | None) -> bool:
    """'báo cáo số 45', 'bc 45 ngày 18/3' and 'theo Kế hoạch 35' are documents; 'báo cáo 3 việc' is not."""
    if found["name"] and _is_order(found, flat):
        return True
    after = flat[end:].lstrip(" ")
    return bool(dated or found["so"]) or not after or after[0] in ",.;\n)!"


def _date_after(flat: str, start: int, today: date) -> tuple[SpokenDate | None, int]:
    if spoken := _LATELY.match(flat, start):
        day = today - timedelta(days={"kia": 2, "qua": 1, "nay": 0}[spoken["back"]])
        return SpokenDate(spoken["day"], fixed=day), spoken.end()
    joined = _DATED.match(flat, start)
    read = date_at(flat, joined.end()) if joined else None
    return read or (None, start)


def _is_order(found: re.Match[str], flat: str) -> bool:
    name, number = (found["name"] or "").strip(), found["full"] or ""
    before = flat[max(0, found.start() - 24) : found.start()]
    if name in _PLANS and before.endswith("theo "):
        return True
    if name not in _REPORTS and not _REPORT_SYMBOL.search(number) and _BASIS.search(before):
        return True
    named = name in _ORDERS or bool(_ORDER_SYMBOL.search(number))
    return named and bool(_BELONGS.search(before))


def _written(line: Line, found: re.Match[str], group: str) -> str:
    """As an office prints it: capitals, no spaces, the Đ that plain typing loses."""
    typed = re.sub(r"\s", "", line.words_of(found.start(group), found.end(group))).upper().replace("_", "-")
    return re.sub(r"[^\W\d_]+", lambda word: _RESPELLED.get(word[0], word[0]), typed)
