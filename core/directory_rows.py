"""Turn a workbook's rows into plain values and back: from the reading process, and while they wait for a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.directory import AgencyRow, Directory, PersonRow
from core.model import Role


def pack(directory: Directory) -> dict[str, Any]:
    return {
        "agencies": [asdict(row) for row in directory.agencies],
        "people": [{**asdict(row), "role": row.role.value if row.role else None} for row in directory.people],
    }


def unpack(data: Mapping[str, Any]) -> Directory:
    """Raises KeyError, TypeError or ValueError for what was not packed here."""
    agencies = tuple(AgencyRow(**{**row, "aliases": tuple(row["aliases"])}) for row in data["agencies"])
    people = tuple(PersonRow(**{**row, "role": Role(row["role"]) if row["role"] else None}) for row in data["people"])
    return Directory(agencies, people)
