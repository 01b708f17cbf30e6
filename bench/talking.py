"""How long 200 people who talk at once for a minute wait for their answers, over HTTP, against one who talks alone."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PEOPLE, MESSAGES, PAUSE = 200, 8, 7.5  # 27 answers a second: Telegram's own limit is 30


def run() -> Iterator[str]:
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.telegram.talking import Talked, talk

    def talked(people: int, messages: int, pause: float) -> Talked:
        with tempfile.TemporaryDirectory() as folder:
            return asyncio.run(talk(Path(folder), people=people, messages=messages, pause=pause))

    alone = talked(1, 18, 0.2)
    many = talked(PEOPLE, MESSAGES, PAUSE)
    p50, p95 = statistics.median(many.waits), statistics.quantiles(many.waits, n=20)[-1]
    one = statistics.median(alone.waits)
    yield f"one person alone: an answer in {one * 1000:.0f} ms p50"
    yield (
        f"{PEOPLE} people for a minute: {len(many.waits)} answers, {p50 * 1000:.0f} ms p50, {p95 * 1000:.0f} ms p95 "
        f"(budget 300), ratio {p50 / one:.1f}; in order and complete: {many.echoed == many.said}"
    )
