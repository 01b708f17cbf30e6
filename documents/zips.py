"""Refuse a zip container that is a bomb or malformed, from its directory listing, before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from core.problems import AskAgain
from documents.limits import Limits

_ENCRYPTED = 0x1
# A kind of packing that Python does not know is a RuntimeError, a name in no encoding a ValueError.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError, OverflowError,
)  # fmt: skip


def checked_zip(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The opened container, when its listing is modest and honest."""
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        entries = container.infolist()
    except _BROKEN as error:
        raise AskAgain("broken") from error
    if len(entries) > limits.entries or sum(e.file_size for e in entries) > limits.unpacked:
        raise AskAgain("bomb")
    if any(e.file_size > limits.part for e in entries):
        raise AskAgain("bomb")
    if any(e.file_size > 1_000_000 and e.file_size > limits.ratio * max(e.compress_size, 1) for e in entries):
        raise AskAgain("bomb")
    if sum(e.compress_size for e in entries) > 2 * len(data):
        raise AskAgain("bomb")
    if any(e.flag_bits & _ENCRYPTED for e in entries):
        raise AskAgain("encrypted")
    return container


def refuse_entities(container: zipfile.ZipFile) -> None:
    """A document part never needs a DTD; whoever sends one wants a parser to expand or fetch something."""
    for entry in container.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            text = unpacked(container, entry.filename).replace(b"\x00", b"")
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise AskAgain("broken", detail="dtd")


def unpacked(container: zipfile.ZipFile, name: str) -> bytes:
    """One part, or a broken file."""
    try:
        return container.read(name)
    except _BROKEN as error:
        raise AskAgain("broken") from error
