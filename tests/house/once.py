"""What a programme makes once, and thousands of tests would each make anew: made once a run."""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from db import store
from jobs import enclose, read

_KEPT = 2000  # statements; what is kept is their text, never what they were asked with
_Key = tuple[Any, ...]


class _Compiled(LRUCache[_Key, Any]):
    """One for every engine of a kind: 'sqlite' stands in the key where SQLAlchemy puts this engine's own dialect."""

    def get(self, key: _Key, default: Any = None) -> Any:
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: _Key, value: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), value)


class _Read:
    """What the reading process said of the same bytes by the same name, in a copy of the asker's own."""

    def __init__(self, reads: Callable[..., Any]) -> None:
        self._reads = reads
        self._said: dict[tuple[bytes, str], bytes] = {}

    def __call__(self, path: Path, **how: Any) -> Any:
        if how.get("pictures"):  # which it also puts together at `path`
            return self._reads(path, **how)
        asked = {name: value for name, value in how.items() if name != "progress"}
        tools = os.environ.get("PATH", "")  # a test may take Tesseract away
        key = (hashlib.sha256(path.read_bytes()).digest(), repr((asked, tools)))
        if key not in self._said:  # a refusal is not kept: a file may have gone while it was read
            self._said[key] = pickle.dumps(self._reads(path, **how))
        return pickle.loads(self._said[key])


@contextmanager
def made_once() -> Iterator[None]:
    """Until the block ends: statements are compiled and roots of trust loaded once, and a file is read once."""
    opened, compiled = store._engine, _Compiled(_KEPT)

    def sharing(url: str) -> Engine:
        engine = opened(url)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_engine", sharing)
        patch.setattr("httpx._transports.default.create_ssl_context", functools.cache(httpx.create_ssl_context))
        patch.setattr(read, "open_in_child", _Read(read.open_in_child))
        patch.setattr(enclose, "read_in_child", _Read(enclose.read_in_child))
        yield
