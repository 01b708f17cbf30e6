"""Open the channels that are configured: what each sends and fetches with, what it runs, what it is posted."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field

from starlette.routing import BaseRoute

from bot import sample
from bot.access import KEPT_SECONDS
from bot.keeper import Keeper
from bot.linked.pages import LinkedPages
from bot.links import Links
from bot.local.channel import ACCOUNT as LOCAL
from bot.local.page import LocalChat
from bot.uploads import Uploads
from bot.worker import Worker
from jobs import remind
from jobs.pace import Pace


@dataclass(slots=True)
class Channels:
    """What runs for them until the stop, the routes of their webhooks, and the local chat where there is one."""

    loops: list[Awaitable[None]] = field(default_factory=list)
    routes: list[BaseRoute] = field(default_factory=list)
    local: LocalChat | None = None
    linked: bool = False

    def link_pages(self, worker: Worker, links: Links, uploads: Mapping[str, Uploads]) -> None:
        """The pages behind links, once for all channels that need them: the one that takes uploads asks first."""
        if not self.linked:
            self.routes.extend(LinkedPages(worker.store, links, uploads=uploads, receive=worker.receive).routes())
            self.linked = True


async def opened(worker: Worker, stack: contextlib.AsyncExitStack, *, local_chat: bool) -> Channels:
    """Each adds its sender and fetcher to the worker. Nothing is asked of a service yet: it may be down."""
    channels = Channels(local=_local_chat(worker) if local_chat else None)
    if worker.settings.telegram is not None:
        await _telegram(worker, stack, channels)
    if worker.settings.zalo is not None:
        await _zalo(worker, stack, channels)
    if worker.settings.zalo_official is not None:
        await _zalo_official(worker, stack, channels)
    worker.send_by_phone(worker.settings.phone_account)
    return channels


def _local_chat(worker: Worker) -> LocalChat:
    """The page; where it is all there is, on a first start the sample's people and the morning after it was issued."""
    if worker.settings.no_channel:
        with worker.store.begin() as conn:
            begins = sample.starts_at(worker.office)
            fresh = sample.create(conn, account=LOCAL, now=begins)
        if fresh:
            worker.clock.step(begins)
    local = LocalChat(
        worker.store,
        clock=worker.clock,
        office=worker.office,
        data_dir=worker.settings.data_dir,
        next_moment=remind.next_moment,
        step=worker.step,
        clock_moves=worker.clock.apart,
        on_arrival=worker.arrived.set,
    )
    worker.senders[LOCAL], worker.fetchers[LOCAL] = local.sender, local.fetcher
    worker.paces[LOCAL] = Pace(chat_seconds=0)  # whoever steps the clock fast sees every morning
    return local


async def _telegram(worker: Worker, stack: contextlib.AsyncExitStack, channels: Channels) -> None:
    from bot import telegram_hook  # here, because an installation without Telegram need not load its library
    from bot.polling import Poller
    from bot.telegram import TelegramFetcher, TelegramSender, open_bot

    access, hook = worker.settings.telegram, worker.settings.telegram_hook
    assert access is not None  # noqa: S101 - the caller looked
    account = f"telegram:{access.token.partition(':')[0]}"
    bot = await stack.enter_async_context(open_bot(access))
    worker.senders[account] = TelegramSender(bot, clock=worker.clock.real)
    worker.fetchers[account] = TelegramFetcher(bot)
    mine = functools.partial(worker.holds, account)
    if hook is None:
        channels.loops.append(Poller(bot, account, worker.receive, mine).run(worker.stopping))
    else:
        channels.routes.append(telegram_hook.webhook(hook, account, worker.receive).route())
        channels.loops.append(Keeper(account, telegram_hook.setting(bot, hook), mine).run(worker.stopping))


async def _zalo(worker: Worker, stack: contextlib.AsyncExitStack, channels: Channels) -> None:
    from bot.zalo import hook as zalo_hook
    from bot.zalo.api import open_api
    from bot.zalo.fetching import ZaloFetcher
    from bot.zalo.polling import Poller
    from bot.zalo.sending import ZaloSender

    access, hook = worker.settings.zalo, worker.settings.zalo_hook
    assert access is not None  # noqa: S101 - the caller looked
    account = f"zalo:{access.token.partition(':')[0]}"
    api = await stack.enter_async_context(open_api(access))
    base, real = worker.settings.public_url, worker.clock.real
    links = Links(worker.store, base, real=real) if base else None
    uploads = Uploads(worker.store, worker.settings.data_dir / "incoming", account=account)
    worker.senders[account] = ZaloSender(api, links=links, uploads=uploads, clock=real)
    worker.fetchers[account] = ZaloFetcher(api.client, uploads, home=access.api_url)
    worker.limit(account, worker.settings.zalo_quota, per_second=worker.settings.zalo_per_second)
    if links:
        channels.link_pages(worker, links, {account: uploads})
    mine = functools.partial(worker.holds, account)
    if hook is None:
        channels.loops.append(Poller(api, account, worker.receive, mine).run(worker.stopping))
    else:
        channels.routes.append(zalo_hook.webhook(hook, account, worker.receive).route())
        channels.loops.append(Keeper(account, zalo_hook.setting(api, hook), mine).run(worker.stopping))


async def _zalo_official(worker: Worker, stack: contextlib.AsyncExitStack, channels: Channels) -> None:
    import httpx

    from bot.zalo import oa_hook
    from bot.zalo.fetching import ZaloFetcher
    from bot.zalo.oa_sending import OfficialSender
    from bot.zalo.official import Tokens

    official, real, base = worker.settings.zalo_official, worker.clock.real, worker.settings.public_url
    assert official is not None  # noqa: S101 - the caller looked
    assert base is not None  # noqa: S101 - the settings saw to it
    client = await stack.enter_async_context(
        httpx.AsyncClient(limits=httpx.Limits(max_connections=32, keepalive_expiry=KEPT_SECONDS))
    )
    tokens = Tokens(worker.store, client, official, worker=worker.name, real=real)
    links = Links(worker.store, base, real=real)
    uploads = Uploads(worker.store, worker.settings.data_dir / "incoming", account=official.account)
    worker.senders[official.account] = OfficialSender(
        worker.store, client, official, tokens, links=links, office=worker.office, real=real
    )
    worker.limit(official.account, worker.settings.zalo_official_quota, per_second=worker.settings.zalo_per_second)
    worker.fetchers[official.account] = ZaloFetcher(client, uploads, home=official.api_url)
    channels.routes.append(oa_hook.webhook(official, worker.receive, real=real).route())
    channels.link_pages(worker, links, {})
