"""Find who issued the document: the last name of the letterhead's column, written out in full."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.understand.forms import DAY, MOTTO, TITLE, is_upper
from documents.understand.naming import expanded, own_case
from documents.understand.paragraphs import Para

_STARTS = re.compile(
    r"^(?:BỘ|SỞ|BAN|BCH|BTV|BCĐ|BQL|ỦY BAN|UBND|HỘI|VĂN PHÒNG|CÔNG AN|THANH TRA|CỤC|CHI CỤC|TỔNG CỤC"
    r"|VỤ|VIỆN|TRƯỜNG|TRUNG TÂM|PHÒNG|ĐẢNG|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|TỔ|ĐOÀN|LIÊN|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH"
    r"|QUỐC HỘI|TÒA|KHO BẠC|BẢO HIỂM|NGÂN HÀNG|TẬP ĐOÀN|TỔNG CÔNG TY|CÔNG TY|ĐÀI|BÁO|HĐND"
    r"|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) ĐOÀN|BỆNH VIỆN|HẠT|HIỆP HỘI|THƯỜNG TRỰC)\b"
)
_PLACES = re.compile(r"^(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b(?!\s+(?:ỦY|UỶ|ĐOÀN)\b)")


_UY = re.compile(r"^[UÙÚỦỤƯ]?[YỶ] BAN\b")  # as scanners and converters write 'ỦY BAN'
_COMMITTEE = re.compile(r"^BCH(?= (?:ĐOÀN|ĐẢNG|CÔNG ĐOÀN|HỘI)\b)")  # of an army or of rescue it is a Ban Chỉ huy
_CUT_OFF = {"BỘ", "SỞ", "ỦY", "CỤC", "VỤ"}  # a name broken after its first word
_YOUTH = re.compile(r"^\W*ĐOÀN TNCS HỒ CHÍ MINH\W*$")
_SUPERIOR = re.compile(  # 'SỞ Y TẾ HÒA AN | BỆNH VIỆN ĐA KHOA', run together on one line
    r"^(?P<above>(?:SỞ|PHÒNG|UBND|ỦY BAN NHÂN DÂN|ĐẢNG BỘ|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|BỘ)\s.{2,}?)\s+"
    r"(?P<own>(?:TRƯỜNG (?:THPT|THCS|TIỂU HỌC|MẦM NON|ĐẠI HỌC|CAO ĐẲNG|PTDT|TH)|BỆNH VIỆN|TRUNG TÂM|CHI CỤC|ĐẢNG ỦY"
    r"|HUYỆN ỦY|SỞ|VĂN PHÒNG|BAN (?:QUẢN LÝ|CHỈ ĐẠO|CHỈ HUY)|PHÒNG (?:GD|GIÁO))\b.*)$"
)


def issuer_in(pieces: Sequence[str], paras: Sequence[Para]) -> str | None:
    upper: list[str] = []
    for piece in pieces:
        if re.match(r"^(?:Số|V/v|Kính gửi|Về việc)\b", piece, re.IGNORECASE):
            if upper:
                break
            continue
        if _names_nobody(piece):
            continue
        line = _UY.sub("ỦY BAN", piece.strip(" *_-").replace("UỶ", "ỦY"))
        line = _COMMITTEE.sub("BAN CHẤP HÀNH", line)
        glued = _SUPERIOR.match(line)
        upper += [line] if glued is None else [glued["above"], glued["own"]]
    if not upper:
        return None
    name = _own_name(upper)
    if any(_YOUTH.match(piece) for piece in pieces) and "ĐOÀN" not in name:  # 'BAN CHẤP HÀNH TỈNH …' beside the union's
        name = re.sub(r"^(BAN CHẤP HÀNH|BCH|BAN THƯỜNG VỤ|BTV)\b", r"\1 ĐOÀN TNCS HỒ CHÍ MINH", name)
    if not _STARTS.search(name) and len(name.split()) > 3:
        return None
    body = "\n".join(para.text for para in paras)
    return expanded(own_case(name, body), body)


def _names_nobody(piece: str) -> bool:
    """A day, the motto, a title or a mark; or no line in capitals at all."""
    if DAY.search(piece) or MOTTO.search(piece) or TITLE.match(piece) or _YOUTH.match(piece) or _marked(piece):
        return True
    return not (is_upper(piece) and len(piece) > 3) and piece not in _CUT_OFF


def _marked(piece: str) -> bool:
    return bool(
        re.fullmatch(
            r"\W*(?:TUYỆT MẬT|TỐI MẬT|MẬT|KHẨN|THƯỢNG KHẨN|H[ỎO][ẢA]? TỐC|DỰ THẢO.*|LƯU HÀNH NỘI BỘ|KHÔNG PHỔ BIẾN)\W*",
            piece,
        )
    )


def _own_name(upper: Sequence[str]) -> str:
    """The last name of the column is the issuer; the one above is its superior, and names the place of an office."""
    names: list[str] = []
    for line in upper:
        goes_on = names and (_PLACES.match(line) or not _STARTS.match(line) or names[-1] in _CUT_OFF)
        if goes_on:
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    own = names[-1]
    if len(names) > 1:
        above = names[-2]
        place = re.search(r"\b(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)\s+.+$", above)
        if own in {"VĂN PHÒNG", "THANH TRA", "ĐẢNG ỦY", "BAN TỔ CHỨC", "BAN TUYÊN GIÁO", "THƯỜNG TRỰC"}:
            return f"{own} {above}"
        if (
            own.startswith(("SỞ ", "CÔNG AN", "BAN QUẢN LÝ"))
            and place
            and place.group() not in own
            and above.startswith(("UBND", "ỦY BAN", "UỶ BAN"))
        ):
            return f"{own} {place.group()}" if own.startswith("SỞ ") else own
        return _with_place(own, above)
    return own


_LEVEL = r"(?P<level>TỈNH|HUYỆN|THÀNH PHỐ|THÀNH|THỊ XÃ|THỊ|QUẬN|XÃ|PHƯỜNG)"
_BARE_LEVEL = re.compile(rf"^(?:VĂN PHÒNG|THANH TRA|ỦY BAN KIỂM TRA|BAN \S+ \S+)\b.*\b{_LEVEL}(?: ỦY)?$")
_NAMED_LEVEL = re.compile(rf"\b{_LEVEL}(?: ỦY)? (?P<name>(?!ỦY|ĐOÀN|ĐỘI).+)$")


def _with_place(own: str, above: str) -> str:
    """'THANH TRA TỈNH' under 'UBND TỈNH QUẢNG NINH' is that province's; so is an office of two bodies."""
    bare, named = _BARE_LEVEL.search(own), _NAMED_LEVEL.search(above)
    if named is None:
        return own
    if bare is not None and bare.group("level") == named.group("level"):
        return f"{own} {named.group('name')}"
    return f"{own} {named.group('level')} {named.group('name')}" if own == "VĂN PHÒNG HĐND VÀ UBND" else own
