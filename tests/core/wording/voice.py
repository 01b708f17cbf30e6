"""What every message keeps to: no shouting, few lines, few buttons, short button words."""

from __future__ import annotations

import datetime as dt

from core.messages import Reply
from core.model import Due, Person, Role, Status, Task
from core.office import Office
from core.proposal import Boundary, DeadlineKind
from core.text import fold
from core.workdays import WorkingCalendar

OFFICE = Office(calendar=WorkingCalendar())
TODAY = dt.date(2026, 3, 16)
NOW = dt.datetime(2026, 3, 16, 1, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 31)
DUE = Due(
    text="trước ngày 31/3/2026",
    date=DAY,
    boundary=Boundary.BEFORE,
    kind=DeadlineKind.COMPLETION,
    last_day=dt.date(2026, 3, 30),
    last_working_day=dt.date(2026, 3, 30),
    overdue_from=dt.date(2026, 4, 1),
)
TASK = Task(
    id=12,
    number=3,
    directive_id=1,
    directive_number="141/TB-BCĐ",
    directive_issued_on=dt.date(2026, 3, 2),
    issuer="Ban Chỉ đạo tỉnh",
    ref="2.a",
    text="Rà soát quy hoạch",
    lead_id=1,
    lead="Sở Nội vụ",
    supporting=("Sở Y tế",),
    status=Status.IN_PROGRESS,
    version=2,
    due=DUE,
    first_due=DAY,
    percent=80,
)
LONG = "nội dung rất dài " * 80
LONG_TASK = Task(
    id=13,
    number=12_345,
    directive_id=1,
    directive_number="1234/QĐ-UBND-KGVX",
    directive_issued_on=dt.date(2026, 3, 2),
    issuer=LONG,
    ref="III.2.đ",
    text=LONG,
    lead_id=1,
    lead="Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh",
    supporting=("Sở Y tế",) * 30,
    status=Status.IN_PROGRESS,
    version=2,
    due=DUE,
    blocked=LONG,
)
AN = Person(id=7, name="Nguyễn Văn An", role=Role.OFFICIAL, agency_id=1, position="Chuyên viên")
DUNG = Person(id=8, name="Lê Dung", role=Role.LEADER, agency_id=1, position="Giám đốc")

_NEVER = ("!", "bạn ", "vui lòng", "LỖI", "deadline", "vượt cấp", "hủy nhiệm vụ", "chậm trễ")


def keeps_the_voice(reply: Reply) -> Reply:
    assert len(reply.text) <= 900, len(reply.text)
    assert len(reply.text.splitlines()) <= 15, reply.text
    assert len(reply.choices) <= 6, [choice.label for choice in reply.choices]
    for choice in reply.choices:
        assert 0 < len(choice.label) <= 22, choice.label
    labels = [choice.label for choice in reply.choices]
    assert len({fold(label) for label in labels}) == len(labels), labels  # typed, no two may mean the same
    for word in _NEVER:
        assert word not in reply.text, word
    return reply
