"""`dondoc import` as an administrator uses it: a workbook is taken whole or not at all."""

from __future__ import annotations

import io
import sqlite3
import stat
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from core.directory import Directory
from core.problems import AskAgain
from core.wording import directory as words
from documents.directory_book import read_directory, template
from tests.bot.test_command import Dondoc, dondoc

__all__ = ["dondoc"]
AGENCIES = [["Sở Nội vụ", "SNV", "Sở NV; SNV tỉnh", "đơn vị", ""], ["Phòng Cải cách", "", "", "đơn vị", "Sở Nội vụ"]]
PEOPLE = [
    ["Trần Thị Mai", "Chánh Văn phòng", "Sở Nội vụ", "đầu mối đơn vị", "", "0912 345 678"],
    ["Nguyễn Văn An", "Chuyên viên", "Sở Nội vụ", "người thực hiện", "Trần Thị Mai", ""],
]


def filled(path: Path, agencies: list[list[str]], people: list[list[str]]) -> Path:
    """The template as somebody filled it in."""
    book = load_workbook(io.BytesIO(template()))
    for sheet, rows in ((book[words.AGENCIES], agencies), (book[words.PEOPLE], people)):
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_template_offers_what_may_be_chosen_and_is_read_back_empty(dondoc: Dondoc, tmp_path: Path):
    out = tmp_path / "mau.xlsx"
    assert dondoc("import", "--template", str(out)).returncode == 0
    book = load_workbook(out)
    assert book.sheetnames == ["Đơn vị", "Người", "Hướng dẫn"]
    choices = [rule.formula1 for rule in book["Người"].data_validations.dataValidation]
    assert any("đầu mối đơn vị" in one for one in choices)
    assert read_directory(out.read_bytes()) == Directory()


def test_agencies_and_people_are_taken_with_their_superiors_and_the_same_file_again_changes_nothing(
    dondoc: Dondoc, tmp_path: Path
):
    file = filled(tmp_path / "a.xlsx", AGENCIES, PEOPLE)
    first = dondoc("import", str(file))
    assert (first.returncode, first.stdout.strip()) == (
        0,
        "Đơn vị: thêm 2, cập nhật 0. Người: thêm 2, cập nhật 0, chuyển đơn vị 0.",
    ), first.stderr
    again = dondoc("import", str(file))
    assert again.stdout.strip() == "Không có gì thay đổi: mọi dòng đã có trong hệ thống."
    changed = filled(tmp_path / "b.xlsx", AGENCIES, [[*PEOPLE[1][:3], "lãnh đạo", "", ""]])
    assert dondoc("import", str(changed)).stdout.strip().endswith("Người: thêm 0, cập nhật 1, chuyển đơn vị 0.")


def test_codes_of_those_added_stand_in_a_private_file_and_let_them_join(dondoc: Dondoc, tmp_path: Path):
    out = tmp_path / "ma.xlsx"
    assert dondoc("import", str(filled(tmp_path / "a.xlsx", AGENCIES, PEOPLE)), "--invites", str(out)).returncode == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["Trần Thị Mai", "Nguyễn Văn An"]
    assert all(len(row[4]) == 26 for row in rows[1:])


def test_a_phone_number_is_taken_changed_and_kept_where_the_cell_is_left_empty(dondoc: Dondoc, tmp_path: Path):
    def number() -> str | None:
        with sqlite3.connect(tmp_path / "data" / "dondoc.db") as conn:
            return str(conn.execute("SELECT phone FROM people WHERE name = 'Trần Thị Mai'").fetchone()[0])

    assert dondoc("import", str(filled(tmp_path / "a.xlsx", AGENCIES, PEOPLE))).returncode == 0
    assert number() == "84912345678"
    for cell, kept in (("987654321", "84987654321"), ("", "84987654321")):
        dondoc("import", str(filled(tmp_path / "b.xlsx", AGENCIES, [[*PEOPLE[0][:5], cell]])))
        assert number() == kept


def test_every_wrong_cell_is_named_and_nothing_is_taken(dondoc: Dondoc, tmp_path: Path):
    people = [[*PEOPLE[0][:2], "Sở Y tế", "thủ quỹ", "", ""], ["", "", "Sở Nội vụ", "lãnh đạo", "Ai Đó", "0243 825 12"]]
    refused = dondoc("import", str(filled(tmp_path / "a.xlsx", AGENCIES, people)))
    assert refused.returncode == 1
    made, *wrong = refused.stderr.splitlines()
    assert made.endswith("dondoc.db is new")
    assert wrong == [
        "Người, ô C2: “Sở Y tế” không có ở sheet “Đơn vị” và chưa có trong hệ thống",
        "Người, ô D2: “thủ quỹ” không phải một vai trò; chọn trong ô, ví dụ đầu mối đơn vị",
        "Người, ô A3: chưa ghi",
        "Người, ô E3: “Ai Đó” không có trong đơn vị này",
        "Người, ô F3: “0243 825 12” không phải số điện thoại di động, ví dụ 0912 345 678",
        "dondoc: Chưa nhập dòng nào: 5 ô cần sửa.",
    ]
    retry = dondoc("import", str(filled(tmp_path / "b.xlsx", AGENCIES, PEOPLE)))
    assert retry.stdout.startswith("Đơn vị: thêm 2")


def test_a_file_that_is_not_the_template_is_said_to_be_none(dondoc: Dondoc, tmp_path: Path):
    other = tmp_path / "khac.xlsx"
    Workbook().save(other)
    assert "Tệp không theo mẫu" in dondoc("import", str(other)).stderr
    missing = dondoc("import", str(tmp_path / "khong-co.xlsx"))
    assert (missing.returncode, missing.stderr.strip().endswith("no such file")) == (1, True)
    assert dondoc("import").returncode == 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"not a workbook"])
def test_only_the_readers_own_error_comes_out_of_a_damaged_workbook(data: bytes):
    with pytest.raises(AskAgain):
        read_directory(data)


def test_an_exported_directory_comes_back_with_codes_and_moves_a_person(dondoc: Dondoc, tmp_path: Path):
    dondoc("import", str(filled(tmp_path / "a.xlsx", AGENCIES, PEOPLE)))
    out = tmp_path / "danh-ba.xlsx"
    assert dondoc("import", "--export", str(out)).returncode == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert dondoc("import", str(out)).stdout.strip() == "Không có gì thay đổi: mọi dòng đã có trong hệ thống."
    book = load_workbook(out)
    sheet = book[words.PEOPLE]
    line = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "Nguyễn Văn An")
    line[0].value, line[2].value, line[4].value = "Nguyễn Văn Ân", "Phòng Cải cách", None
    book.save(out)
    moved = dondoc("import", str(out))
    assert moved.stdout.strip().endswith("Người: thêm 0, cập nhật 0, chuyển đơn vị 1."), moved.stderr


def test_the_same_name_in_another_agency_is_a_row_to_decide(dondoc: Dondoc, tmp_path: Path):
    dondoc("import", str(filled(tmp_path / "a.xlsx", AGENCIES, PEOPLE)))
    row = ["Nguyễn Văn An", "Chuyên viên", "Phòng Cải cách", "người thực hiện", "", ""]
    refused = dondoc("import", str(filled(tmp_path / "b.xlsx", [], [row])))
    assert refused.stderr.splitlines()[-2] == (
        "Người, ô G2: “Nguyễn Văn An” có thể là cùng người (Chuyên viên, Sở Nội vụ, N2): "
        "ghi mã nếu chuyển đến, ghi “mới” nếu là người khác"
    )
    other = dondoc("import", str(filled(tmp_path / "c.xlsx", [], [[*row, "mới"]])))
    assert other.stdout.strip().endswith("Người: thêm 1, cập nhật 0, chuyển đơn vị 0.")
    same = dondoc("import", str(filled(tmp_path / "d.xlsx", [], [[*row, "n2"]])))
    assert same.stdout.strip().endswith("Người: thêm 0, cập nhật 0, chuyển đơn vị 1.")


def test_a_workbook_from_before_there_were_codes_is_still_taken(dondoc: Dondoc, tmp_path: Path):
    file = filled(tmp_path / "a.xlsx", AGENCIES, PEOPLE)
    book = load_workbook(file)
    book[words.PEOPLE].delete_cols(7)
    book.save(file)
    assert "thêm 2" in dondoc("import", str(file)).stdout
