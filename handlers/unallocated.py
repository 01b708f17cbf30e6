"""Show which tasks no agency has given to anybody yet: 'nv nào chưa phân công'."""

from __future__ import annotations

from core.messages import Reply
from core.wording import allocation as wording
from db import unassigned
from handlers.allocation import ALLOCATES
from handlers.talk import Act, Talk


def waiting(talk: Talk, *, first: int = 0) -> list[Reply]:
    """Of the person's agency, where they allocate; of all agencies, for whoever follows up."""
    shown = unassigned.unallocated(talk.conn, talk.person, on=talk.today, limit=wording.PAGE, offset=first)
    total = unassigned.count_unallocated(talk.conn, talk.person, on=talk.today)
    allocates = talk.person.role in ALLOCATES and not talk.person.sees_all
    act = "allocate.ask" if allocates else "task.show"
    return [wording.unallocated(shown, act=act, total=total, first=first, today=talk.today, office=talk.office)]


ACTS = {"allocate.waiting": Act(waiting, looks=True)}
WORDS = {"chua phan cong": "allocate.waiting", "viec chua phan cong": "allocate.waiting"}
