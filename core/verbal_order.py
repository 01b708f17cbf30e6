"""Recognise an order given by word of mouth as a coordinator types it: whose opinion, where, when, and the task."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.review_edits import letter_by_letter

KIND = "verbal"  # the directive's type until its document comes
_ORDER = re.compile(
    r"(?:ghi\s+)?(?:nhiem vu|viec|nv)\s+theo\s+(?:y kien(?:\s+chi dao)?|ket luan|but phe|chi dao)"
    r"(?:\s+(?:cua|giao ban cua)?\s*(?P<who>(?!tai\b|ngay\b)[^:;]+?))??"
    r"(?:\s*,?\s+tai\s+(?P<where>(?!ngay\b)[^:;]+?))??(?:\s*,?\s+ngay\s+(?P<day>[\d/.\- ]+?))?\s*(?::\s*(?P<task>.+))?"
)


@dataclass(frozen=True, slots=True)
class VerbalOrder:
    """Words as typed; empty where they were left out."""

    who: str
    where: str
    day: str
    task: str


def parse_order(text: str) -> VerbalOrder | None:
    """The order a message is, wholly; None when it is something else."""
    plain = " ".join(text.split())
    found = _ORDER.fullmatch(letter_by_letter(plain))
    if found is None:
        return None
    said = {
        name: plain[found.start(name) : found.end(name)].strip(" ,.") if found[name] else ""
        for name in found.groupdict()
    }
    return VerbalOrder(**said)
