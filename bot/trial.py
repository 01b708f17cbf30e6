"""What is for trying out, the local chat with its invented people and its own clock, never meets a channel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot import sample
from bot.clock import left_apart
from bot.finding import Finding
from bot.local.channel import ACCOUNT
from core.problems import Problem
from db.store import Store

if TYPE_CHECKING:
    from bot.settings import Settings

OUT_OF_IT = "set DONDOC_DATA_DIR (or DONDOC_DATABASE_URL) to a new place, or unset the channel's token"


def wanted(settings: Settings, *, asked: bool) -> bool:
    """Whether the local chat is served: by nobody who is reached from outside. Raises Problem where it can't be."""
    if settings.public_url is None:
        return asked or settings.no_channel
    if asked:
        raise Problem("the local chat is for this machine alone: unset DONDOC_PUBLIC_URL, or leave --local-chat out")
    if settings.no_channel:
        raise Problem("DONDOC_PUBLIC_URL is set and no channel's token: set one, or unset it for the local chat")
    return False


def never_meets_a_channel(settings: Settings, store: Store) -> None:
    """Raises Problem where real people would be reminded beside invented ones."""
    if not settings.no_channel and (invented := _invented(store)):
        raise Problem(f"the local chat's invented people are here ({', '.join(invented)}): {OUT_OF_IT}")


def examine(settings: Settings, store: Store) -> Iterator[Finding]:
    """What the doctor finds left of a trial; nothing where it is one still."""
    if settings.no_channel:
        return
    if invented := _invented(store):
        yield Finding(f"the local chat's invented people are here: {', '.join(invented)}", well=False, do=OUT_OF_IT)
    if left_apart(store):
        yield Finding("the local chat's clock was moved here; with a channel the real one counts")


def _invented(store: Store) -> list[str]:
    with store.read() as conn:
        return sample.present(conn, account=ACCOUNT)
