"""Every act is asked by everybody: own, other, supporting, foreign, removed. What is not theirs is not there."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from core.messages import Choice, Happened, Incoming, Reply
from core.model import Person, Role, Status, Task
from db import causes, extensions, outbox, prompts, tasks
from db import tables as t
from handlers import desk
from handlers.acts import acts
from tests.house import House

WHO = (
    *("own", "colleague", "focal", "leader", "supporter"),
    *("foreign_focal", "foreign", "coordinator", "admin", "office_leader", "former"),
)
EVERYBODY = frozenset(WHO)
LEAD_ROLES = EVERYBODY - {"coordinator", "admin", "former"}


class To(Enum):
    """Who may do it."""

    LOOK = frozenset({"own", "focal", "leader", "supporter", "coordinator", "admin", "office_leader"})
    INSIDE = frozenset({"own", "focal", "leader", "coordinator", "admin", "office_leader"})  # of the lead, or all
    ANSWER = frozenset({"own", "focal", "leader"})
    ALLOCATE = frozenset({"focal", "leader"})
    STATE = frozenset({"own", "focal", "leader", "coordinator", "admin"})
    SUPPORT = frozenset({"supporter"})
    ADVISE = frozenset({"leader", "office_leader"})
    OVERSEE = frozenset({"leader", "coordinator", "admin", "office_leader"})
    DECIDE = frozenset({"coordinator", "admin"})
    AGENCY = LEAD_ROLES  # by role alone: it speaks of nothing yet, or only of the person's own tasks
    INVITE = frozenset({"focal", "leader", "supporter", "foreign_focal", "coordinator", "admin", "office_leader"})
    ANYBODY = EVERYBODY  # about oneself, or it shows no more than the person may see


def _acts(names: str) -> frozenset[str]:
    return frozenset(names.split())


MATRIX: dict[To, frozenset[str]] = {
    To.LOOK: _acts("""
        task.show task.text task.file task.history task.asked task.which evidence.show schedule.show
    """),
    To.ANSWER: _acts("""
        task.acknowledge_one task.not_ours task.not_ours_typed
        task.not_ours_sent task.not_ours_paper task.not_ours_papered
        task.not_ours_back report.open report.of report.again report.keep
        report.undo report.progress report.signing report.signed report.signed_on report.blocked
        report.difficulty report.keep_difficulty report.show_to report.done report.withdraw
        completion.evidence completion.alone completion.dated completion.none completion.pick completion.picked
        completion.send extension.ask extension.of extension.until extension.reason extension.document
        extension.add_paper
        extension.send extension.withdraw extension.withdraw_typed evidence.of
        handover.ask handover.again handover.named handover.to handover.go handover.leave
        handover.which handover.picked
    """),
    To.ALLOCATE: _acts("""
        allocate.ask allocate.of_directive allocate.people allocate.named allocate.to allocate.advised
        allocate.go allocate.typed allocate.internal allocate.due
    """),
    To.STATE: _acts("cause.ask cause.ground cause.keep"),
    To.SUPPORT: _acts("support.ask support.say support.keep"),
    To.ADVISE: _acts("opinion.ask opinion.give opinion.typed"),
    To.DECIDE: _acts("""
        cause.confirm cause.refuse cause.decide cause.keep_confirmed
        extension.consult source.typed reassign.typed reassign.sourced reassign.go decide.typed decide.sourced
        confirm.queue confirm.picked confirm.yes confirm.return confirm.reason confirm.counts confirm.until
        confirm.stop confirm.stop_reason confirm.stopped extension.queue extension.show extension.agree
        extension.refuse extension.other extension.other_date extension.decide
        ladder.ask ladder.set ladder.usual verdict.typed
    """),
    To.INSIDE: _acts("sent.task"),
    To.AGENCY: _acts("""
        report.typed extension.typed task.acknowledge task.acknowledge_typed report.file evidence.drop
        evidence.permit evidence.decline
        leave.typed leave.ask leave.named leave.to leave.days leave.last leave.go
    """),
    To.ANYBODY: _acts("""
        task.list task.more cause.typed task.question sent.typed remind.typed date.list question.cancel forward.received
    """),
}  # fmt: skip
# Acts about documents, people and figures: theirs by role; what they show is tested beside them.
BY_ROLE: dict[To, frozenset[str]] = {
    To.DECIDE: _acts("""
        book.drop book.export book.show book.take book.template
        agency.add agency.ask agency.change agency.edit agency.make agency.named agency.said
        directory.agency directory.invite directory.people directory.person
        succession.all succession.ask succession.choose succession.go succession.later succession.named
        succession.pick succession.resume succession.said succession.share succession.typed
        person.ask person.change person.code person.confirm person.decline person.device person.devices person.edit
        person.invite person.revoke person.role person.said
        directive.list directive.received directive.show forward.order forward.leave
        escalate.preview escalate.send escalate.tomorrow
        escalate.less escalate.without
        invite.new_agency join.invite_missing overlap.apart overlap.both overlap.same publish.again publish.ask
        publish.clear publish.go publish.group_silent publish.group_text publish.newest publish.phones
        publish.unacknowledged reading.apart reading.continued reading.separate
        reading.another reading.erased reading.keep_old reading.newer reading.not_secret reading.permit reading.update
        reading.stop review.accept review.add_unknown review.after review.agency review.all review.before review.card
        review.discard review.discard_yes review.drop review.edit review.field review.group review.groups
        review.inherited
        review.is_agency review.new_agency review.next review.set review.show review.source review.table review.typed
        review.unknown
        publish.confirmed publish.consult sent.person consult.send
        recall.ask recall.go recall.keep recall.newest recall.typed
    """),
    To.ADVISE: _acts("consult.all consult.agree consult.amend consult.words"),
    To.OVERSEE: _acts("summary.blocked"),
    To.INVITE: _acts("""
        directory.show invite.again invite.agency invite.ask invite.make invite.name invite.role
    """),
    To.ANYBODY: _acts("""
        directive.file directive.file_of directive.not_ours directive.tasks directive.text escalate.noted
        allocate.waiting
        brief.off brief.on file.offer help.show join.code
        link.offer link.prefer link.revoke link.revoke_yes link.show
        me.correct me.correction me.erase me.erase_yes me.disconnect me.disconnect_yes me.no_phone me.not_me me.show
        remind.later remind.snooze summary.addressed summary.agency summary.compare summary.directive summary.list
        summary.original summary.overdue summary.excused summary.show summary.spoken summary.export summary.file
    """),
}  # fmt: skip
SUBMITTED_ONLY = {"report.withdraw"}
REFUSED = ("Việc này do", "Không thấy NV", "Không thấy nội dung này", "Đơn vị của đồng chí đã kết thúc")
SAID = {  # an answer that makes sense to the act, so that only permission can refuse it
    "allocate.named": "Lê Bình",
    "allocate.due": "25/3",
    "handover.named": "Lê Bình",
    "handover.picked": "1",
    "completion.picked": "2",
    "allocate.typed": "phân công nv1",
    "leave.typed": "nghỉ phép từ 20/3 đến 25/3",
    "leave.named": "Lê Bình",
    "leave.days": "từ 20/3 đến 25/3",
    "leave.last": "25/3",
    "handover.leave": "từ 20/3 đến 25/3",
    "completion.dated": "15/3",
    "report.signed_on": "15/3",
    "extension.until": "20/4",
    "extension.other_date": "20/4",
    "confirm.until": "20/4",
    "report.typed": "nv1 80%",
    "extension.typed": "xin gia hạn nv1 đến 20/4",
    "task.not_ours_typed": "nv1 không phải việc bên em",
    "extension.withdraw_typed": "thôi không xin gia hạn nv1 nữa",
    "task.acknowledge_typed": "đã nhận nv1",
    "cause.typed": "nv1 nguyên nhân khách quan: mưa lũ, căn cứ 45/BC-SNV ngày 10/3",
    "cause.ground": "45/BC-SNV ngày 10/3",
    "task.question": "hạn nv1 bao giờ",
    "reassign.typed": "nv1: chuyển Sở Tài chính theo 45/UBND-NC",
    "verdict.typed": "trả lại nv1",
    "decide.typed": "tạm dừng nv1 theo 45/UBND-NC",
    "sent.typed": "tin đã gửi nv1",
    "remind.typed": "nhắc lại nv1 mai",
    "opinion.typed": "cho ý kiến nv1: trình trước họp",
    "ladder.set": "10, 5, 1",
}


def _is_refusal(reply: Reply) -> bool:
    """Also where whoever sees all tasks is told whose the report is."""
    return reply.text.startswith(REFUSED) or reply.text.endswith("thực hiện và báo cáo. Chưa ghi gì.")


class _Undo(Exception):
    """Nothing an act did outlives its row of the matrix."""


@dataclass
class Town:
    house: House
    people: dict[str, Person]
    task: int
    values: Mapping[str, Any]

    def asks(self, who: str, act: str) -> tuple[list[Reply], bool]:
        """The act as a pressed choice of a message this person got; what it said, and whether anything was changed."""
        said: list[Reply] = []
        changed = [False]
        try:
            with self.house.store.begin() as conn:
                token = self._offered(conn, self.people[who], act)
                before = _footprint(conn)
                event = Incoming("e", self.house.address(self.people[who]), Happened.PRESSED, choice=token)
                said += desk.handle(conn, event, now=self.house.now, office=self.house.office)
                changed[0] = _footprint(conn) != before
                raise _Undo
        except _Undo:
            return said, changed[0]

    def _offered(self, conn: Connection, person: Person, act: str) -> str:
        wanted = inspect.signature(acts()[act].do).parameters
        args = {name: self.values[name] for name in wanted if name in self.values}
        if act in SAID:
            args["said"] = SAID[act]
        if act in SUBMITTED_ONLY:
            conn.execute(update(t.tasks).where(t.tasks.c.id == self.task).values(status=Status.SUBMITTED.value))
        reply = Reply("?", choices=(Choice("Thử", act, args),))
        address = self.house.address(person)
        row = outbox.say(conn, reply, to=address, person=person.id, real_now=self.house.real_now)
        assert row is not None
        token: str = conn.execute(select(t.prompts.c.token).where(t.prompts.c.outbox_id == row)).scalar_one()
        return prompts.token_of(token, 0)


def _footprint(conn: Connection) -> tuple[Any, ...]:
    counted = tuple(
        conn.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (t.history, t.reports, t.extensions, t.causes, t.invites)
    )
    return counted + tuple(map(tuple, conn.execute(select(t.tasks).order_by(t.tasks.c.id)).all()))


def _values(task: Task, *, extension: int, cause: int, colleague: int, agency: int) -> dict[str, Any]:
    """An argument of every name an act may have, about the one task."""
    packed = f"{task.id}:{task.version}"
    return {
        "task": task.id,
        "seen": packed,
        "directive": task.directive_id,
        "extension": extension,
        "cause": cause,
        "ground": "45/BC-SNV",
        "person": colleague,
        "said": "1",
        "text": "hạn nv1 bao giờ",
        "on": "2026-03-16",
        "why": "needless",
        "to": "suspended",
        "number": "45/BC-SNV",
        "day": "2026-03-15",
        "until": "2026-04-20",
        "counts": "content",
        "decision": "agreed",
        "report": 0,
        "percent": None,
        "blocked": None,
        "signed": None,
        "who": "leader",
        "name": "a.pdf",
        "agency": agency,
        "source": "45/UBND-NC",
        "batch": "e0",
        "enclosure": 0,
        "act": "task.show",
        "first": 0,
        "kind": "extension",
        "form": "xlsx",
        "when": "tomorrow",
        "tasks": str(task.id),
        "by": "number",
        "from_day": "2026-03-16",
        "back": 0,
    }


def _former(house: House) -> Person:
    """The focal person of an agency that has ended, who led the task first."""
    gone = house.agency("Phòng Nội vụ")
    with house.store.begin() as conn:
        ended = {"active": False, "ended_on": house.now.date()}
        conn.execute(update(t.agencies).where(t.agencies.c.id == gone.id).values(**ended))
    return house.person("Lê Nga", role=Role.FOCAL, agency=gone)


@pytest.fixture
def town(house: House) -> Town:
    lead, supporting = house.agency("Sở Nội vụ"), house.agency("Sở Y tế")
    office = house.agency(house.office.name, kind="office")
    people = {
        "own": house.person("Lê An", agency=lead),
        "colleague": house.person("Lê Bình", agency=lead),
        "focal": house.person("Lê Chi", role=Role.FOCAL, agency=lead),
        "leader": house.person("Lê Dung", role=Role.LEADER, agency=lead),
        "supporter": house.person("Lê Giang", role=Role.FOCAL, agency=supporting),
        "foreign_focal": house.person("Lê Hà", role=Role.FOCAL, agency="Sở Tài chính"),
        "foreign": house.person("Lê Hùng", agency="Sở Tài chính"),
        "coordinator": house.coordinator("Lê Khánh"),
        "admin": house.person("Lê Lâm", role=Role.ADMIN, agency=None),
        "office_leader": house.person("Lê Mai", role=Role.LEADER, agency=office),
    }
    people["former"] = _former(house)
    task = house.task(
        official=people["own"],
        lead=lead,
        supporting=(supporting,),
        coordinator=people["coordinator"],
        first_lead_id=people["former"].agency_id,
    )
    with house.store.begin() as conn:
        found = tasks.by_id(conn, task)
        due = found.due
        assert due is not None
        extension = extensions.ask(
            conn, found, by=people["own"], now=house.now, until=due.date, reason="chưa có kinh phí"
        )
        cause = causes.state(conn, found, by=people["own"], now=house.now, text="mưa lũ", ground="45/BC-SNV")
    values = _values(
        found,
        extension=extension.id,
        cause=cause.id,
        colleague=people["colleague"].id,
        agency=people["foreign"].agency_id or 0,
    )
    return Town(house, people, task, values)


def test_every_act_of_the_product_is_in_the_matrix_once() -> None:
    named = [act for table in (MATRIX, BY_ROLE) for names in table.values() for act in names]
    assert sorted(named) == sorted(acts())


TASK_BOUND = [to for to in MATRIX if to not in {To.AGENCY, To.ANYBODY}]


@pytest.mark.parametrize("to", TASK_BOUND, ids=lambda to: to.name.lower())
def test_who_may_do_an_act_to_a_task_does_it_and_everybody_else_is_refused_without_a_change(town: Town, to: To) -> None:
    wrong = []
    for act in sorted(MATRIX[to]):
        for who in WHO:
            replies, changed = town.asks(who, act)
            refused = all(_is_refusal(reply) for reply in replies)
            if refused == (who in to.value) or (refused and changed):
                wrong.append((act, who, [reply.text[:60] for reply in replies]))
    assert wrong == []


@pytest.mark.parametrize("to", [To.AGENCY, To.ANYBODY], ids=lambda to: to.name.lower())
def test_an_act_that_names_a_task_in_words_tells_nobody_of_a_task_they_may_not_see(town: Town, to: To) -> None:
    beside = {act for act in BY_ROLE.get(to, ()) if act.startswith(("directive.", "summary.", "remind."))}
    for act in sorted(MATRIX[to] | beside):
        for who in WHO:
            replies, changed = town.asks(who, act)
            if who not in to.value and not (who == "former" and acts()[act].looks):
                assert [_is_refusal(reply) for reply in replies] == [True], (act, who)
            if who not in To.LOOK.value:
                assert not changed, (act, who)
                assert not any("Rà soát" in reply.text or "31/3" in reply.text for reply in replies), (act, who)


@pytest.mark.parametrize("to", list(BY_ROLE), ids=lambda to: to.name.lower())
def test_an_act_of_other_roles_is_refused_before_it_looks_at_anything(town: Town, to: To) -> None:
    for act in sorted(BY_ROLE[to]):
        allowed = {who for who in WHO if town.people[who].role in acts()[act].roles}
        assert allowed - {"former"} == to.value - {"former"}, act
        for who in sorted(EVERYBODY - allowed):
            replies, changed = town.asks(who, act)
            assert [reply.text.startswith("Việc này do") for reply in replies] == [True], (act, who)
            assert not changed


def test_whose_agency_has_ended_changes_nothing_of_any_task_and_sees_none_that_went_on(town: Town) -> None:
    about_oneself = BY_ROLE[To.ANYBODY] | MATRIX[To.ANYBODY]
    for act in sorted(acts()):
        replies, changed = town.asks("former", act)
        assert not any("Rà soát" in reply.text or "31/3" in reply.text for reply in replies), act
        if act not in about_oneself:
            assert not changed, act
            assert acts()[act].looks or all(_is_refusal(reply) for reply in replies), act


def test_whose_agency_has_ended_still_looks_at_what_was_closed_there(town: Town) -> None:
    former = town.people["former"]
    closed = {"lead_id": former.agency_id, "first_lead_id": None, "status": Status.DONE.value}
    with town.house.store.begin() as conn:
        conn.execute(update(t.tasks).where(t.tasks.c.id == town.task).values(**closed))
    replies, _ = town.asks("former", "task.show")
    assert "Rà soát quy hoạch" in replies[0].text


def test_a_removed_person_is_a_stranger_whatever_they_press(town: Town) -> None:
    with town.house.store.begin() as conn:
        conn.execute(update(t.people).where(t.people.c.id == town.people["focal"].id).values(active=False))
    for act in sorted(acts()):
        replies, changed = town.asks("focal", act)
        assert not changed, act
        assert not any("Rà soát" in reply.text or "NV 1" in reply.text for reply in replies), act


def test_an_unknown_task_and_a_foreign_one_are_answered_with_the_same_words(town: Town) -> None:
    foreign, _ = town.asks("foreign_focal", "task.show")
    town.values = {**town.values, "task": 99_999}
    unknown, _ = town.asks("foreign_focal", "task.show")
    assert foreign == unknown
