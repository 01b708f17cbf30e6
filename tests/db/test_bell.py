"""Another process queues something, and this one hears of it at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from db import bell, facts
from db.store import Store


@pytest.fixture
def other(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


def test_what_another_process_queues_is_heard_within_a_second(store: Store, other: Store):
    heard = threading.Event()
    with bell.listening(store, heard.set):
        assert heard.wait(5), "whatever was queued before is looked for at the start"
        heard.clear()
        with other.begin() as conn:
            facts.put(conn, "x", "1")
        bell.ring(other)
        assert heard.wait(5)


def test_nothing_is_heard_while_nothing_happens(store: Store):
    heard: list[int] = []
    with bell.listening(store, lambda: heard.append(1)):
        threading.Event().wait(bell.LOOK_SECONDS * 2.5)
    assert len(heard) <= 1


def test_the_bell_is_heard_again_after_its_connection_was_lost(store: Store, other: Store, monkeypatch):
    monkeypatch.setattr(bell, "AGAIN_SECONDS", 0.01)
    heard, listen, lost = threading.Event(), bell._look if store.is_sqlite else bell._hear, []

    def loses_it_once(*args: object) -> None:
        if not lost:
            lost.append(1)
            raise OSError("cut off")
        listen(*args)

    monkeypatch.setattr(bell, listen.__name__, loses_it_once)
    with bell.listening(store, heard.set):
        assert heard.wait(5)
