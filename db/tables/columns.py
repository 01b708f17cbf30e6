"""What every table is made with: instants, keys, references, and how constraints are named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, ForeignKey, Integer, MetaData
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine


class Instant(TypeDecorator[datetime]):
    """A UTC instant. A naive value is refused: SQLite would drop the offset in silence."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _SqliteInstant() if dialect.name == "sqlite" else _PostgresInstant(timezone=True)  # type: ignore[no-untyped-call]

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)


class _SqliteInstant(sqlite.DATETIME):
    """Text without an offset; read in one step, for a morning reads many."""

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[str | None], datetime | None]:
        return lambda text: None if text is None else datetime.fromisoformat(text + "+00:00")


class _PostgresInstant(postgresql.TIMESTAMP):
    """Told in the session's time zone, whichever that is."""

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[datetime | None], datetime | None]:
        return lambda told: None if told is None else told.astimezone(UTC)


Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts its own rows only in an INTEGER key
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key() -> Column[int]:
    return Column("id", Key, primary_key=True, autoincrement=True)


def ref(name: str, target: str, **options: Any) -> Column[int]:
    return Column(name, Key, ForeignKey(f"{target}.id"), **options)
