"""Whom each row of a workbook is about, and which cells may not stand."""

from __future__ import annotations

from core.contacts import OfPerson
from core.directory import AgencyRow, Directory, Fault, PersonRow, Sheet, Wrong
from core.directory_diff import Known, preview
from core.directory_plan import Plan, plan
from core.model import Agency, Person, Role

NV, TC = Agency(1, "Sở Nội vụ", "SNV", ("Nội vụ tỉnh",)), Agency(2, "Sở Tài chính")
OFFICE, GONE = Agency(3, "Văn phòng", kind="office"), Agency(4, "Sở cũ", active=False)
UNITS = [NV, TC, OFFICE, GONE]
AN = Person(12, "Nguyễn Văn An", Role.OFFICIAL, 1, "Sở Nội vụ", "Chuyên viên")
NAMESAKE = Person(13, "Nguyễn Văn An", Role.OFFICIAL, 1, "Sở Nội vụ", "Phó phòng")
MAI = Person(14, "Trần Thị Mai", Role.FOCAL, 1, "Sở Nội vụ", "Văn thư")
BINH = Person(15, "Trần Bình", Role.COORDINATOR, 3, "Văn phòng")
ADMIN = Person(16, "Bùi Quân", Role.ADMIN, 3, "Văn phòng")


def row(line: int, name: str = "Nguyễn Văn An", agency: str = "Sở Nội vụ", **more: object) -> PersonRow:
    return PersonRow(line, name, agency, more.pop("role", Role.OFFICIAL), **more)  # type: ignore[arg-type]


def planned(*rows: PersonRow, people: tuple[Person, ...] = (AN, MAI), by: Person | None = None, **more: object) -> Plan:
    agencies: tuple[AgencyRow, ...] = more.get("agencies", ())  # type: ignore[assignment]
    numbers: dict[int, str] = more.get("numbers", {})  # type: ignore[assignment]
    return plan(Directory(agencies, rows), agencies=UNITS, people=people, by=by, numbers=numbers)


def about(made: Plan) -> list[int | None]:
    assert made.wrong == (), made.wrong
    return [key for _, key in made.people]


def faults(made: Plan) -> list[tuple[str, int, Fault]]:
    return [(one.column, one.row, one.fault) for one in made.wrong]


def test_a_name_in_an_agency_is_the_person_there_however_the_agency_is_called():
    assert about(planned(row(2, "nguyễn văn  an", "SNV"), row(3, "Trần Thị Mai", "Nội vụ tỉnh"))) == [12, 14]


def test_a_code_holds_through_another_name_and_another_agency():
    assert about(planned(row(2, "Nguyễn Văn Ân", "Sở Tài chính", code="n12"))) == [12]


def test_a_phone_with_the_same_name_is_the_same_person_and_a_phone_alone_is_not():
    numbers = {12: "84912345678"}
    moved = row(2, agency="Sở Tài chính", phone="0912.345.678")
    assert about(planned(moved, numbers=numbers)) == [12]
    assert about(planned(row(2, "Lê Hoa", phone="0912 345 678"), numbers=numbers)) == [None]
    shared = {12: "84912345678", 14: "84912345678"}
    assert faults(planned(moved, numbers=shared)) == [("G", 2, Fault.MAYBE_SAME)]
    assert faults(planned(row(2, "Lê Hoa", phone="113"))) == [("F", 2, Fault.NOT_A_PHONE)]


def test_a_code_nobody_has_and_one_used_twice_are_wrong():
    made = planned(row(2, code="N99"), row(3, code="N12"), row(4, code="N12"))
    assert faults(made) == [("G", 2, Fault.UNKNOWN_CODE), ("G", 4, Fault.TWICE)]


def test_the_same_name_elsewhere_is_asked_about_and_never_silently_a_second_person():
    made = planned(row(2, agency="Sở Tài chính"))
    assert made.wrong == (
        Wrong(Sheet.PEOPLE, "G", 2, Fault.MAYBE_SAME, "Nguyễn Văn An", "Chuyên viên, Sở Nội vụ, N12"),
    )
    assert about(planned(row(2, agency="Sở Tài chính", code="mới"))) == [None]
    assert about(planned(row(2), row(3, agency="Sở Tài chính"))) == [12, None]  # the one there has a row of his own


def test_other_tone_marks_may_be_another_person_and_are_asked_about():
    assert faults(planned(row(2, "Nguyễn Văn Ân"))) == [("G", 2, Fault.MAYBE_SAME)]
    assert faults(planned(row(2, "nguyen van an"))) == [("G", 2, Fault.MAYBE_SAME)]
    assert about(planned(row(2, "Lê Hà"), row(3, "Lê Hạ"))) == [None, None]
    hoa = Person(18, "Lê Thị Hoà", Role.OFFICIAL, 1, "Sở Nội vụ")
    assert about(planned(row(2, "Lê Thị Hòa"), people=(hoa,))) == [18]


def test_two_of_one_name_in_one_agency_are_told_apart_by_position():
    several = (AN, NAMESAKE, MAI)
    assert about(planned(row(2, position="phó phòng"), row(3, position="Chuyên viên"), people=several)) == [13, 12]
    made = planned(row(2, position="Trưởng phòng"), people=several)
    assert made.wrong == (
        Wrong(
            Sheet.PEOPLE,
            "A",
            2,
            Fault.WHICH,
            "Nguyễn Văn An",
            "Chuyên viên, Sở Nội vụ, N12; Phó phòng, Sở Nội vụ, N13",
        ),
    )
    assert about(planned(row(2, position="Chuyên viên"), row(3, position="Lái xe"))) == [12, None]


def test_the_same_name_and_position_twice_is_the_same_row_twice():
    assert faults(planned(row(2, "Lê Hoa"), row(3, "lê  hoa"))) == [("A", 3, Fault.TWICE)]


def test_cells_of_agencies_that_may_not_stand():
    agencies = (
        AgencyRow(2, "Ủy ban A"),
        AgencyRow(3, "Uỷ ban A"),
        AgencyRow(4, "Sở B", parent="Sở B"),
        AgencyRow(5, "Sở C", short="SNV", aliases=("Sở Tài chính",), parent="Sở Z"),
        AgencyRow(6, ""),
    )
    assert faults(planned(agencies=agencies)) == [
        ("A", 3, Fault.TWICE),
        ("E", 4, Fault.OWN_PARENT),
        ("B", 5, Fault.NAME_TAKEN),
        ("C", 5, Fault.NAME_TAKEN),
        ("E", 5, Fault.UNKNOWN_AGENCY),
        ("A", 6, Fault.EMPTY),
    ]


def test_cells_of_people_that_may_not_stand():
    made = planned(
        row(2, "", "Sở Z"),
        row(3, "Lê Hoa", "", role=None),
        row(4, "Lê Hà", role=None, said="sếp"),
        row(5, "Lê Hân", role=Role.COORDINATOR),
        row(6, "Lê Hạ", superior="Ai Đó"),
        row(7, "Lê Huệ", superior="Lê Huệ"),
        row(8, "Lê Hương", superior="Nguyễn Văn An"),
        row(9, "Lê Hai", "Sở cũ"),
        people=(AN, NAMESAKE),
    )
    assert faults(made) == [
        ("A", 2, Fault.EMPTY),
        ("C", 2, Fault.UNKNOWN_AGENCY),
        ("C", 3, Fault.EMPTY),
        ("D", 3, Fault.EMPTY),
        ("D", 4, Fault.UNKNOWN_ROLE),
        ("D", 5, Fault.ROLE_ELSEWHERE),
        ("E", 6, Fault.UNKNOWN_PERSON),
        ("E", 7, Fault.OWN_SUPERIOR),
        ("E", 8, Fault.WHICH),
        ("C", 9, Fault.UNKNOWN_AGENCY),
    ]


def test_a_superior_is_sought_where_people_will_be_and_not_where_they_were():
    gone = row(2, "Trần Thị Mai", "Sở Tài chính", code="N14", role=Role.FOCAL)
    assert faults(planned(gone, row(3, superior="Trần Thị Mai"))) == [("E", 3, Fault.UNKNOWN_PERSON)]
    assert about(planned(gone, row(3, agency="Sở Tài chính", code="N12", superior="Trần Thị Mai"))) == [14, 12]


def test_a_coordinator_makes_and_changes_no_administrator_and_does_not_promote_themselves():
    crew = (AN, BINH, ADMIN)
    several = (
        row(2, "Lê Hoa", "Văn phòng", role=Role.ADMIN),
        row(3, "Bùi Quân", "Văn phòng", role=Role.OFFICIAL),
        row(4, "Trần Bình", "Văn phòng", role=Role.ADMIN),
    )
    assert faults(planned(*several, people=crew, by=BINH)) == [("D", n, Fault.NOT_YOURS) for n in (2, 3, 4)]
    assert faults(planned(*several, people=crew, by=ADMIN)) == [("D", 3, Fault.NOT_YOURS)]
    assert faults(planned(*several, people=crew)) == []


def test_what_would_change_is_told_and_the_rest_is_left_out():
    made = planned(
        row(2, "Nguyễn Văn Ân", "Sở Tài chính", code="N12", position="Phó phòng"),
        row(3, "Trần Thị Mai", "SNV", role=Role.LEADER),
        row(4, "Lê Hoa", "Sở Mới"),
        agencies=(AgencyRow(2, "Sở Nội vụ", "SNV"), AgencyRow(3, "Sở Mới"), AgencyRow(4, "Sở Tài chính", "STC")),
    )
    assert made.wrong == ()
    known = Known({one.id: one for one in UNITS}, {one.id: one for one in (AN, MAI)}, {})
    seen = preview(made, known)
    assert [one.name for one in seen.new_agencies] == ["Sở Mới"]
    assert [one.name for one in seen.changed_agencies] == ["Sở Tài chính"]
    assert [one.name for one in seen.new_people] == ["Lê Hoa"]
    assert [(one.before.id, one.moved) for one in seen.moved] == [(12, ("Sở Nội vụ", "Sở Tài chính"))]
    assert [(one.before.id, one.what) for one in seen.corrected] == [(14, (OfPerson.ROLE,))]
    same = planned(row(2), row(3, "Trần Thị Mai", role=Role.FOCAL))
    assert preview(same, known).nothing
