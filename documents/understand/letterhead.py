"""Read who wrote the document, its number, day, kind, subject and addressees, and say where its body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from documents.tables_shape import has_heads
from documents.understand.agencies import agencies_at, parted
from documents.understand.arrivals import without_arrival
from documents.understand.chats import counts_from_today, held_on, passed_on, sent_on
from documents.understand.days import about_day, last_day
from documents.understand.forms import (
    DAY,
    MOTTO,
    SHORT_DAY,
    TITLE,
    columns,
    date_of,
    filled,
    number_in,
    place_of,
    whole_days,
)
from documents.understand.issuers import issuer_in
from documents.understand.labelled import ISSUED, ISSUER, NUMBER, SUBJECT, TELLING, TYPE, Fields, labelled_fields
from documents.understand.paragraphs import Para
from documents.understand.titles import first_body, line_of, subject_of, title_at, type_of
from documents.understand.told import told_of
from documents.understand.tops import letterhead_at

_FAR = 45
_NEAR = 10
_FURTHER = 20  # lines of a page's own between the fields and the document
_TITLED = re.compile(r"^CÔNG ĐIỆN(?: HỎA TỐC| HOẢ TỐC| THƯỢNG KHẨN| KHẨN)?\s+(?=[Ss]ố\s*:?\s*\d)")
_BELOW = 8
_WIRED = r"(?:[^.;:\n]{3,90}\s)?điện\s*:"
_SAID = ("number", "type", "issuer", "place", "issued_on", "subject", "signer_name", "signer_title")


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of the document says; `body` is the index of the first paragraph after it."""

    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: date | None = None
    about: date | None = None  # where the day is blank or missing: from when years that are not written count
    in_force: date | None = None  # which the body says
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    body: int = 0
    signer_name: str | None = None
    signer_title: str | None = None


def read_head(paras: Sequence[Para]) -> Head:
    """The letterhead, whatever its layout: two columns, columns glued together, or labelled fields."""
    head = _head(paras)
    top = letterhead_at(paras[: head.body])
    about = None if head.issued_on else about_day(paras[top : head.body], paras[head.body : head.body + _NEAR])
    return replace(head, about=about)


def _head(paras: Sequence[Para]) -> Head:
    paras = without_arrival(paras)
    fields = labelled_fields(paras[:_FAR])
    if not fields:
        return _letterhead(paras)
    given, places = _from_fields(fields), [fields[label][0] for label in TELLING if label in fields]
    below = max(places) + 1
    if any(number_in(para.text) for para in paras[: min(places)]):  # a slip has its own head, and tells of a letter
        own = _letterhead(paras)
        beside = min(places) - own.body < _NEAR  # and not below the whole text, as on some pages of the web
        return _filled(replace(own, body=max(own.body, below)) if beside else own, given, 0)
    if not any(MOTTO.search(para.text) for para in paras[below : below + _FURTHER]):
        return given
    return _filled(_letterhead(paras[below:]), given, below)


def _filled(head: Head, given: Head, below: int) -> Head:
    """A letterhead that stands beside labelled fields; what it does not say the fields do."""
    if head.issuer and (given.issuer or "").startswith(head.issuer):  # a letterhead that names no place
        head = replace(head, issuer=None)
    missing = {name: getattr(given, name) for name in _SAID if getattr(head, name) is None}
    return replace(head, **missing, body=head.body + below)


def _letterhead(paras: Sequence[Para]) -> Head:
    above = letterhead_at(paras[:_FAR])
    head = _from_its_top(paras[above:])
    named = title_at(paras[:above]) if head.subject is None else None
    heading = subject_of(paras[: named + 1], named, None)[0] if named is not None else None
    return replace(head, body=head.body + above, subject=head.subject or heading)


def _from_its_top(paras: Sequence[Para]) -> Head:
    top = list(takewhile(lambda para: not has_heads(para.cells), paras[:_FAR]))
    title = title_at(top)
    letter = line_of(top, "kính gửi")
    until = title if title is not None else letter if letter is not None else first_body(top)
    pieces = whole_days(filled([piece for para in top[:until] for piece in columns(para.text)]))
    head = _numbered_below(_from_pieces(pieces, paras), top[until : until + _BELOW])
    subject, body = subject_of(top, title, letter)
    kind = type_of(top, title, head.number, letter)
    wired = line_of(top, _WIRED) if kind == "Công điện" else None
    addressees, body = _addressees(paras, letter if letter is not None else wired, body)
    blank = any(number_in(piece) == "" for piece in pieces)
    head = head if head.number or head.issued_on or blank else _annexed(head, top[: max(until, body) + 3])
    dated = head if head.issued_on else _late_date(head, paras)
    if dated.issued_on is None and kind == "Biên bản":
        dated = replace(dated, issued_on=held_on(paras[until:]))
    if dated.issued_on is None and dated.number is None:
        dated = _of_message(dated, paras)
    read = replace(
        dated,
        subject=subject,
        type=(dated.type if kind in {None, "Phụ lục", "Danh mục"} else kind)
        or kind
        or type_of([], None, dated.number, None),
        addressees=addressees,
        body=max(body, until if title is None and letter is None else 0),
    )
    titled = title is not None and top[title].text[:7].isupper()  # 'Thông báo' may be the page's section
    return read if head.number or head.issued_on or blank or titled else _passed_on_by_news(read, paras)


def _from_pieces(pieces: Sequence[str], paras: Sequence[Para]) -> Head:
    number = next((found for piece in pieces if (found := number_in(piece)) is not None), None)
    day = next((at for piece in pieces if (at := DAY.search(piece) or SHORT_DAY.search(piece)) is not None), None)
    place = place_of(day)
    return Head(
        number=number or None,
        place=place,
        issued_on=date_of(day) or _given_on(pieces),
        issuer=issuer_in(pieces, paras),
    )


def _of_message(head: Head, paras: Sequence[Para]) -> Head:
    """A chat has the number and day of what it passes on; days said from today need that of its own stamp."""
    passed, sent = passed_on(paras[:_NEAR]), sent_on(paras[:_NEAR])
    if passed is None:
        return replace(head, issued_on=sent)
    number, day = passed
    return replace(head, number=number, issued_on=sent if counts_from_today(paras) else day)


def _passed_on_by_news(head: Head, paras: Sequence[Para]) -> Head:
    """Of a page without a letterhead, which has a day of its own: what it tells of the document it passes on."""
    told = told_of(paras)
    if told is None:
        return head
    sent = head.issued_on if head.place or counts_from_today(paras) else None
    said = {name: value for name in _SAID if (value := getattr(told, name, None)) is not None}
    return replace(head, **{"issued_on": sent, **said})


_GIVEN = re.compile(r"^Ngày (?:giao(?: việc)?|ban hành|ký|lập|gửi|văn bản)\s*:", re.IGNORECASE)


def _given_on(pieces: Sequence[str]) -> date | None:
    """'Ngày giao: 15/6/2026' on a slip of work."""
    return next((last_day(piece) for piece in pieces if _GIVEN.match(piece)), None)


def _numbered_below(head: Head, below: Sequence[Para]) -> Head:
    """The number and day of a công điện may stand under its title: 'Số 09/CĐ-UBND, 21h00 ngày 02/10/2025'."""
    if head.number is not None:
        dated = next((para.text for para in below if _ONLY_DAY.match(para.text)), None)
        return head if head.issued_on or dated is None else replace(head, issued_on=last_day(dated))
    line = next((found for para in below if number_in(found := _TITLED.sub("", para.text))), None)
    if line is None:
        return head
    return replace(head, number=number_in(line), issued_on=head.issued_on or last_day(line))


_ONLY_DAY = re.compile(r"^\W*[Nn]gày \d{1,2} tháng \d{1,2} năm \d{4}\W*$")
_ANNEXED = re.compile(
    r"[Kk]èm theo\b(?P<what>.{0,120}?)\bsố\s*(?P<count>\d*)\s*(?P<mark>[/-][\w/-]+),? ngày\s*(?P<day>\d{1,2})"
    r"\s*(?:/|tháng)\s*(?P<month>\d{1,2})\s*(?:/|năm)\s*(?P<year>\d{4}) của (?P<issuer>[^)\n]{4,120})"
)


def _annexed(head: Head, top: Sequence[Para]) -> Head:
    """An annex that came alone says whose it is: '(Kèm theo … số … ngày … của …)'; a blank number dates nothing."""
    found = next((at for para in top if (at := _ANNEXED.search(para.text)) is not None), None)
    if found is None:
        return head
    issuer = head.issuer or found.group("issuer").strip(" .;")
    named = TITLE.match(found.group("what").strip())
    head = replace(head, type=head.type or (named[1].capitalize() if named is not None else None))
    if not found.group("count"):
        return replace(head, issuer=issuer)
    return replace(head, issuer=issuer, number=found.group("count") + found.group("mark"), issued_on=date_of(found))


def _late_date(head: Head, paras: Sequence[Para]) -> Head:
    """Some documents are dated at the end, above the signature."""
    for para in paras[-25:]:
        found = DAY.search(para.text) or SHORT_DAY.search(para.text)
        if found is not None and len(para.text) < 80 and date_of(found) and head.place is None:
            return replace(head, place=place_of(found), issued_on=date_of(found))
    return head


def _addressees(paras: Sequence[Para], letter: int | None, body: int) -> tuple[tuple[str, ...], int]:
    """'Kính gửi: …', or '… điện:' of a công điện, on its line and the dashed lines under it."""
    if letter is None:
        return (), body
    first = re.sub(rf"^\W*(?:Kính gửi\s*:?|{_WIRED})\s*", "", paras[letter].text, flags=re.IGNORECASE).strip(" -–.;")
    names = list(parted(first)) if first else []
    index = letter + 1
    while index < len(paras) and _names_addressee(paras[index].text, bool(first)):
        names += parted(paras[index].text.strip(" -–.;+•*"))
        index += 1
    return tuple(bare for name in names if (bare := name.strip(" -–+•*"))), max(body, index)


def _names_addressee(text: str, some: bool) -> bool:
    bare = re.match(r"^[-–+•*]\s*", text)
    if bare is None and (some or len(text) > 120 or text.rstrip().endswith(":")):
        return False
    named = agencies_at(text.strip(" -–+•*"))
    return named is not None and len(text) < 250 and named.end >= len(text.strip(" -–+•*")) - 40


_PLACE = re.compile(r"^(?:Tỉnh|Thành phố|TP\.?|Huyện|Quận|Thị xã|Xã|Phường|Đặc khu)\s+(?=[A-ZĐ])")
_COUNCILS = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}


def _of_place(issuer: str | None, number: str | None) -> str | None:
    """'Cơ quan ban hành: Tỉnh Lâm Đồng' of a '18/KH-UBND' means its Ủy ban nhân dân; of a '18/KH-SYT' nobody knows."""
    if issuer is None or _PLACE.match(issuer) is None:
        return issuer
    council = next((full for short, full in _COUNCILS.items() if short in (number or "")), None)
    return f"{council} {issuer[0].lower()}{issuer[1:]}" if council is not None else None


def _from_fields(fields: Fields) -> Head:
    def value(*labels: str) -> str | None:
        return next((fields[label][1] for label in labels if label in fields and fields[label][1]), None)

    number = value(*NUMBER)
    whole = number_in(f"Số: {number}") if number else None
    day = re.search(
        r"(?P<day>\d{1,2})\s*(?:/|-|\.|tháng)\s*(?P<month>\d{1,2})\s*(?:/|-|\.|năm)\s*(?P<year>\d{4})",
        value(*ISSUED) or "",
    )
    content = fields.get("nội dung")
    last = max(index for label, (index, _) in fields.items() if label != "nơi nhận")  # which ends a letter
    body = content[0] + (1 if not content[1] else 0) if content else last + 1
    subject = value(*SUBJECT)
    signer, _, title = (value("người ký") or "").partition(" - ")
    return Head(
        number=whole or None,
        type=value(*TYPE) or type_of([], None, whole, 0),
        issuer=_of_place(value(*ISSUER) or value("nơi ban hành"), whole),
        place=value("địa danh", "nơi ban hành"),
        issued_on=date_of(day),
        subject=subject,
        addressees=parted(value("kính gửi") or ""),
        body=body,
        signer_name=signer or None,
        signer_title=value("chức vụ") or title or None,
    )
