"""Decide whether a demand orders where it stands: it opens its clause, and is neither quoted nor told of the past."""

from __future__ import annotations

import re

from documents.letters import compiled
from documents.understand.agencies import agencies_at
from documents.understand.courtesies import is_central
from documents.understand.order_words import HAD, PUBLIC, SENTENCE_END, SPEAKER

_DONE = compiled(  # 'UBND xã đã lập biên bản, yêu cầu các hộ …', 'UBND tỉnh đã phê bình các đơn vị … và yêu cầu Sở X …'
    r"(?:UBND|Ủy ban|Sở|Phòng|Công an|Đoàn|Chi cục|Thanh tra|Trường|Bệnh viện|Công ty|Hạt|Ban)\b[^,;.]{0,50} đã"
    r" (?:lập|kiểm tra|nhiều lần|xử lý|làm việc|mời)[^;.]*, $"
    r"|^[^;:]* đã (?:phê bình|nhắc nhở|kiểm tra|làm việc|đôn đốc|xử lý|chấn chỉnh)[^;:,]*\bvà $"
)


_AT_MEETING = compiled(  # 'Tại cuộc họp, Ban Quản lý dự án số 2 đề nghị Sở X …': what others asked for
    r"Tại (?:cuộc|buổi|hội nghị|phiên)[^,.;]{0,60}, (?!đồng chí|Chủ tịch|Phó|ông|bà|UBND|Ủy ban|Tỉnh ủy"
    r"|Ban Thường vụ|Lãnh đạo|Bộ|Chính phủ)[^.;:]{3,80} "
)
_AT_DOCUMENT = compiled(  # 'Tại Công điện số … ngày …, Bộ X đề nghị các tỉnh …' in a province's own directive
    r"Tại (?:Công điện|Công văn|Văn bản|Chỉ thị|Kế hoạch|Thông báo)(?: [⟨a⟩]+)? số [^;]{5,140}, "
    r"(?:Bộ|Chính phủ|Thủ tướng|Văn phòng Chính phủ|Ban Bí thư)\b[^.;:]{0,80} "
)


def is_told(words: str, demand: re.Match[str], issuer: str | None) -> bool:
    """'Trong tháng, Công đoàn đã thăm …; giao Ban Nữ công khảo sát …' tells what was done; so does a quotation."""
    begun = max(start for start in sentences(words) if start <= demand.start())
    if len(re.findall(r"[\"“”]", words[begun : demand.start()])) % 2:  # what somebody else is quoted to ask
        return True
    if _DONE.search(words[begun : demand.start()]):
        return True
    before = words[begun : demand.start()]
    if re.search(r"(?:^|, )[^,;]{0,60}\bsẽ\b[^,;]*$", before) or asked_by_others(before, demand["verb"], issuer):
        return True
    giving = demand.group("verb").lower().startswith(("giao", "phân công", "cử", "mời"))
    return giving and re.search(r"\bđã\b", words[begun : demand.start()]) is not None


def asked_by_others(before: str, verb: str, issuer: str | None) -> bool:
    """What an agency asked for at a meeting, or the centre in a document of its own that a province cites."""
    if verb == "đề nghị" and _AT_MEETING.fullmatch(before):
        return True
    return issuer is not None and not is_central(issuer) and _AT_DOCUMENT.fullmatch(before) is not None


def opens_clause(before: str) -> bool:
    """Before the demand stands a clause's end, or a speaker: a capitalised name or 'tôi', 'trường', 'nhà trường'."""
    stripped = before.rstrip()
    if not stripped or stripped.endswith((",", ";", ".", ":", "này", "trên", "nay", ")")):
        return True
    if HAD.search(stripped):
        return False
    clause = re.split(r"[,;.:]\s+", stripped)[-1]
    if PUBLIC.match(clause):
        return False
    if SPEAKER.fullmatch(clause):
        return True
    return agencies_at(clause) is not None and not re.match(r"^(?:Theo|theo|Các|các|Trên)\b", clause)


def sentences(words: str) -> list[int]:
    """Where each begins."""
    return [0, *(found.end() for found in SENTENCE_END.finditer(words))]
