"""Read who wrote the document, its number, day, kind, subject and addressees, and say where its body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from documents.tables_shape import has_heads
from documents.understand.agencies import agencies_at, parted
from documents.understand.forms import DAY, SHORT_DAY, columns, date_of, number_in, place_of
from documents.understand.issuers import issuer_in
from documents.understand.paragraphs import Para
from documents.understand.titles import first_body, line_of, subject_of, title_at, type_of

_LABEL = re.compile(
    r"^(?P<label>số ký hiệu|số hiệu|số, ký hiệu|số/ký hiệu|trích yếu(?: nội dung)?|kính gửi|nơi nhận|nội dung"
    r"|ngày ban hành|ngày văn bản|ngày tháng|cơ quan ban hành|đơn vị ban hành"
    r"|loại văn bản|hình thức văn bản|người ký|chức vụ|độ khẩn|độ mật|địa danh|nơi ban hành)\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_FAR = 45


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of the document says; `body` is the index of the first paragraph after it."""

    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: date | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    body: int = 0
    signer_name: str | None = None
    signer_title: str | None = None


def read_head(paras: Sequence[Para]) -> Head:
    """The letterhead, whatever its layout: two columns, columns glued together, or labelled fields."""
    top = list(takewhile(lambda para: not has_heads(para.cells), paras[:_FAR]))
    fields = _fields(top)
    if len(fields) >= 3:
        return _from_fields(fields)
    title = title_at(top)
    letter = line_of(top, "kính gửi")
    until = title if title is not None else letter if letter is not None else first_body(top)
    pieces = [piece for para in top[:until] for piece in columns(para.text)]
    head = _from_pieces(pieces, paras)
    subject, body = subject_of(top, title, letter)
    kind = type_of(top, title, head.number, letter)
    addressees, body = _addressees(paras, letter, body)
    head = head if head.issuer or head.number else _annexed(head, top[: max(until, body) + 3])
    dated = head if head.issued_on else _late_date(head, paras)
    return replace(
        dated,
        subject=subject,
        type=kind,
        addressees=addressees,
        body=max(body, until if title is None and letter is None else 0),
    )


def _from_pieces(pieces: Sequence[str], paras: Sequence[Para]) -> Head:
    number = next((found for piece in pieces if (found := number_in(piece)) is not None), None)
    day = next((at for piece in pieces if (at := DAY.search(piece) or SHORT_DAY.search(piece)) is not None), None)
    place = place_of(day)
    return Head(
        number=number or None,
        place=place,
        issued_on=date_of(day),
        issuer=issuer_in(pieces, paras),
    )


_ANNEXED = re.compile(
    r"[Kk]èm theo\b.{0,120}?\bsố\s*(?P<count>\d*)\s*(?P<mark>[/-][\w/-]+),? ngày\s*(?P<day>\d{1,2})"
    r"\s*(?:/|tháng)\s*(?P<month>\d{1,2})\s*(?:/|năm)\s*(?P<year>\d{4}) của (?P<issuer>[^)\n]{4,120})"
)


def _annexed(head: Head, top: Sequence[Para]) -> Head:
    """An annex that came alone says whose it is: '(Kèm theo … số … ngày … của …)'; a blank number dates nothing."""
    found = next((at for para in top if (at := _ANNEXED.search(para.text)) is not None), None)
    if found is None:
        return head
    issuer = found.group("issuer").strip(" .;")
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
    """'Kính gửi: …' on its line and the dashed lines under it."""
    if letter is None:
        return (), body
    first = re.sub(r"^\W*Kính gửi\s*:?\s*", "", paras[letter].text, flags=re.IGNORECASE).strip(" -–.;")
    names = list(parted(first)) if first else []
    index = letter + 1
    while index < len(paras) and _names_addressee(paras[index].text, bool(first)):
        names += parted(paras[index].text.strip(" -–.;+•*"))
        index += 1
    return tuple(bare for name in names if (bare := name.strip(" -–+•*"))), max(body, index)


def _names_addressee(text: str, some: bool) -> bool:
    bare = re.match(r"^[-–+•*]\s*", text)
    if bare is None and (some or len(text) > 120):
        return False
    named = agencies_at(text.strip(" -–+•*"))
    return named is not None and len(text) < 250 and named.end >= len(text.strip(" -–+•*")) - 40


def _fields(top: Sequence[Para]) -> dict[str, tuple[int, str]]:
    """'TRÍCH YẾU: …' lines, by folded label."""
    found: dict[str, tuple[int, str]] = {}
    for index, para in enumerate(top):
        match = _LABEL.match(para.text.strip(" *_"))
        if match is not None:
            found.setdefault(match.group("label").lower(), (index, match.group("value").strip()))
    return found


def _from_fields(fields: dict[str, tuple[int, str]]) -> Head:
    def value(*labels: str) -> str | None:
        return next((fields[label][1] for label in labels if label in fields and fields[label][1]), None)

    number = value("số ký hiệu", "số hiệu", "số, ký hiệu", "số/ký hiệu")
    whole = number_in(f"Số: {number}") if number else None
    day = re.search(
        r"(?P<day>\d{1,2})\s*(?:/|-|\.|tháng)\s*(?P<month>\d{1,2})\s*(?:/|-|\.|năm)\s*(?P<year>\d{4})",
        value("ngày ban hành", "ngày văn bản", "ngày tháng") or "",
    )
    content = fields.get("nội dung")
    body = content[0] + (1 if not content[1] else 0) if content else max(index for index, _ in fields.values()) + 1
    subject = value("trích yếu", "trích yếu nội dung")
    return Head(
        number=whole or None,
        type=value("loại văn bản", "hình thức văn bản") or type_of([], None, whole, 0),
        issuer=value("cơ quan ban hành", "đơn vị ban hành"),
        place=value("địa danh", "nơi ban hành"),
        issued_on=date_of(day),
        subject=subject,
        addressees=parted(value("kính gửi") or ""),
        body=body,
        signer_name=value("người ký"),
        signer_title=value("chức vụ"),
    )
