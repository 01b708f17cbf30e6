"""Read tables of work: which column is the task, who leads, who supports, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.text import fold
from documents.understand.agencies import parted
from documents.understand.agency_words import HEAD, NOT_HEAD
from documents.understand.paragraphs import Para

_ROLES = (
    ("supporting", re.compile(r"phoi hop")),
    (
        "deadline",
        re.compile(
            r"thoi gian|thoi han|tien do|han hoan thanh|^hoan thanh|han bao cao|thoi diem|^han(?: nop| xong| chot)?$"
            r"|^ngay (?:xong|hoan thanh)"
        ),
    ),
    ("former", re.compile(r"han (?:cu|da giao|ban dau|truoc)(?![a-z])")),
    ("overseer", re.compile(r"^lanh dao(?! tao)|^(?:nguoi|can bo) chi dao|^giam sat|nguoi ky")),  # who watches over it
    (
        "lead",
        re.compile(
            r"chu tri|(?:don vi|co quan|bo phan|nguoi|ca nhan)(?:,? (?:ca nhan|don vi|bo phan))* (?:thuc hien"
            r"|phu trach|duoc giao)|trach nhiem thuc hien"
            r"|don vi thuc hien|phu trach|^don vi$|^co quan$|co quan,? don vi"
        ),
    ),
    ("result", re.compile(r"ket qua|san pham|ghi chu|can cu|kinh phi|muc tieu|chi tieu")),
    ("task", re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|ten |giai phap|van de|chi dao|yeu cau|hang muc")),
    ("count", re.compile(r"^(?:tt|stt|so tt|so thu tu|#)$")),
)
_APART = re.compile(  # a dash parts two names only where an agency follows: 'Phòng Văn hóa - Xã hội' is one
    rf"\s*;\s*|\s+[+•]\s+|\s+[-–]\s+(?!{NOT_HEAD.pattern})(?={HEAD.pattern})", re.IGNORECASE
)
_AS_ABOVE = re.compile(r"\W*(?:nt|n/t|như trên)\W*$|\s*(?:[\"“”]|//)\s*$", re.IGNORECASE)
_SAID = {"lead": "lead", "supporting": "supporting", "time": "deadline"}
_PERIOD = re.compile(
    r"\W*(?:[IVX\d]{1,4}\W+)?(?:trong |đến |trước )*(?:các )?(?:ngày|tháng|quý|năm) .{1,30}$", re.IGNORECASE
)
_SECTION = re.compile(r"^\W*(?:[IVXLC]+|[A-HĐ])(?:\.\d{1,2})*\W*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is a task; `span` is the task's cell in the directive's text."""

    para: Para
    count: str
    text: str
    span: tuple[int, int]
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    time: str
    supposed: bool = False  # whether the lead is only that of the row above


def work_rows(rows: Sequence[Para]) -> list[Row]:
    """The tasks of the tables in these rows; a table whose head names no task and no agency or time holds none."""
    columns: dict[str, int] = {}
    found: list[Row] = []
    period = ""  # 'QUÝ I/2026' over rows that have no time of their own
    for index, para in enumerate(rows):
        head = _columns(para.cells)
        if head is not None:
            columns = head
        elif "task" in columns and ("lead" in columns or "deadline" in columns):
            row = _row(para, columns, above=found[-1] if found else None)
            following = rows[index + 1] if index + 1 < len(rows) else None
            if row is not None and _is_section(row, following, columns):
                period = row.text if "deadline" not in columns and _PERIOD.match(row.text) else ""
            elif row is not None:
                found.append(replace(row, time=row.time or period))
    return found


def _columns(cells: Sequence[str]) -> dict[str, int] | None:
    """The roles of the columns, when these cells are a table's head."""
    roles: dict[str, int] = {}
    for index, cell in enumerate(cells):
        folded = fold(cell).strip(" .:*")
        role = next((name for name, pattern in _ROLES if 0 < len(folded) < 70 and pattern.search(folded)), None)
        if role is not None:
            roles.setdefault(role, index)
    if "overseer" in roles:
        roles.setdefault("lead", roles.pop("overseer"))
    named = [role for role in roles if role != "result"]
    return (
        roles
        if "task" in roles and len(named) >= 2 and len(roles) >= 2 and all(len(cell) < 90 for cell in cells)
        else None
    )


def _row(para: Para, columns: dict[str, int], *, above: Row | None) -> Row | None:
    def cell(role: str) -> str:
        at = columns.get(role)
        return para.cells[at].strip() if at is not None and at < len(para.cells) else ""

    text = cell("task").strip(" *")
    if len(text) < 4 or re.fullmatch(r"[\d().\s]*", text):
        return None
    start = para.start + max(0, para.text.find(text))
    row = Row(
        para,
        cell("count").strip(" .*"),
        text,
        (start, start + len(text)),
        _agencies(cell("lead")),
        _agencies(cell("supporting")),
        cell("deadline"),
    )
    same = {said: getattr(above, said) for said, role in _SAID.items() if above and _AS_ABOVE.match(cell(role))}
    if above is not None and "lead" in columns and not cell("lead") and row.time and row.count.isdigit():
        return replace(row, lead=above.lead, supposed=True, **same)  # one cell over several rows
    return replace(row, **same)


def _agencies(cell: str) -> tuple[str, ...]:
    cell = re.sub(r"^(.{6,}?)(?:\s+\1)+$", r"\1", cell.strip())  # said once for each of the row's results
    names = [name for piece in _APART.split(cell.strip(" -+•.*")) for name in parted(piece.strip(" -+•"))]
    return tuple(name for name in names if any(c.isalpha() for c in name))


def _is_section(row: Row, following: Para | None, columns: dict[str, int]) -> bool:
    """A row with a Roman number or a letter, or with nothing but a title, parts the table."""
    if row.lead == (row.text,):  # one cell over the whole row, given out for each of its columns
        return True
    if row.lead or row.time:
        return _SECTION.match(row.count) is not None and not row.lead
    if _SECTION.match(row.count) or not row.count:
        return True
    if following is not None and following.cells and following.cells[0].strip(" .*").startswith(f"{row.count}."):
        return True
    return "lead" in columns and row.text.isupper()
