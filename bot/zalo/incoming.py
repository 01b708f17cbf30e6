"""A Zalo bot's update in the product's own words. It has no number of its own: its kind and its message name it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.messages import Address, Attachment, Happened, Incoming
from core.text import clean

TEXT, IMAGE = "message.text.received", "message.image.received"
_LONGEST_ID = 80  # inbox.event_id
LONGEST_REFERENCE = 500  # readings.reference
Update = Mapping[str, Any]


def incoming(update: Update, *, account: str) -> Incoming | None:
    """None where it says nothing to the bot: its own echo, a group (no method leaves one, so nobody is answered there).

    Raises KeyError or TypeError for what is no update.
    """
    name, message = str(update["event_name"]), update["message"]
    chat = message["chat"]
    if chat.get("chat_type", "PRIVATE") != "PRIVATE" or message.get("from", {}).get("is_bot"):
        return None
    text = clean(str(message.get("text" if name == TEXT else "caption") or "")) if name in {TEXT, IMAGE} else ""
    attachment = _image(message) if name == IMAGE else None
    return Incoming(
        f"{name}:{message['message_id']}"[-_LONGEST_ID:],
        Address(account, str(chat["id"])),
        Happened.SAID if text.strip() or attachment else Happened.UNSUPPORTED,
        text=text,
        message=str(message["message_id"]),
        attachment=attachment,
    )


def _image(message: Mapping[str, Any]) -> Attachment | None:
    url = message.get("photo") or message.get("photo_url")
    return Attachment(url, "anh.jpg") if isinstance(url, str) and len(url) <= LONGEST_REFERENCE else None
