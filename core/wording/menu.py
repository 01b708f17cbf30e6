"""Decide which commands a channel's menu offers each role, with what each does."""

from __future__ import annotations

from core.model import Person, Role

Menu = tuple[tuple[str, str], ...]

_TASKS = ("nhiemvu", "việc của tôi")
_REPORT = ("baocao", "báo cáo một việc")
_SUMMARY = ("tonghop", "số liệu")
_INVITE = ("moi", "mời người")
_DIRECTORY = ("danhba", "đơn vị và người")
_DROP = ("huy", "bỏ câu hỏi đang mở")
_HELP = ("trogiup", "trợ giúp")
_FOLLOWS_UP: Menu = (
    ("vanban", "các văn bản"),
    ("chuaxacnhan", "nơi chưa nhận việc"),
    _SUMMARY,
    ("nhiemvu", "mọi việc đang theo dõi"),
    _INVITE,
    _DIRECTORY,
    _DROP,
    _HELP,
)
_OF_ROLE: dict[Role, Menu] = {
    Role.OFFICIAL: (_TASKS, _REPORT, _DROP, _HELP),
    Role.FOCAL: (("nhiemvu", "việc của đơn vị"), _REPORT, _SUMMARY, _INVITE, _DROP, _HELP),
    Role.LEADER: (("nhiemvu", "việc của đơn vị"), _SUMMARY, _INVITE, _HELP),
    Role.COORDINATOR: _FOLLOWS_UP,
    Role.ADMIN: _FOLLOWS_UP,
}


def of(person: Person) -> Menu:
    """The office's leaders ask for figures; nobody hands them a list of work."""
    if person.role is Role.LEADER and person.of_office:
        return (_SUMMARY, _HELP)
    return _OF_ROLE[person.role]
