"""What stands in the logs of the running programme: where something went wrong, and nothing of what was said."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import io
import logging
import socket
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.routing import Route

from bot import logs, run
from bot.settings import Settings
from bot.worker import Worker
from core.problems import Problem
from db import tables

TOKEN = "123456789:AAFakeTokenForTestsOnlyAAAAAAAAAAAAAAAA"
WORDS = f"bí mật {TOKEN}"


@contextlib.contextmanager
def written(form: str) -> Iterator[io.StringIO]:
    """What the programme's logs say inside the block; the suite's own logging comes back afterwards."""
    root, into = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in ("telegram", "uvicorn", "httpx", "httpcore")}
    root.handlers[:] = []  # or they would be closed
    try:
        with contextlib.redirect_stderr(into):
            logs.set_up(level="INFO", form=form)
            yield into
    finally:
        logging.raiseExceptions = True
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, was in levels.items():
            logging.getLogger(name).setLevel(was)


@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_page_that_fails_is_logged_without_the_words_of_its_error(store, tmp_path, monkeypatch, form: str):
    async def fails(_request: object) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr(run, "app", lambda **_: Starlette(routes=[Route("/", fails)]))
    worker = Worker(Settings(data_dir=tmp_path, _env_file=None), store)  # type: ignore[call-arg]
    with written(form) as log, socket.create_server(("127.0.0.1", 0)) as door:
        server = run._server(worker, None, run.Channels(), address=door.getsockname())  # type: ignore[arg-type]
        serving = asyncio.create_task(server.serve([door]))
        async with httpx.AsyncClient() as client:
            assert (await client.get("http://{}:{}/".format(*door.getsockname()))).status_code == 500
        worker.stopping.set()
        await serving
    assert "in fails" in log.getvalue()
    assert "RuntimeError" in log.getvalue()
    assert "bí mật" not in log.getvalue()
    assert TOKEN not in log.getvalue()


async def test_what_a_forgotten_task_came_to_is_logged_without_its_words():
    asyncio.get_running_loop().set_exception_handler(logs.say_where)

    async def fails() -> None:
        raise RuntimeError(WORDS)

    with written("text") as log:
        task = asyncio.create_task(fails())
        await asyncio.wait([task])
        del task
        gc.collect()
    assert "RuntimeError" in log.getvalue()
    assert "bí mật" not in log.getvalue()


async def test_a_loop_that_ends_by_a_fault_ends_the_programme_without_the_words_of_its_error(store, tmp_path):
    async def fails() -> None:
        raise RuntimeError(WORDS)

    worker = Worker(Settings(data_dir=tmp_path, _env_file=None), store)  # type: ignore[call-arg]
    with written("text") as log, pytest.raises(Problem, match="RuntimeError") as ended:
        await run._until_stopped(worker, [fails()], None)
    assert "in fails" in log.getvalue()
    assert "bí mật" not in log.getvalue() + str(ended.value)


def test_the_databases_errors_do_not_quote_what_was_to_be_written(store):
    with pytest.raises(DBAPIError) as refused, store.begin() as conn:
        conn.execute(insert(tables.facts), [{"name": "một", "value": WORDS}, {"name": "một", "value": WORDS}])
    assert "bí mật" not in str(refused.value)


def test_a_line_end_behind_a_token_is_no_part_of_it(tmp_path):
    made = Settings(telegram_token=f"{TOKEN}\n", zalo_token=" 1:x\n", _env_file=None)  # type: ignore[arg-type, call-arg]
    assert made.telegram
    assert made.zalo
    assert (made.telegram.token, made.zalo.token) == (TOKEN, "1:x")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("postgresql://user:p@ss@host/db", "postgresql://user:…@host/db"),
        ("socks5://u:secret@h:1 refused", "socks5://u:…@h:1 refused"),
        ("https://x.vn/links/put/WyJwdXQi.abc_-1 sent", "https://x.vn/links/put/… sent"),
        (f"/bot{TOKEN}/getMe", "/bot…/getMe"),
    ],
)
def test_tokens_passwords_and_links_are_left_out(text: str, kept: str):
    assert logs.redacted(text) == kept
