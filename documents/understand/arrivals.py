"""Take the stamp of the office that received a document off its top: 'CÔNG VĂN ĐẾN', its number, day and receiver."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.understand.paragraphs import Para

_FIELD = (
    r"(?:(?:Số(?: đến)?|Ngày(?: đến)?|Giờ(?: đến)?|Lưu hồ sơ(?: số)?)\s*+(?::\s*+)?+(?:\d[hg]|[\d/.:…_-])*+"
    r"|Chuyển(?: đến)?\s*+:?.*+)\W*+"
)
_STAMP = re.compile(rf"\W*(?:(?:CÔNG VĂN|VĂN BẢN)\s+)?ĐẾN\b\W*(?:{_FIELD})*")
_LINE = re.compile(rf"\W*(?:{_FIELD})+", re.IGNORECASE)
_TOP = 6


def without_arrival(paras: Sequence[Para]) -> list[Para]:
    """The same paragraphs, those of the stamp left empty; what shares a line with it stays."""
    at = next((n for n, para in enumerate(paras[:_TOP]) if _STAMP.match(para.text)), None)
    if at is None:
        return list(paras)
    bare = list(paras)
    bare[at] = replace(bare[at], text=_STAMP.sub("", bare[at].text, count=1))
    for n in range(at + 1, min(len(bare), at + _TOP)):
        if not _LINE.fullmatch(bare[n].text):
            break
        bare[n] = replace(bare[n], text="")
    return bare
