"""Read the dialogues: who says or presses what, and what is heard after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

HERE = Path(__file__).parent
_TURN = re.compile(
    r"(?P<who>\w+)(?:: (?P<says>.+)| \[\[(?P<twice>[^\]]+)\]\]| \[(?P<presses>[^\]]+)\]"
    r"| sends (?P<sends>\S+)(?: (?P<caption>.+))?| edits: (?P<edits>.+)| forwards: (?P<forwards>.+)"
    r"| replies: (?P<replies>.+)| (?P<speaks>speaks)| (?P<hears>hears))$"
)
_MANY = re.compile(r"\((?P<words>[^()]+)\)×(?P<times>\d+)")  # '(đã họp, )×200': a long text in few letters
_MARK = re.compile(r"<U\+(?P<code>[0-9A-F]{4})>")  # what cannot be seen


class Does(StrEnum):
    SAYS = "says"
    PRESSES = "presses"
    SENDS = "sends"
    HEARS = "hears"
    TWICE = "twice"  # a button, by a nervous thumb
    EDITS = "edits"  # the words of what was typed last
    FORWARDS = "forwards"
    REPLIES = "replies"  # to what was heard last
    SPEAKS = "speaks"  # a voice note
    WAITS = "waits"  # until the day named


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person does, and what they hear after it."""

    who: str
    does: Does
    what: str = ""
    caption: str = ""
    heard: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dialogue:
    title: str
    scenes: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)


def dialogues(folder: Path = HERE) -> list[Dialogue]:
    """All of them, file by file."""
    found: list[Dialogue] = []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                _read(line, found)
    return found


def _read(line: str, found: list[Dialogue]) -> None:
    if line.startswith("=== "):
        found.append(Dialogue(line.removeprefix("=== ").strip()))
    elif line.startswith(". "):
        found[-1].scenes.append(line.removeprefix(". ").strip())
    elif line.startswith("  "):
        _below(found[-1].turns[-1], line.strip())
    else:
        found[-1].turns.append(_turn(line))


def _below(turn: Turn, line: str) -> None:
    if line.startswith("["):
        turn.offered.extend(re.findall(r"\[([^\]]+)\]", line))
    elif line.startswith("- "):
        turn.unsaid.append(line.removeprefix("- "))
    else:
        turn.heard.append(line)


def _turn(line: str) -> Turn:
    if line.startswith("@ "):
        return Turn("", Does.WAITS, line.removeprefix("@ ").strip())
    found = _TURN.match(line)
    assert found, f"not a turn: {line!r}"
    does = next(does for does in Does if does is not Does.WAITS and found[does.value])
    what = "" if does is Does.HEARS else _MANY.sub(lambda m: m["words"] * int(m["times"]), found[does.value])
    what = _MARK.sub(lambda m: chr(int(m["code"], 16)), what)
    return Turn(found["who"], does, what, found["caption"] or "")
