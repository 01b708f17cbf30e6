"""Who stands ready on a first start without a channel: the sample directive's agencies, their people invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection

from core.messages import Address
from core.model import Role
from core.office import Office
from db import agencies, people

ISSUED_ON = dt.date(2024, 10, 8)  # the sample directive, 141/TB-BCĐ
OFFICE = "Văn phòng Ủy ban nhân dân tỉnh Bình Định"
AGENCY = "Ban Thường vụ Huyện ủy Vĩnh Thạnh"
_STARTS_AT = dt.time(8, 0)


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    position: str
    role: Role


_OF_OFFICE = (_Member("Lê Thị Minh Hạnh", "Chuyên viên Phòng Kiểm soát TTHC", Role.COORDINATOR),)
_OF_AGENCY = (
    _Member("Trần Quốc Bảo", "Chánh Văn phòng Huyện ủy", Role.FOCAL),
    _Member("Đinh Văn Khoa", "Chuyên viên Văn phòng Huyện ủy", Role.OFFICIAL),
    _Member("Võ Thị Ngọc Lan", "Chuyên viên Ban Tổ chức Huyện ủy", Role.OFFICIAL),
    _Member("Nguyễn Đức Thành", "Phó Bí thư Thường trực Huyện ủy", Role.LEADER),
)


def starts_at(office: Office) -> dt.datetime:
    """The domain's clock of a first start: the morning after the sample directive was issued."""
    return office.at(ISSUED_ON + dt.timedelta(days=1), _STARTS_AT)


def present(conn: Connection, *, account: str) -> list[str]:
    """The invented people who are still in the directory, by name."""
    invented = {member.name for member in (*_OF_OFFICE, *_OF_AGENCY)}
    here = [one for one in people.everybody(conn) if one.address is not None and one.address.account == account]
    return [one.person.name for one in here if one.person.name in invented]


def create(conn: Connection, *, account: str, now: dt.datetime) -> bool:
    """Make the agencies and their people, each with a chat of their own; False where there is already somebody."""
    if people.everybody(conn):
        return False
    office = agencies.add(conn, OFFICE, short="VP UBND tỉnh", kind="office")
    agency = agencies.add(conn, AGENCY, short="BTV HU Vĩnh Thạnh")
    for agency_id, members in ((office.id, _OF_OFFICE), (agency.id, _OF_AGENCY)):
        for member in members:
            made = people.add(conn, name=member.name, role=member.role, agency_id=agency_id, position=member.position)
            people.connect(conn, made.id, Address(account, str(made.id)), now=now)
    return True
