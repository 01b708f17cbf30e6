"""Decide what is asked and said when an agency of the directory is added, renamed or given no more work."""

from __future__ import annotations

from collections.abc import Sequence

from core.contacts import OfAgency
from core.messages import Args, Asks, Choice, Reply
from core.model import Agency
from core.wording import show
from core.wording.addressing import shorten
from core.wording.contacts import open_tasks, to_agency
from core.wording.succession import START

_LIST = Choice("Xem danh bạ", "directory.show")
_ASK = {
    OfAgency.NAME: "Tên mới của {}?\nTên cũ được giữ làm tên gọi khác.",
    OfAgency.SHORT: "Tên tắt của {}?\nĐồng chí gõ tên tắt, hoặc 'không' để bỏ.",
    OfAgency.ALIAS: "{} còn được ghi thế nào trong văn bản?\nĐồng chí gõ một tên gọi.",
    OfAgency.NO_ALIAS: "Bỏ tên gọi nào của {}?\nĐồng chí gõ tên gọi cần bỏ.",
}
_CONFIRM = {
    OfAgency.NAME: "Đổi tên đơn vị?\n{before}\nthành {after}\nTên cũ được giữ làm tên gọi khác.",
    OfAgency.SHORT: "Đổi tên tắt của {agency}?\n{before} thành {after}",
    OfAgency.ALIAS: "Thêm tên gọi cho {agency}?\n{after}",
    OfAgency.NO_ALIAS: "Bỏ tên gọi của {agency}?\n{after}",
    OfAgency.ENDED: (
        "Ngừng theo dõi {agency}?\nVăn bản mới sẽ không giao được cho đơn vị này;\nlịch sử và số liệu giữ nguyên."
    ),
    OfAgency.BACK: "Theo dõi lại {agency}?",
}
_DONE = {
    OfAgency.NAME: "Đã đổi tên.",
    OfAgency.SHORT: "Đã ghi tên tắt.",
    OfAgency.ALIAS: "Đã thêm tên gọi.",
    OfAgency.NO_ALIAS: "Đã bỏ tên gọi.",
    OfAgency.ENDED: "Đã ngừng theo dõi đơn vị.",
    OfAgency.BACK: "Đã theo dõi lại đơn vị.",
}
NOTHING = "chưa có"


def ask_new(note: str = "") -> Reply:
    text = "Thêm đơn vị nào? Đồng chí gõ tên đầy đủ, ví dụ\n'Ủy ban nhân dân xã An Phú'."
    return Reply(f"{note}\n{text}" if note else text, asks=Asks("agency.named"))


def not_a_name(said: str) -> str:
    return f"Chưa rõ tên đơn vị trong “{shorten(said, 40)}”."


def confirm_new(name: str, near: Sequence[Agency]) -> Reply:
    """Agencies with similar names are shown before one more is made."""
    lines = [f"Thêm vào danh bạ: {shorten(name, 200)}?"]
    lines += ["Gần giống đơn vị đã có:"] if near else []
    lines += [f"{place}. {shorten(one.name, 100)}" for place, one in enumerate(near, start=1)]
    views = [to_agency(one.id, f"Xem {place}") for place, one in enumerate(near, start=1)]
    return Reply("\n".join(lines), choices=(Choice("Thêm đơn vị mới", "agency.make", {"name": name}), *views, _LIST))


def added() -> str:
    return "Đã thêm đơn vị."


def there(one: Agency, name: str) -> Reply:
    """The name belongs to another agency."""
    own = shorten(one.name, 100)
    return Reply(f"“{shorten(name, 60)}” đã là tên của {own}.\nChưa thay đổi gì.", choices=(to_agency(one.id), _LIST))


def edit(one: Agency) -> Reply:
    def ask(label: str, field: OfAgency) -> Choice:
        return Choice(label, "agency.ask", {"agency": one.id, "field": field.value})

    fewer = (ask("Bỏ tên gọi", OfAgency.NO_ALIAS),) if one.aliases else ()
    return Reply(
        f"{shorten(one.name, 200)}\nTên tắt: {one.short or NOTHING}\n"
        f"Tên gọi khác: {show.names([shorten(name, 60) for name in one.aliases], most=6) or NOTHING}",
        choices=(
            ask("Đổi tên", OfAgency.NAME),
            ask("Tên tắt", OfAgency.SHORT),
            ask("Thêm tên gọi", OfAgency.ALIAS),
            *fewer,
            ask("Ngừng theo dõi", OfAgency.ENDED),
            to_agency(one.id),
        ),
    )


def ask(one: Agency, field: OfAgency, *, note: str = "") -> Reply:
    text = _ASK[field].format(shorten(one.name, 100))
    args: Args = {"agency": one.id, "field": field.value}
    return Reply(f"{note}\n{text}" if note else text, choices=(to_agency(one.id),), asks=Asks("agency.said", args))


def no_such_alias(said: str) -> str:
    return f"Đơn vị không có tên gọi “{shorten(said, 60)}”."


def confirm(one: Agency, field: OfAgency, value: str | None, *, before: str | None, people: int = 0) -> Reply:
    text = _CONFIRM[field].format(
        agency=shorten(one.name, 100), before=before or NOTHING, after=shorten(value or NOTHING, 200)
    )
    if field is OfAgency.ENDED and people:
        text += f"\nCòn {people} người thuộc đơn vị, cần chuyển sau đó."
    args: Args = {"agency": one.id, "field": field.value, "value": value, "was": before}
    return Reply(text, choices=(Choice("Đồng ý", "agency.change", args), to_agency(one.id, "Quay lại")))


def still_open(one: Agency, numbers: Sequence[int]) -> Reply:
    """Its tasks need a home first."""
    return Reply(
        f"{shorten(one.name, 100)} còn {len(numbers)} việc chưa xong:\n{open_tasks(numbers, most=12)}\n"
        "Đơn vị giải thể, sáp nhập: gõ 'đơn vị kế thừa' để\nchuyển việc trước, rồi ngừng theo dõi.",
        choices=(START, to_agency(one.id), _LIST),
    )


def done(field: OfAgency) -> str:
    return _DONE[field]


def moved_on() -> str:
    """Somebody else changed the same thing meanwhile."""
    return "Thông tin này vừa được người khác cập nhật.\nÝ của đồng chí chưa ghi."
