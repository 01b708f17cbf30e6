"""The words of the workbook of agencies and people: its headings, its explanation, and what is wrong with a cell."""

from __future__ import annotations

from collections.abc import Sequence

from core.directory import Fault, Sheet, Wrong
from core.directory_diff import Preview
from core.model import Role
from core.text import fold
from core.wording import show
from core.wording.addressing import shorten

AGENCIES, PEOPLE, GUIDE = "Đơn vị", "Người", "Hướng dẫn"
AGENCY_HEADS = ("Tên đơn vị", "Tên tắt", "Tên gọi khác", "Loại", "Đơn vị cấp trên")
PEOPLE_HEADS = ("Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Cấp trên trực tiếp", "Điện thoại di động", "Mã")
OLDER_HEADS = (PEOPLE_HEADS[:-1], PEOPLE_HEADS[:-2])  # made before there were codes, and phones
INVITE_HEADS = ("Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Mã mời", "Dùng đến")
INVITES = "Mã mời"
KINDS = ("đơn vị", "văn phòng")
EXPLAINED = (
    "Sheet “Đơn vị”: mỗi dòng một đơn vị. “Tên gọi khác” cách nhau bằng dấu chấm phẩy.",
    "“Loại”: chọn “văn phòng” cho văn phòng của chính tổ chức này, các đơn vị khác là “đơn vị”.",
    "Sheet “Người”: mỗi dòng một người. “Đơn vị” ghi đúng tên đầy đủ ở sheet “Đơn vị” hoặc đã có trong hệ thống.",
    "“Vai trò”: chọn trong danh sách. “Cấp trên trực tiếp”: họ tên một người cùng đơn vị, có thể để trống.",
    "“Điện thoại di động”: có thể để trống; dùng để nhận ra một người và cho kênh gửi tin theo số điện thoại.",
    "“Mã”: để trống với người mới. Tệp danh bạ hiện có ghi sẵn mã (N12): giữ mã thì đổi gì cũng vẫn là người đó.",
    "Không có mã: nhận ra theo họ tên và đơn vị; hai người cùng tên trong một đơn vị phân biệt bằng chức vụ.",
    "Trùng tên với người ở đơn vị khác: ghi mã của người đó nếu là người chuyển đến, ghi “mới” nếu là người khác.",
    "Chuyển đơn vị: nhiệm vụ ở lại đơn vị cũ, giao lại cho đầu mối. Người không có trong tệp giữ nguyên.",
    "Không đổi tên sheet và tiêu đề cột. Một ô sai thì không dòng nào được nhập.",
)
_ALSO_CALLED = {
    "dau moi": Role.FOCAL,
    "van thu": Role.FOCAL,
    "lanh dao don vi": Role.LEADER,
    "chuyen vien theo doi": Role.COORDINATOR,
    "nguoi quan tri": Role.ADMIN,
}
_FAULTS = {
    Fault.EMPTY: "chưa ghi",
    Fault.TOO_LONG: "“{}” quá dài",
    Fault.TWICE: "“{}” có hai lần",
    Fault.UNKNOWN_AGENCY: "“{}” không có ở sheet “Đơn vị” và chưa có trong hệ thống",
    Fault.UNKNOWN_ROLE: "“{}” không phải một vai trò; chọn trong ô, ví dụ đầu mối đơn vị",
    Fault.UNKNOWN_PERSON: "“{}” không có trong đơn vị này",
    Fault.NOT_A_PHONE: "“{}” không phải số điện thoại di động, ví dụ 0912 345 678",
    Fault.NAME_TAKEN: "“{}” đã là tên của đơn vị khác",
    Fault.OWN_PARENT: "“{}” không thể là cấp trên của chính mình",
    Fault.OWN_SUPERIOR: "“{}” không thể là cấp trên của chính mình",
    Fault.UNKNOWN_CODE: "không có ai mang mã “{}”",
    Fault.WHICH: "có nhiều người tên “{}” trong đơn vị, cần ghi chức vụ hoặc mã{hint}",
    Fault.MAYBE_SAME: "“{}” có thể là cùng người{hint}: ghi mã nếu chuyển đến, ghi “mới” nếu là người khác",
    Fault.ROLE_ELSEWHERE: "“{}” chỉ có ở văn phòng",
    Fault.NOT_YOURS: "“{}”: chỉ người quản trị khác đổi được dòng này",
}


def roles() -> tuple[str, ...]:
    return tuple(show.role(role) for role in Role)


def role_word(role: Role) -> str:
    return show.role(role)


def role_of(said: str) -> Role | None:
    """The role a cell names, with or without diacritics, in the words offices have for it."""
    words = {fold(show.role(role)): role for role in Role} | _ALSO_CALLED
    return words.get(fold(said))


def wrong(one: Wrong) -> str:
    """'Người, ô C5: “Sở X” …': where Excel shows it."""
    sheet = PEOPLE if one.sheet is Sheet.PEOPLE else AGENCIES
    hint = f" ({shorten(one.hint, 160)})" if one.hint else ""
    return f"{sheet}, ô {one.column}{one.row}: {_FAULTS[one.fault].format(shorten(one.value, 60), hint=hint)}"


def not_the_template() -> str:
    return f"Tệp không theo mẫu: cần sheet “{AGENCIES}” và “{PEOPLE}” với tiêu đề như tệp mẫu."


def taken(differs: Preview, *, lying: Sequence[int]) -> str:
    """How much was added and changed; `lying` are tasks that nobody has now."""
    if differs.nothing:
        return "Không có gì thay đổi: mọi dòng đã có trong hệ thống."
    left = f" Việc chưa có người nhận: {', '.join(f'NV {number}' for number in lying)}." if lying else ""
    return (
        f"Đơn vị: thêm {len(differs.new_agencies)}, cập nhật {len(differs.changed_agencies)}. "
        f"Người: thêm {len(differs.new_people)}, cập nhật {len(differs.corrected)}, "
        f"chuyển đơn vị {len(differs.moved)}.{left}"
    )


def refused(count: int) -> str:
    return f"Chưa nhập dòng nào: {count} ô cần sửa."
