"""What the doctor finds of an Official Account: its tokens, whose they are, its template, and what was posted last."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx

from bot.finding import Finding
from bot.zalo.access import Official
from bot.zalo.api import Refused, Trouble
from bot.zalo.oa_hook import PATH
from bot.zalo.official import Tokens, as_object
from bot.zalo.sending import kind
from db import inbox, migrate, tokens
from db.store import Store, Unavailable
from jobs import workers

if TYPE_CHECKING:
    from bot.settings import Settings

NAME = "Zalo Official Account"
APPROVED = "ENABLE"


def examine(settings: Settings) -> Iterator[Finding]:
    """A token is renewed here only where the new one can be kept: the one before works no more."""
    official = settings.zalo_official
    if official is None:
        return
    store = Store(settings.database)
    try:
        if not store.missing and migrate.is_current(store):
            yield from asyncio.run(_asked(store, official))
            yield _posted(store, official, f"{settings.public_url}{PATH}")
        else:
            yield Finding(f"{NAME}: to be looked at once `dondoc run` has made the database, where its tokens are kept")
    except Unavailable:
        return  # said already
    finally:
        store.close()


async def _asked(store: Store, official: Official) -> list[Finding]:
    async with httpx.AsyncClient(timeout=15.0) as client:
        keys = Tokens(store, client, official, worker=workers.name(), real=_now)
        try:
            access = await keys.current()
        except Refused as error:
            return [_unauthorised(error)]
        except Trouble as error:
            return [_away(error)]
        try:
            found = [_valid_until(store, official)]
            found.append(_account(official, await _get(client, access, f"{official.api_url}/v2.0/oa/getoa")))
            if official.template is None:
                return [*found, _without_template()]
            url = f"{official.template_url}/template/info/v2"
            return [*found, _template(official, await _get(client, access, url, template_id=official.template))]
        except Trouble as error:
            return [*found, _away(error)]


async def _get(client: httpx.AsyncClient, access: str, url: str, **query: str) -> dict[str, Any]:
    return as_object(await client.get(url, params=query, headers={"access_token": access}))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _unauthorised(error: Refused) -> Finding:
    return Finding(
        f"{NAME}: the service gives no access token ({kind(error)})",
        well=False,
        do="check DONDOC_ZALO_OA_APP_ID and _APP_SECRET; then authorise the application again and put the new refresh "
        "token into DONDOC_ZALO_OA_REFRESH_TOKEN: each works once, and three months at most",
    )


def _away(error: Exception) -> Finding:
    return Finding(
        f"{NAME}: can't be asked ({kind(error)})", well=False, do="see that this machine reaches the service"
    )


def _valid_until(store: Store, official: Official) -> Finding:
    with store.read() as conn:
        kept = tokens.get(conn, official.account, seed=official.seed)
    until = f", good until {kept.expires_at:%d/%m/%Y %H:%M} UTC; the bot renews it" if kept else ""
    return Finding(f"{NAME}: there is an access token{until}")


def _account(official: Official, answer: dict[str, Any]) -> Finding:
    data = answer.get("data") if isinstance(answer.get("data"), dict) else None
    if answer.get("error") != 0 or data is None:
        code = answer.get("error")
        return Finding(f"{NAME}: is not shown to the application (error {code})", well=False, do="link the two again")
    its = str(data.get("oa_id") or data.get("oaid") or "")
    return Finding(
        f"{NAME}: {data.get('name', '')} ({its})",
        its == official.oa_id,
        f"DONDOC_ZALO_OA_ID is {official.oa_id}: authorise the application for that account, or write {its}",
    )


def _without_template() -> Finding:
    return Finding(
        "no template is set: who has not written for 48 hours, or never, is not reached",
        well=False,
        do="register one with Zalo and set DONDOC_ZALO_OA_TEMPLATE (docs/zalo.md)",
    )


def _template(official: Official, answer: dict[str, Any]) -> Finding:
    data = answer.get("data") if isinstance(answer.get("data"), dict) else None
    what = f"the template {official.template}"
    if answer.get("error") != 0 or data is None:
        do = "see that it belongs to this account, and that the application may use it"
        return Finding(f"{what} is not known to Zalo (error {answer.get('error')})", well=False, do=do)
    if data.get("status") != APPROVED:
        do = "wait for its approval, or see why it was turned down"
        return Finding(f"{what} may not be sent: {data.get('status')}", well=False, do=do)
    theirs = {str(one["name"]) for one in data.get("listParams") or ()}
    ours = {name for name, _ in official.parameters}
    do = f"Zalo's parameters are {', '.join(sorted(theirs))}: write the same ones in DONDOC_ZALO_OA_TEMPLATE"
    return Finding(f"{what} is approved, with the parameters {', '.join(sorted(ours))}", ours == theirs, do)


def _posted(store: Store, official: Official, ours: str) -> Finding:
    """The service does not say where it posts: what came last does."""
    with store.read() as conn:
        last = inbox.last_of(conn, official.account)
    if last is None:
        do = f"set {ours} as the application's webhook, with the events of what people send; then write to the account"
        return Finding("nothing was posted by the Official Account yet", well=False, do=do)
    return Finding(f"the Official Account posted last on {last:%d/%m/%Y %H:%M} UTC")
