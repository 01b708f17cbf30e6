"""Find who does what is said in the passive: 'Việc … do Sở X chủ trì thực hiện, hoàn thành trước ngày …'."""

from __future__ import annotations

import re

from documents.understand.agencies import Named, agencies_at
from documents.understand.verbs import verb_at

_BY = re.compile(
    r"(?:Việc|Công tác|Nhiệm vụ|Nội dung)\s(?:(?!\bđã\b)[^.;:]){5,200}?\s(?:(?:được )?giao (?:cho )?|do )(?=[^\W\d_])"
    r"|(?:Báo cáo|Hồ sơ|Dự thảo|Đề án|Danh sách)\s(?:(?!\bđã\b)[^.;:]){5,200}?\s(?:do|được) (?=[A-ZĐ])"
)


def done_by(words: str) -> Named | None:
    """The agency that does it, where a verb follows its name."""
    named = (agencies_at(words, found.end()) for found in _BY.finditer(words))
    return next((one for one in named if one is not None and verb_at(words[one.end :].lstrip(" ,"))), None)
