"""What the doctor finds of a Zalo bot: whether the token is known, and how messages come in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.finding import Finding, not_posted_to
from bot.zalo.api import known
from bot.zalo.hook import PATH

if TYPE_CHECKING:
    from bot.settings import Settings


def examine(settings: Settings) -> Iterator[Finding]:
    if settings.zalo is None:
        return
    found = asyncio.run(known(settings.zalo))
    if found is None:
        what = "Zalo does not accept the token, or can't be reached"
        yield Finding(what, well=False, do="check DONDOC_ZALO_TOKEN, and that this machine reaches DONDOC_ZALO_API_URL")
        return
    yield Finding(f"Zalo: {found.name}")
    if settings.public_url is None:
        yield Finding("Zalo gives each message out once: without DONDOC_PUBLIC_URL one that is lost stays lost")
    elif found.posts_to != settings.public_url + PATH:
        yield not_posted_to(settings.public_url + PATH)
