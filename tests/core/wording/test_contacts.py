"""The directory in words: cards, questions and confirmations, at their longest too."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.contacts import AgencyCard, Device, OfAgency, OfPerson, Profile
from core.model import Agency, Person, Role
from core.office import Office
from core.wording import agency_changes, contacts, person_changes
from core.workdays import WorkingCalendar
from tests.core.wording.shape import well_shaped
from tests.core.wording.voice import LONG_TASK, TASK

NOW = dt.datetime(2026, 3, 16, 1, tzinfo=dt.UTC)
OFFICE = Office(calendar=WorkingCalendar())
LONG_NAME = "Ủy ban nhân dân xã " + "An Phú " * 40
LONG = Agency(1, LONG_NAME, "UBND " * 11, (LONG_NAME,) * 9)
UNIT = Agency(1, "Sở Nội vụ", "SNV")
AN = Person(3, "Nguyễn Văn An", Role.OFFICIAL, 1, "Sở Nội vụ", "Chuyên viên")
MANY = Person(4, "Nguyễn Văn " + "An " * 20, Role.COORDINATOR, 1, LONG_NAME, "Phó Chánh Văn phòng " * 5)


def profile(person: Person) -> Profile:
    devices = tuple(Device(n, "zalo-oa:9", "88", NOW, n % 2 == 0) for n in range(4))
    return Profile(
        person, person, person, dt.date(2026, 3, 1), dt.date(2026, 3, 9), devices, 90, 1234, invited_until=NOW
    )


def test_a_card_is_short_whatever_it_holds():
    for agency in (UNIT, LONG, replace(LONG, active=False)):
        card = AgencyCard(agency, 3000, 2999, 800)
        well_shaped(contacts.agency(card, [(AN, True)] * 40, numbers=range(1, 800)))
        well_shaped(contacts.own_agency(card, [(AN, True)] * 40))
        well_shaped(contacts.agencies([card] * contacts.PAGE, said=LONG_NAME, page=0, total=900))
        well_shaped(contacts.nobody(LONG_NAME, [agency] * 3))
    for person in (AN, MANY):
        well_shaped(contacts.person(profile(person), office=OFFICE))
        well_shaped(person_changes.edit(profile(person)))
        well_shaped(person_changes.devices(profile(person), office=OFFICE))
    well_shaped(contacts.person(profile(replace(AN, active=False)), office=OFFICE))


def test_every_question_and_confirmation_keeps_the_shape():
    for field in OfAgency:
        well_shaped(agency_changes.confirm(LONG, field, LONG_NAME[:200], before=LONG_NAME[:200], people=3))
    for asked in (OfAgency.NAME, OfAgency.SHORT, OfAgency.ALIAS, OfAgency.NO_ALIAS):
        well_shaped(agency_changes.ask(LONG, asked, note=agency_changes.not_a_name("x" * 90)))
    for person in (AN, MANY):
        for change in OfPerson:
            shown, go = (LONG_NAME[:200], LONG_NAME[:200]), {"person": 1}
            work = person_changes.stays(800, LONG_NAME, MANY)
            well_shaped(person_changes.confirm(person, change, shown=shown, go=go, work=work))
        well_shaped(person_changes.ask_role(person, [*Role][:5]))
        well_shaped(person_changes.near(person, LONG_NAME, [LONG] * 3))
        well_shaped(person_changes.does_not_fit(person, LONG))
        well_shaped(person_changes.ask_code(person))
        well_shaped(person_changes.ask_revoke(person, "Telegram", device=1))
        well_shaped(person_changes.given_back(person, OfPerson.LEFT, [LONG_TASK] * 90, to=1))
        well_shaped(person_changes.nobody_has(person, OfPerson.AGENCY, [LONG_TASK] * 90, to=1))
    for reply in (
        agency_changes.edit(LONG),
        agency_changes.ask_new(),
        agency_changes.confirm_new(LONG_NAME, [LONG] * 3),
        agency_changes.there(LONG, LONG_NAME),
        agency_changes.still_open(LONG, range(1, 800)),
        person_changes.not_yourself(),
        person_changes.administrators_only(AN),
    ):
        well_shaped(reply)


def test_what_becomes_of_the_work_is_said_before_and_after():
    mai = replace(AN, name="Trần Thị Mai")
    assert person_changes.stays(2, "Sở Nội vụ", mai) == "2 việc trong tay ở lại Sở Nội vụ, giao lại Trần Thị Mai."
    assert person_changes.stays(2, "Sở Nội vụ", None) == "2 việc trong tay ở lại Sở Nội vụ, chưa có người nhận."
    done = person_changes.done(OfPerson.LEFT, given={"Trần Thị Mai": [TASK]}, lying=[LONG_TASK])
    assert done == (
        "Đã ghi thôi tham gia.\nNV 3: giao lại Trần Thị Mai.\n"
        "Chưa có người nhận: NV 12345. Mời người cho\nđơn vị, việc sẽ tới người đó."
    )


def test_a_persons_card_is_the_whole_of_what_the_coordinator_needs():
    assert contacts.person(profile(AN), office=OFFICE).text == (
        "Chuyên viên Nguyễn Văn An · Sở Nội vụ\nVai trò: người thực hiện\n"
        "Cấp trên trực tiếp: Chuyên viên Nguyễn Văn An\nNgười thay khi vắng: Nguyễn Văn An (1/3 đến 9/3)\n"
        "Kênh: Zalo OA, từ 16/3/2026\nKênh: Zalo OA, từ 16/3/2026 (không tới được)\n"
        "Kênh: Zalo OA, từ 16/3/2026\nKênh: Zalo OA, từ 16/3/2026 (không tới được)\n"
        "Mã mời chưa dùng, đến 16/3/2026\nViệc trong tay: 90 · Báo cáo đã gửi: 1234"
    )
