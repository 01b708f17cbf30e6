"""Documents that may be kept, one copy of each content."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from sqlalchemy import Connection, delete, exists, insert, select

from core.problems import NotAllowed
from db.tables import directives, enclosures, files


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep(conn: Connection, content: bytes, *, name: str) -> int:
    """The file's id; the same content under the same name is kept once."""
    sha256 = digest(content)
    known = conn.execute(select(files.c.id).where(files.c.sha256 == sha256, files.c.name == name)).scalar()
    if known is not None:
        return int(known)
    row = {"sha256": sha256, "name": name, "size": len(content), "content": content}
    return int(conn.execute(insert(files).values(**row).returning(files.c.id)).scalar_one())


def get(conn: Connection, file_id: int) -> tuple[str, bytes]:
    row = conn.execute(select(files.c.name, files.c.content).where(files.c.id == file_id)).one_or_none()
    if row is None:
        raise NotAllowed("no such file")
    return row.name, row.content


def forget_unused(conn: Connection, file_ids: Collection[int]) -> None:
    """Those of them that nothing points at any more."""
    used = (exists().where(table.c.file_id == files.c.id) for table in (directives, enclosures))
    conn.execute(delete(files).where(files.c.id.in_(list(file_ids)), *(~one for one in used)))
