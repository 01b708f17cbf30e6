"""Whoever has a keyboard and no buttons can do everything: each button's words, typed, ask for the same act."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from core.messages import Choice, Happened, Incoming, Reply
from core.model import Person, Role, Status
from core.text import clean, fold
from db import outbox, prompts
from db import tables as t
from handlers import desk
from handlers.acts import acts
from handlers.asked import asked
from handlers.talk import Talk
from tests.house import House

ROOT = Path(__file__).parents[2]
DEEP = 4  # screens behind one another
OPENED_WITH = (
    *("trợ giúp", "nhiệm vụ", "/nv 1", "/nv 2", "báo cáo", "tổng hợp", "văn bản", "chờ xác nhận", "chưa xác nhận"),
    *("danh bạ", "danh bạ Sở Nội vụ", "danh bạ Lê An", "mẫu danh bạ", "thêm đơn vị Sở Mới", "tạo mã mời"),
    *(
        "thông tin của tôi",
        "kênh của tôi",
        "/lichsu 1",
        "/lichnhac 1",
        "/tailieu 1",
        "nv1 xong 80%",
        "hạn nv 1 bao giờ",
    ),
    *("xin gia hạn nv1 đến 20/4", "nv1 vướng kinh phí", "phân công nv1", "nv1 không đúng chức năng", "nghỉ phép"),
    *("đơn vị nào còn nhiều việc quá hạn", "nv1 đã có Báo cáo số 45/BC-SNV ngày 15/3", "điều gì đó"),
)


# ── every label that is written in the source ──────────────────────────────────────────────────
def labels() -> Iterator[tuple[str, str]]:
    """The words of each button and its act; what is filled in at run time stands as '7'."""
    for folder in ("core/wording", "handlers", "jobs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Choice":
                    label, act = (*node.args, None, None)[:2]
                    words = _words(label)
                    if words and isinstance(act, ast.Constant):
                        yield words, str(act.value)


def _words(label: ast.expr | None) -> str:
    if isinstance(label, ast.Constant):
        return str(label.value)
    if isinstance(label, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in label.values)
    return ""


def ways(label: str) -> list[str]:
    """As it stands, without diacritics, decomposed, in capitals, and with a careless thumb on the space bar."""
    return [label, fold(label), unicodedata.normalize("NFD", label), label.upper(), f" {label.replace(' ', '  ')} "]


def person_of(house: House, role: Role) -> Person:
    return house.person(f"Lê {role.name.title()}", role=role, agency=house.agency("Sở Nội vụ"))


@pytest.mark.parametrize("role", list(Role))
def test_the_words_of_each_button_are_understood_however_they_are_typed(house: House, role: Role):
    person = person_of(house, role)
    found = sorted({(label, act) for label, act in labels() if role in acts()[act].roles})
    assert len(found) > 40
    wrong = []
    with house.store.begin() as conn:
        for label, act in found:
            _offers(conn, house, person, Reply("?", choices=(Choice("Khác", "help.show"), Choice(label, act))))
            wrong += [(typed, act, _first(conn, house, person, typed)) for typed in ways(label)]
    assert [one for one in wrong if one[1] != one[2]] == []


def _offers(conn: Connection, house: House, person: Person, reply: Reply) -> None:
    outbox.say(conn, reply, to=house.address(person), person=person.id, real_now=house.real_now)


def _first(conn: Connection, house: House, person: Person, typed: str) -> str:
    """The act that is asked first for a message as the channels hand it over."""
    event = Incoming("e", house.address(person), text=clean(typed).strip())
    talk = Talk(conn=conn, person=person, event=event, now=house.now, office=house.office, real_now=house.real_now)
    return asked(talk)[0].act


# ── every screen that can be reached ───────────────────────────────────────────────────────────
CODES = re.compile(r"\b[A-Z2-7]{26}\b")


@dataclass
class Walk:
    """Goes through the screens of one person; each button is pressed and typed, and both must say and do the same."""

    house: House
    conn: Connection
    person: Person
    seen: set[tuple[str, str]] = field(default_factory=set)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    asked: int = 0

    def opens(self, typed: str) -> None:
        undo = self.conn.begin_nested()
        self._looks(self._does(typed=typed), depth=DEEP)
        undo.rollback()

    def _looks(self, said: list[Reply], *, depth: int) -> None:
        for reply in said:
            if reply.to is not None:
                continue
            folded = [fold(choice.label) for choice in reply.choices]
            self.wrong += [(one, "", "twice in one message", "") for one in folded if folded.count(one) > 1]
        for choice in _newest_of_each([choice for reply in said if reply.to is None for choice in reply.choices]):
            if (choice.act, choice.label) not in self.seen:
                self.seen.add((choice.act, choice.label))
                self._compares(choice, depth)

    def _compares(self, choice: Choice, depth: int) -> None:
        pressed = self._undone(lambda: self._does(token=self._token(choice)))
        undo = self.conn.begin_nested()
        typed = self._does(typed=fold(choice.label))
        if _told(typed) != _told(pressed[0]) or self._footprint() != pressed[1]:
            self.wrong.append((choice.label, choice.act, _told(pressed[0])[:80], _told(typed)[:80]))
        elif depth > 1:
            self._looks(typed, depth=depth - 1)
        undo.rollback()

    def _undone(self, does: Any) -> tuple[list[Reply], Any]:
        undo = self.conn.begin_nested()
        said, after = does(), self._footprint()
        undo.rollback()
        return said, after

    def _does(self, *, typed: str = "", token: str | None = None) -> list[Reply]:
        """One event, handled and queued as a worker would."""
        self.asked += 1
        address = self.house.address(self.person)
        happened = Happened.PRESSED if token else Happened.SAID
        event = Incoming(f"w{self.asked}", address, happened, text=typed, choice=token)
        said = desk.handle(self.conn, event, now=self.house.now, real_now=self.house.real_now, office=self.house.office)
        for reply in said:
            to = None if reply.to else address
            outbox.say(self.conn, reply, to=to, person=reply.to or self.person.id, real_now=self.house.real_now)
        self.conn.execute(t.outbox.update().values(state="sent"))
        return said

    def _token(self, choice: Choice) -> str:
        newest = select(t.prompts).where(t.prompts.c.person_id == self.person.id).order_by(t.prompts.c.id.desc())
        for row in self.conn.execute(newest):
            for place, one in enumerate(row.choices or ()):
                if (one["label"], one["act"]) == (choice.label, choice.act):
                    return prompts.token_of(row.token, place)
        raise AssertionError(choice)

    def _footprint(self) -> list[int]:
        counted = (t.history, t.reports, t.extensions, t.invites, t.addresses, t.people, t.agencies, t.assignments)
        return [self.conn.execute(select(func.count()).select_from(table)).scalar_one() for table in counted]


def _newest_of_each(offered: list[Choice]) -> list[Choice]:
    """Of the same words under two messages, the newer ones are meant."""
    return list({fold(choice.label): choice for choice in offered}.values())


def _told(said: list[Reply]) -> str:
    """Words and buttons of all that is said; a code is another each time."""
    return "\n".join(CODES.sub("CODE", reply.text) + str([one.label for one in reply.choices]) for reply in said)


def populated(house: House) -> dict[Role, Person]:
    """Work in every state, people in every role."""
    an = house.person("Lê An", position="Chuyên viên")
    house.person("Lê Bình", connected=False)
    house.agency("Sở Tài chính")
    office = house.agency(house.office.name, kind="office")
    coordinator = house.coordinator("Lê Khánh")
    for status in (Status.IN_PROGRESS, Status.NOT_STARTED, Status.SUBMITTED):
        house.task(official=an, coordinator=coordinator, status=status, text=f"Việc {status.value}")
    house.task(due="2026-03-10", official=an, coordinator=coordinator, text="Việc quá hạn")
    return {
        Role.OFFICIAL: an,
        Role.FOCAL: house.person("Lê Chi", role=Role.FOCAL),
        Role.LEADER: house.person("Lê Dung", role=Role.LEADER, position="Giám đốc"),
        Role.COORDINATOR: coordinator,
        Role.ADMIN: house.person("Lê Lâm", role=Role.ADMIN, agency=office),
    }


@pytest.mark.parametrize("role", list(Role))
def test_each_button_on_the_way_through_the_product_does_the_same_when_its_words_are_typed(house: House, role: Role):
    person = populated(house)[role]
    with house.store.begin() as conn:
        walk = Walk(house, conn, person)
        for typed in OPENED_WITH:
            walk.opens(typed)
    assert walk.wrong == []
    assert len(walk.seen) > 25, sorted(walk.seen)
