"""What an Official Account posts: its signature over the raw body, its age, and its events in the product's words."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.webhook import Body, Receive, Webhook
from bot.zalo.access import Official
from bot.zalo.incoming import LONGEST_REFERENCE
from bot.zalo.oa_sending import PRESSED
from core.messages import Address, Attachment, Happened, Incoming
from core.text import clean

PATH = "/zalo/oa/webhook"
HEADER = "X-ZEvent-Signature"
OLDEST = dt.timedelta(hours=2)  # the service repeats after 30 s, 5, 15, 30 and 60 min more, with the first timestamp
AHEAD = dt.timedelta(minutes=5)
REPEATED = dt.timedelta(minutes=5)  # so long a post that was taken before may be the repeat of one whose 200 was lost
_BUTTON = re.compile(re.escape(PRESSED) + r"(\S+\.\d{1,4})")  # a prompt's token and a place; '#4' is typed by people
_FILES = {"user_send_file": "tep", "user_send_image": "anh.jpg"}


def webhook(official: Official, receive: Receive, *, real: Callable[[], dt.datetime]) -> Webhook:
    """A post that was taken before changes nothing, and after REPEATED is refused as a forged one is; so is one older
    than OLDEST. One that is not known yet is the service's repeat of what this bot missed, and is taken.
    """

    def read(body: Body) -> Sequence[Incoming]:
        event = incoming(body, account=official.account)
        return [event] if event else []

    def knows(given: str, raw: bytes) -> bool:
        return signed(official, given, raw, now=real())

    def repeats(body: Body) -> bool:
        return real() - dt.datetime.fromtimestamp(int(body["timestamp"]) / 1000, dt.UTC) <= REPEATED

    return Webhook(PATH, HEADER, knows, read, receive, repeats=repeats)


def signed(official: Official, given: str, raw: bytes, *, now: dt.datetime) -> bool:
    """SHA-256 over application, raw body, its timestamp and the account's key; compared in constant time."""
    stamp = _timestamp(raw)
    said = official.app_id.encode() + raw + str(stamp).encode() + official.webhook_key.encode()
    right = f"mac={hashlib.sha256(said).hexdigest()}"
    given = given if given.startswith("mac=") else f"mac={given}"
    genuine = hmac.compare_digest(given.encode(), right.encode())
    at = dt.datetime.fromtimestamp(stamp / 1000, dt.UTC) if 0 < stamp < 1e14 else None
    return genuine and at is not None and now - OLDEST <= at <= now + AHEAD


def _timestamp(raw: bytes) -> int:
    try:
        return int(json.loads(raw)["timestamp"])
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return 0


def incoming(body: Body, *, account: str) -> Incoming | None:
    """None for what the account itself did, and for what is only a receipt."""
    name = str(body["event_name"])
    if not name.startswith("user_send_"):
        return None
    message, chat = body["message"], str(body["sender"]["id"])
    identity, to = f"{name}:{message['msg_id']}"[-80:], Address(account, chat)
    said = clean(str(message.get("text") or ""))
    if name == "user_send_text" and (pressed := _BUTTON.fullmatch(said)):
        return Incoming(identity, to, Happened.PRESSED, choice=pressed[1])
    attachment = _attachment(message, _FILES[name]) if name in _FILES else None
    understood = attachment or (name == "user_send_text" and said.strip())
    return Incoming(
        identity,
        to,
        Happened.SAID if understood else Happened.UNSUPPORTED,
        text=said,
        message=str(message["msg_id"]),
        attachment=attachment,
    )


def _attachment(message: Any, name: str) -> Attachment | None:
    if not message.get("attachments"):
        return None
    file = message["attachments"][0]["payload"]
    url, size = str(file["url"]), str(file.get("size", ""))
    if len(url) > LONGEST_REFERENCE:
        return None
    return Attachment(url, clean(str(file.get("name") or name)), int(size) if size.isdecimal() else None)
