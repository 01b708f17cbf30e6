"""Forty people at once: everybody is answered, each in the order they spoke. How fast is measured in bench/."""

from __future__ import annotations

from pathlib import Path

from tests.telegram.talking import talk


async def test_everybody_is_answered_in_the_order_they_spoke(tmp_path: Path) -> None:
    talked = await talk(tmp_path, people=40, messages=4, pause=1.6)
    assert talked.echoed == talked.said
    assert len(talked.waits) == 160
