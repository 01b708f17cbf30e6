"""Decide what somebody is told of what is held of them, and how a wish to have it mended or removed is passed on."""

from __future__ import annotations

from core.contacts import OfPerson, Profile
from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Person
from core.office import Office
from core.text import fold
from core.wording import show
from core.wording.contacts import held, to_person
from core.wording.refusals import MY_TASKS

_FIELDS = {
    OfPerson.NAME: ("ho va ten", "ho ten", "ten"),
    OfPerson.POSITION: ("chuc vu", "chuc danh"),
    OfPerson.PHONE: ("so dien thoai", "dien thoai", "so di dong"),
    OfPerson.AGENCY: ("don vi", "co quan"),
}
_LABEL = {
    OfPerson.NAME: "họ tên",
    OfPerson.POSITION: "chức vụ",
    OfPerson.PHONE: "điện thoại",
    OfPerson.AGENCY: "đơn vị",
}


def mine(profile: Profile, *, office: Office) -> Reply:
    return Reply(
        "\n".join(
            [
                "Thông tin Hệ thống lưu về đồng chí:",
                *held(profile, office=office, own=True),
                "Báo cáo được lưu theo nhiệm vụ, kèm tên người gửi.",
            ]
        ),
        choices=(
            Choice("Yêu cầu sửa", "me.correct"),
            Choice("Yêu cầu xóa", "me.erase"),
            *((Choice("Xóa số điện thoại", "me.no_phone"),) if profile.phone else ()),
            Choice("Kênh của tôi", "link.show"),
            Choice("Ngắt kết nối máy này", "me.disconnect"),
        ),
    )


def phone_removed() -> Reply:
    return Reply("Đã xóa số điện thoại của đồng chí.", choices=(Choice("Thông tin của tôi", "me.show"),))


def ask_correction() -> Reply:
    return Reply("Đồng chí gõ nội dung cần sửa, ví dụ\n'chức vụ: Phó Chánh Văn phòng'.", asks=Asks("me.correction"))


def wish(words: str) -> tuple[OfPerson, str] | None:
    """'chức vụ: Phó phòng' as a field and its new value; None for a wish in free words."""
    field, colon, value = words.partition(":")
    known = next((one for one, names in _FIELDS.items() if fold(field) in names), None)
    value = " ".join(value.split()).strip(" .;,")
    return (known, value) if known and colon and value else None


def sent() -> Reply:
    return Reply("Đã chuyển yêu cầu tới người theo dõi.", choices=(MY_TASKS,))


def nobody_decides() -> Reply:
    return Reply("Chưa có người theo dõi nào khác để xem yêu cầu\nnày. Chưa gửi.")


def correction(one: Person, words: str, *, understood: OfPerson | None, accept: Choice | None, to: int) -> Reply:
    """To whoever decides: one tap writes it where it is clear what is meant."""
    about = f" {_LABEL[understood]}" if understood else " thông tin cá nhân"
    told = Choice("Không sửa", "person.decline", {"person": one.id})
    return Reply(
        f"{_who(one)} đề nghị sửa{about}:\n{show.quoted(words, 300)}",
        choices=(*((accept,) if accept else ()), to_person(one.id), told),
        to=to,
        priority=Priority.NOTICE,
    )


def accept(one: Person, field: OfPerson, value: str, *, was: str | None) -> Choice:
    """Words are written at once; another agency moves work, so that is shown first."""
    if field is OfPerson.AGENCY:
        return Choice("Xem và chuyển", "person.confirm", {"person": one.id, "field": field.value, "value": value})
    args: Args = {"person": one.id, "field": field.value, "value": value, "was": was}
    return Choice("Ghi như vậy", "person.change", args)


def declined() -> Reply:
    return Reply("Đã báo người gửi: chưa sửa theo yêu cầu.")


def not_done(office: Office, *, to: int) -> Reply:
    return Reply(
        f"Yêu cầu về thông tin cá nhân chưa được ghi. Đồng\nchí liên hệ {office.contact} để biết lý do.",
        choices=(Choice("Thông tin của tôi", "me.show"),),
        to=to,
        priority=Priority.NOTICE,
    )


def ask_erasure() -> Reply:
    return Reply(
        "Yêu cầu xóa dữ liệu cá nhân của đồng chí?\nTên trong lịch sử được thay bằng “Người đã xóa”,\n"
        "việc giao lại đơn vị, máy này bị ngắt kết nối.\nNgười theo dõi xác nhận trước khi xóa.",
        choices=(Choice("Gửi yêu cầu", "me.erase_yes"), Choice("Quay lại", "me.show")),
    )


def erasure_sent() -> Reply:
    return Reply("Đã chuyển yêu cầu xóa tới người theo dõi. Khi xóa\nxong, tài khoản này không nhận tin nữa.")


def erasure(one: Person, *, to: int) -> Reply:
    return Reply(
        f"{_who(one)} yêu cầu xóa dữ liệu cá nhân.",
        choices=(
            Choice("Xem và xóa", "person.confirm", {"person": one.id, "field": OfPerson.ERASED.value}),
            to_person(one.id),
            Choice("Chưa xóa", "person.decline", {"person": one.id}),
        ),
        to=to,
        priority=Priority.NOTICE,
    )


def _who(one: Person) -> str:
    return show.titled(one) + (f" · {one.agency}" if one.agency else "")
