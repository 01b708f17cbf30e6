"""Decide what '/trogiup' shows each role: what can be typed, in words the person would use."""

from __future__ import annotations

from dataclasses import replace

from core.messages import Choice, Reply
from core.model import Person, Role
from core.office import Office
from core.wording import menu, show
from core.wording.addressing import shorten

_TASKS = Choice("Nhiệm vụ của tôi", "task.list")
_UNALLOCATED = Choice("Chưa phân công", "allocate.waiting")
_SUMMARY = Choice("Tổng hợp", "summary.show")
_OVERDUE = Choice("Việc quá hạn", "summary.overdue")
_LEAVE = Choice("Ngắt kết nối máy này", "me.disconnect")
_HELP = Choice("Trợ giúp", "help.show")
_ME = Choice("Thông tin của tôi", "me.show")


def of(person: Person, office: Office) -> Reply:
    """The page of the person's role today, and its menu."""
    return replace(_page(person, office), menu=menu.of(person))


def greeting(person: Person, office: Office) -> Reply:
    """Back to whoever says good morning: what to type, and the buttons of their own page."""
    words = "Chào đồng chí.\nĐồng chí gõ việc cần làm như nói thường,\nhoặc chọn bên dưới. Ví dụ: gõ 'trợ giúp'."
    return replace(of(person, office), text=words)


def thanked() -> Reply:
    return Reply("Cảm ơn đồng chí.", choices=(_HELP,))


def nothing_asked() -> Reply:
    """'ok' where it cannot be told what it agrees to."""
    return Reply(
        "Đã rõ, Hệ thống chưa ghi gì thêm. Nếu trả lời\nmột câu hỏi ở trên, đồng chí gõ đúng chữ trên nút.",
        choices=(_TASKS, _HELP),
    )


def _page(person: Person, office: Office) -> Reply:
    if person.role is Role.LEADER and person.of_office:
        return _office_leader()
    if person.role is Role.ADMIN:
        return _admin()
    if person.role is Role.COORDINATOR:
        return _coordinator()
    agency = shorten(person.agency or office.name, 60)
    if person.role is Role.LEADER:
        return _agency_leader(agency)
    return _focal(agency) if person.role is Role.FOCAL else _official(office)


def _official(office: Office) -> Reply:
    return Reply(
        "Đồng chí có thể gõ như nói:\n nv3 xong 80%\n nv3 đã có Báo cáo số 45 ngày 18/3\n nv7 đã trình ký\n"
        " nv9 vướng kinh phí\n xin gia hạn nv5 đến 20/4\n hạn nv 3 bao giờ\n"
        "/nhiemvu  việc của tôi\n/nv 3     xem một việc\n/tailieu 3 văn bản gốc\n/lichsu 3  các lần báo cáo\n"
        "/lichnhac 3 khi nào nhắc\n"
        f"/huy      bỏ câu hỏi đang mở\nNhắc việc lúc {show.clock(office.remind_at)}, ngày làm việc.",
        choices=(_TASKS, Choice("Nghỉ phép, bàn giao", "handover.ask"), _ME, _LEAVE),
    )


def _focal(agency: str) -> Reply:
    return Reply(
        f"Nhận nhiệm vụ của {agency},\nphân công và theo dõi.\n phân công nv12\n nv12 không đúng chức năng\n"
        " nv3 đã có Báo cáo số 45 ngày 18/3\n đơn vị còn mấy việc\n"
        "/nhiemvu  việc của đơn vị\n/moi      mời người trong đơn vị\n/tonghop  số liệu của đơn vị\n"
        "/huy      bỏ câu hỏi đang mở",
        choices=(_TASKS, _UNALLOCATED, _SUMMARY, Choice("Mời người", "invite.ask"), _ME, _LEAVE),
    )


def _agency_leader(agency: str) -> Reply:
    return Reply(
        f"Kính báo cáo đồng chí: tại đây có số liệu và các\nviệc cần ý kiến của {agency}.\n"
        " còn mấy việc quá hạn\n ai đang làm nv 12\n phân công nv12\n cho ý kiến nv 12: …\n"
        "/nhiemvu  việc của đơn vị\n/tonghop  số liệu\n/moi      mời người trong đơn vị",
        choices=(_TASKS, _UNALLOCATED, _OVERDUE, _SUMMARY, _ME, _LEAVE),
    )


def _coordinator() -> Reply:
    return Reply(
        "Gửi văn bản (docx, pdf, ảnh) để bắt đầu.\nÝ kiến miệng: 'Chủ tịch chỉ đạo Sở Nội vụ …'\n"
        "/vanban      các văn bản\n/chuaxacnhan nơi chưa nhận việc\n"
        "/tonghop     số liệu; 'tổng hợp theo hạn ban đầu'\n/moi /danhba mời; đơn vị và người\n"
        "/nhiemvu     mọi việc đang theo dõi\n/tailieu 3   văn bản gốc\n/lichnhac 3  khi nào, nhắc ai\n"
        "Khi rà soát: '12: hạn 15/4', '7: chủ trì Sở\nNội vụ', 'gộp 4 5', 'bỏ 7', 'thêm: …',\n"
        "'giao 1-6 cho Sở Nội vụ', 'hoàn tác'\n"
        "Việc đã giao: 'xác nhận nv 3', 'trả lại nv 3\nvì …', 'đồng ý gia hạn nv 3', 'tạm dừng nv 3',\n"
        "'thôi theo dõi nv 3 theo …', 'vướng mắc',\n'nv 3: chuyển Sở Tài chính', 'việc chưa phân công'",
        choices=(
            Choice("Chờ xác nhận", "confirm.queue"),
            Choice("Chưa xác nhận", "publish.unacknowledged"),
            Choice("Văn bản", "directive.list"),
            _SUMMARY,
            Choice("Mời người", "invite.ask"),
            _LEAVE,
        ),
    )


def _office_leader() -> Reply:
    return Reply(
        "Đồng chí gõ câu hỏi bình thường:\n bao nhiêu việc quá hạn\n đơn vị nào còn nhiều việc quá hạn\n"
        " tuần này việc gì đến hạn\n chỉ đạo nv 3: …\n tổng hợp theo hạn ban đầu\n/tonghop  số liệu",
        choices=(_SUMMARY, Choice("Nói trong họp", "summary.spoken"), _OVERDUE, _ME, _LEAVE),
    )


def _admin() -> Reply:
    return Reply(
        "Người và đơn vị: /danhba, /moi, hoặc lệnh\ndondoc import, dondoc agency\nKiểm tra hệ thống: dondoc doctor\n"
        "Sao lưu: dondoc backup TỆP\n/vanban   các văn bản\n/tonghop  số liệu",
        choices=(
            Choice("Mời người", "invite.ask"),
            Choice("Đơn vị kế thừa", "succession.ask"),
            Choice("Văn bản", "directive.list"),
            _SUMMARY,
            _LEAVE,
        ),
    )
