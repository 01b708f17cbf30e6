"""A Zalo bot by webhook: tell the service where to post, and read what it posts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bot.access import Hook
from bot.keeper import NotNow
from bot.webhook import Body, Receive, Webhook, bears
from bot.zalo.api import UNKNOWN_TOKEN, Api, Refused, Trouble
from bot.zalo.incoming import incoming
from bot.zalo.sending import kind
from core.messages import Incoming
from core.problems import Problem

PATH = "/zalo/webhook"
HEADER = "X-Bot-Api-Secret-Token"


def webhook(hook: Hook, account: str, receive: Receive) -> Webhook:
    """The endpoint. The service wraps an update in `result`; one that comes bare is read as well."""

    def read(body: Body) -> Sequence[Incoming]:
        update = body.get("result", body)
        if "event_name" not in update:  # the service's own test of the address
            return []
        event = incoming(update, account=account)
        return [event] if event else []

    return Webhook(PATH, HEADER, bears(hook.secret), read, receive)


def setting(api: Api, hook: Hook) -> Callable[[], Awaitable[None]]:
    """What a Keeper does here."""

    async def put() -> None:
        try:
            await api.call("setWebhook", url=hook.url + PATH, secret_token=hook.secret)
        except Trouble as error:
            if isinstance(error, Refused) and error.code == UNKNOWN_TOKEN:
                raise Problem("Zalo does not accept the token: check DONDOC_ZALO_TOKEN") from error
            raise NotNow(kind(error)) from error

    return put
