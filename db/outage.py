"""Tell the database's own trouble, which passes, from a fault of ours, which would come back with every retry."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
    }
)
_PRIMARY = 0xFF  # an extended result code keeps its kind in the lowest byte
_FROZEN_TOO_LONG = "25P03"  # PostgreSQL ended a session that stood still inside a transaction


def is_outage(error: BaseException) -> bool:
    """Locked, full, or out of reach: nothing is counted against the event or message in hand."""
    if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) == _FROZEN_TOO_LONG:
        return True
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is None or code & _PRIMARY in _PASSING
