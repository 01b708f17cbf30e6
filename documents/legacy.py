"""Recognise text written for the fonts of before Unicode, TCVN3 (.VnTime) and VNI, and turn it into Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_MARKS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
}
_ALONE = dict(zip("ôöîñæóò", "ơưỵđỉĩị", strict=True))
_VNI = {base + mark: made for base, marks in _MARKS.items() for mark, made in marks.items()} | _ALONE
_VNI |= {pair.upper(): made.upper() for pair, made in _VNI.items()} | {
    pair[0].upper() + pair[1:]: made.upper() for pair, made in _VNI.items() if len(pair) > 1
}
_VNI_PAIRS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_COMMON = re.compile(
    r"(?<!\w)(?:và|của|các|được|theo|ngày|năm|tháng|cộng|hòa|hoà|hội|chủ|nghĩa|việt|độc|lập|tự|hạnh|phúc|ủy|uỷ|ban|nhân"
    r"|dân|tỉnh|huyện|thực|hiện|về|việc|đơn|vị|báo|cáo|trước|số|sở|công|quyết|định|yêu|cầu|giao|những|không"
    r"|người)(?!\w)",
    re.IGNORECASE,
)
_UNICODE = re.compile(r"[ăđơưĂĐƠƯ\u0300-\u036f\u1ea0-\u1ef9]")
_SURE = 1.5  # so many more everyday words after the change than before
_SAMPLE = 20_000
_LEAST = 3


def from_tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(char, char) for char in text)


def from_vni(text: str) -> str:
    return _VNI_PAIRS.sub(lambda found: _VNI[found.group()], text)


def change_for(text: str) -> Callable[[str], str] | None:
    """What turns this text into Unicode; None where it is Unicode already, or in another language."""
    sample = text[:_SAMPLE]
    if len(_UNICODE.findall(sample)) > len(sample) // 100:
        return None
    before = _everyday(sample)
    found = {change: _everyday(change(sample)) for change in (from_tcvn3, from_vni)}
    best = max(found, key=lambda change: found[change])
    return best if found[best] >= max(_LEAST, _SURE * before) else None


def change_needed(text: str) -> bool:
    """A run that already has Vietnamese letters of Unicode stays as it is."""
    return _UNICODE.search(text) is None


def _everyday(text: str) -> int:
    return len(_COMMON.findall(text))


def mended(text: str) -> str:
    """The text in Unicode."""
    change = change_for(text)
    return text if change is None else change(text)
