"""The capital and small letters of Vietnamese, for patterns: ranges of Unicode mix the two."""

from __future__ import annotations

import re

# With those of names from the highlands: 'Y Nguyên Ayŭn'.
CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴČĔĬÑŎŬ"
SMALL = CAPITALS.lower()


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in which `⟨A⟩` stands for the capitals and `⟨a⟩` for the small letters, inside brackets."""
    return re.compile(pattern.replace("⟨A⟩", CAPITALS).replace("⟨a⟩", SMALL), flags)
