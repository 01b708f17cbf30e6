"""Read who wrote the document, its number, day, kind, subject and addressees, and say where its body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.text import fold
from documents.letters import compiled
from documents.understand.agencies import agencies_at, parted
from documents.understand.naming import expanded, own_case
from documents.understand.paragraphs import Para

_TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "TB": "Thông báo", "KL": "Kết luận", "KH": "Kế hoạch", "CĐ": "Công điện",
    "HD": "Hướng dẫn", "CTr": "Chương trình", "CTR": "Chương trình", "BC": "Báo cáo", "TTr": "Tờ trình", "TTR": "Tờ trình", "CV": "Công văn",
    "QC": "Quy chế", "QyĐ": "Quy định", "QYĐ": "Quy định", "ĐA": "Đề án", "PA": "Phương án", "GM": "Giấy mời", "BB": "Biên bản", "TL": "Thông luận",
}  # fmt: skip
_TYPES.pop("TL")
_NAMES = ("Nghị quyết", "Quyết định", "Chỉ thị", "Thông báo", "Kết luận", "Kế hoạch", "Công điện", "Hướng dẫn", "Chương trình", "Báo cáo", "Tờ trình",
          "Công văn", "Quy chế", "Quy định", "Đề án", "Phương án", "Giấy mời", "Biên bản", "Phụ lục", "Danh mục")  # fmt: skip
_TITLE = re.compile(rf"^(?:\W*)({'|'.join(_NAMES)})\b(?P<rest>.*)$", re.IGNORECASE)
_NUMBER = re.compile(
    r"\b(?:Số(?:\s*(?:ký hiệu|KH|hiệu))?|SỐ(?:\s*KÝ HIỆU)?|số)\s*[:.]?\s*(?P<count>[\d\s.…_]{0,12}?)\s*"
    r"(?P<mark>(?:/\s?\d{4})?\s?[/-]\s?[A-ZĐƯa-z][\w&Đđ.]*(?:\s?[-/–]\s?[A-ZĐƯĂÂÊÔƠ][\w&.]*)*)"
)
_BARE_NUMBER = re.compile(r"\b(?:Số|SỐ)\s*[:.]\s*(?P<count>\d{1,5})\s*$")
_DAY = compiled(
    r"(?P<place>(?:[⟨A⟩][\w.'’-]*\s?){1,5}?)\s*,\s*(?:ngày"
    r"|Ngày)\s*(?P<day>[\d\s.…_]{0,8}?)\s*tháng\s*(?P<month>[\d\s.…_]{0,8}?)\s*năm\s*(?P<year>\d{4})"
)
_SHORT_DAY = compiled(
    r"(?P<place>(?:[⟨A⟩][\w.'’-]*\s?){1,5}?)\s*,\s*ngày\s*(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})"
)
_MOTTO = re.compile(
    r"[CG][ỘỌÔ]NG H[ÒOỎ][ÀA]?\s?.{0,3}X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A VI[ỆE]T NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh ph[úu]c",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\t+|\s{3,}|\|")
_LABEL = re.compile(
    r"^(?P<label>số ký hiệu|số hiệu|số, ký hiệu|số/ký hiệu|trích yếu(?: nội dung)?|kính gửi|nơi nhận|nội dung"
    r"|ngày ban hành|ngày văn bản|ngày tháng|cơ quan ban hành|đơn vị ban hành"
    r"|loại văn bản|hình thức văn bản|người ký|chức vụ|độ khẩn|độ mật|địa danh|nơi ban hành)\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"^(?:Căn cứ|Thực hiện|Trong|Để|Nhằm|Sau khi|Theo|Triển khai|Qua|Ngày|Xét|Tại|Vừa qua|Thời gian|Hiện|Tiếp"
    r"|Trên cơ sở|Nay|Được|Từ|Hưởng|Năm|Kính gửi|Ủy ban|UBND|Văn phòng|Bộ|Sở)\b|^[-–]\s|^\d+[.)/]\s|^[IVX]+[.)]\s"
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
    top = list(paras[:_FAR])
    fields = _fields(top)
    if len(fields) >= 3:
        return _from_fields(fields, paras)
    title = _title_at(top)
    letter = _line_of(top, "kính gửi")
    until = title if title is not None else letter if letter is not None else _first_body(top)
    pieces = [piece for para in top[:until] for piece in _pieces(para.text)]
    head = _from_pieces(pieces, paras)
    subject, body = _subject(top, title, letter)
    kind = _type(top, title, head.number, letter)
    addressees, body = _addressees(paras, letter, body)
    dated = head if head.issued_on else _late_date(head, paras)
    return replace(
        dated,
        subject=subject,
        type=kind,
        addressees=addressees,
        body=max(body, until if title is None and letter is None else 0),
    )


def _pieces(text: str) -> list[str]:
    """The columns of a line, also where they were glued together at the motto or after the number."""
    pieces: list[str] = []
    for part in _SIDE.split(text):
        while (motto := _MOTTO.search(part)) is not None:
            pieces.append(part[: motto.start()].strip())
            part = part[motto.end() :]
        number, day = _NUMBER.search(part), _DAY.search(part)
        if number and day and day.start() >= number.end() - 1:
            pieces += [part[: day.start()].strip(), part[day.start() :].strip()]
        else:
            pieces.append(part.strip())
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]


def _from_pieces(pieces: Sequence[str], paras: Sequence[Para]) -> Head:
    number = next((found for piece in pieces if (found := _number(piece)) is not None), None)
    day = next(
        (found for piece in pieces if (found := _DAY.search(piece) or _SHORT_DAY.search(piece)) is not None), None
    )
    place = _place(day)
    return Head(
        number=number or None,
        place=place,
        issued_on=_date(day),
        issuer=_issuer(pieces, paras),
    )


def _number(piece: str) -> str | None:
    """The number without spaces; '' where its figure was left blank (a draft)."""
    if not re.match(r"^\W{0,3}s[ốôó]\s*[:.]?", piece, re.IGNORECASE) or len(piece) > 100:
        return None
    found = _NUMBER.search(piece)
    if found is None:
        bare = _BARE_NUMBER.search(piece)
        return bare.group("count") if bare else None
    count = re.sub(r"\D", "", found.group("count"))
    return count + re.sub(r"\s", "", found.group("mark")) if count else ""


def _place(day: re.Match[str] | None) -> str | None:
    if day is None:
        return None
    place = re.sub(r"^.*(?:[A-ZĐ]{2,}[-/]\S*\s+)", "", day.group("place")).strip()
    return place or None


def _date(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    day, month = re.sub(r"\D", "", found.group("day")), re.sub(r"\D", "", found.group("month"))
    try:
        return date(int(found.group("year")), int(month), int(day))
    except ValueError:
        return None


def _late_date(head: Head, paras: Sequence[Para]) -> Head:
    """Some documents are dated at the end, above the signature."""
    for para in paras[-25:]:
        found = _DAY.search(para.text) or _SHORT_DAY.search(para.text)
        if found is not None and len(para.text) < 80 and _date(found) and head.place is None:
            return replace(head, place=_place(found), issued_on=_date(found))
    return head


def _issuer(pieces: Sequence[str], paras: Sequence[Para]) -> str | None:
    upper: list[str] = []
    for piece in pieces:
        if re.match(r"^(?:Số|V/v|Kính gửi|Về việc)\b", piece, re.IGNORECASE):
            if upper:
                break
            continue
        if _DAY.search(piece) or not _is_upper(piece) or _MOTTO.search(piece) or _TITLE.match(piece) or len(piece) < 4:
            continue
        if _marked(piece):
            continue
        upper.append(piece.strip(" *_-"))
    if not upper:
        return None
    name = _own_name(upper)
    if not _STARTS.search(name) and len(name.split()) > 3:
        return None
    body = "\n".join(para.text for para in paras)
    return expanded(own_case(name, body), body)


def _marked(piece: str) -> bool:
    return bool(
        re.fullmatch(
            r"\W*(?:TUYỆT MẬT|TỐI MẬT|MẬT|KHẨN|THƯỢNG KHẨN|H[ỎO][ẢA]? TỐC|DỰ THẢO.*|LƯU HÀNH NỘI BỘ|KHÔNG PHỔ BIẾN)\W*",
            piece,
        )
    )


_STARTS = re.compile(
    r"^(?:BỘ|SỞ|BAN|ỦY BAN|UỶ BAN|UBND|HỘI|VĂN PHÒNG|CÔNG AN|THANH TRA|CỤC|CHI CỤC|TỔNG CỤC|VỤ|VIỆN|TRƯỜNG"
    r"|TRUNG TÂM|PHÒNG|ĐẢNG|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|TỔ|ĐOÀN|LIÊN|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|QUỐC HỘI|TÒA"
    r"|KHO BẠC|BẢO HIỂM|NGÂN HÀNG|TẬP ĐOÀN|TỔNG CÔNG TY|CÔNG TY|ĐÀI|BÁO|HĐND)\b"
)
_PLACES = re.compile(r"^(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b")


def _own_name(upper: Sequence[str]) -> str:
    """The last name of the column is the issuer; the one above is its superior, and names the place of an office."""
    names: list[str] = []
    for line in upper:
        goes_on = names and (_PLACES.match(line) or not _STARTS.match(line))
        if goes_on:
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    own = names[-1]
    if len(names) > 1:
        above = names[-2]
        place = re.search(r"\b(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)\s+.+$", above)
        if own in {"VĂN PHÒNG", "THANH TRA", "ĐẢNG ỦY", "BAN TỔ CHỨC", "BAN TUYÊN GIÁO"}:
            return f"{own} {above}"
        if (
            own.startswith(("SỞ ", "CÔNG AN", "BAN QUẢN LÝ"))
            and place
            and place.group() not in own
            and above.startswith(("UBND", "ỦY BAN", "UỶ BAN"))
        ):
            return f"{own} {place.group()}" if own.startswith("SỞ ") else own
    return own


def _is_upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _title_at(top: Sequence[Para]) -> int | None:
    """The line that names the kind of document: in capitals, or alone on its line."""
    for index, para in enumerate(top):
        found = _TITLE.match(para.text.strip())
        if found is None or para.cells:
            continue
        word, rest = found.group(1), found.group("rest").strip(" *_:")
        if (
            word.isupper()
            and (not rest or _is_upper(rest) or len(para.text) < 200)
            and not re.match(r"^\s*số\s*[:\d]", rest, re.IGNORECASE)
        ):
            return index
        if word.istitle() and not rest:
            return index
        if len(word.split()) == 2 and word[0].isupper() and not rest and len(para.text) < 20:
            return index
        if re.search(r"[.;]$", para.text) and len(para.text) > 200:
            return None
    return _garbled_title_at(top)


_FOLDED = {fold(name).replace(" ", ""): name for name in _NAMES}


def _garbled_title_at(top: Sequence[Para]) -> int | None:
    """A title whose letters or spaces a scan has lost: 'KÉHOẠCH _'."""
    for index, para in enumerate(top):
        bare = re.sub(r"[\W_]", "", fold(para.text))
        if bare in _FOLDED and para.text[:2].isupper():
            return index
    return None


def _line_of(top: Sequence[Para], words: str) -> int | None:
    return next((i for i, para in enumerate(top) if re.match(rf"\W*{words}\s*:?", para.text, re.IGNORECASE)), None)


def _first_body(top: Sequence[Para]) -> int:
    """Without a title: the first paragraph that is neither capitals, nor a form line, nor short."""
    last = -1
    for index, para in enumerate(top[:15]):
        pieces = _pieces(para.text)
        if (
            not pieces
            or any(_number(p) is not None or _DAY.search(p) for p in pieces)
            or _MOTTO.search(para.text)
            or (len(para.text) < 60 and _is_upper(para.text))
        ) or re.match(r"^V/v", para.text):
            last = index
    return last + 1


def _type(top: Sequence[Para], title: int | None, number: str | None, letter: int | None) -> str | None:
    if title is not None:
        found = _TITLE.match(top[title].text.strip())
        return found.group(1).capitalize() if found else _FOLDED.get(re.sub(r"[\W_]", "", fold(top[title].text)))
    mark = re.search(r"(?:/|\d-)([A-Za-zĐđ]+)(?=[-/]|$)", number or "")
    if mark and mark.group(1) in _TYPES:
        return _TYPES[mark.group(1)]
    if letter is not None or number or any(re.match(r"^\W*V/v\b", para.text, re.IGNORECASE) for para in top):
        return "Công văn"
    return None


def _subject(top: Sequence[Para], title: int | None, letter: int | None) -> tuple[str | None, int]:
    if title is not None:
        return _under_title(top, title)
    for index, para in enumerate(top[: (letter or len(top)) + 4]):
        for piece in _SIDE.split(para.text):
            if re.match(r"^\W*V[/.]\s?v\b|^\W*Về việc\b", piece.strip(), re.IGNORECASE):
                return _whole_subject(top, index, piece.strip(), letter), max((letter or index) + 1, index + 1)
    return None, (letter + 1) if letter is not None else 0


def _whole_subject(top: Sequence[Para], index: int, first: str, letter: int | None) -> str:
    """'V/v …' may run over lines of its column until something else stands there."""
    parts = [first.strip(" *_")]
    for para in top[index + 1 : letter if letter is not None and letter > index else index + 1]:
        text = _SIDE.split(para.text)[0].strip()
        if (
            _DAY.search(text)
            or _MOTTO.search(text)
            or _number(text) is not None
            or _is_upper(text)
            or not text[0].islower()
        ):
            break
        parts.append(text)
    return " ".join(" ".join(parts).split()).strip(" .")


def _under_title(top: Sequence[Para], title: int) -> tuple[str | None, int]:
    found = _TITLE.match(top[title].text.strip())
    rest = (found.group("rest") if found else "").strip(" *_:.")
    if rest.startswith("CỦA "):
        rest = ""
    parts = [rest] if rest else []
    index = title + 1
    if index < len(top) and re.match(r"^CỦA\s", top[index].text):
        index += 1
    while index < len(top) and len(parts) < 6 and _still_subject(top[index].text, bool(parts)):
        parts.append(top[index].text.strip(" *_"))
        index += 1
    subject = " ".join(" ".join(parts).split())
    return subject or None, index


def _still_subject(text: str, begun: bool) -> bool:
    stripped = text.strip(" *_")
    if (
        not stripped
        or text.startswith("|")
        or re.match(
            r"^\W*Kính gửi|^\(|^CHÍNH PHỦ$|^(?:THỦ TƯỚNG|CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BAN)\b",
            stripped,
        )
    ):
        return False
    if stripped.endswith((";", ":", "./.")) or (stripped.endswith(".") and len(stripped) > 60):
        return False
    if re.match(
        r"^(?:về|v/v|kết luận|ban hành|sửa đổi|phê duyệt|thực hiện|tăng cường|triển khai)\b", stripped, re.IGNORECASE
    ):
        return not begun or not stripped.startswith(("Thực hiện", "Triển khai"))
    if begun:
        return not _BODY.match(stripped) and len(stripped) < 300
    return not _BODY.match(stripped) or len(stripped) < 250


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
    return tuple(name for name in names if name), max(body, index)


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


def _from_fields(fields: dict[str, tuple[int, str]], paras: Sequence[Para]) -> Head:
    def value(*labels: str) -> str | None:
        return next((fields[label][1] for label in labels if label in fields and fields[label][1]), None)

    number = value("số ký hiệu", "số hiệu", "số, ký hiệu", "số/ký hiệu")
    whole = _number(f"Số: {number}") if number else None
    day = re.search(
        r"(?P<day>\d{1,2})\s*(?:/|-|\.|tháng)\s*(?P<month>\d{1,2})\s*(?:/|-|\.|năm)\s*(?P<year>\d{4})",
        value("ngày ban hành", "ngày văn bản", "ngày tháng") or "",
    )
    content = fields.get("nội dung")
    body = content[0] + (1 if not content[1] else 0) if content else max(index for index, _ in fields.values()) + 1
    subject = value("trích yếu", "trích yếu nội dung")
    return Head(
        number=whole or None,
        type=value("loại văn bản", "hình thức văn bản") or _type([], None, whole, 0),
        issuer=value("cơ quan ban hành", "đơn vị ban hành"),
        place=value("địa danh", "nơi ban hành"),
        issued_on=_date(day),
        subject=subject,
        addressees=parted(value("kính gửi") or ""),
        body=body,
        signer_name=value("người ký"),
        signer_title=value("chức vụ"),
    )
