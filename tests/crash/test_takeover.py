"""In real life's own seconds: a worker that is cut off or frozen is followed by another one within half a minute."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from jobs.turns import SECONDS
from tests.crash.fleet import Fleet, freeze, thaw
from tests.crash.line import line_to
from tests.crash.test_faults_of_machines import answered, answers, asks, check, people
from tests.house import House
from tests.telegram.fake_bot_api import FakeBotApi, serving

TAKEN_OVER = 30.0
A_SEND = 1.0  # what was on the wire when the lease ended


@dataclass
class Watching(FakeBotApi):
    """Knows its callers apart by the name they call it by."""

    sends: list[tuple[float, str]] = field(default_factory=list)  # when, by whom

    async def call(self, request: Request) -> Response:
        if request.path_params["method"] == "sendMessage":
            self.sends.append((time.monotonic(), str(request.url.hostname)))
        return await super().call(request)


@pytest.fixture
def api() -> Iterator[Watching]:
    with serving(Watching()) as running:
        yield running


@pytest.mark.parametrize("fate", ["cut off", "frozen"])
@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
def test_within_half_a_minute_another_worker_delivers_and_the_lost_one_says_nothing_after_its_lease(
    town: House, migrated_url: str, api: Watching, tmp_path: Path, fate: str
) -> None:
    """FAULTS 3, 6: the one that lost its line still reaches the channel; it goes on when the line is mended."""
    crowd = people(town, api, 5)
    fleet = Fleet(migrated_url, api.url, tmp_path)
    with contextlib.ExitStack() as at_the_end:
        line = at_the_end.enter_context(line_to(migrated_url))
        at_the_end.callback(fleet.kill_all)
        lost = fleet.start(DONDOC_DATABASE_URL=line.url)
        asks(api, crowd, 9001)
        answered(api, crowd, 9001)
        fleet.start(DONDOC_TELEGRAM_API_URL=api.url.replace("127.0.0.1", "localhost"))
        time.sleep(3)  # it is up, and waits
        line.cut() if fate == "cut off" else freeze(lost)
        since = time.monotonic()
        asks(api, crowd, 9002)
        assert answered(api, crowd, 9002) < TAKEN_OVER
        asks(api, crowd, 9003)
        answered(api, crowd, 9003)
        line.mend() if fate == "cut off" else thaw(lost)
        asks(api, crowd, 9004)
        answered(api, crowd, 9004)
        fleet.stop()
    check(town, 20)
    for number in (9001, 9002, 9003, 9004):
        assert answers(api, crowd, number) == [1] * len(crowd)
    assert [by for at, by in api.sends if at > since + SECONDS + A_SEND and by != "localhost"] == []
    assert {by for at, by in api.sends if at > since} == {"localhost"}
