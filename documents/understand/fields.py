"""Recognise lines that only say who and when of the task above them: 'Cơ quan chủ trì: …', 'Thời hạn: …'."""

from __future__ import annotations

import re

from documents.letters import compiled
from documents.understand.agencies import agencies_at, parted
from documents.understand.verbs import verb_at

_LINE = re.compile(
    r"^(?:[-–+•*]\s*|\d{1,2}[.)]\s*|[a-zđ][.)]\s*)?(?:\*\*)?(?P<label>(?:Tên|Nội dung) (?:nhiệm vụ|công việc)|Việc"
    r"|(?:Cơ quan|Đơn vị|Bộ phận|Cá nhân|Người)(?:,? (?:đơn vị|cơ quan|cá nhân))?(?: được giao)? (?:chủ trì"
    r"|thực hiện|phụ trách|đầu mối|chịu trách nhiệm)(?: thực hiện| tham mưu)?"
    r"|Người làm|Chủ trì(?: thực hiện)?|Phụ trách|(?:Cơ quan|Đơn vị)(?:,? (?:đơn vị"
    r"|cơ quan))? phối hợp(?:\W{0,2} ?thực hiện)?|Phối hợp(?: thực hiện)?"
    r"|Thời (?:gian|hạn|điểm)(?: thực hiện| hoàn thành| triển khai| trình| gửi| nộp)?(?: báo cáo| hồ sơ| ý kiến"
    r"| danh sách| kết quả| về)*|Tiến độ(?: thực hiện"
    r"| hoàn thành)?"
    r"|Hạn(?: hoàn thành| chót| cuối)?|Hoàn thành|(?:Kết quả|Sản phẩm)(?: đạt được| dự kiến| thực hiện| đầu ra)?"
    r"|Kinh phí(?: thực hiện)?|(?-i:CT|PH|TG|TH|ĐVCT|ĐVPH|CQCT|CQPH|SP))\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)


_BESIDE = re.compile(
    r"^[-–+•*]\s*(?:Nội dung|Hình thức|Đối tượng|Địa điểm|Số lượng|Quy mô|Thành phần|Mục tiêu|Yêu cầu|Thể lệ"
    r"|Mốc (?:kiểm tra|giám sát|thời gian)|Phạm vi|Niên độ|Thời kỳ)\s*:",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\s*,?\s*(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|thực hiện|phụ trách|phối hợp với [^.:;]{3,100} thực hiện)"
    r"(?:,? phối hợp với [^.:;]{3,120}?)?(?:,? (?:tham mưu|tổ chức|triển khai) thực hiện)?"
    r"(?:[,;.]?\s*\(?(?:hoàn thành|thời gian|thời hạn|tiến độ|xong|thực hiện"
    r"|trong|trước|đến hết|chậm nhất)\b[^.;]*)?[.;)]*$"
)


_WITH = "phối hợp với "
_ONLY_DOES = re.compile(r"(?:(?:và|tham mưu|tổ chức|triển khai) )*thực hiện|hoàn thành|xong|trước|trong|chậm nhất")


def is_beside(text: str) -> bool:
    """'- Nội dung: …' among lines that say who and when only tells more of the same task."""
    return _BESIDE.match(text) is not None


def doers_in(text: str) -> tuple[str, ...]:
    """Whom a line names that says nothing but who does the point above it, and by when."""
    named = agencies_at(text) if len(text) < 200 else None
    if named is None or _DOES.match(text, named.end) is None or _works(text, named.end):
        return ()
    return named.names


def _works(text: str, at: int) -> bool:
    """'… chủ trì, phối hợp với Văn phòng thẩm định hồ sơ' is an order of its own: behind the partner stands work."""
    beside = text.find(_WITH, at)
    partner = agencies_at(text, beside + len(_WITH)) if beside >= 0 else None
    rest = text[partner.end :].lstrip(" ,") if partner is not None else ""
    return verb_at(rest) and _ONLY_DOES.match(rest) is None


def field_of(text: str) -> tuple[str, str, int] | None:
    """The role, the value and where the value begins: 'task', 'lead', 'supporting', 'deadline' or 'other'."""
    found = _LINE.match(text)
    if found is None:
        return ("doer", text, 0) if doers_in(text) else None
    label = found.group("label").lower()
    return _role(label), found.group("value").strip(" ."), found.start("value")


_SHORT_LABELS = {
    "ct": "lead",
    "th": "lead",
    "đvct": "lead",
    "cqct": "lead",
    "ph": "supporting",
    "đvph": "supporting",
    "cqph": "supporting",
    "tg": "deadline",
    "sp": "other",
}
_BEHIND = re.compile(
    r"(?<=\S)\s*[.;,]?\s+(?=(?:CT|PH|TG|TH|ĐVCT|ĐVPH|CQCT|CQPH|SP"
    r"|(?:Cơ quan |Đơn vị )?[Pp]hối hợp(?: thực hiện)?|Thời (?:gian|hạn)(?: thực hiện| hoàn thành)?"
    r"|Hạn(?: hoàn thành)?)\s*:)"
)


def fields_of(text: str) -> list[tuple[str, str]]:
    """Roles and values of one line: 'CT: Phòng X. PH: Văn phòng. TG: trước 20/01' says three things."""
    read = [found for piece in _BEHIND.split(text) if (found := field_of(piece)) is not None]
    return [(role, value) for role, value, _ in read]


def _role(label: str) -> str:
    if label in _SHORT_LABELS:
        return _SHORT_LABELS[label]
    if "nhiệm vụ" in label or "công việc" in label or label == "việc":
        return "task"
    if "phối hợp" in label:
        return "supporting"
    if label.startswith(("thời", "tiến độ", "hạn", "hoàn thành")):
        return "deadline"
    if label.startswith(("kết quả", "sản phẩm", "kinh phí")):
        return "other"
    return "lead"


_APPENDED = re.compile(r"\s[-–]\s(?P<names>(?:P\.\s?)?[^-–.:;,]{3,80}?) (?:làm đầu mối|là đầu mối|chủ trì|phụ trách)\b")
_INLINE = re.compile(
    r"(?:Cơ quan|Đơn vị|Bộ phận)(?: chủ trì| thực hiện"
    r"| phụ trách)(?: thực hiện)?\s*:\s*(?P<names>[^.:\n]{3,200}?)(?=[.;)]|$|,?\s*(?:Thời|thời|Cơ quan phối"
    r"|Đơn vị phối))"
)


def said_inside(words: str, *, named: bool) -> tuple[str, ...]:
    """'… . Đơn vị thực hiện: Phòng X. Thời gian: …' in one paragraph."""
    found = _INLINE.search(words)
    if found is not None:
        return names_in(found.group("names"))
    if named:
        return ()
    told = _APPENDED.search(words)  # 'Giải trình số tiền treo - P. Tài chính làm đầu mối, …'
    return (
        names_in(told.group("names")) if told is not None and agencies_at(told.group("names")) else _in_brackets(words)
    )


_BRACKETS = re.compile(r"\(([^()]{6,240})\)\s*[.;]?\s*$")
_PERSON = compiled(r"(?:[ac]|anh|chị|[Đđ]/c|ông|bà)\.? [⟨A⟩][⟨a⟩]+(?: [⟨A⟩]\w*){0,4}(?=$|\s*[-–,;])")
_GIVEN = re.compile(r"^(?:giao|do|đề nghị|phân công)(?: cho)? ", re.IGNORECASE)
_LEADS = re.compile(
    r"\s*(?:chủ trì|thực hiện|phụ trách|là đầu mối|phối hợp)\b|\s*;\s*\S"
    r"|\s*[-–,]\s*(?:xong|trước|tháng|tuần|quý|nộp|gửi|hoàn thành|ngày|\d)|$"
)


def _in_brackets(words: str) -> tuple[str, ...]:
    """'… (Ban Tổ chức chủ trì; hoàn thành trước ngày …).'"""
    found = _BRACKETS.search(words)
    if found is not None and (person := _PERSON.match(found.group(1))) is not None:
        return (person.group(),)
    told = _GIVEN.sub("", found.group(1)) if found is not None else ""
    named = agencies_at(told)
    return named.names if named is not None and _LEADS.match(told, named.end) else ()


def names_in(piece: str) -> tuple[str, ...]:
    """Agencies of a list, as written."""
    return parted(piece.strip(" ."))
