"""Dialogues in ways only Telegram has: a message corrected, passed on, spoken, answered to; a button pressed twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from core.office import Office
from db.store import Store
from tests.dialogues.drivers import Keyboard
from tests.dialogues.over_telegram import Telegram, telegram
from tests.dialogues.script import HERE, Dialogue, Does, Turn, dialogues
from tests.dialogues.test_dialogues import TYPED, check, does, town_of

ALL = pytest.mark.parametrize("dialogue", dialogues(HERE / "phone"), ids=lambda one: one.title)


@ALL
@TYPED
async def test_on_telegram_over_http(
    dialogue: Dialogue, typed: bool, own: Store, office: Office, tmp_path: Path
) -> None:
    async with telegram(town_of(own, office, dialogue, channel="telegram:7001"), tmp_path) as channel:
        for turn in dialogue.turns:
            if turn.does in _WAYS:
                await _WAYS[turn.does](channel, turn)
            else:
                await does(Keyboard(channel) if typed else channel, turn)
            if turn.does is Does.SAYS:
                channel.spoken[turn.who] = channel.typed[turn.who]
            check(turn, *(await channel.heard(turn.who)))


_WAYS: dict[Does, Callable[[Telegram, Turn], Awaitable[None]]] = {
    Does.EDITS: lambda channel, turn: channel.edits(turn.who, turn.what),
    Does.FORWARDS: lambda channel, turn: channel.forwards(turn.who, turn.what),
    Does.REPLIES: lambda channel, turn: channel.replies(turn.who, turn.what),
    Does.SPEAKS: lambda channel, turn: channel.speaks(turn.who),
    Does.TWICE: lambda channel, turn: channel.presses_twice(turn.who, turn.what),
}


async def test_of_more_than_twenty_files_at_once_twenty_are_taken_and_the_rest_are_said_not_to_be(
    own: Store, office: Office, tmp_path: Path
) -> None:
    town = town_of(own, office, Dialogue("files", ["one_task"]), channel="telegram:7001")
    async with telegram(town, tmp_path) as channel:
        await channel.sends_at_once("An", {f"bieu-{n}.txt": b"Bieu so lieu" for n in range(22)})
        assert "tối đa 20 tệp" in (await channel.heard("An")).text
        await channel.says("An", "nv1 80%")
        assert "20 tệp" in (await channel.heard("An")).text
