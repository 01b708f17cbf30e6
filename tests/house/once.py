"""What the programme makes once when it starts, and thousands of tests would each make anew: made once a run."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from db import store

_KEPT = 2000  # statements; what is kept is their text, never what they were asked with
_Key = tuple[Any, ...]


class _Compiled(LRUCache[_Key, Any]):
    """One for every engine of a kind: 'sqlite' stands in the key where SQLAlchemy puts this engine's own dialect."""

    def get(self, key: _Key, default: Any = None) -> Any:
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: _Key, value: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), value)


@contextmanager
def made_once() -> Iterator[None]:
    """Until the block ends, statements are compiled once for all stores, and roots of trust are loaded once."""
    opened, compiled = store._engine, _Compiled(_KEPT)

    def sharing(url: str) -> Engine:
        engine = opened(url)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_engine", sharing)
        patch.setattr("httpx._transports.default.create_ssl_context", functools.cache(httpx.create_ssl_context))
        yield
