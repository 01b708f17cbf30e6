"""Recognise an order given by word of mouth as a coordinator types it: whose opinion, where, when, and the task."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.review_edits import letter_by_letter

KIND = "verbal"  # the directive's type until its document comes
_ORDER = re.compile(
    r"(?:(?:ghi\s+)?(?:nhiem vu|viec|nv)\s+theo\s+(?:y kien(?:\s+chi dao)?|ket luan|but phe|chi dao)|y kien chi dao)"
    r"(?:\s+(?:cua|giao ban cua)?\s*(?P<who>(?!tai\b|ngay\b)[^:;]+?))??"
    r"(?:\s*,?\s+tai\s+(?P<where>(?!ngay\b)[^:;]+?))??(?:\s*,?\s+ngay\s+(?P<day>[\d/.\- ]+?))?\s*(?::\s*(?P<task>.+))?"
)
_LEADER = (
    r"(?:(?:dong chi|d/c|ong|ba)\s+)?(?:(?:pho\s+)?(?:chu tich|bi thu|chanh van phong|giam doc|truong ban|thu truong)"
    r"|lanh dao|thuong truc)"
)
_TOLD = re.compile(
    r"(?:(?:tai\s+|trong\s+)?(?P<where>(?:cuoc hop|hop|hoi nghi|giao ban|buoi lam viec)\b[^:;,]{0,60}?)"
    r"(?:\s+(?:sang|trua|chieu|hom)\s+nay)?\s*,?\s+)?"
    rf"(?P<who>{_LEADER}\b[^:;,]{{0,60}}?)\s+(?:vua\s+|da\s+)?(?:chi dao|giao|yeu cau|co y kien)\s*:?\s+(?P<task>.+)"
)
_ASKS = re.compile(r".*(?:\?|\b(?:chua|khong|nhi)(?:\s+(?:a|vay|nhi|em|anh|chi))*)[ .?]*")
_LONGEST_TOLD = 500


@dataclass(frozen=True, slots=True)
class VerbalOrder:
    """Words as typed; empty where they were left out."""

    who: str
    where: str
    day: str
    task: str


def parse_told(text: str) -> VerbalOrder | None:
    """'Chủ tịch chỉ đạo Sở Nội vụ rà soát …', as one tells it; an order only where the task opens with an agency."""
    plain = " ".join(text.split())
    flat = letter_by_letter(plain)
    found = _TOLD.fullmatch(flat) if len(plain) <= _LONGEST_TOLD and "\n" not in text.strip() else None
    return None if found is None or _ASKS.fullmatch(flat) else _words(found, plain)


def _words(found: re.Match[str], plain: str) -> VerbalOrder:
    said = {
        name: plain[found.start(name) : found.end(name)].strip(" ,.")
        for name, words in found.groupdict().items()
        if words
    }
    return VerbalOrder(**({"who": "", "where": "", "day": "", "task": ""} | said))


def parse_order(text: str) -> VerbalOrder | None:
    """The order a message is, wholly; None when it is something else."""
    plain = " ".join(text.split())
    found = _ORDER.fullmatch(letter_by_letter(plain))
    return _words(found, plain) if found else None
