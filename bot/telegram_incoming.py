"""A Telegram update in the product's own words."""

from __future__ import annotations

from dataclasses import replace

from telegram import Message, Update
from telegram.constants import ChatType

from core.messages import Address, Attachment, Happened, Incoming
from core.text import clean


def incoming(update: Update, *, account: str) -> Incoming | None:
    """An update as an event, or None where it says nothing to the bot (a poll, a channel's post)."""
    if update.callback_query:
        return _pressed(update, account)
    if update.my_chat_member and _came_into_a_group(update):
        return Incoming(str(update.update_id), Address(account, str(update.my_chat_member.chat.id)), Happened.GROUP)
    message = update.message or update.edited_message
    if message and message.chat.type == ChatType.PRIVATE:
        said = _said(update.update_id, message, account)
        return replace(said, happened=Happened.EDITED) if update.edited_message else said
    return None


def _pressed(update: Update, account: str) -> Incoming:
    query = update.callback_query
    assert query is not None  # noqa: S101 - the caller looked
    chat = query.message.chat.id if query.message else query.from_user.id
    return Incoming(
        str(update.update_id),
        Address(account, str(chat)),
        Happened.PRESSED,
        choice=clean(query.data or ""),
        message=str(query.message.message_id) if query.message else None,
    )


def _came_into_a_group(update: Update) -> bool:
    change = update.my_chat_member
    return (
        change is not None
        and change.chat.type != ChatType.PRIVATE
        and change.new_chat_member.status in {"member", "administrator"}
    )


def _said(update_id: int, message: Message, account: str) -> Incoming:
    attachment = _attachment(message)
    text = clean(message.text or message.caption or "")
    return Incoming(
        str(update_id),
        Address(account, str(message.chat.id)),
        Happened.SAID if text or attachment else Happened.UNSUPPORTED,
        text=text,
        message=str(message.message_id),
        replies_to=str(message.reply_to_message.message_id) if message.reply_to_message else None,
        attachment=attachment,
        forwarded=message.forward_origin is not None,
    )


def _attachment(message: Message) -> Attachment | None:
    if message.photo:
        largest = message.photo[-1]
        return Attachment(largest.file_id, "anh.jpg", largest.file_size)
    if message.voice:
        return Attachment(message.voice.file_id, "ghi-am.ogg", message.voice.file_size)
    named = ((message.document, "tep"), (message.audio, "am-thanh.mp3"), (message.video, "phim.mp4"))
    found = next(((file, name) for file, name in named if file), None)
    if found is None:
        return None
    file, name = found
    return Attachment(file.file_id, clean(file.file_name or name), file.file_size)
