"""Everything that can be asked of the product, by button, command or typing: the tables of all handlers in one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import handlers
from handlers.talk import Act


@cache
def acts() -> Mapping[str, Act]:
    """By name, such as 'task.show'."""
    return _merged("ACTS")


@cache
def commands() -> Mapping[str, str]:
    """Which act a typed command asks for."""
    return _merged("COMMANDS")


@cache
def words() -> Mapping[str, str]:
    """Which act a whole message asks for wherever it is typed, such as 'chờ xác nhận'; folded."""
    return _merged("WORDS")


def _merged(table: str) -> dict[str, Any]:
    """A name has one owner: two files with the same one do not start."""
    merged: dict[str, Any] = {}
    for module in sorted(found.name for found in iter_modules(handlers.__path__)):
        here: dict[str, Any] = getattr(import_module(f"handlers.{module}"), table, {})
        twice = merged.keys() & here.keys()
        if twice:
            raise ValueError(f"{module} repeats {', '.join(sorted(twice))}")
        merged |= here
    return merged
