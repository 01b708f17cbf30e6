"""Find where the body ends: the copy list, the signature, and who signed with what title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from core.proposal import Signer
from documents.letters import compiled
from documents.understand.forms import MOTTO, SIDE
from documents.understand.nodes import is_capitals
from documents.understand.paragraphs import Para

_COPIES = re.compile(r"^\W*N[ơo]i nh[ậâ]n\b\s*:?", re.IGNORECASE)
_AUTHORITY = re.compile(r"^\W*(?:(?:TM|KT|TL|TUQ|Q)\s?[.,]|(?:T/M|K/T|T/L|TM|KT|TL)\s)\s?[A-ZĐỦ]")
_DEGREE = re.compile(
    r"^(?:(?:PGS|GS|TS|Th\.?\s?[sS]|BS|KS|CN|CKII|CKI|Thượng tá|Đại tá|Trung tá|Thiếu tá|Thiếu tướng"
    r"|Trung tướng|Thượng tướng|Đại tướng|Thượng úy|Đại úy|Ông|Bà|Đ/c)\.?\s*)+",
    re.IGNORECASE,
)
_NAME_WORD = r"[⟨A⟩][⟨a⟩]*(?:['’-][⟨A⟩⟨a⟩]+)?"
_NAME = compiled(rf"^{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,5}}$")
_NAME_AT_END = compiled(rf"(?<=[⟨A⟩]{{2}})\s+(?:\([Đđ]ã ký\)\s+)?(?={_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}\s*$)")
_BESIDE = compiled(  # a copy list and the signature beside it, on one line
    r"(?<=[;:,.)])\s+(?=(?:(?:KT|TM|TL|TUQ)\.|[TK]/[MLT]\s|PHÓ|CHỦ|GIÁM|HIỆU|CHÁNH|BÍ THƯ|TRƯỞNG)[⟨A⟩ .]*$)"
    r"|(?<=:)\s+(?=(?:PHÓ|CHỦ|GIÁM|HIỆU|TRƯỞNG)[⟨A⟩ ]+\s-\s)|(?<=[⟨A⟩]{2})\s+(?=-\s[⟨A⟩][⟨a⟩⟨A⟩])"
    rf"|(?<=[.;])\s+(?={_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}\s*$)"
)
_HAND = re.compile(r"\s*\((?:đã ký|ký tên)[^()]*\)$", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:CHỦ T[ỊI]CH|CHỦ TRÌ|CHỦ T[OỌ][AẠ]|CHỦ NHIỆM|GIÁM ĐỐC|GI.ÁM ĐÓC|BỘ TRƯỞNG|THỨ TRƯỞNG"
    r"|THỦ TƯỚNG|CHÁNH|TRƯỞNG|PHÓ|BÍ THƯ|CỤC TRƯỞNG"
    r"|HIỆU|TỔNG|THƯỜNG TRỰC|CHỈ HUY|TƯ LỆNH|VIỆN|ỦY VIÊN|NGƯỜI|THƯ KÝ)"
)
_ANNEX = re.compile(
    r"^\W*(?:PHỤ LỤC|Phụ lục|DANH MỤC|KẾ HOẠCH|CHƯƠNG TRÌNH|BIỂU|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|ĐỀ ÁN|ĐỀ CƯƠNG|MẪU"
    r"|DANH SÁCH|BẢNG|HƯỚNG DẪN)\b"
)
_NOT_NAME = frozenset({"Nơi Nhận", "Như Trên", "Đã Ký", "Kính Gửi", "Bản Điện Tử", "Lưu Vt"})


def tail_of(paras: Sequence[Para], body: int) -> tuple[set[int], list[list[Para]]]:
    """Indexes that belong to copy lists and signatures, and those blocks in order."""
    tail: set[int] = set()
    blocks: list[list[Para]] = []
    index = body
    while index < len(paras):
        if _opens_tail(paras, index):
            end = _block_end(paras, index)
            tail.update(range(index, end))
            blocks.append(list(paras[index:end]))
            index = end
        else:
            index += 1
    return tail, blocks


def _opens_tail(paras: Sequence[Para], index: int) -> bool:
    para = paras[index]
    if para.cells:
        return len(para.cells) <= 3 and _signs(paras[index : index + 4])
    if _COPIES.match(para.text) or any(_AUTHORITY.match(piece.strip()) for piece in SIDE.split(para.text)):
        return True
    if _signed_on_a_line(para.text):
        return True
    alone = is_capitals(para.text) and len(para.text) < 60 and _TITLE.match(para.text.strip()) is not None
    after = [other.text.strip() for other in paras[index + 1 : index + 5]]
    named = any(_as_name(piece) for text in after for piece in SIDE.split(text))
    return alone and named and not any(len(text) > 80 for text in after[:1])


def _signed_on_a_line(text: str) -> bool:
    """'CHỦ TỊCH Lê Quang Huy'."""
    parts = _NAME_AT_END.split(_HAND.sub("", text.strip()))
    return len(parts) == 2 and is_capitals(parts[0]) and bool(_TITLE.match(parts[0])) and _as_name(parts[1]) is not None


def _signs(rows: Sequence[Para]) -> bool:
    """Whether a copy list begins in the first of these rows, or titles over a name."""
    first = rows[0]
    if any(_COPIES.match(cell) for cell in first.cells):
        return True
    titled = any(_TITLE.match(cell.strip(" *")) and is_capitals(cell) and len(cell) < 60 for cell in first.cells)
    return titled and any(_as_name(cell) for row in rows if len(row.cells) <= 3 for cell in row.cells)


def _block_end(paras: Sequence[Para], start: int) -> int:
    """The block runs on until a table, an annex, or a long sentence."""
    index = start + 1
    while index < len(paras):
        text = paras[index].text.strip()
        if paras[index].cells:
            if not paras[start].cells or len(paras[index].cells) > 3:
                break
            index += 1
            continue
        annex = (
            _ANNEX.match(text) and not text.startswith("-") and (is_capitals(text) or text.startswith("Phụ lục"))
        ) and index > start + 1
        if annex or (len(text) > 200 and not text.startswith(("-", "+", "*"))):
            break
        if re.match(r"^(?:Điều \d|[IVX]+\.\s)", text) and index > start + 2:
            break
        index += 1
    return index


def signer_in(blocks: Sequence[Sequence[Para]]) -> Signer | None:
    """Who signed the first block that has a signature: an annex may be signed too."""
    return next((signer for block in blocks if (signer := _signer(block)) is not None), None)


def _signer(block: Sequence[Para]) -> Signer | None:
    """The last line of the block that is a person's name, with the titles in capitals above it."""
    own = takewhile(lambda para: not MOTTO.search(para.text), block)  # below it stands who certified a copy
    pieces = [piece for para in own for piece in _pieces(para)]
    signed = [(name, _titles(pieces[:at])) for at, piece in enumerate(pieces) if (name := _as_name(piece))]
    signers = [Signer(name, " ".join(titles)) for name, titles in signed if titles]
    over = [signer for signer in signers if "THƯ KÝ" not in signer.title]  # who took the minutes signs them too
    return next(reversed(over or signers), None)


def _pieces(para: Para) -> list[str]:
    """The columns of a line; titles in capitals stand apart from the name behind them."""
    sides = [_HAND.sub("", side.strip()) for side in SIDE.split(para.text)]
    named = [part.strip() for side in sides for part in _NAME_AT_END.split(side)]
    return [piece.strip() for part in named for piece in _BESIDE.split(part) if piece.strip()]


def _as_name(text: str) -> str | None:
    bare = _DEGREE.sub("", text.strip(" .;*_")).strip()
    if _NAME.match(bare) is None or bare.title() in _NOT_NAME:
        return None
    return (
        None
        if re.match(
            r"^(?:Sở|Bộ|Ban|Văn|Phòng|Như|Lưu|Công|Thường|Hội|Báo|Đài|Các|Tỉnh|Cục|Thành|Trung|Chánh|Website"
            r"|Cổng|Lãnh|Đảng|Viện|Tòa|Trường)\s",
            bare,
        )
        else bare
    )


def _titles(before: Sequence[str]) -> list[str]:
    """The nearest run of capitals above the name that speaks of an office."""
    found: list[str] = []
    for piece in reversed(before):
        bare = piece.strip(" *_")
        if (
            is_capitals(bare)
            and len(bare) < 90
            and not _COPIES.match(bare)
            and bare[0].isalpha()
            and not bare.endswith(";")
            and not _DEGREE.fullmatch(bare)
        ):
            found.insert(0, bare)
        elif (
            found
            and not re.fullmatch(r"\W*(?:đã ký|ký tên)?\W*", bare, re.IGNORECASE)
            and not bare.startswith(("-", "+", "*"))
        ):
            break
        if len(found) >= 5:
            break
    return found if any(_TITLE.search(title) for title in found) else []
