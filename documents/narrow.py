"""Rejoin the fixed phrases of a letterhead and a signature that narrow columns broke over lines."""

from __future__ import annotations

import re

from documents.letters import compiled

_PHRASES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Độc lập – Tự do – Hạnh phúc",
    "ỦY BAN NHÂN DÂN",
    "UỶ BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
    "THỦ TƯỚNG CHÍNH PHỦ",
)
_GAP = r"[ \t]*(?:\n[ \t]*)?"
_FIXED = re.compile("|".join(_GAP.join(phrase.split()) for phrase in _PHRASES))
_NUMBER = re.compile(r"^[ \t|]*Số[ \t]*:[ \t]*\n[ \t]*(?=\d{1,5}[/-])", re.MULTILINE)
_S = r"[ \t]*\n?[ \t]*"
_DAY = compiled(
    rf"^[⟨A⟩][⟨a⟩]+(?:[ -]{_S}[⟨A⟩][⟨a⟩]+|\n[⟨A⟩][⟨a⟩]+){{0,4}},"
    rf"{_S}ngày{_S}\d{{0,2}}{_S}tháng{_S}\d{{0,2}}{_S}năm{_S}\d{{4}}$",
    re.MULTILINE,
)


def rejoined(text: str) -> str:
    """'CỘNG HÒA XÃ / HỘI CHỦ NGHĨA …', 'Số: / 06/CT-UBND' and 'Huế, ngày 25 / tháng 01 năm 2024' on one line each."""
    for pattern in (_FIXED, _NUMBER, _DAY):
        text = pattern.sub(
            lambda found: " ".join(found.group().split()) if "\n" in found.group() else found.group(), text
        )
    return text
