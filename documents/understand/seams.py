"""Find the seams of a text whose lines were glued without a space: '… năm 2020Mùa khô …', '…: 1. Sở A …;b) Rà soát'."""

from __future__ import annotations

import re

from documents.letters import compiled
from documents.understand.syllables import is_possible

_FEW = 3
_GLUED = compiled(
    r"[⟨a⟩\d)][.;:]?(?=[⟨A⟩][⟨a⟩]{2})|[⟨a⟩\d)][.;:,](?=[-+•] ?[⟨A⟩])|[⟨a⟩)][.;:](?=(?:\d{1,2}|[IVX]{1,4})[./)] ?[⟨A⟩])"
    r"|(?:\d{3}|/\d{1,2})\.(?=\d{1,2}[./)] ?[⟨A⟩])"
)
_FORMS = (
    r"Nơi nhận\s?:|Kính gửi|V/v\s|(?:Số|SỐ)\s?:|Số\s\d{1,5}[/-]|CỘNG H[ÒO][ÀA]?|ĐẢNG CỘNG SẢN|Độc lập\s?[-–]\s?Tự do"
    r"|(?:TM|KT|TL|TUQ)\.\s?[⟨A⟩]|T/M\s"
)
_LINE = compiled(  # letters of two lines that touch: '2020Mùa khô', 'CT-UBNDMộc Hóa', 'quả.Nơi', ';- UBND'
    r"(?<=[⟨a⟩\d])(?<!VNe)(?=[⟨A⟩][⟨a⟩])|(?<=[⟨a⟩])(?<!VNe)(?=[⟨A⟩]{2})|(?<=\d{4})(?=[⟨A⟩]{2})"
    r"|(?<=[⟨a⟩\d)”%][.;:])(?=[⟨A⟩][⟨a⟩])|(?<=[⟨a⟩)”%][.;:])(?=[⟨A⟩]{2})|(?<=[)”])(?=[⟨A⟩])|(?<=[;!])(?=[⟨A⟩])"
    r"|(?<=[⟨a⟩\d)”\"%][:;.,])(?=[-–+•*] ?[⟨A⟩⟨a⟩\d])|(?<=\./\.)(?=\S)"
    r"|(?<=[⟨A⟩]\.)(?<!KT\.)(?<!TM\.)(?<!TL\.)(?<!Q\.)(?=(?:TM|KT|TL|TUQ)\.|(?:CHỦ|PHÓ|GIÁM|CHÁNH|TRƯỞNG|BÍ) ?[⟨A⟩]{2})"
    rf"|(?<=[^\s(“\"])(?={_FORMS})|(?<=Hạnh phúc)(?=\S)|(?<=VIỆT NAM)(?=\S)|(?<=Nơi nhận:)(?=\S)"
    r"|(?<=[⟨A⟩⟨a⟩\d])(?=(?:THÔNG BÁO|KẾ HOẠCH|CHỈ THỊ|QUYẾT ĐỊNH|CÔNG ĐIỆN|KẾT LUẬN|CHƯƠNG TRÌNH|HƯỚNG DẪN)"
    r"(?:\s|[⟨A⟩][⟨a⟩]))"
)
_MARK = compiled(  # a mark that touches what stands before it: '…:1. Sở', '… quý III.2. Sở', '… thực hiệnI. '
    r"(?<=[⟨a⟩)”\"%][.;:])(?=(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[./)-] ?[⟨A⟩])"
    r"|(?<=[\d/]\d[.;:])(?<![\s⟨a⟩⟨A⟩)]\d\d\.)(?=(?:\d{1,2}|[IVX]{1,5})[./)-] ?[⟨A⟩])"
    r"|(?<=[\d/]\d[.;:])(?<![\s⟨a⟩⟨A⟩)]\d\d\.)(?=\d{1,2}\.\d{1,2}[.)]? [⟨A⟩])"
    r"|(?<=[⟨a⟩)”\"])(?=(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[./)-] ?[⟨A⟩])|(?<=[⟨A⟩]{2})(?=\d{1,2}[./)] ?[⟨A⟩])"
    r"|(?<=[⟨A⟩]{3})(?=[IVX]{1,4}\. [⟨A⟩]{2})|(?<=\d{4})(?=[IVX]{1,4}[./] ?[⟨A⟩]|\d{1,2}[./] [⟨A⟩])"
    r"|(?<=[;:.])(?=[a-zđ](?:\) ?|/ )[⟨A⟩⟨a⟩])|(?<=[⟨A⟩]{2})(?=[a-zđ]\) [⟨A⟩])|(?<=[⟨a⟩]{2})(?=a\) [⟨A⟩])(?<!óa)(?<!ủa)"
    r"|(?<=[⟨a⟩⟨A⟩)”\"])(?=[-–+•*] [⟨A⟩])|(?<=\S)(?=Điều \d{1,2}\.)|(?<=[⟨A⟩]{2})(?=[\[(][Đđ]ã ký)"
)


_SHORT = compiled(r"(?<=[⟨A⟩]{2})([⟨A⟩])([⟨a⟩]+)")  # 'CT-UBNDMộc Hóa', 'UBNDtỉnh'
_LETTER = compiled(r"(?<=[⟨a⟩])(?=[b-eđg-ik-n]\) ?[⟨A⟩])")  # '… nước dâng caoc) Dự trữ …'


def _in_brackets(text: str, at: int) -> bool:
    return text.rfind("(", max(0, at - 80), at) > text.rfind(")", max(0, at - 80), at)


def _apart(found: re.Match[str]) -> str:
    """Before the capital where a word begins with it, else behind it."""
    capital, rest = found.groups()
    return f"\n{capital}{rest}" if is_possible(f"{capital}{rest}".lower()) else f"{capital} {rest}"


def unseamed(text: str) -> str:
    """The text with line ends where its lines were glued, and spaces before marks; as it is where nothing touches."""
    if sum(1 for _ in _GLUED.finditer(text)) < _FEW:
        return text
    parted = _MARK.sub(" ", _LINE.sub("\n", _SHORT.sub(_apart, text)))
    return _LETTER.sub(lambda found: "" if _in_brackets(parted, found.start()) else " ", parted)
