"""Take a request for a later deadline back while nobody has answered it: reminders of the deadline follow at once."""

from __future__ import annotations

from core.messages import Reply
from core.model import Task
from core.understand import understand
from core.wording import extensions as wording
from core.wording import tasks as task_wording
from db import extensions, tasks
from handlers.acts import acts
from handlers.holding import LEAD_AGENCY, SHOWN, followers, hands, numbered, own, replan
from handlers.talk import Act, Talk

_DID = "extension_withdrawn"


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """'thôi không xin gia hạn nữa', with or without the task."""
    first, *_ = understand(said, today=talk.today)
    if first.task:
        return withdraw(talk, task=numbered(talk, int(first.task)).id)
    mine = extensions.waiting_among(talk.conn, tasks.open_of(talk.conn, talk.person, on=talk.today))
    if len(mine) == 1:
        return withdraw(talk, task=mine[0].id)
    if not mine:
        return [wording.nothing_to_withdraw()]
    purpose = task_wording.WITHDRAW_WHICH
    return [task_wording.which(mine[:SHOWN], act="extension.withdraw", args={}, purpose=purpose, total=len(mine))]


def withdraw(talk: Talk, *, task: int) -> list[Reply]:
    """By anyone who answers for the task: it is the agency's request. The first of it and the answer counts."""
    own(talk, task)
    # The request before the task, as whoever decides locks them.
    asked = extensions.withdraw(talk.conn, task, by=talk.person, now=talk.now)
    found = tasks.lock(talk.conn, task, for_=talk.person, on=talk.today)
    if asked is None:
        return [wording.nothing_asked(found)]
    until = asked.asked_until
    noted = tasks.note(talk.conn, found, by=talk.person, now=talk.now, did=_DID, after=until.isoformat())
    replan(talk, [noted])
    told = dict.fromkeys([*followers(talk, noted), *hands(talk, noted, also=[asked.person_id])])
    return [
        wording.withdrawn(noted, until=until),
        *(wording.withdrawn_notice(noted, until=until, to=key) for key in told),
    ]


def instead_of_report(talk: Talk, task: Task) -> list[Reply]:
    """'thu hồi nv 5' where no report waits, but a request does."""
    return acts()["extension.withdraw"].do(talk, task=task.id) if extensions.waiting_of(talk.conn, task.id) else []


ACTS = {
    "extension.withdraw": Act(withdraw, roles=LEAD_AGENCY),
    "extension.withdraw_typed": Act(typed, roles=LEAD_AGENCY),
}
