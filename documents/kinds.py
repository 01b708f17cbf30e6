"""Decide what kind of file this is, by its content and never by its name."""

from __future__ import annotations

from enum import StrEnum

from core.problems import AskAgain


class Kind(StrEnum):
    TXT = "txt"
    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    PICTURE = "picture"


_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_RECORDINGS = (b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"\xff\xf9", b"#!AMR", b"fLaC", b"\x1aE\xdf\xa3")
_STILL = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}  # photographs
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RICH = (b"{\\rtf", b"<html", b"<!doctype html", b"<?xml")


def kind_of(data: bytes) -> Kind:
    """The kind shown by the first bytes; an unknown one is refused."""
    if not data.strip(b"\x00\r\n\t "):
        raise AskAgain("empty")
    if data[:4] == b"PK\x03\x04":
        return Kind.DOCX
    if data[:8] == _OLE:
        return _inside_ole(data)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Kind.PICTURE
    if data.lstrip()[:64].lower().startswith(_RICH):
        raise AskAgain("save_as_docx")
    return _text_or_refuse(data)


def is_recording(head: bytes) -> bool:
    """A sound or a film, by its first bytes: there is no page in it to bear a mark."""
    if head[4:8] == b"ftyp":
        return head[8:12] not in _STILL
    in_riff = head[:4] == b"RIFF" and head[8:12] in {b"WAVE", b"AVI "}
    return in_riff or head.startswith(_RECORDINGS)


def _inside_ole(data: bytes) -> Kind:
    """An old Word file, an encrypted new one, or something else in the same container."""
    if _named(data, "EncryptedPackage"):
        raise AskAgain("encrypted")
    if _named(data, "WordDocument"):
        return Kind.DOC
    raise AskAgain("unknown_kind")


def _named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _text_or_refuse(data: bytes) -> Kind:
    """Text has no control bytes but line ends, tabs and form feeds; UTF-16 is known by its mark."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return Kind.TXT
    sample = data[:65536]
    odd = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\r\x0c")
    if odd > len(sample) // 1000:
        raise AskAgain("unknown_kind")
    return Kind.TXT
