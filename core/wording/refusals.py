"""Decide what is said when something is not right: nobody is blamed, and it is always said what is kept."""

from __future__ import annotations

import datetime as dt

from core.messages import About, Args, Choice, Reply
from core.model import Person, Role, Task
from core.office import Office
from core.wording import show
from core.wording.addressing import shorten

MY_TASKS = Choice("Nhiệm vụ của tôi", "task.list")
HELP = Choice("Trợ giúp", "help.show")
GIVE_UP = Choice("Thôi", "question.cancel")
LATER = Choice("Để sau", "question.cancel")
_FILE: dict[str, tuple[str, str]] = {
    "encrypted": ("tệp có mật khẩu", "bỏ mật khẩu rồi gửi lại"),
    "broken": ("tệp hỏng hoặc không mở được", "lưu lại thành .docx rồi gửi"),
    "empty": ("tệp không có nội dung", "kiểm tra tệp rồi gửi lại"),
    "too_large": ("tệp quá 20 MB", "gửi bản .docx hoặc tách thành nhiều tệp"),
    "too_many_pages": ("tệp quá nhiều trang", "tách phần có nhiệm vụ rồi gửi"),
    "no_text_layer": ("bản quét, Hệ thống chưa nhận ra được chữ", "gửi bản .docx hoặc bản quét rõ hơn"),
    "unknown_kind": ("không phải văn bản Hệ thống đọc được", "gửi .docx, .pdf, .doc, .txt hoặc ảnh chụp"),
    "save_as_docx": ("định dạng cũ, máy chủ chưa đọc được", "lưu thành .docx rồi gửi lại"),
    "bomb": ("tệp nén bất thường", "lưu lại thành .docx rồi gửi"),
    "too_slow": ("đọc quá lâu", "tách thành nhiều tệp rồi gửi"),
    "not_fetched": ("kênh trò chuyện không giao được tệp", "gửi lại tệp sau ít phút"),
    "not_template": ("danh bạ không theo tệp mẫu", "gõ 'mẫu danh bạ' để lấy tệp mẫu"),
    "no_tasks": ("không thấy nhiệm vụ nào trong văn bản", "kiểm tra lại văn bản rồi gửi"),
}
_VALUE: dict[str, str] = {
    "percent_range": "“{detail}” chưa hợp lý.\nĐồng chí gõ lại số từ 0 đến 100.",
    "date_not_in_calendar": "“{detail}” không có trong lịch. Đồng chí gõ lại\nngày, ví dụ 30/4/2026.",
    "not_in_calendar": "“{detail}” không có trong lịch. Đồng chí gõ lại\nngày, ví dụ 30/4/2026.",
    "date": "Chưa đọc được ngày trong “{detail}”. Đồng chí gõ\nlại, ví dụ 30/4/2026.",
    "date_past": "Ngày “{detail}” đã qua. Đồng chí gõ một ngày\nsau hôm nay, ví dụ 30/4/2026.",
    "date_ahead": "Ngày “{detail}” chưa tới. Chưa ghi gì.\nĐồng chí gõ lại ngày, cả năm nếu là năm trước.",
    "date_early": "Ngày “{detail}” trước khi có nhiệm vụ này.\nChưa ghi gì. Đồng chí gõ lại, cả năm, ví dụ 30/4/2026.",
    "internal_late": "Hạn nội bộ {detail} sau hạn của nhiệm vụ.\nChưa ghi gì. Đồng chí gõ lại ngày sớm hơn.",
    "number": "“{detail}” chưa phải là số. Đồng chí gõ lại số.",
    "choice": "Chưa rõ đồng chí chọn mục nào. Đồng chí gõ số\nhoặc chữ của một mục ở trên.",
    "too_long": "Nội dung dài quá. Đồng chí gõ ngắn hơn, hoặc gửi\nbằng tệp.",
    "ladder": "Chưa rõ “{detail}”. Đồng chí gõ số ngày làm việc\ntrước hạn, mỗi số từ 0 đến 120, ví dụ 10, 5, 1, 0.",
    "text": "Đồng chí gõ nội dung bằng chữ.",
    "channel_full": "Kênh này đã đủ số người được phép kết nối.\nMã của đồng chí chưa bị dùng, nhập được ở kênh khác.",
    "file": "Đồng chí gửi tệp hoặc ảnh.",
    "person": "Không thấy người tên “{detail}” trong đơn vị.\nĐồng chí gõ lại họ tên.",
    "agency": "Không thấy đơn vị “{detail}” trong danh bạ.\nĐồng chí gõ lại tên đơn vị.",
}


def not_joined(office: Office) -> Reply:
    phone = f"liên hệ {office.contact},\nđiện thoại {office.phone}." if office.phone else f"liên hệ {office.contact}."
    return Reply(
        f"Đây là kênh theo dõi nhiệm vụ của {office.name}.\n"
        "Tài khoản này chưa được kết nối, nên Hệ\nthống chưa thể trả lời nội dung công việc.\n\n"
        f"Nếu có mã mời, đồng chí nhập: /start MÃ\nChưa có mã: {phone}"
    )


def unclear(text: str, person: Person | None = None) -> Reply:
    """What may be typed is named by the role: whoever sees all tasks reports none."""
    example, choices = "nv3 xong 80%", (MY_TASKS, Choice("Báo cáo", "report.open"), HELP)
    if person and person.sees_all:
        asks = person.role is Role.LEADER
        first = Choice("Việc quá hạn", "summary.overdue") if asks else Choice("Chờ xác nhận", "confirm.queue")
        example = "bao nhiêu việc quá hạn" if asks else "xác nhận nv 3"
        choices = (first, Choice("Tổng hợp", "summary.show"), HELP)
    return Reply(
        f"Hệ thống chưa hiểu {show.quoted(text)}. Chưa ghi gì.\nVí dụ: '{example}' hoặc chọn bên dưới.", choices=choices
    )


def no_such_task(number: int | str) -> Reply:
    """Unknown and foreign numbers alike."""
    return Reply(f"Không thấy NV {number} trong danh sách của đồng chí.", choices=(MY_TASKS,))


def former_agency(agency: str | None) -> Reply:
    """Its people look at what was closed while it was theirs, and do nothing until they are moved."""
    return Reply(
        f"Đơn vị của đồng chí đã kết thúc hoạt động\n({shorten(agency or '', 90)}). Nhiệm vụ đã về nơi kế thừa.\n"
        "Người theo dõi sẽ chuyển đồng chí sang đơn vị mới.",
        choices=(MY_TASKS,),
    )


def not_found() -> Reply:
    """A thing other than a task that is unknown or foreign."""
    return Reply("Không thấy nội dung này trong danh sách của đồng chí.", choices=(MY_TASKS,))


def old_question(task: Task | None = None) -> Reply:
    """An old button or a replayed answer; the task as it stands today."""
    first = "Câu hỏi này đã hết hạn, không có gì thay đổi."
    if task is None:
        return Reply(first, choices=(MY_TASKS,))
    due = f", {show.short_deadline(task.due)}" if task.due else ""
    return Reply(
        f"{first}\nNV {task.number} hiện nay: {show.state(task).lower()}{due}.",
        choices=(Choice(f"Xem NV {task.number}", "task.show", {"task": task.id}),),
    )


def changed(
    task: Task, *, who: str | None = None, at: dt.datetime | None = None, again: tuple[str, Args] | None = None
) -> Reply:
    """Somebody was faster; `at` is local. What was written is not kept; `again` is the act that keeps it after all."""
    when = f" lúc {show.clock(at)}" if at else ""
    by = f"được {who} cập nhật" if who else "được cập nhật"
    return Reply(
        f"NV {task.number} vừa {by}{when}:\n{show.state(task).lower()}"
        + (f", {show.short_deadline(task.due)}" if task.due else "")
        + ".\nÝ của đồng chí chưa ghi. Đồng chí xem rồi gửi lại\nnếu vẫn cần.",
        choices=_after_change(task, again),
        about=None if again else About(task.id, task.version),
    )


def _after_change(task: Task, again: tuple[str, Args] | None) -> tuple[Choice, ...]:
    if again is None:
        return (Choice(f"Xem NV {task.number}", "task.show", {"task": task.id}),)
    return Choice("Ghi tiếp của tôi", *again), Choice("Giữ như vậy", "task.show", {"task": task.id})


def forbidden(role: Role | None = None) -> Reply:
    who = show.role(role) if role else "người có thẩm quyền"
    return Reply(f"Việc này do {who} thực hiện. Hệ thống đã\nkhông thay đổi gì.", choices=(HELP,))


def system_error() -> Reply:
    return Reply("Hệ thống đang gián đoạn, tin của đồng chí đã\nđược giữ, sẽ trả lời khi trở lại. Không cần gửi lại.")


def parked() -> Reply:
    """An event that could not be handled three times: nothing of it was done."""
    return Reply(
        "Hệ thống chưa xử lý được tin này, chưa ghi gì.\nĐồng chí thử gõ cách khác, hoặc báo người theo dõi.",
        choices=(HELP,),
    )


def ask_again(code: str, detail: str = "", *, name: str = "") -> Reply:
    """The sentence of a core.problems.AskAgain; `name` is the file's."""
    if code in _FILE:
        why, instead = _FILE[code]
        shown = shorten(name, 40) or "tệp"
        return Reply(f"Chưa đọc được {shown}: {why}.\nChưa lưu gì. Cách khác: {instead}.")
    sentence = _VALUE.get(code, "Chưa rõ ý đồng chí ở “{detail}”. Chưa ghi gì.\nĐồng chí gõ lại giúp Hệ thống.")
    return Reply(sentence.replace("{detail}", shorten(detail, 40)))


def group_refused() -> Reply:
    return Reply(
        "Hệ thống chỉ trao đổi riêng với từng đồng chí,\nkhông làm việc trong nhóm. Hệ thống xin rời nhóm.", leaves=True
    )


def unsupported() -> Reply:
    return Reply(
        "Hệ thống chỉ đọc được chữ, ảnh và tệp văn bản,\n"
        "chưa nghe được lời nói. Chưa ghi gì. Đồng chí gõ\nlại bằng chữ.",
        choices=(MY_TASKS, HELP),
        wants_file=True,
    )


def cancelled() -> Reply:
    return Reply("Đã bỏ câu hỏi đang mở. Không ghi gì.", choices=(MY_TASKS, HELP))


def nothing_open() -> Reply:
    return Reply("Không có câu hỏi nào đang mở.", choices=(MY_TASKS, HELP))
