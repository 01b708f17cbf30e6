"""Say which agencies have not answered what was sent to them, and give the text that asks them to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.messages import Choice, Reply
from core.model import Person
from core.office import Office
from core.wording import show
from core.wording.addressing import shorten

PHONES = 6


def unacknowledged(waiting: Sequence[tuple[str, str | None, dt.date]], unreached: Sequence[str]) -> Reply:
    """Agencies that have not said 'Đã nhận' two working days after they were told."""
    if not waiting and not unreached:
        return Reply("Mọi đơn vị được giao đều đã xác nhận nhận việc.", choices=(Choice("Tổng hợp", "summary.show"),))
    lines = []
    if waiting:
        lines += [f"Chưa xác nhận nhận việc: {len(waiting)} đơn vị", "(đã chuyển quá 2 ngày làm việc)"]
        lines += [
            f" {shorten(name, 60)} · {number or '?'} · từ {show.short_day(day)}" for name, number, day in waiting[:9]
        ]
        lines += [f"(còn {len(waiting) - 9} đơn vị)"] if len(waiting) > 9 else []
    if unreached:
        names = show.names([shorten(name, 60) for name in unreached], most=5)
        lines.append(f"Chưa kết nối: {len(unreached)} · {names}")
    again = (Choice(f"Gửi lại {len(waiting)} đơn vị", "publish.again"),) if waiting else ()
    group, call = Choice("Soạn tin nhóm", "publish.group_silent"), Choice("Số điện thoại", "publish.phones")
    return Reply("\n".join(lines), choices=(*again, group, call, Choice("Tổng hợp", "summary.show")))


def phones(shown: Sequence[tuple[str, Person | None, str | None]], *, page: int, total: int) -> Reply:
    """Each silent agency, whom to call there, and the number where the directory has it; for coordinators alone."""
    if not total:
        return unacknowledged([], [])
    lines = ["Điện thoại đầu mối chưa xác nhận, chưa kết nối:"]
    for agency, person, number in shown:
        who = show.titled(person) if person else "chưa có người trong danh bạ"
        lines.append(f" {shorten(agency, 60)}\n  {who}" + (f" · {_number(number)}" if person else ""))
    more = (Choice("Xem thêm", "publish.phones", {"page": page + 1}),) if (page + 1) * PHONES < total else ()
    back = Choice("Quay lại", "publish.unacknowledged")
    return Reply("\n".join(lines), choices=(*more, back))


def _number(kept: str | None) -> str:
    return show.phone(kept) if kept else "chưa có số"


def group_silent(waiting: Sequence[str], unreached: Sequence[str], office: Office) -> Reply:
    """Text to paste into the office's own group: which agencies have not answered, never a person."""
    name = office.name[:1].upper() + office.name[1:]
    contact = f"{office.contact}, điện thoại {office.phone}," if office.phone else office.contact
    asks = []
    if waiting:
        asks.append(
            f" Đề nghị đầu mối các đơn vị chưa xác nhận nhận việc vào xác nhận: {show.names(waiting, most=12)}."
        )
    if unreached:
        names = show.names(unreached, most=12)
        asks.append(f" Đề nghị đầu mối các đơn vị chưa kết nối liên hệ {contact} để nhận mã: {names}.")
    return Reply(f"{name} thông tin về các nhiệm vụ đã chuyển.{''.join(asks)} Trân trọng cảm ơn.")


def sent_again(told: int) -> Reply:
    return Reply(f"Đã gửi lại cho đầu mối {told} đơn vị." if told else "Không có đơn vị nào gửi lại được.")
