"""Telegram by webhook: tell the service where to post, and read what it posts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.access import Hook
from bot.keeper import NotNow
from bot.polling import WANTED, kind
from bot.telegram_incoming import incoming
from bot.webhook import Body, Receive, Webhook, bears
from core.messages import Incoming
from core.problems import Problem

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
ONE_AT_A_TIME = 1  # so that a chat's messages come in their order


def webhook(hook: Hook, account: str, receive: Receive) -> Webhook:
    """The endpoint. The empty answer to a press rides on the 200, after the commit."""

    def read(body: Body) -> Sequence[Incoming]:
        event = incoming(Update.de_json(dict(body), None), account=account)
        return [event] if event else []

    return Webhook(PATH, HEADER, bears(hook.secret), read, receive, thanks=_stop_the_spinner)


def _stop_the_spinner(body: Body) -> Body | None:
    """Nothing where the press could not be read: an error here would have it posted again and again."""
    pressed = body.get("callback_query")
    known = pressed.get("id") if isinstance(pressed, dict) else None
    return {"method": "answerCallbackQuery", "callback_query_id": known} if known else None


def setting(bot: Bot, hook: Hook) -> Callable[[], Awaitable[None]]:
    """What a Keeper does here. Nothing that waits there is dropped."""

    async def put() -> None:
        try:
            await bot.set_webhook(
                hook.url + PATH,
                secret_token=hook.secret,
                max_connections=ONE_AT_A_TIME,
                allowed_updates=WANTED,
                drop_pending_updates=False,
            )
        except InvalidToken as error:
            raise Problem("Telegram does not accept the token: check DONDOC_TELEGRAM_TOKEN") from error
        except TelegramError as error:
            raise NotNow(kind(error)) from error

    return put
