"""Decide how the directory is shown: agencies, an agency's card, its people, a person's card."""

from __future__ import annotations

from collections.abc import Sequence

from core.contacts import AgencyCard, Device, Profile
from core.messages import Args, Choice, Reply
from core.model import Agency, Person
from core.office import Office
from core.wording import show
from core.wording.addressing import shorten

PAGE = 4
NO_AGENCY = "chưa có đơn vị"
ADD = Choice("Thêm đơn vị", "agency.add")
_NAME = 60


def to_agency(agency_id: int | None, label: str = "Xem đơn vị") -> Choice:
    """Back to the card; to the whole directory for who belongs to none."""
    return Choice(label, "directory.agency", {"agency": agency_id}) if agency_id else Choice(label, "directory.show")


def to_person(person_id: int, label: str = "Xem người này") -> Choice:
    return Choice(label, "directory.person", {"person": person_id})


ALL = to_agency(None, "Xem danh bạ")


def agencies(found: Sequence[AgencyCard], *, said: str, page: int, total: int) -> Reply:
    title = f"Danh bạ “{shorten(said, 40)}”: {total} đơn vị" if said else f"Danh bạ: {total} đơn vị"
    lines = [title]
    choices = []
    for place, card in enumerate(found, start=1):
        lines.append(f"{place}. {_agency(card.agency, longest=70)}\n   {_counts(card)}")
        choices.append(to_agency(card.agency.id, f"Xem {place}"))
    if (page + 1) * PAGE < total:
        lines.append(f"(còn {total - (page + 1) * PAGE})")
        choices.append(Choice("Xem thêm", "directory.show", {"said": said, "page": page + 1}))
    lines.append("Gõ: danh bạ <tên đơn vị hoặc tên người>")
    return Reply("\n".join(lines), choices=(*choices, ADD))


def _agency(agency: Agency, *, longest: int = 100) -> str:
    short = f" ({agency.short})" if agency.short else ""
    ended = f" · kết thúc hoạt động từ {show.full_day(agency.ended_on)}" if agency.ended_on else " · đã ngừng"
    return shorten(agency.name, longest) + short + ("" if agency.active else ended)


def _counts(card: AgencyCard) -> str:
    return f"{card.people} người, {card.reached} đã kết nối · {card.open} việc đang mở"


def nobody(said: str, near: Sequence[Agency]) -> Reply:
    """Nothing in the directory is called so; what is like it is offered."""
    lines = [f"Danh bạ chưa có “{shorten(said, 60)}”."]
    lines += [f"{place}. {shorten(one.name, 100)}" for place, one in enumerate(near, start=1)]
    choices = [to_agency(one.id, f"Xem {place}") for place, one in enumerate(near, start=1)]
    add = Choice("Thêm đơn vị này", "agency.named", {"said": shorten(said, 200)})
    return Reply("\n".join(lines), choices=(*choices, add, Choice("Xem danh bạ", "directory.show")))


def agency(card: AgencyCard, people: Sequence[tuple[Person, bool]], *, numbers: Sequence[int]) -> Reply:
    """`people` with whether each is connected; `numbers` of the tasks it still answers for."""
    one = card.agency
    lines = [_agency(one)]
    lines += (
        [f"Tên gọi khác: {show.names([shorten(name, _NAME) for name in one.aliases], most=4)}"] if one.aliases else []
    )
    lines.append(_counts(card))
    lines += [f"Việc: {open_tasks(numbers)}"] if numbers else []
    lines += [f"- {who(person, is_reached)}" for person, is_reached in people[:5]]
    lines += [f"(còn {len(people) - 5} người)"] if len(people) > 5 else []
    return Reply("\n".join(lines), choices=_of_agency(one, several=bool(people)))


def _of_agency(one: Agency, *, several: bool) -> tuple[Choice, ...]:
    on: Args = {"agency": one.id}
    if not one.active:
        return (Choice("Theo dõi lại", "agency.ask", {**on, "field": "back"}), Choice("Xem danh bạ", "directory.show"))
    people = (Choice("Xem từng người", "directory.people", on),) if several else ()
    return (
        *people,
        Choice("Thêm người", "directory.invite", on),
        Choice("Sửa đơn vị", "agency.edit", on),
        Choice("Xem danh bạ", "directory.show"),
    )


def own_agency(card: AgencyCard, people: Sequence[tuple[Person, bool]]) -> Reply:
    """What a focal person or a leader sees: their agency and nothing to change in it."""
    lines = [_agency(card.agency), _counts(card)]
    lines += [f"- {who(person, is_reached)}" for person, is_reached in people[:8]]
    lines += [f"(còn {len(people) - 8} người)"] if len(people) > 8 else []
    return Reply("\n".join(lines), choices=(Choice("Mời người", "invite.ask"),))


def open_tasks(numbers: Sequence[int], *, most: int = 8) -> str:
    return show.names([f"NV {number}" for number in numbers], most=most)


def who(person: Person, is_reached: bool) -> str:
    reached = "đã kết nối" if is_reached else "chưa kết nối"
    return f"{shorten(show.titled(person), _NAME)} · {show.role(person.role)} · {reached}"


def people(
    found: Sequence[tuple[Person, bool]], *, title: str, page: int, total: int, more: tuple[str, Args], back: Choice
) -> Reply:
    lines, choices = [f"{title}: {total} người"], []
    for place, (person, is_reached) in enumerate(found, start=1):
        lines.append(f"{place}. {who(person, is_reached)}")
        choices.append(to_person(person.id, f"Xem {place}"))
    if (page + 1) * PAGE < total:
        lines.append(f"(còn {total - (page + 1) * PAGE})")
        choices.append(Choice("Xem thêm", more[0], {**more[1], "page": page + 1}))
    return Reply("\n".join(lines), choices=(*choices, back))


def called(words: str) -> str:
    return f"Người tên “{shorten(words, 40)}”"


def person(profile: Profile, *, office: Office) -> Reply:
    """Whoever left is shown as the trail knows them, with nothing more to do."""
    one = profile.person
    on: Args = {"person": one.id}
    lines = [f"{show.titled(one)} · {shorten(one.agency or NO_AGENCY, 100)}", *held(profile, office=office)[3:]]
    if not one.active:
        return Reply("\n".join([*lines, "Đã thôi tham gia."]), choices=_of_the_past(one))
    return Reply(
        "\n".join(lines),
        choices=(
            Choice("Sửa thông tin", "person.edit", on),
            Choice("Đổi vai trò", "person.role", on),
            Choice("Chuyển đơn vị", "person.ask", {**on, "field": "agency"}),
            Choice("Mã mời mới", "person.invite", on),
            Choice("Ngắt kết nối", "person.devices", on),
            Choice("Thôi tham gia", "person.confirm", {**on, "field": "left"}),
        ),
    )


def _of_the_past(one: Person) -> tuple[Choice, ...]:
    """Nothing but to remove what is still held."""
    erase = Choice("Xóa dữ liệu", "person.confirm", {"person": one.id, "field": "erased"})
    return (*(() if one.name == show.REMOVED_NAME else (erase,)), to_agency(one.agency_id))


def held(profile: Profile, *, office: Office, own: bool = False) -> list[str]:
    """Everything that is held of somebody, a line each; the ids their channels know them by only to themselves."""
    one = profile.person
    lines = [
        f"Họ tên: {one.name}",
        f"Chức vụ: {one.position or 'chưa ghi'}",
        f"Đơn vị: {shorten(one.agency or 'chưa ghi', 100)}",
        f"Vai trò: {show.role(one.role)}",
        f"Cấp trên trực tiếp: {shorten(show.titled(profile.superior), _NAME) if profile.superior else 'chưa ghi'}",
    ]
    lines += [f"Điện thoại: {show.phone(profile.phone)}"] if profile.phone else []
    if profile.deputy is not None:
        lines.append(f"Người thay khi vắng: {profile.deputy.name}{_days(profile)}")
    lines += [f"Kênh: {device}" for device in devices(profile, office=office, ids=own)] or ["Kênh: chưa kết nối"]
    if profile.invited_until is not None:
        lines.append(f"Mã mời chưa dùng, đến {show.full_day(office.today(profile.invited_until))}")
    return [*lines, f"Việc trong tay: {profile.in_hand} · Báo cáo đã gửi: {profile.reports}"]


def devices(profile: Profile, *, office: Office, ids: bool = False) -> list[str]:
    return [_device(one, office=office, ids=ids) for one in profile.devices]


def _device(one: Device, *, office: Office, ids: bool) -> str:
    known_as = f" (mã {shorten(one.chat, 24)})" if ids else ""
    since = show.full_day(office.today(one.joined_at))
    brief = ", tin gọn" if one.brief else ""
    return f"{show.channel(one.account)}{known_as}, từ {since}{brief}" + ("" if one.live else " (không tới được)")


def _days(profile: Profile) -> str:
    if profile.deputy_from is None or profile.deputy_to is None:
        return ""
    return f" ({show.short_day(profile.deputy_from)} đến {show.short_day(profile.deputy_to)})"
