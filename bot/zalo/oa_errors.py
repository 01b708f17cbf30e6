"""Decide what an Official Account's error code makes of a message. docs/zalo.md says which of them are documented."""

from __future__ import annotations

import datetime as dt

from bot.zalo.api import NEVER_LEFT, Refused
from core.messages import Delivery, Outcome
from core.office import Office

MINUTE, HOUR, NIGHT_ENDS = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.time(6, 0)

BAD_TOKEN = frozenset({-216, -220, -124})
TOO_MANY = frozenset({-32})  # a minute
SPENT = frozenset({-211, -115, -144, -147, -321})  # what the account may send, or its money
ACCOUNT = frozenset({  # not allowed, linked or paid for: the office must see to it, and nothing of it is the message's
    -101, -102, -103, -104, -105, -204, -205, -209, -212, -219, -221, -223, -224, -235, -240, -242, -320,
})  # fmt: skip
TEMPLATE = frozenset({-109})  # free words still go
AT_NIGHT = frozenset({-234, -133})
MALFORMED = frozenset({-201, -210, -233, -248, -111, -112, -132})
CLOSED = frozenset({-218, -230, -232})  # until they write again
NOT_THERE = frozenset({-213, -217, -227, -244, -108, -110, -114, -118, -119, -139, -141})


def outcome(error: Exception, *, now: dt.datetime, office: Office) -> Delivery:
    """Codes nobody documented, and 'sending failed' (-200, -100), leave doubt."""
    if isinstance(error, Refused):
        return _refusal(error.code, now, office)
    if isinstance(error, NEVER_LEFT):
        return Delivery(Outcome.NOT_SENT, reason=type(error).__name__)
    return Delivery(Outcome.UNSURE, reason=type(error).__name__)


def _refusal(code: int, now: dt.datetime, office: Office) -> Delivery:
    reason = f"error {code}"
    if code in BAD_TOKEN:
        return Delivery(Outcome.NOT_SENT, retry_at=now, whole_account=True, reason="token")
    if code in TOO_MANY | SPENT | ACCOUNT:
        pause = MINUTE if code in TOO_MANY else HOUR
        return Delivery(Outcome.NOT_SENT, retry_at=now + pause, whole_account=True, reason=reason)
    if code in TEMPLATE:
        return Delivery(Outcome.NOT_SENT, retry_at=now + HOUR, reason=reason)
    if code in AT_NIGHT:
        return Delivery(Outcome.NOT_SENT, retry_at=_morning(now, office), reason=reason)
    if code in MALFORMED:
        return Delivery(Outcome.REFUSED, poison=True, reason=reason)
    if code in NOT_THERE | CLOSED:
        return Delivery(Outcome.REFUSED, reason=reason)
    return Delivery(Outcome.UNSURE, reason=reason)


def _morning(now: dt.datetime, office: Office) -> dt.datetime:
    today = office.today(now)
    opens = office.at(today, NIGHT_ENDS)
    return opens if opens > now else office.at(today + dt.timedelta(days=1), NIGHT_ENDS)
