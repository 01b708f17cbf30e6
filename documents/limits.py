"""Decide how much a file may ask of us before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """All that a document may cost. Sizes are bytes, times are seconds."""

    file_size: int = 20 * MB
    pages: int = 500
    scanned_pages: int = 60
    unpacked: int = 120 * MB
    part: int = 40 * MB
    ratio: int = 200
    entries: int = 2000
    characters: int = 4_000_000
    memory: int = 512 * MB
    memory_scan: int = 2048 * MB
    cpu: int = 60
    wall: float = 90.0
    wall_scan: float = 600.0
    output: int = 24 * MB


USUAL = Limits()
