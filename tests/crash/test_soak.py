"""A minute of the soak (`make soak` runs ten): no reminder lost, none stale, none too many."""

from __future__ import annotations

from pathlib import Path

from tests.crash.soak import soak
from tests.house import House


def test_under_kills_and_bad_weather_no_reminder_is_lost_none_is_stale_and_every_repeat_is_explained(
    town: House, migrated_url: str, tmp_path: Path
) -> None:
    seconds, workers = (30.0, 1) if town.store.is_sqlite else (40.0, 4)
    verdict = soak(migrated_url, tmp_path, town, seconds=seconds, workers=workers, days=2)
    assert verdict.faults == [], verdict.summary()
    assert verdict.counts["sent"] > 100  # so much on the slowest machine; the rest was merged into the next morning
