"""Workbooks of the directory that somebody sent in chat, while they decide whether it is taken."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, and_, insert, null, select, update

from core.directory import Directory
from core.directory_rows import pack, unpack
from core.model import Person
from core.problems import NotAllowed
from db.tables import workbooks


def keep(conn: Connection, directory: Directory, *, sender: int, now: dt.datetime) -> int:
    row = {"person_id": sender, "rows": pack(directory), "at": now}
    return int(conn.execute(insert(workbooks).values(**row).returning(workbooks.c.id)).scalar_one())


def waiting(conn: Connection, workbook_id: int, *, for_: Person) -> Directory:
    """Only whoever sent it, and only until it is decided. Locked, so that it is taken once."""
    mine = and_(workbooks.c.id == workbook_id, workbooks.c.person_id == for_.id, workbooks.c.decided_at.is_(None))
    rows = conn.execute(select(workbooks.c.rows).where(mine, workbooks.c.rows.is_not(None)).with_for_update()).scalar()
    if rows is None:
        raise NotAllowed("no such workbook")
    return unpack(rows)


def decided(conn: Connection, workbook_id: int, *, now: dt.datetime) -> None:
    """Its rows are forgotten: what was taken stands in the directory."""
    done = update(workbooks).where(workbooks.c.id == workbook_id)
    conn.execute(done.values(decided_at=now, rows=null()))


def erase_old(conn: Connection, *, before: dt.datetime) -> int:
    """One that nobody decided about."""
    old = and_(workbooks.c.at < before, workbooks.c.rows.is_not(None))
    return conn.execute(update(workbooks).where(old).values(rows=null(), decided_at=before)).rowcount
