"""Decide how an agency set in capitals or acronyms is written out, from the document's own words where they have it."""

from __future__ import annotations

import re

from core.text import fold

_LOWER = (
    "nhân dân|tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu|và|của|trực thuộc|các|về"
    "|thực hiện|số|thuộc|cấp"
)
_PAIRS = (
    "Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Tài chính|Nội vụ|Tư pháp|Xây dựng|Giáo dục|Đào tạo"
    "|Khoa học|Công nghệ|Y tế|Văn hóa|Văn hoá|Thể thao|Du lịch|Kế hoạch|Đầu tư"
    "|Thông tin|Truyền thông|Giao thông vận tải|Lao động|Thương binh|Xã hội|Tài nguyên|Nông nghiệp"
    "|Phát triển nông thôn|Dân tộc|Tôn giáo|Ngoại vụ|Thanh tra|Văn phòng|Ban Chỉ đạo|Ban Thường vụ|Ban Quản lý"
    "|Tỉnh ủy|Đảng bộ|Thành ủy|Huyện ủy|Đảng ủy|Bảo hiểm xã hội|Kho bạc Nhà nước|Thủ tướng Chính phủ|Chính phủ|Quốc hội"
    "|Mặt trận Tổ quốc|Công an|Quốc phòng|Bộ Chỉ huy Quân sự|Ban Tổ chức|Tuyên giáo|Dân vận|Kiểm tra|Nhà nước"
    "|Ngân hàng|Chương trình|Hỗ trợ|Pháp lý|Doanh nghiệp|Điều hành|Trung tâm|Trường|Hành chính|Chi cục|Tổng cục"
    "|Liên đoàn|Phụ nữ|Cựu chiến binh|Thường trực|Chủ tịch|Hải quan|Thống kê|Kiểm lâm|Thủy lợi|Xúc tiến|Đô thị"
    "|Ban hành|Bệnh viện|Công Thương|Ban Chấp hành|Kinh tế|Quản lý"
    "|dự án đầu tư xây dựng|dự án|hạ tầng|Môi trường|thị trường"
)


def own_case(name: str, body: str) -> str:
    """The name as the running text writes it; else in sentence case by the usual words."""
    if (written := _as_written(name, body)) is not None:
        return written
    place = re.search(r"\s(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ(?! HỘI)|PHƯỜNG)\s.+$", name)
    if place is not None and (bare := _as_written(name[: place.start()], body)) is not None:
        return bare + _titled_name(place.group())
    return _titled_name(name)


def spoken(name: str) -> str:
    """A heading's name in capitals as a sentence would have it: 'CÁC THÔN' is 'Các thôn'."""
    if len(name.split()) == 1:
        return name
    return re.sub(r"^(Các|Những) (\w)", lambda found: f"{found[1]} {found[2].lower()}", _titled_name(name))


def _as_written(name: str, body: str) -> str | None:
    found = next((at for at in re.finditer(re.escape(name), body, re.IGNORECASE) if not at.group().isupper()), None)
    return found.group()[0].upper() + found.group()[1:] if found is not None else None


def _titled_name(name: str) -> str:
    """In sentence case, by the usual words; a space before it is kept."""
    titled = " ".join(_titled(word) for word in name.split(" "))
    for word in _LOWER.split("|"):
        titled = re.sub(rf"(?<=\s){word}\b", word, titled, flags=re.IGNORECASE)
    for pair in _PAIRS.split("|"):
        titled = re.sub(rf"\b{pair}\b", pair, titled, flags=re.IGNORECASE)
    return titled


def _titled(word: str) -> str:
    acronym = (
        (len(word) <= 5 and not set(fold(word)) & set("aeiouy"))
        or word in {"UBND", "HĐND", "UB", "GTVT", "CNTT", "KCN", "BCĐ", "CĐ"}
        or re.fullmatch(r"[IVX]+", word)
    )
    return word if acronym else word.capitalize()


def expanded(name: str, body: str) -> str:
    """'Ban Chỉ đạo CTHĐ số 09' is written out where the document names itself in full and the initials agree."""
    if not re.search(r"\b[A-ZĐ]{3,}\b", re.sub(r"\b(?:UBND|HĐND|GTVT|MTTQ)\b", "", name)):
        return name
    full = self_named(body)
    return full if full is not None and _initials_agree(name, full) else name


def self_named(body: str) -> str | None:
    """'Trưởng Ban … kết luận:' and 'Trường … yêu cầu các tổ …': who speaks in this document."""
    from documents.understand.agencies import agencies_at

    for sentence in re.finditer(
        r"(?:^|[.;,]\s+)((?:[A-ZĐỦ][^\s,.;]*)\s[^.;:\n]{3,160}?)\s+(?:hướng dẫn và )?(?:kết luận|yêu cầu"
        r"|đề nghị|thông báo|chỉ thị)\b(?=\s*:|\s+\S)",
        body,
        re.MULTILINE,
    ):
        name = sentence.group(1)
        name = name.rsplit(", ", 1)[-1] if re.match(r"(?:Thực hiện|Căn cứ|Để|Theo|Trong|Nhằm)\b", name) else name
        if (
            "," not in name
            and name[0].isupper()
            and agencies_at(name) is not None
            and not re.match(r"^(?:Các|Đề nghị|Yêu cầu|Theo|Giao)\b|.*\b(?:theo|tại|được|có|tôi|mình|em)$", name)
        ):
            return re.sub(r"^(?:Trưởng|Chủ nhiệm)\s+(?=Ban|Tổ|Đoàn|Ủy)", "", name)
    return None


def _initials_agree(name: str, full: str) -> bool:
    """Every word of the short name stands in the full one, in order; an acronym by the initials of words in a row."""
    words = full.split()
    at = 0
    for part in name.split():
        found = next((i for i in range(at, len(words)) if _stands_for(part, words[i:])), None)
        if found is None:
            return False
        at = found + (len(part) if part.isupper() and len(part) > 2 else 1)
    return True


def _stands_for(part: str, words: list[str]) -> bool:
    if words[0].lower() == part.lower():
        return True
    return part.isupper() and len(part) > 2 and "".join(word[0] for word in words[: len(part)]).upper() == part
