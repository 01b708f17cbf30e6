"""Find in news what a letterhead would say: the document a sentence tells of, its number, day, issuer and signer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from documents.letters import compiled
from documents.understand.agencies import agencies_at
from documents.understand.days import day_of, last_day
from documents.understand.forms import TYPES
from documents.understand.naming import self_named
from documents.understand.paragraphs import Para
from documents.understand.titles import type_of

_UPWARDS = {"Báo cáo", "Tờ trình", "Biên bản", "Giấy mời", "Phiếu giao việc"}  # news of these passes on no order
_KINDS = "|".join(name for name in TYPES.values() if name not in _UPWARDS)
_DOCUMENT = (
    rf"(?P<kind>(?i:{_KINDS}|Văn bản))(?: (?i:khẩn|hỏa tốc|hoả tốc|thượng khẩn))?\s+(?:(?i:số)\s*:?\s*)?"
    r"(?P<count>\d{1,5})(?P<mark>(?:/\d{4})?[/-][A-ZĐ][\w&.Đđ]*(?:[-/][⟨A⟩][\w&]*)*|(?![\d/-]))"
    r"(?:,?\s*(?:ký |ban hành )?ngày\s*"
    r"(?P<signed>\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}(?:\s*(?:[/.-]|năm)\s*\d{4})?))?"
)
_DAY = (
    r"(?:[Nn]gày|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối)(?: nay| qua| ngày)?,?\s*"
    r"\(?(?P<said>\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)\)?"
)
_OPENS_WITH_DAY = re.compile(rf"\W*(?:[^\W\d_]{{2,12}}\W{{1,4}})?{_DAY}")
_BY = r"(?P<by>[⟨A⟩][^.;:,()\n]{4,140}?)"
_OPENS = r"(?:^(?:[⟨A⟩]{2,8}\s[-–]\s+)?|[.;:)]\s+|\s[-–]\s+|,\s+)"
_ORDERS = r"(?:yêu cầu|giao|chỉ đạo|đề nghị|lưu ý|truyền đạt|thông báo|nêu rõ|đôn đốc)\b"
_BASE = re.compile(r"\b(?:Căn cứ|Sau khi|Trước khi|[Tt]rước đó|Theo|Trên cơ sở|Ngoài ra)\b")
_ISSUES = (
    r"(?:(?:vừa|mới|đã)(?: mới)? (?:có|ra|gửi)|(?:(?:vừa|mới|đã) )?(?P<signs>ký )?(?:ban hành|phát hành)"
    r"|(?:vừa|mới|đã) (?P<signed_by>ký))"
)
# 'Công điện khẩn số 07/CĐ-UBND ngày 12/9/2022 của UBND huyện …', 'Công văn số 483/PGD&ĐT V/v rà soát …' alone on a line
_HEADING = compiled(rf"^{_DOCUMENT}(?:\s+của {_BY})?(?:,?\s+(?:V/v|[Vv]ề)\b.*)?$")
_TOLD = (
    # 'Ngày 14/3, UBND tỉnh ban hành Công văn số …', 'Chủ tịch UBND tỉnh vừa có Công văn số …'
    compiled(rf"{_OPENS}(?:{_DAY},?\s+)?{_BY}(?:,? mới đây)?\s+{_ISSUES}\s+{_DOCUMENT}"),
    compiled(rf"{_OPENS}{_DAY},?\s+{_BY}\s+(?:có|ra)\s+{_DOCUMENT}"),
    # 'Để chấn chỉnh, tại Công văn số … ngày …, UBND thành phố yêu cầu …'
    compiled(rf"(?:^|[.;,]\s+)[Tt]ại {_DOCUMENT},\s+{_BY}\s+{_ORDERS}"),
    # 'Công văn số … ngày … của Văn phòng UBND tỉnh do Phó Chánh Văn phòng … ký truyền đạt …'
    compiled(rf"^{_DOCUMENT} của {_BY}(?:\s+do\s+(?P<post>[^.;:,\n]{{4,80}}?)\s+ký)?,?\s+{_ORDERS}"),
    _HEADING,
    # 'Về việc báo cáo … (1874/VP-KTN, ngày 12/6/2018).'
    compiled(
        r"^\W*(?:V/v|Về việc)\b.*\((?:(?P<kind>[⟨A⟩][⟨a⟩]+ [⟨a⟩]+)\s+)?(?:số\s*)?"
        r"(?P<count>\d{1,5})(?P<mark>[/-][\w&/-]+),?\s*ngày\s*(?P<signed>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\)\W*$"
    ),
)
_QUESTION = compiled(r"\W*[⟨A⟩][^?\n]{20,200}(?:nào|gì|ra sao|bao nhiêu)\s*\?\W*$")
_NEAR = 12
_MENU = 80  # no line of a page's navigation is longer
_LINE = 250
_PAGE_GOES_ON = re.compile(
    r"\W*(?:(?:Các )?[Tt]in (?:tức )?(?:khác|liên quan|cùng chuyên mục|mới hơn|cũ hơn|cùng loại)|(?:Các )?[Bb]ài viết "
    r"(?:khác|liên quan)|Gửi bình luận|Ý kiến bạn đọc|Bình luận|Tin mới|Tin xem nhiều|Đọc nhiều nhất)\b.{0,30}$"
)
_FRESH = timedelta(days=60)
_LETTER = re.compile(r"\W*(?:Kính gửi|Nơi nhận)\b")
_BELOW = re.compile(r"(?:Sở|Phòng|Chi cục|Trung tâm|Trường|Bệnh viện|UBND (?:huyện|xã|phường|thị trấn|quận))\b")
_POSTED = re.compile(r"\d{1,2}\s?[:h]\s?\d{2}|\b(?:[Đđ]ăng|[Cc]ập nhật|[Tt]hứ|THỨ|[Cc]hủ nhật)\b")
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Lương|Mai|Trịnh|Đào|Đoàn|Lưu|Hà|Tô|Tạ"
    "|Cao|(?<!Lai )Châu|Thái|Trương|Tống|Quách|Vương|Chu"
    "|(?<!Sơn )La|Lâm|Lò|Lường|Nông|Hứa|Triệu|Giàng|Vi|Kiều|Phùng|Tăng|Đàm|Khuất"
    "|Thân|Ma"
)
_PERSON = compiled(rf"\s(?P<name>(?:{_SURNAMES})(?:\s[⟨A⟩][⟨a⟩]+){{2,3}})$")
_POST = re.compile(
    r"^(?:Phó )?(?:Bộ trưởng|Thứ trưởng|Giám đốc|Chánh|Cục trưởng|Chi cục trưởng|Bí thư|Hiệu trưởng)"
    r"(?: [Tt]hường trực)?\s+(?=[A-ZĐ])|^Phó (?:Chủ tịch|Trưởng)(?: [Tt]hường trực)?\s+(?=[A-ZĐỦ])"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentence says; a day without its year, and a number without its mark, are looked for in the page."""

    number: str | None
    type: str | None
    issued_on: date | None
    issuer: str | None
    signer_name: str | None
    signer_title: str | None


def told_of(paras: Sequence[Para]) -> Told | None:
    """The document that news passes on; none in a letter, where such a sentence cites what was ordered before."""
    begun = next((n for n, para in enumerate(paras) if len(para.text) > _MENU), 0)
    found = next(((n, at) for n, para in enumerate(paras[: begun + _NEAR]) for at in _in(para.text)), None)
    if found is None or (found[1].re is not _HEADING and any(_LETTER.match(para.text) for para in paras)):
        return None
    if found[1].re is _HEADING and any(len(para.text) > _LINE for para in paras[: found[0] + 1]):
        return None
    said = found[1].groupdict()
    number, day = _number_and_day(said, paras)
    day = day or _dated(_day_before(found[1]), paras)
    issuer, person = _who(said.get("by"))
    signer, title = _signer(said)
    if issuer is not None and _carried_out(issuer, paras[found[0] :]):
        return None
    kind = (said.get("kind") or "").capitalize()
    return Told(
        number=number,
        type=kind if kind in TYPES.values() else type_of([], None, number, None),
        issued_on=day,
        issuer=None if person and person != signer else issuer,  # who speaks in a notice of a meeting issued none
        signer_name=signer,
        signer_title=title,
    )


def article_end(paras: Sequence[Para]) -> int:
    """Where a page goes on to other news, or an article under a question to further ones: they order nobody."""
    begun = next((n for n, para in enumerate(paras) if len(para.text) > _MENU), len(paras))
    other = next((n for n in range(begun, len(paras)) if _PAGE_GOES_ON.match(paras[n].text)), len(paras))
    paras = paras[:other]
    if not any(para.text.rstrip(" *_").endswith("?") for para in paras[:2]):
        return len(paras)
    return next((n for n, para in enumerate(paras[2:], start=2) if _QUESTION.match(para.text)), len(paras))


def _in(text: str) -> Iterator[re.Match[str]]:
    """The sentences of this paragraph that tell of a document, and cite none as their base."""
    for pattern in _TOLD:
        for found in pattern.finditer(text):
            by = found.groupdict().get("by")
            before = re.split(r"[.;:]\s", text[: found.start() + 1])[-1]
            if by is None or (agencies_at(by) is not None and not _BASE.search(f"{before} {by}")):
                yield found


def _carried_out(issuer: str, paras: Sequence[Para]) -> bool:
    """'UBND tỉnh đã ban hành Kế hoạch số 5 … . Sở Y tế yêu cầu …': who orders stands below, and cites."""
    orders = self_named("\n".join(para.text for para in paras))
    return orders is not None and _BELOW.match(orders) is not None and _BELOW.match(issuer) is None


def _number_and_day(said: dict[str, str | None], paras: Sequence[Para]) -> tuple[str | None, date | None]:
    """'Chỉ thị số 21' of 'Ngày 12/9' is called 'Chỉ thị số 21-CT/TU ngày 12/9/2018' elsewhere on the page."""
    count, mark, day = said["count"], said["mark"], said["signed"] or said.get("said")
    if not mark:
        whole = re.compile(
            rf"{said['kind']} số {count}(?P<mark>[/-][A-ZĐ][\w/-]+)(?:,? ngày (?P<day>[\d/.-]+\d))?", re.I
        )
        named = next((at for para in paras if (at := whole.search(para.text)) is not None), None)
        mark, day = (named["mark"], named["day"] or day) if named is not None else (mark, day)
    return (f"{count}{mark}" if mark else None), _dated(day, paras)


def _day_before(found: re.Match[str]) -> str | None:
    """'Chiều 17-11, thay mặt lãnh đạo UBND tỉnh, Phó Chủ tịch … đã ký ban hành …': the day that opens the sentence."""
    opened = _OPENS_WITH_DAY.match(found.string)
    begins = found.start("by" if "by" in found.groupdict() else 0)
    return opened["said"] if opened is not None and opened.end() <= begins else None


def _dated(day: str | None, paras: Sequence[Para]) -> date | None:
    """A day without its year is the last such day before the page was posted, and not long before."""
    numbers = [int(number) for number in re.findall(r"\d+", day or "")]
    if len(numbers) == 3:
        return day_of(numbers[2], numbers[1], numbers[0])
    posted = [on for para in paras[:_NEAR] if _POSTED.search(para.text) and (on := _lone_day(para.text)) is not None]
    if len(numbers) != 2 or not posted:
        return None
    days = [day_of(year, numbers[1], numbers[0]) for year in (min(posted).year, min(posted).year - 1)]
    return next((on for on in days if on is not None and timedelta(0) <= min(posted) - on < _FRESH), None)


def _lone_day(line: str) -> date | None:
    return last_day(line) if len(line) < 100 else None


def _who(by: str | None) -> tuple[str | None, str | None]:
    """The agency, and the person whose post speaks for it: 'Phó Chủ tịch UBND tỉnh | Lê Văn Nam'."""
    person = _PERSON.search(by or "")
    agency = (by or "")[: person.start()] if person is not None else by or ""
    bare = re.sub(r"^Phó Thủ tướng(?: Chính phủ)?$", "Thủ tướng Chính phủ", _POST.sub("", agency))
    bare = re.sub(r"\bTP\b\.?(?= )", "thành phố", bare)
    return bare or None, person["name"] if person is not None else None


def _signer(said: dict[str, str | None]) -> tuple[str | None, str | None]:
    """'… do Phó Chánh Văn phòng Lê Văn Nam ký', or the person who 'vừa ký ban hành …'."""
    by = said.get("post") or (said.get("by") if said.get("signs") or said.get("signed_by") else None)
    found = _PERSON.search(by or "")
    return (None, None) if found is None or by is None else (found["name"], by[: found.start()])
