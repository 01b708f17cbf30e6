"""The capital and small letters of Vietnamese, and of the names of its highlands ('Y Nguyên Ayŭn'), for patterns: ranges of Unicode mix the two."""

from __future__ import annotations

import re

CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴČĔĬÑŎŬ"
SMALL = CAPITALS.lower()


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in which `⟨A⟩` stands for the capitals and `⟨a⟩` for the small letters, inside brackets."""
    return re.compile(pattern.replace("⟨A⟩", CAPITALS).replace("⟨a⟩", SMALL), flags)
