"""The marks points are numbered by: 'I.', '1.', 'a)', '-'."""

from __future__ import annotations

import re

from documents.letters import compiled
from documents.understand.persons import INITIAL
from documents.unstopped import Mark

_MARKS = (
    ("part", re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ\s+)?([\dIVX]+|nhất|hai|ba|tư)\b[.:]?\s*")),
    ("article", re.compile(r"Điều\s+(\d+[a-zđ]?)\s*[.:]?\s*", re.IGNORECASE)),
    ("roman", compiled(r"([IVXHL1]{2,4})[.)]\s+(?=[⟨A⟩]{2})")),
    ("roman", re.compile(r"([IVX]{1,5})\s*(?:[.)/]|-(?=\s))\s*(?=\S)")),
    ("upper", compiled(rf"(?!{INITIAL})([A-HĐ])\s*[.)]\s+(?=[⟨A⟩])")),
    ("number", re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)](?!\d)|[/:](?=\s)|[-–—](?=\s))\s*(?=\D)")),
    ("number", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d_])")),
    ("number", re.compile(r"Khoản\s+(\d{1,2})\s*[.:)]\s*(?=\S)")),
    ("letter", re.compile(r"Điểm\s+([a-zđ])\s*[.:)]\s*(?=\S)")),
    ("ordinal", re.compile(r"Thứ\s+(nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s*[,:]\s*(?=\S)")),
    ("item", re.compile(r"(?:Nhiệm vụ|Việc|Nội dung|Công việc)\s+(\d{1,2})\s*[:.]\s*(?=\S)")),
    ("bracket", re.compile(r"\((\d{1,2}|[ivx]{1,5}|[a-zđ])\)\s*")),
    ("letter", compiled(r"([a-zđ]\d?)\s*(?:[.)/]\s*(?=\S)|-\s+(?=[⟨A⟩]))")),
    ("dash", re.compile(r"([-–—])\s*(?=[^\W_]|[“\"(])")),
    ("dash", compiled(r"([_~])\s+(?=[⟨A⟩][⟨a⟩])")),  # as scanners read a dash
    ("plus", re.compile(r"([+])\s*(?=\S)")),
    ("bullet", re.compile(r"([•▪·*●○❖✓→])\s*(?=\S)")),
)


def mark_of(text: str) -> Mark:
    """The kind of a paragraph's mark, its value, and where the words begin."""
    for kind, pattern in _MARKS:
        found = pattern.match(text)
        if found is not None:
            value = found.group(1)
            depth = value.count(".")
            return (f"number{depth}" if kind == "number" and depth else kind), value, found.end()
    return "plain", "", 0
