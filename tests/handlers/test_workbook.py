"""The directory by workbook in chat: seen before it is taken, taken whole or not at all, and the work follows."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from core.model import Person, Role
from core.wording import directory as words
from db import files, people, tasks
from db import tables as t
from documents.directory_book import template
from tests.handlers.dialogue import labels, notices, text
from tests.handlers.reading import read
from tests.house import House

AGENCIES = [["Sở Y tế", "SYT", "", "đơn vị", ""]]


def row(name: str, agency: str = "Sở Nội vụ", role: str = "người thực hiện", **more: str) -> list[str]:
    """A line of the sheet of people."""
    cells = ("position", "superior", "phone", "code")
    position, superior, phone, code = (more.get(cell, "") for cell in cells)
    return [name, position, agency, role, superior, phone, code]


class Desk:
    def __init__(self, house: House, folder: Path) -> None:
        self.house, self.folder = house, folder
        self.binh = house.coordinator("Trần Thị Bình")
        self.mai = house.person("Trần Thị Mai", role=Role.FOCAL)
        self.an = house.person("Nguyễn Văn An")
        house.agency("Sở Tài chính")

    async def sends(
        self, *rows: list[str], agencies: list[list[str]] | None = None, by: Person | None = None
    ) -> list[str]:
        """What is said of a filled workbook once it was read in its own process."""
        book = load_workbook(io.BytesIO(template()))
        for sheet, lines in ((words.AGENCIES, agencies or []), (words.PEOPLE, list(rows))):
            for line in lines:
                book[sheet].append(line)
        file = self.folder / "danh-ba.xlsx"
        book.save(file)
        self.house.sends_file(by or self.binh, file)
        return await read(self.house, self.folder)

    def names(self) -> list[str]:
        with self.house.store.read() as conn:
            return sorted(one.person.name for one in people.everybody(conn))

    def count(self, table: str) -> int:
        with self.house.store.read() as conn:
            return len(conn.execute(select(t.metadata.tables[table])).all())


@pytest.fixture
def desk(house: House, tmp_path: Path) -> Desk:
    return Desk(house, tmp_path)


async def test_what_a_workbook_would_change_is_shown_and_nothing_is_taken_before_the_word(desk: Desk):
    (shown,) = await desk.sends(
        row("Lê Hoa", "Sở Y tế", "đầu mối đơn vị"),
        row("Trần Thị Mai", position="Văn thư", role="đầu mối đơn vị"),
        row("Nguyễn Văn An", "Sở Tài chính", code="N3"),
        agencies=AGENCIES,
    )
    assert shown == (
        "Tệp danh bạ sẽ thay đổi:\nThêm đơn vị: 1\n Sở Y tế\nThêm người: 1\n Lê Hoa\n"
        "Sửa thông tin: 1\n Trần Thị Mai (chức vụ)\nChuyển đơn vị: 1\n Nguyễn Văn An sang Sở Tài chính\nChưa nhập gì."
    )
    assert "Lê Hoa" not in desk.names()
    assert desk.count("drafts") == 0
    taken = desk.house.presses(desk.binh, "Nhập")
    assert text(taken).startswith("Đã nhập danh bạ.\nThêm đơn vị: 1")
    assert "Lê Hoa" in desk.names()
    with desk.house.store.read() as conn:
        assert people.get(conn, desk.an.id).agency == "Sở Tài chính"
        assert conn.execute(select(t.workbooks.c.rows)).scalars().all() == [None]


async def test_the_word_is_typed_as_well_and_not_wanted_is_not_taken(desk: Desk):
    await desk.sends(row("Lê Hoa"))
    assert text(desk.house.says(desk.binh, "khong nhap")) == "Không nhập. Danh bạ giữ nguyên."
    assert "Lê Hoa" not in desk.names()
    assert "Không thấy nội dung này" in text(desk.house.presses(desk.binh, "Nhập"))
    assert "Lê Hoa" not in desk.names()


async def test_whoever_moves_by_workbook_leaves_the_work_and_the_receiver_is_told_once(desk: Desk):
    hoa = desk.house.person("Lê Hoa")
    several = [desk.house.task(official=one) for one in (desk.an, hoa, desk.an)]
    await desk.sends(
        row("Nguyễn Văn An", "Sở Tài chính", code="N3"),
        row("Lê Hoa", "Sở Tài chính", code=f"N{hoa.id}"),
    )
    taken = desk.house.presses(desk.binh, "Nhập")
    (notice,) = notices(taken, desk.mai)
    assert notice.text.startswith("Danh bạ vừa được cập nhật.\nNV 1, NV 3, NV 2 giao lại đồng chí")
    assert notices(taken, desk.an)[0].text.startswith("Thông tin của đồng chí vừa được cập nhật")
    with desk.house.store.read() as conn:
        assert [[one.person_id for one in tasks.assignments(conn, key)] for key in several] == [[desk.mai.id]] * 3
        moments = select(t.people.c.next_reminder_at).where(t.people.c.id.in_([desk.an.id, hoa.id]))
        assert conn.execute(moments).scalars().all() == [None, None]


async def test_nothing_passes_through_hands_that_are_leaving_too(desk: Desk):
    """The focal person moves in the same workbook as her official: the work goes to her successor at once."""
    task = desk.house.task(official=desk.an)
    await desk.sends(
        row("Nguyễn Văn An", "Sở Tài chính", code="N3"),
        row("Trần Thị Mai", "Sở Tài chính", "đầu mối đơn vị", code="N2"),
        row("Lê Hoa", role="đầu mối đơn vị"),
    )
    desk.house.presses(desk.binh, "Nhập")
    with desk.house.store.read() as conn:
        (held,) = tasks.assignments(conn, task)
        assert people.get(conn, held.person_id).name == "Lê Hoa"


async def test_wrong_cells_are_named_a_page_at_a_time_and_nothing_can_be_taken(desk: Desk):
    (shown,) = await desk.sends(*(row(f"Lê {letter * 3}", "Sở Z") for letter in "abcdefgh"), row("Lê Hoa"))
    assert shown.startswith("Chưa nhập dòng nào: 8 ô cần sửa.\nNgười, ô C2: “Sở Z” không có ở sheet")
    assert shown.endswith("(còn 2)")
    more = desk.house.presses(desk.binh, "Xem thêm")
    assert "Người, ô C9" in text(more)
    assert labels(more) == ["Mẫu danh bạ", "Bỏ tệp này"]
    assert "Lê Hoa" not in desk.names()


async def test_what_became_wrong_since_it_was_shown_keeps_everything_out(desk: Desk):
    await desk.sends(row("Lê Hoa"), row("Nguyễn Văn An", "Sở Tài chính", code="N3"))
    with desk.house.store.begin() as conn:
        people.change(conn, desk.an.id, active=False)
    refused = desk.house.presses(desk.binh, "Nhập")
    assert "ô G3: không có ai mang mã “N3”" in text(refused)
    assert "Lê Hoa" not in desk.names()


async def test_a_workbook_is_taken_by_whoever_sent_it_alone(desk: Desk):
    khanh = desk.house.coordinator("Lê Khánh")
    await desk.sends(row("Lê Hoa"))
    token = desk.house.token(desk.binh, "Nhập")
    assert "hết hạn" in text(desk.house.presses_token(khanh, token))
    assert "Lê Hoa" not in desk.names()


async def test_an_altered_template_is_named_and_not_read_as_a_directive(desk: Desk):
    book = load_workbook(io.BytesIO(template()))
    book[words.PEOPLE]["A1"].value = "Tên"
    file = desk.folder / "khac.xlsx"
    book.save(file)
    desk.house.sends_file(desk.binh, file)
    (shown,) = await read(desk.house, desk.folder)
    assert shown.startswith("Chưa đọc được khac.xlsx: danh bạ không theo tệp mẫu.")


@pytest.mark.parametrize("typed", ["mẫu danh bạ", "mau danh ba"])
def test_the_template_is_asked_for_in_chat(desk: Desk, typed: str):
    (reply,) = desk.house.says(desk.binh, typed)
    assert reply.file_id is not None
    with desk.house.store.read() as conn:
        name, content = files.get(conn, reply.file_id)
    assert name == "mau-danh-ba.xlsx"
    assert load_workbook(io.BytesIO(content)).sheetnames == ["Đơn vị", "Người", "Hướng dẫn"]


async def test_the_directory_goes_out_with_codes_and_comes_back_unchanged(desk: Desk):
    (reply,) = desk.house.says(desk.binh, "xuất danh bạ")
    assert reply.file_id is not None
    with desk.house.store.read() as conn:
        _, content = files.get(conn, reply.file_id)
    file = desk.folder / "ra.xlsx"
    file.write_bytes(content)
    desk.house.sends_file(desk.binh, file)
    assert await read(desk.house, desk.folder) == ["Danh bạ vừa gửi không khác danh bạ hiện có."]


@pytest.mark.parametrize(
    ("cell", "role"), [("Đầu mối", Role.FOCAL), ("van thu", Role.FOCAL), ("Lãnh đạo đơn vị", Role.LEADER)]
)
def test_a_role_may_be_called_as_offices_call_it(cell: str, role: Role) -> None:
    assert words.role_of(cell) is role
    assert words.role_of("sếp") is None
