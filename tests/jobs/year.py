"""What happens in a simulated year of one organisation, at random; on both sides: in the product and in plain facts."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select, update

from core import snoozing
from core.model import Due, Role, Status, Task
from core.proposal import Boundary, DeadlineKind
from core.snoozing import Later
from core.status import Who, moves
from core.workdays import Exceptional
from db import calendar, extensions, ladders, leave, snoozes, tasks
from db.reminders import replan
from db.tables import addresses, assignments, directives
from db.tables import tasks as task_table
from tests.house import House
from tests.jobs.plain import DAY, Days, Duty, Hand, local_day, steps

TICK = dt.timedelta(microseconds=1)
URGENT, USUAL = "1/HT", "2/KH"  # numbers of directives
MOST_OPEN = 3  # in one person's hands: what a message names is then all of it


class Year:
    """The organisation: what is known of its tasks, hands, absences and contacts, and what may happen to them."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.random = house, random.Random(seed)
        self.days, self.usual, self.now = Days(), house.office.ladder, house.now
        self.clerk = house.coordinator()
        self.people = [house.person(f"Người {n}", role=Role.FOCAL if n == 0 else Role.OFFICIAL) for n in range(4)]
        self.others = [house.person(f"Bạn {n}", agency="Sở Y tế") for n in range(2)]
        self.reached = {person.id: True for person in (*self.people, *self.others)}
        self.duties: dict[int, Duty] = {}  # by task
        self.hands: dict[int, Hand] = {}  # by assignment
        self.away: dict[int, tuple[int, dt.date, dt.date]] = {}  # deputy, first and last day
        self.new_usual = self.usual  # settings take effect at the next beat

    # ── what happens ───────────────────────────────────────────────────────────────────────────
    def anything(self) -> None:
        self.random.choice(self.HAPPENINGS)(self)

    def new_task(self) -> None:
        who = self.random.choice([*self.people, *self.others])
        if (
            sum(hand.person == who.id and hand.duty.open and not hand.ended for hand in self.hands.values())
            >= MOST_OPEN
        ):
            return
        number = URGENT if self.random.random() < 0.15 else USUAL
        due = local_day(self.now) + self.random.randint(-3, 70) * DAY if self.random.random() < 0.85 else None
        hour = dt.time(self.random.choice([8, 11, 17, 20])) if due and self.random.random() < 0.15 else None
        self.house.now = self.now
        key = self.house.task(
            due and due.isoformat(),
            official=who,
            directive=self._directive(number),
            boundary=self.random.choice(["by", "before"]),
            status=self.random.choice(["not_started", "in_progress"]),
            text="Việc",
            **({"deadline_time": hour} if hour else {}),
        )
        with self.house.store.read() as conn:
            row = conn.execute(select(task_table).where(task_table.c.id == key)).one()
        known = (row.number, row.status, row.deadline_last_day, row.overdue_from, hour)
        self.duties[key] = Duty(*known, urgent=number == URGENT and due is not None)
        self._new_hands(key)

    def _directive(self, number: str) -> int:
        key = self.house.directive(number, coordinator=self.clerk)
        with self.house.store.begin() as conn:
            urgency = "Hỏa tốc" if number == URGENT else None
            conn.execute(update(directives).where(directives.c.id == key).values(urgency=urgency))
        return key

    def move_deadline(self) -> None:
        task = self.some_task()
        if task is None:
            return
        day = local_day(self.now) + self.random.randint(-2, 60) * DAY
        hour = dt.time(17) if self.random.random() < 0.15 else None
        last = self.days.last_before(day)
        due = Due("đến ngày", day, Boundary.BY, DeadlineKind.COMPLETION, day, last, day + DAY, hour)
        with self.changing(task.id) as conn:
            tasks.change_due(conn, task, due, by=self.clerk, now=self.now)
            duty = self.duties[task.id]
            duty.last, duty.late_from, duty.hour, duty.urgent = day, day + DAY, hour, task.directive_number == URGENT

    def change_status(self) -> None:
        task = self.some_task(closed_too=True)
        if task is None:
            return
        who = self.random.choice([Who.LEAD, Who.SUBMITTER, Who.COORDINATOR])
        possible = sorted(moves(task.status, who=who) - ({Status.ENDED} if self.random.random() < 0.8 else set()))
        if not possible:
            return
        to = Status(self.random.choice(possible))
        back = task.status is Status.SUBMITTED and to is Status.IN_PROGRESS and who is Who.COORDINATOR
        given = local_day(self.now) + self.random.randint(1, 20) * DAY if back else None
        values = {"returned_until": given} if back else {}
        if to is Status.SUBMITTED:
            values = {"returned_until": None, "signing_since": None}
        with self.changing(task.id) as conn:
            tasks.move(conn, task, to, who=who, by=self.clerk, now=self.now, did="moved", **values)
            duty = self.duties[task.id]
            duty.status = to.value
            if back or to is Status.SUBMITTED:
                duty.given_until = given
            if to is Status.SUBMITTED:
                duty.signing = None

    def acknowledge(self) -> None:
        task = self.some_task()
        if task is None:
            return
        with self.changing(task.id) as conn:
            tasks.acknowledge(conn, [task], by=self.clerk, now=self.now)
            duty = self.duties[task.id]
            duty.acknowledged, duty.status = True, "in_progress"

    def at_the_signatory(self) -> None:
        task = self.some_task()
        if task is None:
            return
        with self.changing(task.id) as conn:
            day = local_day(self.now)
            tasks.note(conn, task, by=self.clerk, now=self.now, did="signing", signing_since=day)
            self.duties[task.id].signing = day

    def ask_extension(self) -> None:
        task = self.some_task()
        if task is None or task.due is None or self.duties[task.id].asked is not None:
            return
        with self.changing(task.id) as conn:
            extensions.ask(conn, task, by=self.clerk, now=self.now, until=task.due.date + 9 * DAY, reason="x")
            self.duties[task.id].asked = local_day(self.now)

    def answer_extension(self) -> None:
        waiting = [key for key, duty in self.duties.items() if duty.asked is not None]
        if not waiting:
            return
        key = self.random.choice(waiting)
        with self.changing(key) as conn:
            self.duties[key].asked = None
            if self.random.random() < 0.3:
                extensions.withdraw(conn, key, by=self.clerk, now=self.now)
                return
            asked = extensions.waiting_of(conn, key)
            assert asked is not None
            extensions.decide(
                conn, asked, by=self.clerk, now=self.now, decision=extensions.REFUSED, until=None, source="x"
            )

    def snooze(self) -> None:
        task = self.some_task()
        if task is None:
            return
        who = self.random.choice([*self.people, *self.others]).id
        with self.house.store.begin() as conn:
            held = snoozes.held(conn, who, [task.id], now=self.now, office=self.house.office)
            targets = [one.watch.target for one in held]
            later = self.random.choice(list(Later))
            until = snoozing.until(later, targets, now=self.now, office=self.house.office)
            if not held or until is None:
                return
            mine = [self.hands[one.assignment_id] for one in held]
            self.look_back(mine)
            snoozes.snooze(conn, who, [task.id], until=until, now=self.now, office=self.house.office)
        for hand in mine:
            hand.put_off = until

    def hand_on(self) -> None:
        task = self.some_task()
        if task is None:
            return
        who = self.random.choice(self.people if task.lead_id == self.people[0].agency_id else self.others)
        duty = self.duties[task.id]
        with self.changing(task.id) as conn:
            tasks.assign(conn, task, who.id, by=self.clerk, now=self.now)
            any_ = select(assignments.c.acknowledged_at).where(assignments.c.task_id == task.id)
            duty.acknowledged = any(conn.scalars(any_))
        for hand in self.hands.values():
            hand.ended = hand.ended or hand.duty is duty
        self._new_hands(task.id)

    def go_on_leave(self) -> None:
        who, deputy = self.random.sample(self.people, 2)
        first = local_day(self.now) + self.random.randint(0, 3) * DAY
        last = first + self.random.randint(0, 9) * DAY
        with self.house.store.begin() as conn:
            leave.name(conn, who, deputy, first=first, last=last, by=who, now=self.now)
        self.away[who.id] = (deputy.id, first, last)

    def change_ladder(self) -> None:
        task = self.some_task()
        if task is None:
            return
        rungs = self.random.choice([None, (5, 2, 0), (20, 10, 1), (0,)])
        with self.changing(task.id, plans=False) as conn:
            ladders.set_task(conn, task.id, rungs, by=self.clerk, now=self.now, office=self.house.office)
            self.duties[task.id].rungs = rungs

    def change_calendar(self) -> None:
        """The office enters a day: planned anew at the next beat."""
        day = local_day(self.now) + self.random.randint(1, 40) * DAY
        works = not self.days.worked(day)
        with self.house.store.begin() as conn:
            known = {one.date: one for one in calendar.entered(conn)} | {day: Exceptional(day, works)}
            calendar.enter(conn, [one for one in known.values() if one.date.year == day.year])

    def change_settings(self) -> None:
        self.new_usual = self.random.choice([(30, 14, 7, 3, 1, 0), (10, 3, 0)])

    def lose_or_find_contact(self) -> None:
        who = self.random.choice([*self.people, *self.others]).id
        self.reached[who] = not self.reached[who]
        state = "live" if self.reached[who] else "dead"
        with self.house.store.begin() as conn:
            conn.execute(update(addresses).where(addresses.c.person_id == who).values(state=state))

    HAPPENINGS: tuple[Callable[[Year], None], ...] = (
        *(new_task,) * 6, *(move_deadline,) * 3, *(change_status,) * 5, *(acknowledge,) * 2, at_the_signatory,
        ask_extension, *(answer_extension,) * 2, *(snooze,) * 2, *(hand_on,) * 2, go_on_leave, change_ladder,
        change_calendar, change_settings, lose_or_find_contact,
    )  # fmt: skip

    # ── how a change is made ───────────────────────────────────────────────────────────────────
    def some_task(self, *, closed_too: bool = False) -> Task | None:
        ids = sorted(key for key, duty in self.duties.items() if duty.open or (closed_too and duty.status != "ended"))
        with self.house.store.read() as conn:
            return tasks.by_id(conn, self.random.choice(ids)) if ids else None

    @contextmanager
    def changing(self, task_id: int, *, plans: bool = True) -> Iterator[Connection]:
        """As a handler changes a task: in one transaction, planned anew at its end."""
        duty = self.duties[task_id]
        self.look_back([hand for hand in self.hands.values() if hand.duty is duty])
        with self.house.store.begin() as conn:
            yield conn
            if plans:
                replan(conn, [task_id], now=self.now, office=self.house.office)

    def look_back(self, hands: Iterable[Hand]) -> None:
        """What fell due and was not looked at yet stays in sight, whatever changes now; all before it is settled."""
        for hand in hands:
            pending = steps(hand, hand.seen_to, self.now, self.days, self.usual) if not hand.ended else []
            hand.seen_to = pending[0][0] - TICK if pending else self.now

    def _new_hands(self, task_id: int) -> None:
        held = select(assignments).where(assignments.c.task_id == task_id, assignments.c.ended_at.is_(None))
        with self.house.store.read() as conn:
            for row in conn.execute(held):
                self.hands[row.id] = Hand(row.id, self.duties[task_id], row.person_id, self.now, self.now)

    def stands_in(self, person: int) -> int:
        deputy, first, last = self.away.get(person, (person, dt.date.max, dt.date.min))
        return deputy if first <= local_day(self.now) <= last else person
