"""What is held of a person is removed: afterwards their name stands nowhere in the database."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import select

from core.messages import Attachment, Choice, Incoming, Reply
from core.model import Person, Role
from core.wording.show import REMOVED_NAME
from core.wording.workbook import EXPORT_NAME
from db import (
    assignments,
    directives,
    enclosures,
    erasing,
    files,
    history,
    inbox,
    invites,
    leave,
    outbox,
    people,
    prompts,
    readings,
    reports,
)
from db import tables as t
from db import tasks as task_verbs
from tests.house import House

NAME = "Nguyễn Văn An"
UNTIL = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def mentions(house: House, name: str) -> list[str]:
    """Every text or JSON column of every table in which the name stands, however JSON spells it."""
    found = []
    with house.store.read() as conn:
        for table in t.metadata.sorted_tables:
            for row in conn.execute(select(table)).mappings():
                found += [
                    f"{table.name}.{column}"
                    for column, value in row.items()
                    if isinstance(value, str | list | dict)
                    and name in (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
                ]
    return found


@pytest.fixture
def known(house: House) -> tuple[Person, Person]:
    """Somebody who is named wherever the product names people, and the coordinator."""
    by = house.coordinator()
    an = house.person(NAME, position="Chuyên viên")
    with house.store.begin() as conn:
        people.change(conn, an.id, phone="84912345678")
    mai = house.person("Trần Thị Mai", role=Role.FOCAL)
    key = house.task(official=mai, coordinator=by)
    with house.store.begin() as conn:
        task = assignments.assign(
            conn, task_verbs.by_id(conn, key), an.id, by=mai, now=house.now, advice=f"cùng {NAME}"
        )
        leave.name(conn, mai, an, first=house.now.date(), last=house.now.date(), by=mai, now=house.now)
        reports.add(
            conn, [task], by=mai, now=house.now, text=f"{NAME} đã rà soát; Phó phòng {NAME}, {NAME}ng", status=None
        )
        invites.make(conn, an.id, now=house.now, expires=UNTIL)
        event = Incoming("e1", house.address(by), text=f"danh bạ {NAME}")
        inbox.receive(conn, event, received_at=house.real_now)
        own = Incoming("e2", house.address(an), text=f"tôi là {NAME}")
        inbox.receive(conn, own, received_at=house.real_now)
        reply = Reply(f"{NAME} thì sao?", choices=(Choice(NAME, "person.said", {"said": NAME}),))
        outbox.say(conn, reply, to=None, person=by.id, real_now=house.real_now)
        outbox.say(conn, reply, to=None, person=an.id, real_now=house.real_now)
    return an, by


def test_after_erasing_the_name_stands_nowhere_and_the_acts_stay(house: House, known: tuple[Person, Person]):
    an, by = known
    assert len(set(mentions(house, NAME))) >= 7
    with house.store.begin() as conn:
        erasing.erase(conn, an, by=by, now=house.now, real_now=house.real_now)
    assert mentions(house, NAME) == ["reports.text"]  # 'Nguyễn Văn Ang' is another name
    with house.store.read() as conn:
        text = conn.execute(select(t.reports.c.text)).scalar_one()
        assert text == f"{REMOVED_NAME} đã rà soát; Phó phòng {REMOVED_NAME}, {NAME}ng"
        (allocated,) = [one for one in history.of(conn, "task", noun_id=1) if one.did == "allocated"]
        assert allocated.after == REMOVED_NAME
        now = people.get(conn, an.id)
        assert (now.name, now.position, now.active) == (REMOVED_NAME, None, False)
        assert people.phone_of(conn, an.id) is None


def test_a_directory_that_was_handed_out_as_a_file_goes_too(house: House, known: tuple[Person, Person]):
    an, by = known
    with house.store.begin() as conn:
        key = files.keep(conn, NAME.encode(), name=EXPORT_NAME)
        erasing.erase(conn, an, by=by, now=house.now, real_now=house.real_now)
        assert files.get(conn, key)[1] == b""


def test_a_summary_that_quotes_them_goes_too_and_what_came_in_as_a_document_stays(
    house: House, known: tuple[Person, Person]
):
    an, by = known
    with house.store.begin() as conn:
        quoting = files.keep(conn, NAME.encode(), name="tong-hop.xlsx")
        source = files.keep(conn, b"141", name="141.docx")
        directives.keep_source(conn, 1, text="", file_id=source)
        erasing.erase(conn, an, by=by, now=house.now, real_now=house.real_now)
        assert files.get(conn, quoting)[1] == b""
        assert files.get(conn, source)[1] == b"141"


def test_where_they_wrote_from_stands_nowhere(house: House, known: tuple[Person, Person]):
    an, by = known
    address = house.address(an)
    with house.store.begin() as conn:
        sent = {"by": an, "address": address, "batch": "b", "now": house.now, "real_now": house.real_now}
        enclosures.add(conn, Attachment("f1", "anh.jpg"), **sent)
        key = directives.create_reading(conn, coordinator_id=an.id, file_name="a.docx", now=house.now)
        readings.queue(conn, key, address=address, reference="f2", name="a.docx")
        erasing.erase(conn, an, by=by, now=house.now, real_now=house.real_now)
        assert readings.claim(conn, holder="w", real_now=house.real_now) is None
        assert enclosures.claim(conn, holder="w", real_now=house.real_now) is None
    assert mentions(house, address.chat) == []


def test_nothing_is_on_its_way_to_them_and_nothing_of_theirs_can_be_answered(
    house: House, known: tuple[Person, Person]
):
    an, by = known
    address = house.address(an)
    with house.store.begin() as conn:
        erasing.erase(conn, an, by=by, now=house.now, real_now=house.real_now)
    with house.store.begin() as conn:
        assert people.by_address(conn, address) is None
        assert prompts.recent(conn, address, real_now=house.real_now) == []
        waiting = select(t.outbox).where(t.outbox.c.person_id == an.id, t.outbox.c.state != "dropped")
        assert conn.execute(waiting).all() == []
        open_codes = select(t.invites).where(t.invites.c.person_id == an.id, t.invites.c.expires_at > house.now)
        assert conn.execute(open_codes).all() == []


def test_somebody_with_the_same_name_keeps_theirs(house: House, known: tuple[Person, Person]):
    an, by = known
    other = house.person(NAME, agency="Sở Tài chính")
    with house.store.begin() as conn:
        erasing.erase(conn, an, by=by, now=house.now, real_now=house.real_now)
        assert people.get(conn, other.id).name == NAME
        (allocated,) = [one for one in history.of(conn, "task", noun_id=1) if one.did == "allocated"]
        assert allocated.after == REMOVED_NAME


def test_a_name_of_one_word_is_not_cut_out_of_other_names(house: House):
    by, an = house.coordinator(), house.person("An")
    house.agency("UBND xã An Phú")
    key = house.task(official=an)
    with house.store.begin() as conn:
        assignments.assign(conn, task_verbs.by_id(conn, key), an.id, by=by, now=house.now)
        history.write(conn, by=by.id, noun="task", noun_id=key, did="opinion", after="xã An Phú làm", now=house.now)
        erasing.erase(conn, an, by=by, now=house.now, real_now=house.real_now)
        after = [one.after for one in history.of(conn, "task", noun_id=key)]
    assert after == ["xã An Phú làm", REMOVED_NAME]
