"""What a reminder names of a task, and which of several comes first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A task to be reminded of, as it stands when the message is made. `left` and `overdue` are working days."""

    task_id: int
    version: int
    number: int
    directive_number: str | None
    text: str
    left: int | None = None  # to the last working day; None without a deadline
    overdue: int = 0
    hour: str | None = None  # 'trước 17 giờ 15/4': an hour-level deadline
    planned: dt.date | None = None  # the day it should have gone out, when that has passed
    unacknowledged: bool = False
    first_overdue: bool = False
    provisional: bool = False  # counted in a year whose days off are not announced yet
    deadline: str = ""  # the document's own words

    @property
    def urgency(self) -> tuple[int, int, int]:
        """What can still be kept comes first, then what has passed, then what was only not acknowledged."""
        if self.overdue or (self.left is not None and self.left < 0):
            return (1, -self.overdue, self.number)
        return (0, self.left, self.number) if self.left is not None else (2, 0, self.number)
