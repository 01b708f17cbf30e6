"""Tell words that open orders ('… thực hiện các nhiệm vụ sau:') from orders, and the issuer's own acts from both."""

from __future__ import annotations

import re

from documents.understand.headings import is_busy, lists_criteria


def speaks(words: str) -> bool:
    """'Chủ tịch UBND tỉnh yêu cầu:' and '… thực hiện các nhiệm vụ sau:' open orders without naming whom."""
    return (
        re.search(
            r"(?:yêu cầu|đề nghị|chỉ đạo|giao|phân công|kết luận|quyết nghị|thống nhất)(?: nhiệm vụ)?(?: như sau"
            r"| một số nội dung(?: sau)?| các nội dung sau| thực hiện.*)?\s*:\s*$"
            r"|(?:nhiệm vụ|nội dung|công việc|giải pháp|việc)(?: trọng tâm| cụ thể| chủ yếu"
            r"| công tác)*(?: sau(?: đây)?| như sau)?\s*:\s*$",
            words,
            re.IGNORECASE,
        )
        is not None
    )


def opens(words: str) -> bool:
    """Opens orders, and is none itself; a list of contents does not."""
    return announces(words) or ((speaks(words) or is_busy(words)) and not lists_criteria(words))


def own_act(words: str) -> bool:
    """What the issuer itself decides: 'Phê duyệt Đề án … với các nội dung sau:' orders nobody yet."""
    return (
        re.match(
            r"(?:Phê duyệt|Ban hành|Thông qua|Thành lập|Công nhận|Sửa đổi|Bãi bỏ|Bổ nhiệm|Công bố|Điều chỉnh)\b", words
        )
        is not None
    )


_IN_DETAIL = re.compile(
    r"\b(?:yêu cầu|đề nghị)\b.*\b(?:thực hiện|triển khai|tập trung)\b[^.:]{0,160}, cụ thể(?: như sau)?\s*:\s*$",
    re.IGNORECASE,
)


def announces(words: str) -> bool:
    """'… thực hiện (tốt) các nhiệm vụ (trọng tâm) sau đây:' announces orders, so does '… các biện pháp …, cụ thể:'."""
    if _IN_DETAIL.search(words):
        return True
    return re.search(
        r"(?:nhiệm vụ|nội dung|công việc|giải pháp|việc|biện pháp|yêu cầu|đề nghị|chỉ đạo)(?: công tác"
        r"| công việc| trọng tâm| cụ thể| chủ yếu| chính| nêu trên| cấp bách)*(?:,? sau(?: đây)?| như sau)?\s*:\s*$",
        words,
        re.IGNORECASE,
    ) is not None and not re.search(
        r"(?:báo cáo|gồm|theo|với)[^.;,]{0,40}nội dung(?: chính| chủ yếu)?(?: sau(?: đây)?| như sau)?\s*:\s*$",
        words,
        re.IGNORECASE,
    )
