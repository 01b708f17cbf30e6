"""Decide what is said around joining: codes, who somebody is, what is held of them, and leaving."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Agency, Person, Role
from core.office import Office
from core.wording import menu, show
from core.wording.addressing import shorten
from core.wording.refusals import GIVE_UP, HELP, MY_TASKS

_FIRST: dict[Role, Choice] = {
    Role.COORDINATOR: Choice("Văn bản", "directive.list"),
    Role.ADMIN: Choice("Văn bản", "directive.list"),
    Role.LEADER: Choice("Tổng hợp", "summary.show"),
}


def joined(person: Person, *, tasks: int = 0) -> Reply:
    waiting = f"\nĐang có {tasks} nhiệm vụ của đồng chí." if tasks else ""
    return Reply(
        f"Đã kết nối.\n{_who(person)}\nVai trò: {show.role(person.role)}{waiting}\n\n"
        "Hệ thống lưu: tên, chức vụ, đơn vị, số điện thoại\n"
        "(nếu có), báo cáo của đồng chí. Xem hoặc yêu cầu\nsửa: gõ 'thông tin của tôi'.\n"
        "Không gửi văn bản mật qua kênh này.\nBáo cáo tại đây không thay văn bản ký, đóng dấu.",
        choices=(_FIRST.get(person.role, MY_TASKS), HELP, Choice("Không phải tôi", "me.not_me")),
        menu=menu.of(person),
    )


def _who(person: Person) -> str:
    return show.titled(person) + (f" · {person.agency}" if person.agency else "")


def code_refused(office: Office) -> Reply:
    """Wrong, used and expired codes are answered alike."""
    return Reply(
        "Mã mời không dùng được.\nMã chỉ dùng một lần và có thời hạn. Đồng chí\n"
        f"xin mã mới tại {office.contact}" + (f", điện thoại {office.phone}." if office.phone else ".")
    )


def ask_code() -> Reply:
    return Reply("Đồng chí gõ mã mời.", asks=Asks("join.code"))


def already_joined(person: Person) -> Reply:
    return Reply(
        f"Đồng chí đã kết nối:\n{_who(person)}\nVai trò: {show.role(person.role)}",
        choices=(MY_TASKS, HELP, Choice("Không phải tôi", "me.not_me")),
    )


def undone(office: Office) -> Reply:
    return Reply(
        "Đã gỡ kết nối khỏi tài khoản này. Không có dữ\nliệu nào bị thay đổi. Đồng chí báo "
        f"{office.contact}\nđể nhận mã đúng của mình."
    )


def wrong_person(person: Person, *, to: int) -> Reply:
    """To the coordinator: the invitation reached somebody else."""
    return Reply(
        f"Mã mời của {_who(person)} đã tới nhầm người; người nhận báo không phải mình.\n"
        "Kết nối đã gỡ. Đồng chí gõ /moi để tạo mã mới.",
        to=to,
        priority=Priority.NOTICE,
    )


def ask_disconnect() -> Reply:
    return Reply(
        "Ngắt kết nối máy này? Nhiệm vụ và lịch sử giữ\nnguyên; muốn dùng lại cần mã mời mới.",
        choices=(Choice("Ngắt kết nối", "me.disconnect_yes"), Choice("Quay lại", "help.show")),
    )


def disconnected() -> Reply:
    return Reply("Đã ngắt kết nối. Tài khoản này không còn nhận\ntin về nhiệm vụ.")


# ── inviting ───────────────────────────────────────────────────────────────────────────────────
def ask_name(unclear: str = "", *, agency: Agency | None = None) -> Reply:
    """`unclear` is what was typed where no name could be read in it; `agency` where it is settled already."""
    note = f"Chưa rõ họ tên trong “{shorten(unclear, 40)}”." if unclear else ""
    place = f" vào {shorten(agency.name, 60)}" if agency else ""
    text = f"Mời ai{place}? Đồng chí gõ họ tên và chức vụ, ví dụ\n'Nguyễn Văn An, Chánh Văn phòng'."
    asks = Asks("invite.name", {"agency": agency.id} if agency else {})
    return Reply(f"{note}\n{text}" if note else text, asks=asks)


def known_already(found: Sequence[tuple[Person, bool]], *, said: str, agency: int | None, again: bool = True) -> Reply:
    """The name is in the directory; `found` with whether each is connected; `again`: whether such a one gets a code."""
    lines = ["Danh bạ đã có người này:"]
    lines += [
        f"{place}. {_who(person)} · {'đã kết nối' if is_reached else 'chưa kết nối'}"
        for place, (person, is_reached) in enumerate(found, start=1)
    ]
    lines.append("Mã mời cho người trong danh bạ, hay người khác\ncùng tên?")
    several = len(found) > 1
    codes = (
        Choice(f"Mã mời {place}" if several else "Tạo mã mời", "invite.again", {"person": person.id})
        for place, (person, is_reached) in enumerate(found, start=1)
        if again or not is_reached
    )
    other: Args = {"said": said, "agency": agency, "apart": 1}
    return Reply("\n".join(lines), choices=(*codes, Choice("Người khác cùng tên", "invite.name", other), GIVE_UP))


def ask_agency(name: str, position: str | None, *, note: str = "", near: Sequence[Agency] = (), new: str = "") -> Reply:
    args: dict[str, int | str | None] = {"name": name, "position": position}
    lines = [note] if note else []
    lines.append(f"{name} thuộc đơn vị nào? Đồng chí gõ tên đơn vị.")
    choices = []
    for n, agency in enumerate(near, 1):
        lines.append(f"{n}. {shorten(agency.name, 100)}")
        choices.append(Choice(f"Là đơn vị {n}", "invite.role", {**args, "agency": agency.id}))
    choices += [Choice("Thêm vào danh bạ", "invite.new_agency", {**args, "written": new})] if new else []
    return Reply("\n".join(lines), choices=tuple(choices), asks=Asks("invite.agency", args))


def unknown_agency(written: str) -> str:
    return f"Chưa có trong danh bạ: “{shorten(written, 80)}”."


def ask_role(name: str, position: str | None, agency: Agency | None, roles: Sequence[Role]) -> Reply:
    args: dict[str, int | str | None] = {"name": name, "position": position, "agency": agency.id if agency else None}
    place = f" · {agency.name}" if agency else ""
    return Reply(
        f"Vai trò của {name}{place}?",
        choices=tuple(Choice(role_label(role), "invite.make", {**args, "role": role.value}) for role in roles),
    )


def role_label(role: Role) -> str:
    words = show.role(role)
    return words[:1].upper() + words[1:]


def invited(person: Person, code: str, *, days: int) -> Reply:
    """The code is shown this once; it is handed on by the person who asked for it."""
    return Reply(
        f"Mã mời của {_who(person)}\nVai trò: {show.role(person.role)}\n\n/start {code}\n\n"
        f"Mã dùng một lần, trong {days} ngày. Đồng chí chuyển\nriêng cho người được mời, không gửi vào nhóm.",
        choices=(Choice("Mời người khác", "invite.ask"),),
    )


def invited_many(several: Sequence[tuple[Person, str]], nobody: Sequence[str], *, days: int) -> Reply:
    lines = [f"Mã mời, dùng một lần, trong {days} ngày; chuyển riêng\ntừng người:"]
    lines += [f"{_who(person)}\n/start {code}" for person, code in several]
    lines += [f"Chưa có người: {show.names(nobody, most=5)}"] if nobody else []
    return Reply("\n".join(lines), choices=(Choice("Mời người khác", "invite.ask"),))


def nobody_to_invite() -> Reply:
    return Reply("Mọi đơn vị của văn bản này đều đã kết nối.")
