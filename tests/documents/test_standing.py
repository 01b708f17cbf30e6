"""Standing duties are recurring without a rule, and travel whole between the processes."""

from __future__ import annotations

from core.proposal import ProposedDirective
from core.wording import show
from core.workdays import WorkingCalendar
from documents.as_json import pack, to_json, unpack
from documents.understand import understand

TABLE = """KẾ HOẠCH
Triển khai công tác lưu trữ

| STT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành |
|---|---|---|---|
| 1 | Chỉnh lý hồ sơ tồn đọng | Phòng Nội vụ | Thường xuyên |
| 2 | Tập huấn nghiệp vụ | Văn phòng | Hằng năm |
"""


def _read(text: str, calendar: WorkingCalendar) -> ProposedDirective:
    return understand(text, calendar=calendar)


def test_a_standing_duty_of_a_table_recurs_without_a_rule(calendar: WorkingCalendar) -> None:
    standing, yearly = _read(TABLE, calendar).tasks
    assert standing.deadline is None
    assert standing.recurrence is not None
    assert (standing.recurrence.text, standing.recurrence.rule) == ("Thường xuyên", None)
    assert yearly.recurrence is not None
    assert yearly.recurrence.rule == "FREQ=YEARLY"


def test_a_duty_to_do_regularly_without_a_period_recurs_without_a_rule(calendar: WorkingCalendar) -> None:
    text = "CHỈ THỊ\nVề tiếp công dân\n\nGiao Thanh tra tỉnh định kỳ tổng hợp kết quả tiếp công dân của các sở."
    (task,) = _read(text, calendar).tasks
    assert task.recurrence is not None
    assert task.recurrence.rule is None


def test_a_recurrence_without_a_rule_is_the_same_after_the_child_process(calendar: WorkingCalendar) -> None:
    read = _read(TABLE, calendar)
    assert unpack(pack(read)) == read
    assert to_json(read, file="a")["tasks"][0]["recurrence"] == {"text": "Thường xuyên", "rule": None}


def test_a_standing_duty_is_said_in_its_own_words() -> None:
    assert show.recurring("thường xuyên", None) == "Thường xuyên"
    assert show.short_deadline(None, "Thường xuyên") == "thường xuyên"
    assert show.recurring("hằng tháng", None) == "Định kỳ hằng tháng"
