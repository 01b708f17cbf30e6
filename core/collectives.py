"""Decide which known agencies a collective addressee means ('các sở, ban, ngành', 'UBND các xã, phường')."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Agency
from core.text import fold

_PEOPLE = r"^(?:ubnd|uy ban nhan dan) "
_COMMUNE, _DISTRICT = ("xa", "phuong", "thi tran", "dac khu"), ("huyen", "quan", "thi xa", "thanh pho")
_LEVELS = {"cap xa": _COMMUNE, "cap huyen": _DISTRICT, "cap tinh": ("tinh", "thanh pho")}
_PLACES = frozenset({*_COMMUNE, *_DISTRICT, "tinh"})
_ANY_PLACE = "|".join(sorted(_PLACES))
# A word of the collective, and how the names of its members begin. Nobody says 'ngành' of a sở or a ban alone.
_BODIES = {
    "so": r"^so ",
    "bo": r"^bo (?!chi huy|tu lenh)",
    "ban": r"^ban (?!thuong vu|can su)",
    "nganh": r"^(?:(?:tong |chi )?cuc|thanh tra|cong an|bo chi huy|bo tu lenh|van phong|bao hiem|kho bac|ngan hang) ",
    "dia phuong": rf"{_PEOPLE}(?:{_ANY_PLACE}) ",
    "huyen uy": r"^huyen uy ",
    "thi uy": r"^thi uy ",
    "thanh uy": r"^thanh uy ",
    "dang uy": r"^dang uy ",
    "hoi": r"^hoi ",
    "truong": r"^truong ",
    "co quan": r"",
    "don vi": r"",
}
_HEADS = re.compile(r"\b(?:" + "|".join(sorted({*_LEVELS, *_PLACES, *_BODIES}, key=lambda word: -len(word))) + r")\b")
_MARKED = re.compile(r"^(?:cac|moi|toan the|tat ca|nhung|tung)\b|\bcac\b|\bcap (?:xa|huyen|tinh)\b")
_LIST = re.compile(r"^(?:so|bo|ban|nganh)\s*,\s*(?:ban|nganh)\b")
_COMMITTEE = re.compile(r"\b(?:ubnd|uy ban nhan dan)\b")
_AROUND = re.compile(
    r"\b(?:(?:truc )?thuoc (?:tinh|thanh pho|trung uong|tw)|trong ca nuoc|toan (?:tinh|quoc)"
    r"|(?:tren dia ban|trong|cua|o)(?: toan)? (?:tinh|thanh pho))\b"
)
_SOME = re.compile(r"\b(?:co )?lien quan\b|\bkhac\b")
_WHICH = re.compile(r"\s(?:được|đã|chưa|tham gia) .*$")  # as written: folded, 'Đà Nẵng' would be one
_FILLERS = re.compile(r"\b(?:cac|moi|toan the|tat ca|nhung|tung|va|dang uy|chu tich|thu truong|bi thu)\b")


@dataclass(frozen=True, slots=True)
class Collective:
    """What the words name: how members' names begin. `whole` is False where the text means only some ('liên quan')."""

    members: re.Pattern[str]
    whole: bool


def collective(written: str) -> Collective | None:
    """The collective these words are, wholly; None for one agency, and for words that name a kind nobody keeps."""
    named = _WHICH.sub("", written)
    flat = " ".join(fold(named).replace("*", "").split())
    if not _MARKED.search(flat) and not _LIST.match(flat):
        return None
    bare = _COMMITTEE.sub(" ", _AROUND.sub(" ", flat))
    some = named != written or bool(_SOME.search(bare))
    bare = _SOME.sub(" ", bare)
    heads = _HEADS.findall(bare)
    if not heads or re.search(r"\w", _FILLERS.sub(" ", _HEADS.sub(" ", bare))):
        return None
    return Collective(_members(heads, flat), whole=not some)


def sounds_collective(written: str) -> bool:
    """Words that name no single agency, whether or not it is known whom they name."""
    flat = fold(written)
    return bool(
        _MARKED.search(flat) or _LIST.match(flat) or re.match(r"(?:don vi|co quan|dia phuong|thu truong)\b", flat)
    )


def _members(heads: list[str], flat: str) -> re.Pattern[str]:
    """'ủy' after a place is a party committee; 'UBND' before one a people's committee."""
    holder = r"^dang uy " if "dang uy" in flat and not _COMMITTEE.search(flat) else _PEOPLE
    kept = [
        head for head in heads if head != "dang uy" or not any(place in _PLACES or place in _LEVELS for place in heads)
    ]
    return re.compile("|".join(_beginning(head, holder) for head in dict.fromkeys(kept)))


def _beginning(head: str, holder: str) -> str:
    if head in _LEVELS:
        return rf"{holder}(?:{'|'.join(_LEVELS[head])}) "
    return rf"{holder}{head} " if head in _PLACES else _BODIES[head]


def members(found: Collective | None, agencies: Iterable[Agency]) -> list[Agency]:
    """The agencies of the directory that it means; never the organisation's own office."""
    if found is None:
        return []
    return [one for one in agencies if one.kind == "agency" and found.members.search(fold(one.name) + " ")]
