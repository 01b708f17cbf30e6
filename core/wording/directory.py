"""The words of the workbook of agencies and people: its headings, its explanation, and what is wrong with a cell."""

from __future__ import annotations

from core.directory import Fault, Sheet, Wrong
from core.model import Role
from core.text import fold, shorten
from core.wording import show

AGENCIES, PEOPLE, GUIDE = "Đơn vị", "Người", "Hướng dẫn"
AGENCY_HEADS = ("Tên đơn vị", "Tên tắt", "Tên gọi khác", "Loại", "Đơn vị cấp trên")
PEOPLE_HEADS = ("Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Cấp trên trực tiếp", "Điện thoại di động")
INVITE_HEADS = ("Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Mã mời", "Dùng đến")
INVITES = "Mã mời"
KINDS = ("đơn vị", "văn phòng")
EXPLAINED = (
    "Sheet “Đơn vị”: mỗi dòng một đơn vị. “Tên gọi khác” cách nhau bằng dấu chấm phẩy.",
    "“Loại”: chọn “văn phòng” cho văn phòng của chính tổ chức này, các đơn vị khác là “đơn vị”.",
    "Sheet “Người”: mỗi dòng một người. “Đơn vị” ghi đúng tên đầy đủ ở sheet “Đơn vị” hoặc đã có trong hệ thống.",
    "“Vai trò”: chọn trong danh sách. “Cấp trên trực tiếp”: họ tên một người cùng đơn vị, có thể để trống.",
    "“Điện thoại di động”: có thể để trống; chỉ dùng cho kênh gửi tin theo số điện thoại.",
    "Người được nhận ra theo họ tên và đơn vị: nhập lại tệp đã sửa chỉ cập nhật những chỗ khác.",
    "Không đổi tên sheet và tiêu đề cột. Một ô sai thì không dòng nào được nhập.",
)
_FAULTS = {
    Fault.EMPTY: "chưa ghi",
    Fault.TOO_LONG: "“{}” quá dài",
    Fault.TWICE: "“{}” có hai lần",
    Fault.UNKNOWN_AGENCY: "“{}” không có ở sheet “Đơn vị” và chưa có trong hệ thống",
    Fault.UNKNOWN_ROLE: "“{}” không phải một vai trò trong danh sách",
    Fault.UNKNOWN_PERSON: "“{}” không có trong đơn vị này",
    Fault.NOT_A_PHONE: "“{}” không phải số điện thoại di động, ví dụ 0912 345 678",
    Fault.OWN_PARENT: "“{}” không thể là cấp trên của chính mình",
}


def roles() -> tuple[str, ...]:
    return tuple(show.role(role) for role in Role)


def role_of(said: str) -> Role | None:
    """The role a cell names, with or without diacritics."""
    return next((role for role in Role if fold(show.role(role)) == fold(said)), None)


def wrong(one: Wrong) -> str:
    """'Người, ô C5: “Sở X” …': where Excel shows it."""
    sheet = PEOPLE if one.sheet is Sheet.PEOPLE else AGENCIES
    return f"{sheet}, ô {one.column}{one.row}: {_FAULTS[one.fault].format(shorten(one.value, 60))}"


def not_the_template() -> str:
    return f"Tệp không theo mẫu: cần sheet “{AGENCIES}” và “{PEOPLE}” với tiêu đề như tệp mẫu."


def taken(*, agencies: tuple[int, int], people: tuple[int, int]) -> str:
    """How many were (added, changed)."""
    if not any((*agencies, *people)):
        return "Không có gì thay đổi: mọi dòng đã có trong hệ thống."
    return f"Đơn vị: thêm {agencies[0]}, cập nhật {agencies[1]}. Người: thêm {people[0]}, cập nhật {people[1]}."


def refused(count: int) -> str:
    return f"Chưa nhập dòng nào: {count} ô cần sửa."
