"""Decide how the history of a task is told: who did what, when, and what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Choice, Reply
from core.model import Act, Status, Task
from core.office import Office
from core.wording import show
from core.wording.addressing import shorten
from core.wording.tasks import of, open_card

PAGE = 8
_DID = {
    "published": "giao theo văn bản",
    "recalled": "thu hồi để chỉnh sửa",
    "opened": "mở kỳ tiếp theo",
    "acknowledged": "đã nhận việc",
    "allocated": "phân công cho",
    "handed_over": "chuyển việc cho",
    "handed_back": "giao lại đơn vị",
    "report": "báo cáo tiến độ",
    "report_undone": "rút lại báo cáo",
    "blocked": "báo cáo vướng mắc",
    "signing": "đã trình ký",
    "submitted": "báo cáo hoàn thành",
    "withdrawn": "thu hồi báo cáo hoàn thành",
    "confirmed": "xác nhận hoàn thành",
    "returned": "đề nghị bổ sung",
    "reopened": "theo dõi lại",
    "suspended": "tạm dừng",
    "ended": "thôi theo dõi",
    "deadline": "điều chỉnh thời hạn",
    "extension_asked": "đề nghị điều chỉnh thời hạn",
    "extension_agreed": "đồng ý điều chỉnh thời hạn",
    "extension_refused": "chưa đồng ý điều chỉnh thời hạn",
    "extension_withdrawn": "rút đề nghị điều chỉnh thời hạn",
    "not_ours": "nêu không đúng chức năng",
    "not_ours_paper": "gửi văn bản về chức năng",
    "not_ours_back": "rút ý kiến về chức năng",
    "decided": "ghi theo",
    "asked_for": "nội dung cần bổ sung",
    "corrected": "sửa theo bản đính chính",
    "ladder": "đổi lịch nhắc",
    "reassigned": "đổi đơn vị chủ trì",
    "succeeded": "chuyển đơn vị kế thừa",
    "support_succeeded": "chuyển phần phối hợp",
    "series_succeeded": "kỳ sau chuyển đơn vị kế thừa",
    "opinion": "ý kiến",
    "supported": "phần phối hợp",
    "cause": "nêu nguyên nhân khách quan",
    "cause_confirmed": "xác nhận nguyên nhân khách quan",
    "cause_refused": "chưa xác nhận nguyên nhân khách quan",
    "also_ordered": "cũng được giao tại",
}
_NAMES_SOMEBODY = {"allocated", "handed_over"}


def history(task: Task, acts: Sequence[Act], *, office: Office, first: int = 0) -> Reply:
    """A page at a time; `first` is how many newer ones came before."""
    lines = [f"{show.task_heading(task)}: lịch sử (mới nhất trước)"]
    lines += [_line(act, office) for act in acts[first : first + PAGE]]
    rest = len(acts) - first - PAGE
    choices = [open_card(task), Choice("Lịch nhắc", "schedule.show", of(task))]
    if rest > 0:
        lines.append(f"(còn {rest})")
        choices.insert(0, Choice("Xem thêm", "task.history", {**of(task), "first": first + PAGE}))
    return Reply("\n".join(lines), choices=tuple(choices))


def _line(act: Act, office: Office) -> str:
    did = _DID.get(act.did, act.did)
    who = f" · {act.person}" if act.person else ""
    return f"{show.moment(office.local(act.at))}{who}: {did}{_what(act)}"


def _what(act: Act) -> str:
    """Statuses are told by the act itself; dates and words are shown."""
    if act.after is None or act.after in {status.value for status in Status}:
        return ""
    words = shorten(_readable(act.after), 50)
    return f" {words}" if act.did in _NAMES_SOMEBODY else f": {words}"


def _readable(value: str) -> str:
    try:
        return show.full_day(dt.date.fromisoformat(value))
    except ValueError:
        return value
