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
    "lichnhac": ("lichnhac",),
    "huy": ("huy", "cancel"),
    "trogiup": ("trogiup", "help", "huongdan"),
    "ketnoi": ("ketnoi", "ketnoithem"),
    "kenh": ("kenh", "kenhcuatoi"),
    "nhannhac": ("nhannhacqua", "nhannhac"),
    "guitep": ("guitep",),
    "danhba": ("danhba",),
    "themdonvi": ("themdonvi",),
}
_BY_SPELLING = {spelling: name for name, spellings in _NAMES.items() for spelling in spellings}
_WHOLE_MESSAGES = {
    "trogiup": ("tro giup", "huong dan", "huong dan su dung", "help"),
    "tonghop": ("tong hop",),
    "nhiemvu": ("nhiem vu", "nhiem vu cua toi", "nhiem vu cua em", "viec cua toi", "danh sach nhiem vu"),
    "baocao": ("bao cao",),
    "vanban": ("van ban", "cac van ban", "danh sach van ban"),
    "chuaxacnhan": ("chua xac nhan",),
    "huy": ("huy", "huy bo"),
    "moi": ("tao ma moi", "moi nguoi"),
    "ketnoi": ("ket noi them", "them kenh"),
    "kenh": ("kenh cua toi",),
    "guitep": ("gui tep", "gui file"),
    "danhba": ("danh ba",),
    "themdonvi": ("them don vi",),
}
_BY_MESSAGE = {words: name for name, messages in _WHOLE_MESSAGES.items() for words in messages}
_MENTION = re.compile(r"@\w+")
_TASK_WORDS = re.compile(
    r"(?P<name>nv|nhiem ?vu|tai ?lieu|lich ?su|lich ?nhac)\s*(?:nv|nhiem vu)?\s*(?:so)?\s*#?(?P<number>\d{1,5})$"
)
_REMINDED_BY = re.compile(r"nhan nhac (?:viec )?(?:qua|o|bang) (?P<channel>[a-z0-9 ]{2,20})$")
_ABOUT = {
    "danh ba": "danhba",
    "them don vi": "themdonvi",
}  # words that another name may follow
_LONGEST = 4
_LONGEST_NAME = 6  # words


def command(text: str) -> Command | None:
    """The command a message is, or None when it is ordinary talk."""
    typed = clean(text[:4096]).strip()
    if not typed.startswith("/"):
        return _in_words(typed)
    return _with_slash(_MENTION.sub("", typed[1:], count=1).replace("_", " ").strip())


def _in_words(typed: str) -> Command | None:
    plain = fold(typed).strip(" .!")
    wanted = _REMINDED_BY.match(plain)
    if wanted:
        return Command("nhannhac", wanted["channel"])
    if numbered := _TASK_WORDS.match(plain):
        return _of_task(numbered)
    name = _BY_MESSAGE.get(plain)
    return Command(name) if name else _about(typed) or _invited(typed)


def _about(typed: str) -> Command | None:
    """'danh bạ Sở Nội vụ': the name as it was typed."""
    words = typed.split()
    for opening, name in _ABOUT.items():
        size = len(opening.split())
        if len(words) > size and fold(" ".join(words[:size])).rstrip(":") == opening:
            return Command(name, " ".join(words[size:]))
    return None


def _invited(typed: str) -> Command | None:
    """'mời Lê Thị Lan, Chuyên viên': only before a name in capitals, for without diacritics 'moi' is 'mới' as well."""
    opening, _, rest = typed.partition(" ")
    name = rest.partition(",")[0].split()
    is_name = 2 <= len(name) <= _LONGEST_NAME and all(word.isalpha() and word[0].isupper() for word in name)
    return Command("moi", rest.strip()) if is_name and fold(opening) == "moi" else None


def _of_task(numbered: re.Match[str]) -> Command:
    name = numbered["name"].replace(" ", "")
    return Command("nv" if name == "nhiemvu" else name, str(int(numbered["number"])))


def _with_slash(typed: str) -> Command | None:
    plain = fold(typed).strip(" .!")
    numbered = _TASK_WORDS.match(plain)
    if numbered:
        return _of_task(numbered)
    words = typed.split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        name = _BY_SPELLING.get(fold("".join(words[:length])))
        if name:
            return Command(name, " ".join(words[length:]))
    return None
