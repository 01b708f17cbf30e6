"""Decide what is said of an agency that ended, which of its work needs a new home, and where each piece goes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model import Agency, Task
from core.text import fold

NOBODY = 0  # in the place of a successor: the work is followed no more
_END = r"(?:da\s+)?(?:ket thuc hoat dong|cham dut hoat dong|giai the|sap nhap|hop nhat)"
_SENTENCE = re.compile(rf"(?P<agency>.+?),?\s+{_END}\b(?P<rest>.*)")
_SINCE = re.compile(r"\btu(?:\s+ngay)?\s+(?P<on>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})")
_HEIRS = re.compile(r"[,;.]?\s*(?:(?:cac\s+)?don vi\s+)?ke thua(?:\s+la)?\s*:?\s*(?P<heirs>.+)")
_DECISION = re.compile(r"\btheo\s+(?P<decision>.+)")
_CHOICE = re.compile(
    r"(?:(?:nv|nhiem vu|viec)\s*)?(?:(?P<numbers>\d[\d\s,;]*)|(?P<rest>con lai|tat ca))\s*[:=]?\s*"
    r"(?:(?:ve|sang|cho|chuyen)\s+)?(?P<heir>\D.*)"
)
_STOPS = ("thoi", "thoi theo doi", "ngung theo doi")


class Part(StrEnum):
    """What an agency has to do with a task that is not over."""

    LEAD = "lead"
    SUPPORT = "support"
    NEXT = "next"  # the periods to come of a series whose newest one is done


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that needs a new home."""

    task: Task
    part: Part


@dataclass(frozen=True, slots=True)
class Plan:
    """As far as it is known: the agency, the day, the decision, who takes up its work."""

    agency: int
    on: dt.date | None = None
    decision: str | None = None
    heirs: tuple[int, ...] = ()

    @property
    def args(self) -> dict[str, int | str | None]:
        return {
            "agency": self.agency,
            "on": self.on.isoformat() if self.on else None,
            "decision": self.decision,
            "heirs": ",".join(map(str, self.heirs)),
        }


def plan(*, agency: int, on: str | None = None, decision: str | None = None, heirs: str = "") -> Plan:
    day = dt.date.fromisoformat(on) if on else None
    return Plan(agency, day, decision, tuple(int(one) for one in heirs.split(",") if one))


@dataclass(frozen=True, slots=True)
class Succession:
    """As it was recorded."""

    agency: Agency
    heirs: tuple[Agency, ...]
    decision: str
    by: str | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a sentence about an agency that ended; None where it says nothing of that."""

    agency: str
    on: str | None
    decision: str | None
    heirs: str | None


def read(said: str) -> Told | None:
    """'Phòng X kết thúc hoạt động từ 1/7/2025 theo 12/NQ-HĐND, kế thừa: Xã A, Xã B'."""
    plain = " ".join(said.split()).strip(" .")
    folded = fold(plain)
    found = _SENTENCE.fullmatch(folded) if len(folded) == len(plain) else None
    if found is None:
        return None
    rest, start = found["rest"], found.start("rest")
    heirs = _HEIRS.search(rest)
    before = rest[: heirs.start()] if heirs else rest
    decision = _DECISION.search(before)
    since = _SINCE.search(before if decision is None else before[: decision.start()])
    agency = plain[: found.end("agency")]

    def words(one: re.Match[str] | None, name: str) -> str | None:
        return plain[start + one.start(name) : start + one.end(name)].strip(" ,;.:") or None if one else None

    return Told(agency, words(since, "on"), words(decision, "decision"), words(heirs, "heirs"))


def day_and_decision(said: str) -> tuple[str, str | None]:
    """'1/3 theo Quyết định 12/QĐ-UBND ngày 10/2': the words for the day, and those for the decision."""
    found = re.search(r"\s+(?:theo|tại|tai)\s+", said)
    return (said[: found.start()], said[found.end() :].strip()) if found else (said, None)


@dataclass(frozen=True, slots=True)
class Choice:
    """'nv 3 5: Xã A': these numbers (None: all that are left), and the words for where they go (None: nowhere)."""

    numbers: tuple[int, ...] | None
    heir: str | None


def choice(said: str) -> Choice | None:
    plain = " ".join(said.split()).strip(" .")
    found = _CHOICE.fullmatch(fold(plain)) if len(fold(plain)) == len(plain) else None
    if found is None:
        return None
    numbers = None if found["rest"] else tuple(int(one) for one in re.findall(r"\d+", found["numbers"]))
    stops = found["heir"].strip() in _STOPS
    return Choice(numbers, None if stops else plain[found.start("heir") : found.end("heir")])


def meant(words: str, heirs: Sequence[Agency]) -> Agency | None:
    """Among these few a part of the name is enough, or its place: 'xã An Phú', 'nơi 2'. Never one of two."""
    wanted = fold(words)
    place = wanted.removeprefix("noi ")
    if place.isdecimal():
        return heirs[int(place) - 1] if 0 < int(place) <= len(heirs) else None
    names = {one.id: [fold(name) for name in (one.name, one.short, *one.aliases) if name] for one in heirs}
    same = [one for one in heirs if wanted in names[one.id]]
    held = same or [one for one in heirs if any(wanted in name for name in names[one.id])]
    return held[0] if len(held) == 1 else None


def packed(chosen: Mapping[int, int]) -> str:
    """Tasks and where they go as one small value: '12:5,14:0'."""
    return ",".join(f"{task}:{heir}" for task, heir in chosen.items())


def unpacked(value: str) -> dict[int, int]:
    return {int(task): int(heir) for task, heir in (pair.split(":") for pair in value.split(",") if pair)}


def waiting(pieces: Iterable[Piece], chosen: Mapping[int, int]) -> list[Piece]:
    return [one for one in pieces if one.task.id not in chosen]


def going(pieces: Sequence[Piece], chosen: Mapping[int, int], heir: int) -> list[Piece]:
    return [one for one in pieces if chosen.get(one.task.id) == heir]
