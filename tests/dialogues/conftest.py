"""The database of one machine for each dialogue on a channel."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store


@pytest.fixture
def own(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A database of one machine: what channels do is the same over any."""
    shutil.copy(sqlite_template, tmp_path / "dondoc.db")
    opened = Store(f"sqlite:///{tmp_path / 'dondoc.db'}")
    yield opened
    opened.close()
