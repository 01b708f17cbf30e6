"""What the doctor finds of Telegram: whether the token is known, and how messages come in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.finding import Finding, not_posted_to
from bot.telegram import Known, known
from bot.telegram_hook import PATH

if TYPE_CHECKING:
    from bot.access import Hook
    from bot.settings import Settings


def examine(settings: Settings) -> Iterator[Finding]:
    if settings.telegram is None:
        return
    found = asyncio.run(known(settings.telegram))
    if found is None:
        what = "Telegram does not accept the token, or can't be reached"
        yield Finding(what, well=False, do="check DONDOC_TELEGRAM_TOKEN; behind a block set DONDOC_TELEGRAM_PROXY")
        return
    yield Finding(f"Telegram: @{found.username}")
    yield _arrival(settings.telegram_hook, found)


def _arrival(hook: Hook | None, found: Known) -> Finding:
    """How messages come in: as the settings say, or as `dondoc run` will set it."""
    if hook is None:
        return Finding("messages are polled" + (" once `dondoc run` took the webhook away" if found.posts_to else ""))
    ours = hook.url + PATH
    if found.posts_to != ours:
        return not_posted_to(ours)
    trouble = found.complaint if found.waiting else None  # the last complaint stays after it was mended
    return Finding(
        f"the webhook is set, {found.waiting} messages wait" + (f": {trouble}" if trouble else ""),
        trouble is None,
        f"see that {ours} reaches DONDOC_HTTP_ADDRESS over HTTPS, and that the secret is this one's",
    )
