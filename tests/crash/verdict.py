"""Judge a soak by the channel's own log and the database, in the sentences that are promised."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select

from core.model import Person
from core.wording import delivery as wording
from db import people, tables
from db.store import Store
from jobs.remind import Foreseen
from tests.crash.weather import Accepted, BadWeather

MARK = "(Nhắc lại"
MORNING = "Sáng thứ"
IN_FLIGHT = dt.timedelta(seconds=5)  # a text made just before a task ended may still be on its way
TRIES = 2  # the first and its one repeat
SHARE_PARKED = 0.04  # a repeat may fall into the weather again, or under the next kill
_NUMBER = re.compile(r"NV (\d+)")
_DAY = re.compile(MORNING + r" \S+ \d+/\d+")
_DELIVERED = {"sent"}
_GIVEN_UP = {"refused", "parked"}  # with a reason, and the coordinator is told


@dataclass
class Verdict:
    """What was expected and done while it ran; then what was found. `faults` is empty when every sentence holds."""

    expected: list[tuple[dt.date, int, int]] = field(default_factory=list)  # day, person, task
    removed: dict[int, dt.datetime] = field(default_factory=dict)  # task number -> when it ended or moved away
    asked: int = 0
    kills: int = 0
    left_open: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def expect(self, day: dt.date, foreseen: Iterable[Foreseen], crowd: Sequence[Person]) -> None:
        ids = {person.id for person in crowd}
        self.expected += [
            (day, one.person.id, item.task_id) for one in foreseen if one.person.id in ids for item in one.items
        ]

    def summary(self) -> str:
        found = ", ".join(f"{name} {number:,}" for name, number in sorted(self.counts.items()))
        return f"{self.kills} kills, {self.asked:,} questions, {len(self.expected):,} reminders due: {found}"


def judge(store: Store, api: BadWeather, coordinator: Person, verdict: Verdict) -> None:
    log = api.log
    with store.read() as conn:
        rows = conn.execute(select(tables.outbox)).all()
        came = conn.execute(select(tables.inbox.c.id, tables.inbox.c.state)).all()
        owner = dict(conn.execute(select(tables.assignments.c.id, tables.assignments.c.task_id)).all())  # type: ignore[arg-type]
        chats = dict(conn.execute(select(tables.addresses.c.person_id, tables.addresses.c.chat)).all())  # type: ignore[arg-type]
    mornings = [row for row in rows if row.kind == "morning"]
    chats = {row.person_id: chats[row.person_id] for row in mornings}  # not the coordinator's: a digest of its own
    reminded = {int(chat) for chat in chats.values()}
    seen: dict[int, list[Accepted]] = defaultdict(list)
    for one in log:
        if MORNING in one.text and one.chat in reminded:
            seen[one.chat].append(one)
    verdict.counts.update(row.state for row in mornings)
    verdict.counts["mornings seen"] = sum(map(len, seen.values()))
    verdict.counts["repeats"] = sum(MARK in one.text for some in seen.values() for one in some)
    verdict.faults += [f"{verdict.left_open} rows without an outcome"] * bool(verdict.left_open)
    verdict.faults += _lost(verdict, mornings, owner)
    verdict.faults += _not_as_written(mornings, chats, log)
    told = [row for row in rows if row.person_id == coordinator.id and row.kind == "reply"]
    verdict.faults += _given_up(verdict, store, mornings, told, chats, api)
    verdict.faults += _unexplained(mornings, seen, chats)
    verdict.faults += _stale(verdict, seen)
    verdict.faults += _twice_a_day(seen)
    verdict.faults += _events(verdict, came, [row.cause for row in rows if row.cause])


def _lost(verdict: Verdict, mornings: Sequence[Row[Any]], owner: dict[int, int]) -> Iterable[str]:
    """Every due reminder stands in a message that was delivered, or refused or given up with a reason."""
    ends: dict[tuple[int, int], set[str]] = defaultdict(set)
    for row in mornings:
        settled = row.state in _DELIVERED or (row.state in _GIVEN_UP and row.reason)
        for assignment, *_ in row.payload["items"]:
            ends[row.person_id, owner[assignment]].add("settled" if settled else f"{row.state}: {row.reason}")
    for day, person, task in verdict.expected:
        if "settled" not in ends[person, task] and task not in verdict.removed:
            yield f"lost: NV {task}, person {person}, due on {day}: {sorted(ends[person, task])}"


def _not_as_written(mornings: Sequence[Row[Any]], chats: dict[int, str], log: Sequence[Accepted]) -> Iterable[str]:
    """What is written down as sent is in the channel's own log, under the id that is written down."""
    taken = {(one.id, one.chat) for one in log}
    for row in mornings:
        if row.state == "sent" and (int(row.message), int(chats[row.person_id])) not in taken:
            yield f"row {row.id} is written down as sent, the channel knows nothing of it"


def _given_up(
    verdict: Verdict,
    store: Store,
    mornings: Sequence[Row[Any]],
    told: Sequence[Row[Any]],
    chats: dict[int, str],
    api: BadWeather,
) -> Iterable[str]:
    """Whoever was not reached stands in a notice; what nobody received was twice on its way when a worker was killed
    or the channel answered with an error, and there is hardly any of it."""
    with store.read() as conn:
        who = {key: people.get(conn, key) for key in {row.person_id for row in mornings if row.state in _GIVEN_UP}}
    said = defaultdict(list)
    for row in told:
        said[row.payload["text"]].append(row.created_at)
    parked = [row for row in mornings if row.state == "parked"]
    for person in who.values():
        mine = sorted((row for row in parked if row.person_id == person.id), key=lambda row: row.doubted_at)
        notices = said[wording.not_delivered(person).text]
        if len(notices) < len(mine) or (len(mine) == 0 and not said[wording.not_reached(person).text]):
            yield f"person {person.id}: given up, and the coordinator was not told"
        for row, until in zip(mine, notices, strict=False):
            here = (int(chats[person.id]), row.first_tried_at, until)
            if not any(_within(one.at, one.chat, here) for one in api.log):
                verdict.counts["parked, never received"] += 1
                turned_away = sum(_within(at, chat, here) for at, chat in api.turned_away)
                yield from _not_twice_in_doubt(row, turned_away)
    if len(parked) > SHARE_PARKED * len(mornings):
        yield f"{len(parked)} of {len(mornings)} messages given up in doubt"


def _not_twice_in_doubt(row: Row[Any], turned_away: int) -> Iterable[str]:
    reasons = row.reason.split(", then ")
    errors = reasons.count("NetworkError")  # a 5xx; a connection may also end before anything was read of it
    if len(reasons) != TRIES or row.attempt < len(reasons) or errors > turned_away:
        yield f"row {row.id} given up after {row.attempt} tries ({row.reason}), {turned_away} turned away: lost"


def _within(at: dt.datetime, chat: int, here: tuple[int, dt.datetime, dt.datetime]) -> bool:
    return chat == here[0] and here[1] <= at <= here[2]


def _unexplained(mornings: Sequence[Row[Any]], seen: dict[int, list[Accepted]], chats: dict[int, str]) -> Iterable[str]:
    """What was delivered reached its person, and whoever saw more than the messages has rows that were in doubt."""
    for person, chat in chats.items():
        mine = [row for row in mornings if row.person_id == person]
        sent, reached = [row for row in mine if row.state == "sent"], seen[int(chat)]
        doubted = [row for row in mine if row.doubted_at]
        if len(reached) < len(sent):
            yield f"person {person}: {len(sent)} rows sent, {len(reached)} messages seen"
        if len(reached) > len(mine) + len(doubted) or any(row.attempt > 2 for row in mine if row.state == "sent"):
            yield f"person {person}: {len(reached)} messages seen of {len(mine)} rows, {len(doubted)} in doubt"
        if sum(MARK in one.text for one in reached) > len(doubted):
            yield f"person {person}: a repeat that nothing explains"
        unmarked = [one for one in reached if MARK not in one.text]
        if len(unmarked) > len(mine):
            yield f"person {person}: a repeat that does not say so"


def _stale(verdict: Verdict, seen: dict[int, list[Accepted]]) -> Iterable[str]:
    for chat, some in seen.items():
        for one in some:
            for number in map(int, _NUMBER.findall(one.text)):
                gone = verdict.removed.get(number)
                if gone and one.at > gone + IN_FLIGHT:
                    yield f"chat {chat}: NV {number} ended or moved at {gone}, said at {one.at}"


def _twice_a_day(seen: dict[int, list[Accepted]]) -> Iterable[str]:
    """By the head of the message, 'Sáng thứ Hai 16/3'; a repeat says that it is one."""
    days = Counter(
        (chat, _DAY.search(one.text)[0]) for chat, some in seen.items() for one in some if MARK not in one.text
    )  # type: ignore[index]
    return [f"chat {chat}: {count} messages of '{day}'" for (chat, day), count in days.items() if count > 1]


def _events(verdict: Verdict, came: Sequence[Row[Any]], causes: Sequence[int]) -> Iterable[str]:
    """Every question was handled once and answered once."""
    states = Counter(row.state for row in came)
    if states != {"done": verdict.asked}:
        yield f"{verdict.asked} questions, but {dict(states)}"
    twice = [cause for cause, count in Counter(causes).items() if count > 1]
    if twice or len(set(causes)) != verdict.asked:
        yield f"{len(set(causes))} of {verdict.asked} questions answered, {len(twice)} of them twice"
