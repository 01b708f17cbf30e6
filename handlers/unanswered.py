"""The agencies that have not answered what was sent to them: the list, the same message again, and a text that asks."""

from __future__ import annotations

from core.messages import Reply
from core.model import Person
from core.wording import publishing as say_publishing
from core.wording import unanswered as say
from db import directives, people, tasks
from db.announcements import assigned, reach, unreached
from handlers.directives import FOLLOWS_UP
from handlers.talk import Act, Talk

UNACKNOWLEDGED_AFTER = 2  # working days


def unacknowledged(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (a command is given its argument)
    """Agencies told two working days ago that have not said 'Đã nhận', and those nobody can be reached at."""
    late, names = _silent(talk)
    today = talk.office.today
    return [say.unacknowledged([(one.agency, one.directive, today(one.since)) for one in late], names)]


def group_silent(talk: Talk) -> list[Reply]:
    """The same agencies as a text to paste into the office's group."""
    late, names = _silent(talk)
    if not late and not names:
        return [say.unacknowledged([], [])]
    return [say.group_silent(list(dict.fromkeys(one.agency for one in late)), names, talk.office)]


def phones(talk: Talk, *, page: int = 0) -> list[Reply]:
    """Whom to call: the first in line of each silent agency."""
    late, _ = _silent(talk)
    every = directives.unacknowledged(talk.conn)
    silent = [*late, *(one for one in every if not reach(talk.conn, one.agency_id).connected)]
    named = list({one.agency_id: one.agency for one in silent}.items())
    shown = [_to_call(talk, *one) for one in named[page * say.PHONES : (page + 1) * say.PHONES]]
    return [say.phones(shown, page=page, total=len(named))]


def _to_call(talk: Talk, agency_id: int, name: str) -> tuple[str, Person | None, str | None]:
    who = next(iter(people.receivers(talk.conn, agency_id)), None)
    return name, who, people.phone_of(talk.conn, who.id) if who else None


def _silent(talk: Talk) -> tuple[list[directives.Waiting], list[str]]:
    every = directives.unacknowledged(talk.conn)
    silent = set(unreached(talk.conn, (one.agency_id for one in every)))
    names = list(dict.fromkeys(one.agency for one in every if one.agency_id in silent))
    return [one for one in _late(talk) if one.agency_id not in silent], names


def _late(talk: Talk) -> list[directives.Waiting]:
    local = talk.office.local(talk.now)
    day = talk.office.calendar.back(local.date(), UNACKNOWLEDGED_AFTER).date
    return directives.unacknowledged(talk.conn, before=talk.office.at(day, local.time()))


def again(talk: Talk) -> list[Reply]:
    """The same message once more to the agencies that have not answered it."""
    notices: list[Reply] = []
    told = 0
    for one in _late(talk):
        directive = directives.get(talk.conn, one.directive_id)
        every = tasks.of_directive(talk.conn, one.directive_id, for_=talk.person)
        again = assigned(talk.conn, directive, [task for task in every if task.lead_id == one.agency_id])
        told += bool(again)
        notices += again
    return [say.sent_again(told), *notices]


def group_text(talk: Talk, *, directive: int) -> list[Reply]:
    one = directives.get(talk.conn, directive)
    leads = {task.lead_id: task.lead for task in tasks.of_directive(talk.conn, directive, for_=talk.person)}
    silent = [leads[agency] for agency in unreached(talk.conn, leads)]
    return [say_publishing.group_text(one, talk.office, agencies=len(leads), unreached=silent)]


ACTS: dict[str, Act] = {
    "publish.unacknowledged": Act(unacknowledged, roles=FOLLOWS_UP, looks=True),
    "publish.again": Act(again, roles=FOLLOWS_UP),
    "publish.phones": Act(phones, roles=FOLLOWS_UP, looks=True),
    "publish.group_silent": Act(group_silent, roles=FOLLOWS_UP, looks=True),
    "publish.group_text": Act(group_text, roles=FOLLOWS_UP, looks=True),
}
COMMANDS: dict[str, str] = {"chuaxacnhan": "publish.unacknowledged"}
WORDS: dict[str, str] = {"so dien thoai": "publish.phones", "soan tin nhom": "publish.group_silent"}
