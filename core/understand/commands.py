"""Recognise the commands of the chat, typed with a slash, with or without diacritics, or in unmistakable words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.text import clean, fold


@dataclass(frozen=True, slots=True)
class Command:
    """`name` without the slash, as in the contract; `argument` as typed."""

    name: str
    argument: str = ""


_NAMES = {
    "start": ("start", "batdau"),
    "nhiemvu": ("nhiemvu", "nhiemvucuatoi", "vieccuatoi", "dsnv", "danhsach"),
    "nv": ("nv",),
    "baocao": ("baocao",),
    "tonghop": ("tonghop", "summary", "thongke"),
    "vanban": ("vanban", "dsvanban"),
    "chuaxacnhan": ("chuaxacnhan",),
    "moi": ("moi", "invite"),
    "tailieu": ("tailieu",),
    "lichsu": ("lichsu",),
    "huy": ("huy", "cancel"),
    "trogiup": ("trogiup", "help", "huongdan"),
}
_BY_SPELLING = {spelling: name for name, spellings in _NAMES.items() for spelling in spellings}
_NUMBERED = {"nhiemvu", "nv", "tailieu", "lichsu"}
_WHOLE_MESSAGE = {
    "tro giup": "trogiup", "huong dan": "trogiup", "huong dan su dung": "trogiup", "help": "trogiup", "tong hop": "tonghop",
    "nhiem vu cua toi": "nhiemvu", "viec cua toi": "nhiemvu", "nhiem vu": "nhiemvu", "nhiem vu cua em": "nhiemvu", "danh sach nhiem vu": "nhiemvu",
    "bao cao": "baocao", "van ban": "vanban", "cac van ban": "vanban", "danh sach van ban": "vanban", "chua xac nhan": "chuaxacnhan",
    "huy": "huy", "huy bo": "huy", "moi": "moi", "tao ma moi": "moi",
}  # fmt: skip
_MENTION = re.compile(r"@\w+")
_TASK_WORDS = re.compile(
    r"(?P<name>nv|nhiem vu|nhiemvu|tai lieu|tailieu|lich su|lichsu)\s*(?:nv|nhiem vu)?\s*(?:so)?\s*#?(?P<number>\d{1,5})$"
)
_LONGEST = 4


def command(text: str) -> Command | None:
    """The command a message is, or None when it is ordinary talk."""
    typed = clean(text[:4096]).strip()
    if not typed.startswith("/"):
        return _in_words(typed)
    return _with_slash(_MENTION.sub("", typed[1:], count=1).replace("_", " ").strip())


def _in_words(typed: str) -> Command | None:
    name = _WHOLE_MESSAGE.get(fold(typed).strip(" .!"))
    return Command(name) if name else None


def _with_slash(typed: str) -> Command | None:
    plain = fold(typed).strip(" .!")
    numbered = _TASK_WORDS.match(plain)
    if numbered:
        name = numbered["name"].replace(" ", "")
        return Command("nv" if name == "nhiemvu" else name, str(int(numbered["number"])))
    words = typed.split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        name = _BY_SPELLING.get(fold("".join(words[:length])))
        if name:
            return Command(name, " ".join(words[length:]))
    return None
