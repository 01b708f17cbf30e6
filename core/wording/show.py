"""Decide how dates, deadlines, numbers, statuses and names look in every message."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from core.model import Due, Person, Role, Status, Task
from core.proposal import DeadlineKind
from core.text import fold
from core.wording.addressing import shorten
from core.workdays import WorkingCalendar

REMOVED_NAME = "Người đã xóa"
NO_DEADLINE = "Văn bản không ghi thời hạn"
ONGOING = "Thường xuyên, báo cáo khi có yêu cầu"
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_STATUS = {
    Status.NOT_STARTED: "Chưa thực hiện",
    Status.IN_PROGRESS: "Đang thực hiện",
    Status.SUBMITTED: "Chờ xác nhận",
    Status.DONE: "Đã hoàn thành",
    Status.SUSPENDED: "Tạm dừng",
    Status.ENDED: "Thôi theo dõi",
    Status.RECALLED: "Đã thu hồi để chỉnh sửa",
}
_ROLE = {
    Role.OFFICIAL: "người thực hiện",
    Role.FOCAL: "đầu mối đơn vị",
    Role.LEADER: "lãnh đạo",
    Role.COORDINATOR: "người theo dõi",
    Role.ADMIN: "quản trị",
}
_KIND = {DeadlineKind.COMPLETION: "Hạn hoàn thành", DeadlineKind.REPORT: "Hạn báo cáo"}
_BARE_MONTH = re.compile(r"\d{1,2}[/.-]\d{4}")
_BARE_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}")
_LONGEST_DEADLINE = 60
BUTTON = 22  # letters in the words of a button


# ── days and hours ─────────────────────────────────────────────────────────────────────────────
def day(date: dt.date, *, today: dt.date | None = None) -> str:
    """'thứ Sáu 28/3'; with the year where it is not this year's."""
    year = f"/{date.year}" if today is not None and date.year != today.year else ""
    return f"{_WEEKDAYS[date.weekday()]} {date.day}/{date.month}{year}"


def weekday(date: dt.date) -> str:
    return _WEEKDAYS[date.weekday()]


def short_day(date: dt.date) -> str:
    return f"{date.day}/{date.month}"


def full_day(date: dt.date) -> str:
    return f"{date.day}/{date.month}/{date.year}"


def clock(time: dt.time | dt.datetime) -> str:
    """'7 giờ 30', '17 giờ'."""
    return f"{time.hour} giờ" + (f" {time.minute:02d}" if time.minute else "")


def moment(local: dt.datetime) -> str:
    """'13 giờ 55, 18/3/2026': an instant already moved to local time."""
    return f"{clock(local)}, {full_day(local.date())}"


# ── numbers ────────────────────────────────────────────────────────────────────────────────────
def number(value: int) -> str:
    """'21.914'."""
    return f"{value:,}".replace(",", ".")


def percent(value: float, *, places: int = 2) -> str:
    """'98,63 %'; whole values lose their zeros."""
    text = f"{value:.{places}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",") + " %"


def share(part: int, whole: int, *, places: int = 2) -> str:
    """'241/268 = 89,93 %', and no ratio of nothing."""
    shown = f"{number(part)}/{number(whole)}"
    return f"{shown} = {percent(100 * part / whole, places=places)}" if whole else shown


# ── deadlines ──────────────────────────────────────────────────────────────────────────────────
def as_written(due: Due) -> str:
    """The words of the document; a bare date gets 'ngày' before it, a bare month 'tháng'."""
    words = shorten(due.text.replace("*", ""), _LONGEST_DEADLINE)
    if _BARE_MONTH.fullmatch(words):
        return f"tháng {words}"
    return f"ngày {words}" if _BARE_DATE.match(words) else words or f"ngày {full_day(due.date)}"


def left(due: Due, *, today: dt.date, calendar: WorkingCalendar) -> str:
    """What is left of a deadline, or by how much it has passed, in working days."""
    if today >= due.overdue_from:
        late = calendar.between(due.overdue_from - dt.timedelta(days=1), today)
        return f"quá hạn {max(late, 1)} ngày làm việc"
    if today > due.last_working_day:
        return "đã qua ngày làm việc cuối"
    if today == due.last_working_day:
        return "hôm nay là ngày làm việc cuối"
    return f"còn {calendar.between(today, due.last_working_day)} ngày làm việc"


def kind(due: Due) -> str:
    """'Hạn hoàn thành', 'Hạn báo cáo', or the one shared by the whole directive."""
    return "Hạn báo cáo chung của văn bản" if due.inherited else _KIND[due.kind]


def last_working_day(due: Due, *, today: dt.date, calendar: WorkingCalendar) -> str:
    """'thứ Sáu 28/3', and 'tạm tính' while the days off of its year are not announced."""
    provisional = calendar.last_working_on_or_before(due.last_day).provisional
    return day(due.last_working_day, today=today) + (" (tạm tính)" if provisional else "")


def deadline(due: Due, *, today: dt.date, calendar: WorkingCalendar) -> str:
    """Words of the document, the last working day, what is left."""
    last = last_working_day(due, today=today, calendar=calendar)
    return f"{kind(due)}: {as_written(due)} (ngày làm việc cuối: {last}) · {left(due, today=today, calendar=calendar)}"


def deadline_or_none(task: Task, *, today: dt.date, calendar: WorkingCalendar) -> str:
    """The deadline line of a task, also where there is no date or where it was extended."""
    if task.due is None:
        return recurring(task.recurrence_text, None) if task.recurrence_text else NO_DEADLINE
    line = deadline(task.due, today=today, calendar=calendar)
    if task.first_due is not None and task.first_due != task.due.date:
        line += f"\n(hạn ban đầu {full_day(task.first_due)})"
    return line if not task.recurrence_text else recurring(task.recurrence_text, task.due) + f"\n{line}"


def recurring(words: str, due: Due | None) -> str:
    """'Định kỳ trước ngày 25 hằng tháng; kỳ này: 25/3'."""
    text = shorten(words.replace("*", ""), _LONGEST_DEADLINE)
    if is_standing(text):
        text = text[:1].upper() + text[1:]
    elif not text.lower().startswith("định kỳ"):
        text = f"Định kỳ {text}"
    return text + (f"; kỳ này: {short_day(due.date)}" if due else "")


def short_deadline(due: Due | None, recurrence_text: str | None = None) -> str:
    """For lists: 'hạn 31/3/2025', 'định kỳ', 'không ghi hạn'."""
    if due is not None:
        return f"hạn {'báo cáo ' if due.kind is DeadlineKind.REPORT else ''}{full_day(due.date)}"
    if recurrence_text and is_standing(recurrence_text):
        return "thường xuyên"
    return "định kỳ" if recurrence_text else "không ghi hạn"


def is_standing(words: str) -> bool:
    """A duty that goes on all the time, and does not come again by periods."""
    return any(said in words.lower() for said in ("thường xuyên", "trong suốt", "liên tục"))


def three_dates(due: Due, *, today: dt.date | None = None) -> tuple[str, str]:
    """What the coordinator checks: last day, last working day, the first day that counts as overdue."""
    return (
        f"  ngày cuối {short_day(due.last_day)} · ngày làm việc cuối {day(due.last_working_day, today=today)}",
        f"  tính quá hạn từ {full_day(due.overdue_from)}",
    )


# ── tasks and people ───────────────────────────────────────────────────────────────────────────
def status(value: Status) -> str:
    return _STATUS[value]


def state(task: Task) -> str:
    """'Đang thực hiện, 80 %', with what stands in its way."""
    parts = [_STATUS[task.status]]
    if task.percent is not None and task.status in {Status.NOT_STARTED, Status.IN_PROGRESS}:
        parts.append(f"{task.percent} %")
    if task.signing_since is not None and task.status is Status.IN_PROGRESS:
        parts.append(f"đã trình ký ngày {short_day(task.signing_since)}")
    if task.blocked and task.status in {Status.NOT_STARTED, Status.IN_PROGRESS}:
        parts.append("có vướng mắc")
    return ", ".join(parts)


def heading(task_number: int, directive_number: str | None) -> str:
    """'NV 3 · 141/TB-BCĐ'."""
    return f"NV {task_number} · {directive_number}" if directive_number else f"NV {task_number}"


def task_heading(task: Task) -> str:
    return heading(task.number, task.directive_number)


def phone(number: str) -> str:
    """'84912345678' as people write it: '0912 345 678'."""
    return f"0{number[2:5]} {number[5:8]} {number[8:]}"


def role(value: Role) -> str:
    return _ROLE[value]


def channel(account: str) -> str:
    """A channel by the name people know: what stands before the colon of its account."""
    kind = account.partition(":")[0]
    if kind == "local":
        return "trang nội bộ"
    first, *rest = kind.split("-")
    return " ".join([first.capitalize(), *(word.upper() for word in rest)])


def titled(person: Person) -> str:
    """Titles before names: 'Chuyên viên Lê Thị A'."""
    return f"{person.position} {person.name}" if person.position else person.name


def hour(time: dt.time, day: dt.date) -> str:
    """A deadline that counts to the hour, in a reminder."""
    return f"hạn {clock(time)} {short_day(day)}"


def matter(text: str, most: int = 120) -> str:
    """The words with which an opinion is asked for, as a line of its own."""
    return f"Nội dung xin ý kiến: {quoted(text, most)}"


def quoted(text: str, limit: int = 60) -> str:
    """Somebody's or the document's own words, shortened."""
    return f"“{shorten(text, limit)}”"


def names(several: Sequence[str], *, most: int = 6) -> str:
    """'Sở A, Sở B (còn 4)'."""
    shown = ", ".join(several[:most])
    return f"{shown} (còn {len(several) - most})" if len(several) > most else shown


def apart(labels: Iterable[str]) -> list[str]:
    """As words of buttons, and no two that would be typed alike: 'Lê Hà' and 'Lê Hạ (2)'."""
    made: dict[str, str] = {}
    for whole in labels:
        label, again = shorten(whole, BUTTON), 2
        while fold(label) in made:
            label, again = f"{shorten(whole, BUTTON - 4)} ({again})", again + 1
        made[fold(label)] = label
    return list(made.values())
