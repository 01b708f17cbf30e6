"""The local chat with an echo behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.office import Office
from db.store import Store
from tests.local.echo import Echo


@pytest.fixture
def echo(store: Store, office: Office, tmp_path: Path) -> Echo:
    return Echo(store, office, tmp_path / "data")
