"""A year at random against the plain rules: nothing lost, nothing stale, nothing twice, one morning a person a day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from sqlalchemy import Row, func, select, update

from core.problems import TryLater
from core.workdays import WorkingCalendar
from db import calendar
from db.tables import assignments, outbox, reminded
from jobs import remind
from tests.jobs.plain import CLOSES, DAY, Days, Hand, at, local_day, silent, steps
from tests.jobs.year import Year

Item = tuple[str, dt.date]  # step, the deadline it belongs to
Seen = set[tuple[dt.datetime, int, frozenset[int]]]  # when, to whom, which numbers
_NUMBERS = re.compile(r"^(?: |)NV (\d+) · ", re.MULTILINE)


class Product(Year):
    """The same year with its beats and deliveries: after each, what the product did is what the plain rules say."""

    def __init__(self, house, seed: int) -> None:
        super().__init__(house, seed)
        self.real = self.now
        self.said: set[tuple[int, str, dt.date]] = set()
        self.waiting: dict[int, dict[int, Item]] = {}  # receiver -> assignment -> what is queued of it
        self.mornings: dict[tuple[int, dt.date], int] = {}
        self.sent = self.refused = 0

    # ── a beat of the clock ────────────────────────────────────────────────────────────────────
    def beat(self) -> Seen:
        self._settings()
        queued = self._expected()
        self.real += dt.timedelta(seconds=1)
        remind.tick(self.house.store, now=self.now, real_now=self.real, office=self.house.office)
        for receiver, items in queued.items():
            if self.reached[receiver]:
                self.waiting.setdefault(receiver, {}).update(items)
            else:
                self.waiting.pop(receiver, None)
                self.refused += 1
        self._compare()
        return {(self.now, key, frozenset(self.hands[k].duty.number for k in items)) for key, items in queued.items()}

    def _settings(self) -> None:
        """A changed calendar or ladder is seen at the next beat, and everything open planned anew."""
        with self.house.store.read() as conn:
            entered = calendar.entered(conn)
        if entered != self.house.office.calendar.entered or self.new_usual != self.usual:
            self.look_back([hand for hand in self.hands.values() if hand.duty.open])
            self.days = Days({one.date: one.works for one in entered})
            self.usual = self.new_usual
            new = WorkingCalendar(entered=entered)
            self.house.office = replace(self.house.office, calendar=new, ladder=self.usual)
        remind.replan_changed(self.house.store, now=self.now, office=self.house.office)

    def _expected(self) -> dict[int, dict[int, Item]]:
        """Of what fell due in each pair of hands since it was looked at, the latest step, once."""
        found: dict[int, dict[int, Item]] = {}
        for hand in self.hands.values():
            due = [] if hand.ended else steps(hand, hand.seen_to, self.now, self.days, self.usual)
            item = (_named(hand, due[-1][1]), hand.belongs_to()) if due else None
            fresh = item is not None and hand.once(item[0]) not in self.said
            if item and fresh and not item[0].startswith("H") and not self.days.sending(self.now):
                continue  # it waits for sending hours
            hand.seen_to = max(hand.seen_to, self.now)
            if item and fresh:
                self.said.add(hand.once(item[0]))
                found.setdefault(self.stands_in(hand.person), {})[hand.key] = item
        return found

    def _compare(self) -> None:
        with self.house.store.read() as conn:
            rows = conn.execute(select(outbox).where(outbox.c.kind == "morning", outbox.c.state == "queued")).all()
            said = conn.execute(select(func.count()).select_from(reminded)).scalar_one()
            refused = select(func.count()).where(outbox.c.kind == "morning", outbox.c.state == "refused")
            assert conn.execute(refused).scalar_one() == self.refused
        assert len({row.person_id for row in rows}) == len(rows), "one waiting morning a person"
        queued = {row.person_id: {item[0]: _kept(item) for item in row.payload["items"]} for row in rows}
        assert queued == self.waiting, self.now
        assert said == len(self.said)

    # ── a delivery ─────────────────────────────────────────────────────────────────────────────
    def deliver(self) -> None:
        with self.house.store.begin() as conn:
            waiting = select(outbox).where(outbox.c.kind == "morning", outbox.c.state == "queued")
            for row in conn.execute(waiting.order_by(outbox.c.id)).all():
                state = self._delivered(conn, row)
                conn.execute(update(outbox).where(outbox.c.id == row.id).values(state=state, sent_at=self.real))

    def _delivered(self, conn, row: Row) -> str:
        left = {key: item for key, item in self.waiting[row.person_id].items() if self._holds(key, item)}
        try:
            reply = remind.render_morning(conn, row, self.now, self.house.office)
        except TryLater:
            assert left
            assert not any(step.startswith("H") and self._to_come(self.hands[key]) for key, (step, _) in left.items())
            assert not self.days.sending(self.now) or self._more_is_due(row.person_id)
            return "queued"
        del self.waiting[row.person_id]
        if reply is None:
            assert not left, f"lost: {left}"
            return "dropped"
        self._is_right(reply.text, left)
        self._counted(row.person_id, left)
        return "sent"

    def _holds(self, key: int, item: Item) -> bool:
        """Whether a step queued earlier is still true of its task."""
        hand, (step, deadline) = self.hands[key], item
        if hand.ended or silent(hand, self.now, self.days):
            return False
        if step.startswith("A"):
            return not hand.duty.acknowledged and hand.duty.status == "not_started"
        return step.startswith("S") or (hand.duty.counts_to is not None and hand.belongs_to() <= deadline)

    def _to_come(self, hand: Hand) -> bool:
        target = hand.duty.counts_to
        return target is not None and self.now < at(target[0], target[2] or CLOSES)

    def _more_is_due(self, receiver: int) -> bool:
        mine = [hand for hand in self.hands.values() if not hand.ended and self.stands_in(hand.person) == receiver]
        own = [hand for hand in self.hands.values() if not hand.ended and hand.person == receiver]
        return any(steps(hand, hand.seen_to, self.now, self.days, self.usual) for hand in (*mine, *own))

    def _is_right(self, text: str, left: dict[int, Item]) -> None:
        """Every task that is due and no other, five by name, under the heading that the plain count gives."""
        by_number = {self.hands[key].duty.number: self.hands[key] for key in left}
        named = [int(n) for n in _NUMBERS.findall(text)]
        rest = re.search(r"^\(còn (\d+) việc\)$", text, re.MULTILINE)
        assert set(named) <= set(by_number), text
        assert len(named) + (int(rest[1]) if rest else 0) == len(by_number), text
        today, heading = local_day(self.now), ""
        for line in text.splitlines():
            number = re.match(r" NV (\d+) · ", line)
            if not number:
                heading = line
                continue
            target = by_number[int(number[1])].duty.counts_to
            last = self.days.last_before(target[0]) if target else today
            if heading == "Hôm nay là ngày làm việc cuối":
                assert last == today, text
            elif count := re.match(r"Còn (\d+) ngày làm việc", heading):
                assert self.days.counted(today + DAY, last) == int(count[1]), text
            elif heading == "Đã qua thời hạn":
                assert target
                passed = self.days.counted(target[1], today)
                assert line.endswith(f"quá {passed} ngày làm việc"), text

    def _counted(self, receiver: int, left: dict[int, Item]) -> None:
        self.sent += 1
        if self.days.sending(self.now) and any(step[0] not in "HS" for step, _ in left.values()):
            day = (receiver, local_day(self.now))
            self.mornings[day] = self.mornings.get(day, 0) + 1
            assert self.mornings[day] == 1, f"two mornings on {day}"

    # ── days ───────────────────────────────────────────────────────────────────────────────────
    def ordinary_day(self, day: dt.date) -> None:
        happens = self.random
        beats = [dt.time(7, 30, 10), *(self._some_time() for _ in range(3))] if happens.random() > 0.1 else []
        moments = [(at(day, when), self.beat_and_send) for when in beats]
        changes = happens.choice([0, 1, 2, 3])
        moments += [(at(day, self._some_time(precise=True)), self.anything) for _ in range(changes)]
        for self.now, does in sorted(moments, key=lambda pair: pair[0]):
            does()

    def beat_and_send(self) -> None:
        self.beat()
        if self.works:
            self.deliver()

    def _some_time(self, *, precise: bool = False) -> dt.time:
        """Not in the half hour in which reminders may go out and none is planned."""
        hour = self.random.choice([0, 5, *range(8, 18), 18, 20, 23])
        return dt.time(hour, self.random.randint(0, 59), self.random.randint(1, 59), 77 if precise else 0)

    def quiet_day(self, day: dt.date, foreseen: Seen | None) -> Seen:
        """Nothing happens: the dry run of the day, and that of the day before, say exactly what then goes out."""
        self.now = at(day, dt.time(0, 10))
        shown, tomorrow = self.dry_run(day), self.dry_run(day + DAY)
        done = self.beat()
        for minutes in range(30, 24 * 60, 30):
            self.now = at(day, dt.time()) + dt.timedelta(minutes=minutes)
            done |= self.beat()
        assert done == shown
        assert foreseen in (None, done)
        return tomorrow

    def dry_run(self, day: dt.date) -> Seen:
        with self.house.store.read() as conn:
            plan = remind.plan_for_day(conn, day, now=self.now, office=self.house.office)
        return {(one.at, one.person.id, frozenset(item.number for item in one.items)) for one in plan}

    def run(self, days: int) -> None:
        day = local_day(self.now) + DAY
        self.works, foreseen = True, None
        for _ in range(days):
            chance = self.random.random()
            self.works = self.works if chance > 0.1 else not self.works
            if 0.3 < chance < 0.34 and not self._pending():  # the clock jumps back
                day -= self.random.randint(1, 2) * DAY
                self.mornings = {key: n for key, n in self.mornings.items() if key[1] < day}
            if chance > 0.85:
                self._settings_at(day)
                foreseen = self.quiet_day(day, foreseen)
            elif chance > 0.78:
                foreseen = None  # the machine is off
            else:
                foreseen = None
                self.ordinary_day(day)
            day += DAY

    def _pending(self) -> bool:
        """Something waits for sending hours: after a jump back it would wait for them by the clock it was held by."""
        hands = (hand for hand in self.hands.values() if not hand.ended)
        return any(steps(hand, hand.seen_to, self.now, self.days, self.usual) for hand in hands)

    def _settings_at(self, day: dt.date) -> None:
        self.now = at(day, dt.time(0, 5))
        self._settings()


def _named(hand: Hand, code: str) -> str:
    return f"S{hand.put_off.astimezone(dt.UTC):%y%m%d%H%M}" if code == "S" and hand.put_off else code


def _kept(item: list) -> Item:
    return item[1], dt.date.fromisoformat(item[3])


@pytest.fixture
def length(database_url: str) -> int:
    """A whole year where it is cheap; on PostgreSQL the same for a season."""
    return 365 if database_url.startswith("sqlite") else 80


@pytest.mark.parametrize("seed", range(2))
def test_what_was_sent_in_a_year_is_what_the_plain_rules_say(house, length, seed):
    year = Product(house, seed)
    year.run(length)
    assert len(year.said) > length // 2, "enough fell due for the comparison to mean something"
    assert year.sent > length // 10
    with house.store.read() as conn:
        assert conn.execute(select(func.count()).select_from(assignments)).scalar_one() == len(year.hands)
