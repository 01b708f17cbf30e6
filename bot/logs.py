"""Logs carry ids and event names: no message text, no token. Set up once, before anything can speak."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(r"(?<!\d)\d{6,24}:[A-Za-z0-9_-]{20,}")  # how Telegram and Zalo write one
_PASSWORD = re.compile(r"(://[^:/\s]*:)\S+@")  # up to the last @: a password may hold one
_LINK = re.compile(r"(/links/(?:get|put)/)[A-Za-z0-9_.-]+")  # the links of our own pages
_NEVER = logging.CRITICAL + 1


def set_up(*, level: str, form: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Plain("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.raiseExceptions = False  # what could not be written would be printed with its arguments
    for name in ("httpx", "httpcore", "apscheduler", "alembic", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)  # httpx prints addresses, and the address holds the token
    logging.getLogger("telegram").setLevel(_NEVER)  # at every level its parser prints what it could not read


def redacted(text: str) -> str:
    """Without anything that looks like a token or a password in an address."""
    return _LINK.sub(r"\1…", _PASSWORD.sub(r"\1…@", _TOKEN.sub("…", text)))


def say_where(_loop: object, context: Mapping[str, Any]) -> None:
    """What asyncio finds left over in a loop: its own words show the exception's, and those may be somebody's."""
    error = context.get("exception")
    found = (type(error), error, error.__traceback__) if isinstance(error, BaseException) else None
    logging.getLogger("dondoc").error("left over in the loop", exc_info=found)


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - the library's name
        return _where(ei)


class _Json(_Plain):
    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "name": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info:
            fields["trace"] = _where(record.exc_info)
        return redacted(json.dumps(fields, ensure_ascii=False))


def _where(exc_info: object) -> str:
    """A traceback without the exception's text, which may quote what somebody wrote."""
    kind, _error, trace = exc_info if isinstance(exc_info, tuple) else (None, None, None)
    frames = "".join(traceback.format_tb(trace)).rstrip() if trace else ""
    return f"{frames}\n{kind.__name__ if kind else 'error'}"
