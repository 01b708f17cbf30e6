"""Recognise lines that only say who and when of the task above them: 'Cơ quan chủ trì: …', 'Thời hạn: …'."""

from __future__ import annotations

import re

_LINE = re.compile(
    r"^(?:[-–+•*]\s*|\d{1,2}[.)]\s*|[a-zđ][.)]\s*)?(?:\*\*)?(?P<label>(?:Tên|Nội dung) (?:nhiệm vụ|công việc)"
    r"|(?:Cơ quan|Đơn vị|Bộ phận|Cá nhân|Người)(?:,? (?:đơn vị|cơ quan|cá nhân))?(?: được giao)? (?:chủ trì"
    r"|thực hiện|phụ trách|đầu mối|chịu trách nhiệm)(?: thực hiện| tham mưu)?"
    r"|Chủ trì(?: thực hiện)?|Phụ trách|(?:Cơ quan|Đơn vị)(?:,? (?:đơn vị"
    r"|cơ quan))? phối hợp(?:\W{0,2} ?thực hiện)?|Phối hợp(?: thực hiện)?"
    r"|Thời (?:gian|hạn|điểm)(?: thực hiện| hoàn thành| triển khai| trình| gửi| nộp)?(?: báo cáo| hồ sơ| ý kiến"
    r"| danh sách| kết quả| về)*|Tiến độ(?: thực hiện"
    r"| hoàn thành)?|Hạn hoàn thành|Hoàn thành|(?:Kết quả|Sản phẩm)(?: đạt được| dự kiến| thực hiện| đầu ra)?"
    r"|Kinh phí(?: thực hiện)?)\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)


def field_of(text: str) -> tuple[str, str, int] | None:
    """The role, the value and where the value begins: 'task', 'lead', 'supporting', 'deadline' or 'other'."""
    found = _LINE.match(text)
    if found is None:
        return None
    label = found.group("label").lower()
    return _role(label), found.group("value").strip(" ."), found.start("value")


def _role(label: str) -> str:
    if "nhiệm vụ" in label or "công việc" in label:
        return "task"
    if "phối hợp" in label:
        return "supporting"
    if label.startswith(("thời", "tiến độ", "hạn", "hoàn thành")):
        return "deadline"
    if label.startswith(("kết quả", "sản phẩm", "kinh phí")):
        return "other"
    return "lead"
