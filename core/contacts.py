"""What the directory knows of an agency and of a person, and which of it may be changed by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from core.model import Agency, Person, Role

OF_AGENCY = (Role.OFFICIAL, Role.FOCAL, Role.LEADER)
OF_OFFICE = (Role.COORDINATOR, Role.LEADER, Role.OFFICIAL, Role.FOCAL)
FOLLOWS_UP = frozenset({Role.COORDINATOR, Role.ADMIN})
LONGEST_NAME, LONGEST_SHORT, LONGEST_POSITION = 80, 60, 120


class OfAgency(StrEnum):
    """What may be changed of an agency."""

    NAME = "name"
    SHORT = "short"
    ALIAS = "alias"  # one more name
    NO_ALIAS = "no_alias"  # one name fewer
    ENDED = "ended"  # given no more work
    BACK = "back"  # given work again


class OfPerson(StrEnum):
    """What may be changed of a person."""

    NAME = "name"
    POSITION = "position"
    PHONE = "phone"
    SUPERIOR = "superior"
    ROLE = "role"
    AGENCY = "agency"
    LEFT = "left"  # leaves the organisation
    ERASED = "erased"  # what is held of them goes


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """`reached`: of the people, how many are connected; `open`: the numbers of the tasks it still answers for."""

    agency: Agency
    people: int
    reached: int
    open: int


@dataclass(frozen=True, slots=True)
class Device:
    """A chat somebody is reached at."""

    id: int
    account: str
    chat: str
    joined_at: dt.datetime
    live: bool
    brief: bool = False  # 'tin gọn'


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything held of a person but what they wrote in reports."""

    person: Person
    superior: Person | None = None
    deputy: Person | None = None
    deputy_from: dt.date | None = None
    deputy_to: dt.date | None = None
    devices: tuple[Device, ...] = ()
    in_hand: int = 0  # tasks
    reports: int = 0
    phone: str | None = field(default=None, repr=False)
    invited_until: dt.datetime | None = None  # a code that was not used yet


def may_change(by: Person, whom: Person) -> bool:
    """An administrator is changed by administrators alone."""
    return by.role in FOLLOWS_UP and (whom.role is not Role.ADMIN or by.role is Role.ADMIN)


def roles_for(agency: Agency | None, *, by: Person) -> tuple[Role, ...]:
    """The roles somebody of this agency may be given by this person."""
    if agency is not None and agency.kind != "office":
        return OF_AGENCY
    return (*OF_OFFICE, Role.ADMIN) if by.role is Role.ADMIN else OF_OFFICE


def fits(role: Role, agency: Agency | None) -> bool:
    """Whoever follows up belongs to the office; at an agency they would answer for nobody."""
    return agency is None or agency.kind == "office" or role in OF_AGENCY
