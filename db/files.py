"""Documents that may be kept, one copy of each content."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, delete, insert, null, select, union_all

from core.problems import NotAllowed
from db.tables import directives, enclosures, files, outbox, reports


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
    conn.execute(delete(files).where(files.c.id.in_(list(file_ids)), made()))


def made() -> ColumnElement[bool]:
    """What was made for a message: no document and no report points at it, and it is made again when asked for."""
    pointing = (directives.c.file_id, enclosures.c.file_id, reports.c.file_id)
    return files.c.id.not_in(union_all(*(select(one).where(one.is_not(None)) for one in pointing)))


def forget_made(conn: Connection) -> int:
    """Of these, what no message still speaks of: its words are forgotten, and so is the file that went with them."""
    spoken = outbox.c.payload["file_id"].as_integer()
    kept = select(spoken).where(outbox.c.payload.is_not(null()), spoken.is_not(None))
    return conn.execute(delete(files).where(made(), files.c.id.not_in(kept))).rowcount
