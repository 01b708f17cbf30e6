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

from core.messages import Asks, Choice, Happened, Incoming, Reply
from core.model import Person, Role, Status
from core.text import clean, fold
from db import outbox, prompts
from db import tables as t
from handlers import desk
from handlers.acts import acts, commands, words
from handlers.asked import asked
from handlers.talk import Talk
from tests.house import House

ROOT = Path(__file__).parents[2]
SPEAKS_FIRST = frozenset({Role.OFFICIAL, Role.COORDINATOR})
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
                    either = [label.body, label.orelse] if isinstance(label, ast.IfExp) else [label]
                    if isinstance(act, ast.Constant):
                        yield from ((one, str(act.value)) for one in map(_words, either) if one)


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


# ── out of the blue ────────────────────────────────────────────────────────────────────────────
ANSWERS = {  # only to the message they stand under: typed elsewhere they mean something else, or nothing
    *("Quay lại", "Thôi", "Để sau", "Giữ nguyên", "Gửi yêu cầu", "Không ghi", "Không phải tôi", "Sửa lại", "Đã nắm"),
    *("Để ngày mai", "Xem thêm", "Xem chi tiết", "Xem danh sách", "NV khác", "Mời người khác", "Theo hạn hiện nay"),
    "Ngắt kết nối",  # after one look at what it does
}


def screens() -> Iterator[tuple[str, str]]:
    """Buttons that carry nothing of the message they stand under: they open something by themselves."""
    for folder in ("core/wording", "handlers", "jobs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Choice":
                    match node.args:
                        case [ast.Constant(value=str(label)), ast.Constant(value=str(act))] if not node.keywords:
                            yield label, act


@pytest.mark.parametrize(("label", "act"), sorted({one for one in screens() if one[0] not in ANSWERS}))
def test_what_a_button_opens_by_itself_is_opened_by_its_words_with_no_button_in_sight(
    house: House, label: str, act: str
):
    role = next(iter(sorted(acts()[act].roles & SPEAKS_FIRST or acts()[act].roles)))
    person = populated(house)[role]
    with house.store.begin() as conn:
        walk = Walk(house, conn, person)
        typed = walk._undone(lambda: walk._does(typed=fold(label)))
        _offers(conn, house, person, Reply("?", choices=(Choice(label, act),)))
        pressed = walk._undone(lambda: walk._does(token=walk._token(Choice(label, act))))
    assert _told(typed[0]) == _told(pressed[0])


# ── every act has words ────────────────────────────────────────────────────────────────────────
NAMED = {  # buttons whose label is a name, a number or a day: one of each
    "allocate.to": "Nguyễn Văn An",
    "allocate.ask": "NV 3",
    "handover.to": "Nguyễn Văn An",
    "directive.show": "1. 141/TB-BCĐ",
    "directory.agency": "Sở Nội vụ",
    "invite.make": "Người thực hiện",
    "recall.ask": "Thu hồi (30 phút)",
    "review.field": "Chủ trì",
    "review.groups": "Giao nhóm",
    "succession.resume": "Chia tiếp 2",
    "evidence.of": "NV 3",
    "extension.of": "NV 3",
    "task.asked": "NV 3",
    "cause.decide": "Thuộc thẩm quyền tôi",
    "extension.decide": "Thuộc thẩm quyền tôi",
    "decide.sourced": "Thuộc thẩm quyền tôi",
    "reassign.sourced": "Thuộc thẩm quyền tôi",
}
ASKED = {"allocate.named", "handover.named"}  # whose question is put together of two parts
SPOKEN = {  # free words, with no button and no question in sight
    "report.typed": (Role.OFFICIAL, "nv1 xong 80%"),
    "extension.typed": (Role.OFFICIAL, "xin gia hạn nv1 đến 20/4"),
    "extension.withdraw_typed": (Role.OFFICIAL, "nv1 thôi không xin gia hạn nữa"),
    "report.withdraw": (Role.OFFICIAL, "thu hồi nv1"),
    "task.acknowledge_typed": (Role.OFFICIAL, "đã nhận nv1"),
    "task.list": (Role.OFFICIAL, "việc của tôi"),
    "task.question": (Role.OFFICIAL, "hạn nv1 bao giờ"),
    "task.not_ours_typed": (Role.OFFICIAL, "nv1 không đúng chức năng"),
    "leave.typed": (Role.OFFICIAL, "nghỉ phép từ 20/3 đến 25/3"),
    "handover.ask": (Role.OFFICIAL, "chuyển người khác nv1"),
    "cause.typed": (Role.OFFICIAL, "nv1 nguyên nhân khách quan: mưa lũ, căn cứ 45/BC-SNV ngày 10/3"),
    "remind.typed": (Role.OFFICIAL, "nhắc lại nv1 mai"),
    "me.show": (Role.OFFICIAL, "thông tin của em"),
    "allocate.typed": (Role.FOCAL, "phân công nv1 cho Lê An"),
    "allocate.waiting": (Role.FOCAL, "nv nào chưa phân công"),
    "opinion.typed": (Role.LEADER, "cho ý kiến nv1: trình trước họp"),
    "summary.show": (Role.COORDINATOR, "bao nhiêu việc quá hạn"),
    "summary.agency": (Role.COORDINATOR, "Sở Nội vụ còn mấy việc"),
    "summary.compare": (Role.COORDINATOR, "đơn vị nào còn nhiều việc quá hạn"),
    "sent.typed": (Role.COORDINATOR, "tin đã gửi nv1"),
    "succession.typed": (Role.COORDINATOR, "Sở Nội vụ kết thúc hoạt động từ 1/7/2025 theo 12/NQ-HĐND"),
    "reassign.typed": (Role.COORDINATOR, "nv1: chuyển Sở Tài chính theo 45/UBND-NC"),
    "verdict.typed": (Role.COORDINATOR, "trả lại nv1 vì thiếu chữ ký"),
    "decide.typed": (Role.COORDINATOR, "tạm dừng nv1 theo 45/UBND-NC"),
    "recall.typed": (Role.COORDINATOR, "thu hồi 141/TB-BCĐ"),
    "review.typed": (Role.COORDINATOR, "giao 1-6 cho Sở Nội vụ"),
}
NOT_TYPED = {"directive.received", "report.file", "forward.received"}  # a file, a message passed on


def questions() -> set[str]:
    found = set(ASKED)
    for folder in ("core/wording", "handlers", "jobs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                match node:
                    case ast.Call(func=ast.Name(id="Asks"), args=[ast.Constant(value=str(act)), *_]):
                        found.add(act)
    return found


def test_every_act_of_the_product_has_words_that_ask_for_it() -> None:
    shown = {act for _, act in labels()} | NAMED.keys() | questions()
    said = {*words().values(), *commands().values(), *SPOKEN}
    assert acts().keys() - shown - said - NOT_TYPED == set()


@pytest.mark.parametrize("act", sorted(NAMED))
def test_a_button_with_a_name_a_number_or_a_day_is_pressed_by_typing_it(house: House, act: str) -> None:
    person = person_of(house, next(iter(sorted(acts()[act].roles))))
    with house.store.begin() as conn:
        _offers(conn, house, person, Reply("?", choices=(Choice("Khác", "help.show"), Choice(NAMED[act], act))))
        assert {_first(conn, house, person, typed) for typed in ways(NAMED[act])} == {act}


@pytest.mark.parametrize("act", sorted(questions()))
def test_every_question_is_answered_by_typing(house: House, act: str) -> None:
    person = person_of(house, next(iter(sorted(acts()[act].roles))))
    with house.store.begin() as conn:
        _offers(conn, house, person, Reply("?", asks=Asks(act, {})))
        assert _first(conn, house, person, "Trần Văn Bảy") == act


@pytest.mark.parametrize("act", sorted(SPOKEN))
def test_what_is_said_in_free_words_is_taken_up_by_its_act_with_and_without_diacritics(house: House, act: str) -> None:
    role, said = SPOKEN[act]
    person = populated(house)[role]
    for typed in (said, fold(said)):
        with house.store.begin() as conn:
            event = Incoming("e", house.address(person), text=typed)
            times = {"now": house.now, "real_now": house.real_now}
            talk = Talk(conn=conn, person=person, event=event, office=house.office, **times)
            assert act in [call.act for call in asked(talk)], typed


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
