"""Decide whether the verb of an order follows an agency's name."""

from __future__ import annotations

import re

from documents.understand.agencies import agencies_at
from documents.understand.courtesies import is_small_talk
from documents.understand.order_words import APPOSITION, EACH, HOUR, IS_ASKED, PAST, SPEAKS, TELLS, TOGETHER, WHO_HAVE
from documents.understand.verbs import verb_at


def verb_follows(words: str, at: int) -> bool:
    """An order's verb after the name; a past or a state is none, nor is who says 'ban hành Kế hoạch … như sau:'."""
    rest = TOGETHER.sub("", EACH.sub("", HOUR.sub("", words[at:].lstrip(" ,:–-"))))
    rest = (
        rest[4:] if rest.startswith("cho ") and not PAST.match(rest) and verb_at(rest, 4) else rest
    )  # 'Sở X cho rà lại toàn bộ'
    if SPEAKS.match(rest) or TELLS.match(rest):
        return False
    if IS_ASKED.match(rest):
        return True
    if (who := WHO_HAVE.match(rest)) is not None and re.match(r"(?:Các|Những)\b", words):
        return verb_at(rest, who.end())
    if not rest or PAST.match(rest):
        return False
    if APPOSITION.match(words, at) and (named := agencies_at(rest)) is not None:
        return verb_follows(rest, named.end)
    if is_small_talk(rest):
        return False
    return verb_at(rest) or (not _WILL.match(rest) and (_orders_within(rest) or _after_clauses(rest)))


_WILL = re.compile(r"[^,;.:]{0,80} sẽ ")  # 'Các Phó Chủ tịch theo địa bàn được phân công sẽ xuống cơ sở'


def is_given(rest: str) -> bool:
    """'Văn phòng: lễ tân, khánh tiết, hội trường': work without a verb, and no past, no state, no figure."""
    return rest[:1].islower() and not PAST.match(rest) and not re.match(r"(?:không|tự|tỷ lệ|số|kết quả)\b", rest)


def _orders_within(rest: str) -> bool:
    """'theo chức năng, nhiệm vụ chủ động …'"""
    return (
        re.match(r"(?:theo|căn cứ|trên cơ sở|trong phạm vi)\b", rest) is not None
        and re.search(
            r"\b(?:chủ động|trực tiếp|bảo đảm|đảm bảo|phối hợp|chuẩn bị|bố trí|xây dựng|rà soát|tổ chức|triển khai"
            r"|báo cáo|hướng dẫn)\b",
            rest[:200],
        )
        is not None
    )


def _after_clauses(rest: str) -> bool:
    """'trong tháng 6, trên cơ sở …, rà soát …'"""
    clause = re.match(
        r"(?:theo|căn cứ|trên cơ sở|trong|tùy|tuỳ|với|bằng|ngoài|từ|qua|nhằm|để|khi|sau|hằng|hàng|tại|thuộc"
        r"|đối với|nếu)\b[^.;]{3,260}?,\s*(?=\S)",
        rest,
    )
    while clause is not None:
        rest = rest[clause.end() :]
        if verb_at(rest):
            return True
        clause = re.match(r"[^.;,]{3,160}?,\s*(?=\S)", rest)
    return False
