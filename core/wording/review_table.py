"""Decide what stands in the review table: the draft of a directive for the head of the office to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core import review
from core.messages import Reply
from core.model import Directive, DraftTask, NamedAgency
from core.wording import review as say
from core.wording import show

SHEET = "Bảng rà soát"
COLUMNS = (
    ("STT", 5),
    ("Mục", 8),
    ("Nội dung", 60),
    ("Chủ trì", 28),
    ("Phối hợp", 28),
    ("Thời hạn", 24),
    ("Cần xem", 24),
    ("Câu gốc", 60),
)


def title(directive: Directive) -> str:
    date = f" ngày {show.full_day(directive.issued_on)}" if directive.issued_on else ""
    return f"Bảng rà soát nhiệm vụ theo {directive.number or 'văn bản chưa rõ số'}{date} (dự thảo, chưa giao)"


def file_name(directive: Directive) -> str:
    number = (directive.number or f"van ban {directive.id}").replace("/", "-").replace("\\", "-")
    return f"Bang ra soat {number}.xlsx"


def rows(
    directive: Directive, drafts: Sequence[DraftTask], *, names: Mapping[int, str], sizes: Mapping[str, int]
) -> Iterator[tuple[int | str, ...]]:
    for draft in review.live(drafts):
        yield (
            draft.position,
            draft.ref,
            draft.text,
            _named(draft.leads, names),
            _named(draft.supporting, names),
            _due(draft),
            say.doubt_line(draft, sizes=sizes),
            say.source_of(directive, draft),
        )


def _named(several: Sequence[NamedAgency], names: Mapping[int, str]) -> str:
    return "; ".join(names.get(one.agency_id or 0, one.written) for one in several)


def _due(draft: DraftTask) -> str:
    if draft.due is None:
        return show.recurring(draft.recurrence_text, None) if draft.recurrence_text else ""
    last = show.full_day(draft.due.last_working_day)
    words = f"{show.kind(draft.due)}: {show.as_written(draft.due)} (ngày làm việc cuối {last})"
    return f"{show.recurring(draft.recurrence_text, draft.due)}\n{words}" if draft.recurrence_text else words


def sent(directive: Directive, *, tasks: int, file_id: int) -> Reply:
    return Reply(
        f"Bảng rà soát {tasks} việc của {directive.number or 'văn bản chưa rõ số'} để trình lãnh đạo xem.\n"
        "Chưa gửi cho đơn vị nào.",
        file_id=file_id,
    )
