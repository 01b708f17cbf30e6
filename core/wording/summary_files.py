"""The summary as files: what stands in the detail table, in the report to be signed, and in the picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.figures import AgencyCount, Detail, Figures, Measure
from core.messages import Choice, Reply
from core.text import fold
from core.wording import by_original, causes, show, summary

SHEET = "Chi tiết"
COLUMNS = (
    ("STT", 5),
    ("Văn bản giao (số, ngày)", 24),
    ("Nội dung nhiệm vụ", 60),
    ("Chủ trì", 26),
    ("Phối hợp", 26),
    ("Thời hạn", 22),
    ("Kết quả, minh chứng", 30),
    ("Trạng thái", 22),
    ("Vướng mắc, nội dung xin ý kiến", 34),
)
_COUNTED = {
    "on_time": "Hoàn thành đúng hạn",
    "late": "Hoàn thành quá hạn",
    "in_term": "Trong hạn",
    "overdue": "Quá hạn",
    "submitted": "Chờ xác nhận",
    "ongoing": "Thường xuyên, không thời hạn",
    "suspended": "Tạm dừng",
    "ended": "Thôi theo dõi",
}
_COUNTING = {Measure.IN_FORCE: "Tính", Measure.ORIGINAL: f"{by_original.HEAD},"}
_PARTY = ("tinh uy", "thanh uy", "huyen uy", "dang uy", "quan uy")
WORD, EXCEL, PICTURE = "docx", "xlsx", "png"
CHOICES = (
    Choice("Bản Word", "summary.file", {"form": WORD}),
    Choice("Excel", "summary.file", {"form": EXCEL}),
    Choice("Ảnh", "summary.file", {"form": PICTURE}),
    Choice("Quay lại", "summary.show"),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a report begins and ends with; `party` bodies have their own letterhead (Hướng dẫn 36-HD/VPTW)."""

    office: str
    party: bool
    title: str
    until: str
    lines: tuple[str, ...]
    agencies: tuple[tuple[str, int, int], ...]  # name, overdue, given

    @property
    def motto(self) -> tuple[str, ...]:
        state = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        return ("ĐẢNG CỘNG SẢN VIỆT NAM",) if self.party else state


BEHIND = "Đơn vị còn nhiều việc quá hạn"
BEHIND_HEADS = ("STT", "Đơn vị", "Quá hạn", "Được giao")
KIND = "BÁO CÁO"
NUMBER = "Số:      /BC-"
SIGNED = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.")


def paper(
    figures: Figures,
    behind: Iterable[AgencyCount],
    *,
    local: dt.datetime,
    office: str,
    about: str | None,
    measure: Measure = Measure.IN_FORCE,
) -> Paper:
    """`about` is a directive's number or an agency, where the figures are of one alone."""
    scope = f" ({about})" if about else ""
    return Paper(
        office=office,
        party=any(word in fold(office) for word in _PARTY),
        title=f"Tình hình thực hiện nhiệm vụ được giao{scope}",
        until=f"{_COUNTING[measure]} đến {show.moment(local)}",
        lines=tuple(summary.counted(figures)),
        agencies=tuple((one.agency, one.overdue, one.total) for one in behind),
    )


def table_title(paper_: Paper) -> str:
    return f"{paper_.title}. {paper_.until}"


def rows(details: Iterable[Detail]) -> Iterator[tuple[int | str, ...]]:
    """The detail table of DOMAIN, a task a row."""
    for place, one in enumerate(details, start=1):
        task = one.task
        issued = f" ngày {show.full_day(task.directive_issued_on)}" if task.directive_issued_on else ""
        yield (
            place,
            f"{task.directive_number or 'chưa rõ số'}{issued}",
            task.text,
            f"{task.lead} (giao ban đầu: {task.first_lead})" if task.first_lead else task.lead,
            "; ".join(task.supporting),
            _deadline(one),
            _evidence(one),
            f"{_COUNTED[one.counted_as]} · {show.state(task)}",
            "; ".join(words for words in (task.blocked, one.matter, _cause(one)) if words),
        )


def _deadline(one: Detail) -> str:
    due = show.short_deadline(one.task.due, one.task.recurrence_text)
    return f"{due}; ngày làm việc cuối ban đầu {show.full_day(one.first_day)}" if one.first_day else due


def _cause(one: Detail) -> str | None:
    return causes.line(one.cause, 200) if one.cause else None


def _evidence(one: Detail) -> str:
    task = one.task
    if task.document_number:
        on = f" ngày {show.full_day(task.document_date)}" if task.document_date else ""
        return f"{task.document_number}{on}"
    return one.last_said or ""


def bars(figures: Figures) -> tuple[tuple[str, int, str], ...]:
    """Group, count and colour; a colour always comes with its word."""
    return (
        (_COUNTED["on_time"], figures.on_time, "#2e7d32"),
        (_COUNTED["late"], figures.late, "#ef6c00"),
        (_COUNTED["in_term"], figures.in_term, "#1565c0"),
        (_COUNTED["overdue"], figures.overdue, "#c62828"),
        (_COUNTED["submitted"], figures.submitted, "#6a1b9a"),
        (_COUNTED["ongoing"], figures.ongoing, "#757575"),
    )


def file_name(form: str, *, local: dt.datetime) -> str:
    return f"Tong hop nhiem vu {local:%d-%m-%Y %Hh%M}.{form}"


def ask_form() -> Reply:
    return Reply("Xuất tệp tổng hợp theo dạng nào?", choices=CHOICES)


def sent(paper_: Paper, *, file_id: int) -> Reply:
    return Reply(f"{paper_.title}.\n{paper_.until}.", choices=(Choice("Quay lại", "summary.show"),), file_id=file_id)
