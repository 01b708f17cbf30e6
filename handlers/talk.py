"""What a handler is given and what it gives back: one event of one person, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from core.messages import Incoming, Reply
from core.model import Person, Role
from core.office import Office


@dataclass(frozen=True, slots=True)
class Talk:
    """One event being answered. `conn` is the open transaction; `now` the domain's time, `real_now` the machine's."""

    conn: Connection
    person: Person
    event: Incoming
    now: dt.datetime
    office: Office
    real_now: dt.datetime

    @property
    def today(self) -> dt.date:
        return self.office.today(self.now)

    @property
    def said(self) -> str:
        return self.event.text


Answer = Callable[..., list[Reply]]  # called as do(talk, **args of the choice)
EVERYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person can ask for, by button, command or typing. `looks` changes nothing and never goes stale."""

    do: Answer
    roles: frozenset[Role] = EVERYBODY
    looks: bool = False
    takes_numbers: bool = False  # its answer may open with the number of any task
    takes_file: bool = False  # as the answer to a question, a file is as good as words
