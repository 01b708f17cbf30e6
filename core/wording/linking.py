"""Decide what is said of somebody's channels: adding one, which of them reminds, and giving one up."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import Address, Choice, Reply
from core.wording import show
from core.wording.refusals import HELP, MY_TASKS

_ADD = Choice("Kết nối thêm", "link.offer")


def offer(code: str, *, minutes: int) -> Reply:
    """The code stands alone on its line, to be copied."""
    return Reply(
        "Đồng chí mở kênh muốn dùng thêm, gửi cho Hệ\nthống tin sau:\n\n"
        f"/start {code}\n\nMã dùng một lần, trong {minutes} phút, chỉ cho đồng chí.\nKhông gửi mã cho người khác."
    )


def channels(live: Sequence[Address], dead: Sequence[Address], *, here: Address) -> Reply:
    """The first one is where reminders go."""
    first, *_ = live
    lines = ["Kênh đã kết nối của đồng chí:"]
    lines += [f" {_name(one)}{' · nhận nhắc việc' if one == first else ''}" for one in live]
    lines += [f" {_name(one)} · đang không tới được" for one in dead]
    others = [one for one in (*live, *dead) if one.account != here.account]
    prefer = [Choice(_by(_name(one)), "link.prefer", {"account": one.account}) for one in live[1:]]
    revoke = [Choice(f"Ngắt {_name(one)}", "link.revoke", {"account": one.account}) for one in others]
    return Reply("\n".join(lines), choices=(*prefer, *revoke, _ADD)[:6])


def _by(name: str) -> str:
    """As long as a button may be."""
    whole = f"Nhận nhắc qua {name}"
    return whole if len(whole) <= 22 else f"Nhắc qua {name}"


def preferred(account: str) -> Reply:
    name = show.channel(account)
    return Reply(
        f"Từ nay nhắc việc tới đồng chí qua {name}.\nKhi {name} không tới được, Hệ thống dùng kênh khác.\n"
        "Tin trả lời vẫn về kênh đồng chí hỏi.",
        choices=(MY_TASKS, HELP),
    )


def no_such_channel(said: str) -> Reply:
    return Reply(f"Đồng chí chưa kết nối kênh {show.quoted(said, 30)}.", choices=(_ADD,))


def ask_revoke(account: str) -> Reply:
    return Reply(
        f"Ngắt {show.channel(account)} của đồng chí? Nhiệm vụ và lịch sử giữ\nnguyên; muốn dùng lại cần mã mới.",
        choices=(
            Choice("Ngắt kết nối", "link.revoke_yes", {"account": account}),
            Choice("Quay lại", "link.show"),
        ),
    )


def revoked(account: str) -> Reply:
    return Reply(f"Đã ngắt {show.channel(account)}. Kênh này không còn nhận\ntin về nhiệm vụ.", choices=(MY_TASKS,))


def _name(address: Address) -> str:
    return show.channel(address.account)
