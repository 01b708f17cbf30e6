"""What can go wrong and was expected: each is named after what its catcher does next."""

from __future__ import annotations

from datetime import datetime


class Problem(Exception):
    """Base of everything that was expected to happen one day."""


class TryLater(Problem):
    """The caller plans again; `not_before` is an instant (UTC) or None for its own backoff."""

    def __init__(self, why: str, *, not_before: datetime | None = None) -> None:
        super().__init__(why)
        self.not_before = not_before


class AskAgain(Problem):
    """The person is told what to type or send instead; `code` says which sentence of core.wording that is."""

    def __init__(self, code: str, *, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class NotAllowed(Problem):
    """Refused, logged, and answered exactly as if the thing did not exist; `number` is the task's, as it was typed."""

    def __init__(self, why: str, *, number: int | None = None) -> None:
        super().__init__(why)
        self.number = number


class Changed(Problem):
    """Somebody was faster: `version` is what the task is at now."""

    def __init__(self, *, task_id: int, version: int) -> None:
        super().__init__(f"task {task_id} is at version {version}")
        self.task_id = task_id
        self.version = version
