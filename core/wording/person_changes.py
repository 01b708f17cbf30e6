"""Decide what is asked and said when somebody of the directory is corrected, moved, connected anew or leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.contacts import OfPerson, Profile
from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Agency, Person, Role, Task
from core.office import Office
from core.wording import menu, show
from core.wording.addressing import shorten
from core.wording.contacts import devices as device_lines
from core.wording.contacts import open_tasks, to_agency, to_person
from core.wording.joining import role_label
from core.wording.refusals import MY_TASKS

NOTHING = "chưa ghi"
_ASK = {
    OfPerson.NAME: "Họ tên đúng của {}?",
    OfPerson.POSITION: "Chức vụ của {}?\nĐồng chí gõ chức vụ, hoặc 'không' để bỏ.",
    OfPerson.PHONE: "Số điện thoại di động của {}?\nĐồng chí gõ số, hoặc 'không' để bỏ.",
    OfPerson.SUPERIOR: "Cấp trên trực tiếp của {}?\nĐồng chí gõ họ tên người cùng đơn vị, hoặc 'không'\nđể bỏ.",
    OfPerson.AGENCY: "Chuyển {} sang đơn vị nào?\nĐồng chí gõ tên đơn vị.",
}
_CONFIRM = {
    OfPerson.NAME: "Sửa họ tên?\n{before} thành {after}",
    OfPerson.POSITION: "Sửa chức vụ của {who}?\n{before} thành {after}",
    OfPerson.PHONE: "Sửa số điện thoại của {who}?\n{before} thành {after}",
    OfPerson.SUPERIOR: "Ghi cấp trên trực tiếp của {who}?\n{before} thành {after}",
    OfPerson.ROLE: "Đổi vai trò của {who}?\n{before} thành {after}",
    OfPerson.AGENCY: "Chuyển {who}?\n{before}\nsang {after}\nVai trò giữ nguyên: {role}.",
    OfPerson.LEFT: "{who} thôi tham gia?\nMọi kết nối và mã mời bị gỡ. Báo cáo và lịch sử giữ nguyên.",
    OfPerson.ERASED: (
        "Xóa dữ liệu cá nhân của {who}?\nTên trong lịch sử và báo cáo được thay bằng “Người đã xóa”; "
        "việc đã làm giữ nguyên. Kết nối bị gỡ. Không hoàn lại được."
    ),
}
_DONE = {
    OfPerson.NAME: "Đã sửa họ tên.",
    OfPerson.POSITION: "Đã sửa chức vụ.",
    OfPerson.PHONE: "Đã sửa số điện thoại.",
    OfPerson.SUPERIOR: "Đã ghi cấp trên trực tiếp.",
    OfPerson.ROLE: "Đã đổi vai trò.",
    OfPerson.AGENCY: "Đã chuyển đơn vị.",
    OfPerson.LEFT: "Đã ghi thôi tham gia.",
    OfPerson.ERASED: "Đã xóa dữ liệu cá nhân.",
}
_WHY = {
    OfPerson.LEFT: "{who} thôi tham gia.",
    OfPerson.ERASED: "Một người của đơn vị thôi tham gia.",
    OfPerson.AGENCY: "{who} chuyển sang đơn vị khác.",
    OfPerson.ROLE: "{who} nhận vai trò khác.",
}


def edit(profile: Profile) -> Reply:
    one = profile.person
    superior = show.titled(profile.superior) if profile.superior else NOTHING

    def ask(label: str, field: OfPerson) -> Choice:
        return Choice(label, "person.ask", {"person": one.id, "field": field.value})

    return Reply(
        f"Họ tên: {one.name}\nChức vụ: {one.position or NOTHING}\nCấp trên trực tiếp: {superior}",
        choices=(
            ask("Sửa họ tên", OfPerson.NAME),
            ask("Sửa chức vụ", OfPerson.POSITION),
            ask("Sửa điện thoại", OfPerson.PHONE),
            ask("Cấp trên trực tiếp", OfPerson.SUPERIOR),
            Choice("Xóa dữ liệu", "person.confirm", {"person": one.id, "field": OfPerson.ERASED.value}),
            to_person(one.id),
        ),
    )


def ask(one: Person, field: OfPerson, *, note: str = "", choices: Sequence[Choice] = ()) -> Reply:
    text = _ASK[field].format(one.name)
    args: Args = {"person": one.id, "field": field.value}
    return Reply(
        f"{note}\n{text}" if note else text,
        choices=(*choices, to_person(one.id)),
        asks=Asks("person.said", args),
    )


def near(one: Person, said: str, found: Sequence[Agency]) -> Reply:
    lines = [f"Chưa rõ đơn vị “{shorten(said, 60)}”."]
    lines += [f"{place}. {shorten(agency.name, 100)}" for place, agency in enumerate(found, start=1)]
    choices = [
        Choice(f"Là đơn vị {place}", "person.confirm", {"person": one.id, "field": "agency", "value": str(agency.id)})
        for place, agency in enumerate(found, start=1)
    ]
    return ask(one, OfPerson.AGENCY, note="\n".join(lines), choices=choices)


def not_a_phone(said: str) -> str:
    return f"“{shorten(said, 40)}” không phải số di động, ví dụ 0912 345 678."


def not_a_name(said: str) -> str:
    return f"Chưa rõ họ tên trong “{shorten(said, 40)}”."


def too_long() -> str:
    return "Nội dung dài quá, đồng chí gõ ngắn hơn."


def not_there(said: str) -> str:
    return f"Không thấy “{shorten(said, 40)}” trong đơn vị này."


def several(said: str) -> str:
    return f"Có nhiều người tên “{shorten(said, 40)}”. Đồng chí gõ đủ họ tên."


def ask_role(one: Person, roles: Sequence[Role]) -> Reply:
    return Reply(
        f"Vai trò mới của {one.name}?\nHiện nay: {show.role(one.role)}",
        choices=tuple(
            Choice(role_label(role), "person.confirm", {"person": one.id, "field": "role", "value": role.value})
            for role in roles
            if role is not one.role
        )
        + (to_person(one.id, "Quay lại"),),
    )


def confirm(one: Person, field: OfPerson, *, shown: tuple[str, str], go: Args, work: str = "") -> Reply:
    """`shown`: what it is and what it becomes, in words; `work`: what becomes of the tasks in their hands."""
    text = _CONFIRM[field].format(who=one.name, before=shown[0], after=shown[1], role=show.role(one.role))
    return Reply(
        f"{text}\n{work}" if work else text,
        choices=(Choice("Đồng ý", "person.change", go), to_person(one.id, "Quay lại")),
    )


def stays(count: int, agency: str, receiver: Person | None) -> str:
    """What becomes of the tasks in somebody's hands."""
    if not count:
        return ""
    place = shorten(agency, 60)
    if receiver is None:
        return f"{count} việc trong tay ở lại {place}, chưa có người nhận."
    return f"{count} việc trong tay ở lại {place}, giao lại {receiver.name}."


def done(field: OfPerson, *, given: Mapping[str, Sequence[Task]], lying: Sequence[Task]) -> str:
    """`given`: tasks by the name of whoever has them now."""
    lines = [_DONE[field]]
    lines += [f"{_numbers(tasks)}: giao lại {name}." for name, tasks in given.items()]
    lines += [f"Chưa có người nhận: {_numbers(lying)}. Mời người cho\nđơn vị, việc sẽ tới người đó."] if lying else []
    return "\n".join(lines)


def given_back(one: Person, field: OfPerson, tasks: Sequence[Task], *, to: int) -> Reply:
    """To whoever receives for the agency: one notice, whatever the number of tasks."""
    why = _WHY[field].format(who=show.titled(one))
    return Reply(
        f"{why}\n{_numbers(tasks)} giao lại đồng chí; số, hạn và lịch\nsử giữ nguyên. Đồng chí phân công lại nếu cần.",
        choices=(MY_TASKS,),
        to=to,
        priority=Priority.NOTICE,
    )


def _numbers(tasks: Sequence[Task]) -> str:
    return open_tasks([task.number for task in tasks], most=12)


def nobody_has(one: Person, field: OfPerson, tasks: Sequence[Task], *, to: int) -> Reply:
    """To those who follow up: work that lies in nobody's hands."""
    why = _WHY[field].format(who=show.titled(one))
    return Reply(
        f"{why}\nChưa có người nhận ở {shorten(tasks[0].lead, 60)}:\n{_numbers(tasks)}",
        choices=(to_agency(tasks[0].lead_id),),
        to=to,
        priority=Priority.NOTICE,
    )


def told(one: Person, field: OfPerson) -> Reply | None:
    """To the person: what is held of them was changed."""
    if field in {OfPerson.LEFT, OfPerson.ERASED}:
        return None
    place = f" · {one.agency}" if one.agency else ""
    return Reply(
        f"Thông tin của đồng chí vừa được cập nhật:\n{show.titled(one)}{place}\nVai trò: {show.role(one.role)}",
        choices=(Choice("Thông tin của tôi", "me.show"), MY_TASKS),
        to=one.id,
        priority=Priority.NOTICE,
        menu=menu.of(one),
    )


# ── refused ────────────────────────────────────────────────────────────────────────────────────
def not_yourself() -> Reply:
    return Reply("Đồng chí không tự đổi vai trò, đơn vị hay tự gỡ\nmình ở đây. Đề nghị một người theo dõi khác.")


def administrators_only(one: Person) -> Reply:
    return Reply(
        "Thông tin của người quản trị chỉ do người quản\ntrị sửa. Chưa thay đổi gì.",
        choices=(to_agency(one.agency_id),),
    )


def does_not_fit(one: Person, agency: Agency) -> Reply:
    return Reply(
        f"Vai trò {show.role(one.role)} chỉ có ở văn phòng.\nĐổi vai trò của {one.name} trước, rồi\n"
        f"chuyển sang {shorten(agency.name, 100)}.",
        choices=(Choice("Đổi vai trò", "person.role", {"person": one.id}), to_person(one.id)),
    )


# ── codes and devices ──────────────────────────────────────────────────────────────────────────
def ask_code(one: Person) -> Reply:
    return Reply(
        f"Tạo mã mời mới cho {one.name}?\nMã cũ chưa dùng sẽ hết hiệu lực.",
        choices=(Choice("Tạo mã", "person.code", {"person": one.id}), to_person(one.id, "Quay lại")),
    )


def devices(profile: Profile, *, office: Office) -> Reply:
    one = profile.person
    if not profile.devices:
        return Reply(f"{one.name} chưa kết nối máy nào.", choices=(_sent(one), to_person(one.id)))
    lines = [f"{one.name} đang kết nối:"]
    lines += [f"{place}. {line}" for place, line in enumerate(device_lines(profile, office=office), start=1)]
    choices = [
        Choice(f"Ngắt {place}", "person.device", {"person": one.id, "device": device.id})
        for place, device in enumerate(profile.devices[:4], start=1)
    ]
    return Reply("\n".join(lines), choices=(*choices, _sent(one), to_person(one.id)))


def _sent(one: Person) -> Choice:
    """What went to their devices, and what became of it."""
    return Choice("Tin đã gửi", "sent.person", {"person": one.id})


def ask_revoke(one: Person, line: str, *, device: int) -> Reply:
    return Reply(
        f"Ngắt kết nối của {one.name}?\n{line}\nMuốn dùng lại cần mã mời mới.",
        choices=(
            Choice("Ngắt kết nối này", "person.revoke", {"person": one.id, "device": device}),
            to_person(one.id, "Quay lại"),
        ),
    )


def revoked() -> str:
    return "Đã ngắt kết nối."
