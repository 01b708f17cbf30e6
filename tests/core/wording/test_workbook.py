"""What is said of a workbook of the directory, at its longest too."""

from __future__ import annotations

from core.contacts import OfPerson
from core.directory import AgencyRow, Fault, PersonRow, Sheet, Wrong
from core.directory_diff import Changed, Preview
from core.model import Role
from core.wording import workbook as say
from core.wording.directory import wrong
from tests.core.wording.shape import well_shaped
from tests.core.wording.test_contacts import AN, LONG_NAME, MANY
from tests.core.wording.voice import LONG_TASK

UNIT, ROW = AgencyRow(2, LONG_NAME), PersonRow(2, MANY.name, LONG_NAME, Role.OFFICIAL)
FULL = Preview(
    (UNIT,) * 90,
    (UNIT,) * 90,
    (ROW,) * 900,
    (Changed(ROW, MANY, tuple(OfPerson)[:5]), Changed(ROW, AN, (OfPerson.AGENCY,), (LONG_NAME, LONG_NAME))) * 90,
)


def test_every_message_keeps_the_shape():
    cells = [Wrong(Sheet.PEOPLE, "G", n, Fault.MAYBE_SAME, LONG_NAME, LONG_NAME) for n in range(2, 90)]
    for reply in (
        say.preview(1, FULL),
        say.preview(1, Preview()),
        say.taken(FULL, lying=[LONG_TASK] * 90),
        say.wrong(1, cells),
        say.wrong(1, cells, page=14),
        say.dropped(),
        say.template(1),
        say.export(1),
        say.given_back([LONG_TASK] * 90, to=1),
        say.nobody_has([LONG_TASK] * 90, to=1),
    ):
        well_shaped(reply)


def test_a_row_to_decide_says_who_may_be_meant_and_what_to_write():
    cell = Wrong(Sheet.PEOPLE, "G", 5, Fault.MAYBE_SAME, "Nguyễn Văn An", "Chuyên viên, Sở Nội vụ, N12")
    assert wrong(cell) == (
        "Người, ô G5: “Nguyễn Văn An” có thể là cùng người (Chuyên viên, Sở Nội vụ, N12): "
        "ghi mã nếu chuyển đến, ghi “mới” nếu là người khác"
    )
