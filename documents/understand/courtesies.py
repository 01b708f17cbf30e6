"""Recognise what orders nobody: courtesies, bases, contacts, pleas to a superior, words that name no work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.text import fold
from documents.understand.order_words import IDLE, SENT, SENTENCE_END, SMALL_TALK, TOLD

_SINCE = re.compile(r"ngay (?:[a-z]+ ){1,3}nay co hieu luc(?: thi hanh)?")  # from when days are counted


def is_idle_talk(words: str) -> bool:
    """Courtesies, entry into force, contacts, bases."""
    folded = _SINCE.sub("", fold(words))
    if is_basis(words):
        return True
    found = IDLE.search(folded)
    return found is not None and (
        found.start() < 60
        or folded[found.start() :].startswith(("chiu trach nhiem", "moi chi tiet", "xin lien he", "neu "))
    )


def is_basis(words: str) -> bool:
    """'Căn cứ Luật …;' is a basis; 'Căn cứ Kế hoạch này, xây dựng …' is an order that names its own."""
    folded = fold(words)
    if re.match(r"can cu (?:luat|nghi|quyet|thong|hien|ke hoach|chi thi|cong)", folded) is None:
        return False
    return folded.rstrip().endswith((";", ",")) or "," not in folded


_VIEW = re.compile(
    r"(?:Về [^:.;]{3,120}:\s+)?(?:(?:Về )?cơ bản\s+)?(?:thống nhất|nhất trí|đồng ý|tán thành|đánh giá cao|ghi nhận"
    r"|hoan nghênh|chấp thuận)\b(?!\s+(?:giao|để|chỉ đạo|trong|với nhau|nhận thức|hành động|quản lý|phương án,))",
    re.IGNORECASE,
)


def is_view(sentence: str) -> bool:
    """'Đánh giá cao Bộ X đã …', 'Cơ bản thống nhất với đề xuất …' say what the issuer thinks."""
    return _VIEW.match(sentence) is not None


_ENTRY = re.compile(r"\W{0,2}\d{1,2}\s?(?:h|:|g|giờ)\s?\d{0,2}(?:\s?[-–]\s?\d{1,2}(?:h|:|g)\d{0,2})?\s?[:,]\s")


def is_entry(words: str) -> bool:
    """'9h00: Chủ tịch tiếp công dân. Thanh tra huyện cử lãnh đạo …' of a timetable: who prepares."""
    return _ENTRY.match(words) is not None


_LEADERS = re.compile(
    r"(?:[ĐđaA]/c |Đồng chí |Các )?(?:CT|PCT|Chủ tịch|Phó Chủ tịch|Bí thư|Phó Bí thư|Thường trực|Lãnh đạo)\b"
)


def is_leaders_entry(words: str) -> bool:
    """'8h00: Chủ tịch tiếp công dân …' is what the leader does."""
    found = _ENTRY.match(words)
    return found is not None and _LEADERS.match(words, found.end()) is not None


def begins_behind(words: str) -> bool:
    """'Về đề nghị của X: đồng ý chủ trương. Giao Sở Y …': what is ordered begins behind the view, or the entry."""
    viewed = words.startswith("Về ") and ":" in words and (is_view(words) or _AGREED.match(words) is not None)
    return viewed or is_entry(words)


_AGREED = re.compile(  # by whom: 'Về chủ trương …: Ban Thường vụ thống nhất … . Giao …'
    r"Về [^:.;]{3,200}: (?:Ban|Thường trực|Tập thể|UBND|Chủ tịch|HĐND|Đảng ủy)\b[^:.;,]{2,60}? (?:cơ bản )?"
    r"(?:thống nhất|nhất trí|đồng ý|ghi nhận|tiếp thu|chưa (?:xem xét|thống nhất|thông qua))\b(?! giao)"
)


def is_sending(words: str) -> bool:
    """'Báo cáo gửi về … trước ngày …' repeats a demand to say how and when."""
    return SENT.match(words) is not None


def is_plea(before: str, rest: str) -> bool:
    """'Kính đề nghị UBND tỉnh xem xét, chấp thuận …' asks a superior, who is ordered nothing."""
    return re.search(
        r"(?:kính|trân trọng)\s+(?:đề nghị|trình|mong|báo cáo)\W*$", before, re.IGNORECASE
    ) is not None and (
        re.match(
            r"(?:quan tâm |sớm )*(?:xem xét|phê duyệt|chấp thuận|cho phép|cho ý kiến|cho chủ trương|quyết định"
            r"|thẩm định|quan tâm|hỗ trợ|thống nhất)",
            rest,
        )
        is not None
    )


_UPWARDS = re.compile(
    r"(?:Đề nghị|Kiến nghị)(?: với)? (?P<who>các bộ|Bộ(?! Chỉ huy| CHQS| Tư lệnh| đội| phận| môn)|Chính phủ"
    r"|Thủ tướng|Quốc hội|Trung ương"
    r"|(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân|HĐND) (?:tỉnh|thành phố))\b[^.;:]{0,80}?"
    r" (?:xem xét|sớm|quan tâm|cho phép|cho chủ trương|có ý kiến|kiến nghị)\b"
)
_HIGH = re.compile(
    r"(?:Bộ|Chính phủ|Thủ tướng|Văn phòng Chính phủ|Quốc hội|Ban Bí thư|Bộ Chính trị|Thanh tra Chính phủ)\b"
)
_OF_PROVINCE = re.compile(
    r"(?:Ủy ban nhân dân|UBND|HĐND|Hội đồng nhân dân|Tỉnh ủy|Văn phòng (?:UBND|Tỉnh ủy))\b.*(?:tỉnh|thành phố)"
)


def pleads_upwards(words: str, issuer: str | None) -> bool:
    """'Kiến nghị Bộ X sớm hướng dẫn …' of a province, 'Kiến nghị Chủ tịch UBND tỉnh xem xét …' of a department."""
    found = _UPWARDS.match(words)
    if found is None or issuer is None or is_central(issuer):
        return False
    central = found["who"].startswith(("các bộ", "Bộ", "Chính", "Thủ", "Quốc", "Trung"))
    return central or _OF_PROVINCE.match(issuer) is None


def is_central(issuer: str) -> bool:
    """A body of the Government's or the Party's centre."""
    return _HIGH.match(issuer) is not None


_STOP = re.compile(rf"{SENTENCE_END.pattern}|;\s+")


_CONTACT = re.compile(r"(?:thong tin|dau moi|dien thoai|nguoi)? ?lien he\b")


def is_small_talk(rest: str) -> bool:
    """'nghiêm túc triển khai thực hiện./.' names no work of its own."""
    first, *others = _STOP.split(rest)
    polite = bool(others) and (_CONTACT.match(fold(others[0])) is not None or all(map(is_idle_talk, others)))
    folded = fold(first if polite else rest).strip()
    if folded.endswith(":") or re.search(r"\d|bao cao ket qua", folded):
        return False
    return len(folded) < 230 and (SMALL_TALK.match(folded) is not None or TOLD.match(folded) is not None)


def only_tells(before: str, rest: str) -> bool:
    """'… thông báo đến các hộ kinh doanh nộp thuế khoán:' opens what is told."""
    return rest.endswith(":") and re.search(r"thông báo (?:để|tới|đến)\s*(?:các\s)?$", before) is not None


def acts_through(names: Sequence[str], over: Sequence[str]) -> bool:
    """Whether those who are over here act through these: 'Yêu cầu các doanh nghiệp …' below 'Sở X:', 'mỗi tổ chức'.

    'Lãnh đạo UBND tỉnh rà soát …' below 'Ban cán sự đảng UBND tỉnh:' is what that body does, and no 'lãnh đạo'.
    """
    if names[0].startswith("Lãnh đạo "):
        return any(_PARTY.match(name) for name in over)
    public = names[0][:1].islower() and _PUBLIC.match(names[0]) is not None
    return public and bool(over) and not any(_PUBLIC.match(name) or _ALL.match(name) for name in over)


_ALL = re.compile(r"(?:Thủ trưởng |Giám đốc )?[Cc]ác (?:sở|cơ quan|đơn vị|ban|ngành|bộ|cấp|địa phương)\b")
_PUBLIC = re.compile(
    r"(?:các |mỗi |từng )?(?:doanh nghiệp|hộ|chủ (?:cơ sở|hộ|phương tiện|đầu tư)|người dân|nhân dân|cơ sở (?:kinh doanh"
    r"|sản xuất)|tổ chức$)\b",
    re.IGNORECASE,
)


_PARTY = re.compile(
    r"(?:các )?(?:Ban cán sự|Đảng đoàn|Đảng ủy|Ban Thường vụ|(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy|cấp ủy)", re.IGNORECASE
)


def directs(words: str) -> bool:
    """'Chỉ đạo Chi cục Kiểm lâm:' below 'Sở Nông nghiệp:' is through whom it does what stands below."""
    return words.startswith(("Chỉ đạo ", "chỉ đạo "))


def is_hand(name: str) -> bool:
    """'cán bộ phụ trách', 'nhà thầu': through whom a duty is done, not whose it is."""
    return (
        re.match(
            r"thành viên phụ trách\b|\d{1,3} (?:lãnh đạo|đồng chí|người|đại diện)\b"
            r"|(?:\d{1,3} )?(?:cấp ủy viên|cán bộ|công chức|viên chức|nhân viên|giáo viên|đoàn viên"
            r"|hội viên|nhà thầu|đơn vị thi công|tư vấn)\b",
            name,
        )
        is not None
    )
