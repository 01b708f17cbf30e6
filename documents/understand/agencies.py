"""Find who is addressed: where an agency's name begins, where it ends, and how a list of agencies parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.understand.verbs import VERB as _VERB
from documents.understand.verbs import verb_at

_HEADS = (
    "Bộ|Sở|Ban|Ủy ban|Uỷ ban|UBND|UB|HĐND|Hội|Hội đồng|Văn phòng|Công an|Thanh tra|Kho bạc|Cục|Chi cục|Tổng cục"
    "|Vụ|Viện|Học viện|Trường|Nhà trường|Trung tâm|Phòng|Đảng ủy|Đảng uỷ"
    "|Tỉnh ủy|Tỉnh uỷ|Huyện ủy|Huyện uỷ|Thành ủy|Thành uỷ|Quận ủy|Thị ủy|Đảng bộ|Đảng đoàn|Chi bộ|Cấp ủy|Cấp uỷ"
    "|Tổ chức|Mặt trận|MTTQ|UBMTTQ|Đoàn|Liên đoàn|LĐLĐ|Liên minh|Hiệp hội|Liên hiệp"
    "|Tòa án|Toà án|TAND|Viện kiểm sát|VKSND|Bảo hiểm|BHXH|Ngân hàng|Tập đoàn|Tổng công ty|Công ty|Doanh nghiệp"
    "|Báo|Đài|Cổng|Bệnh viện|Khoa|Tổ|Đơn vị|Cơ quan|Địa phương|Ngành|Đoàn thể"
    "|Chính quyền|Chủ tịch|Phó Chủ tịch|Giám đốc|Phó Giám đốc|Thủ trưởng|Bộ trưởng|Thứ trưởng|Chánh|Phó Chánh"
    "|Trưởng|Phó Trưởng|Phó Thủ tướng|Thủ tướng|Hiệu trưởng|Hiệu phó|Thành viên|Đồng chí|Thường trực"
    "|Ban Thường vụ|BTV|BCH|BCĐ"
    "|Lãnh đạo|Người đứng đầu|Bí thư|Phó Bí thư|Hạt|Chi nhánh|Điện lực|Quỹ|Đội|Hải quan|Thuế|Thống kê|Bộ đội"
    "|Giáo viên|Thầy|Cán bộ|Công chức|Chủ đầu tư|Nhà thầu|Kiểm toán|Tư lệnh|Quân khu"
    "|Xã|Phường|Huyện|Quận|Thị xã|Thị trấn|Thành phố|Tỉnh|Khối|Cụm|Thôn|Lực lượng|Chi hội|Hợp tác xã|Ban quản lý"
    "|Thị đội|Huyện đội|Các bộ|Cá nhân|Tiểu ban|Nhóm|Bưu điện|Viễn thông|VNPT|VPCP|VTV|VOV|TTXVN"
    "|Nhà máy|Xí nghiệp|Nông trường|Vườn quốc gia|Khu|Cảng|Sư đoàn|Trung đoàn|Binh đoàn|Bộ Tư lệnh|Bộ Chỉ huy"
    "|Đồn|Trạm|Nhà văn hóa|Bảo tàng|Thư viện|Toàn thể|Chuyên viên|Kế toán|Hội Nông dân|Các đồng chí|Từng|Mỗi|Mọi"
    "|Những|Phụ trách|Hợp tác|Tổng thư ký|Tổng Bí thư|Chính phủ|Quốc hội|Đại biểu"
)
_HEAD = re.compile(
    rf"(?:(?:các|toàn bộ|tất cả|mỗi|từng)\s+)?(?:{'|'.join(sorted(set(_HEADS.split('|')), key=len, reverse=True))})(?![\w])",
    re.IGNORECASE,
)
_NOT_HEAD = re.compile(
    r"(?:báo cáo|ban hành|bộ phận này|tổ chức (?!chính|đảng|đoàn|xã|cá|liên|có|kinh|tín|hội|đại diện|nghiên"
    r"|cơ sở|trực|thuộc|nghề|công đoàn)|hội nghị|hội thảo|hội họp|bộ luật|bộ tiêu chí|bộ chỉ số|bộ máy"
    r"|ngành nghề|khu vực|đội ngũ|đoàn kết|đoàn kiểm|thuế suất|khối lượng|mỗi năm|khoa học|viện trợ"
    r"|phòng[, ]+chống|phòng ngừa|công tác|cổng dịch vụ|tỉnh giao|ban đầu|đài thọ|trưởng thành|(?-i:thống kê[, ])|(?-i:thanh tra[, ])|trường hợp|vụ việc|vụ án"
    r"|quỹ đất|sở hữu|tổ chức thực|cục bộ|địa phương hóa|nhóm nhiệm vụ|nhóm giải|tập đoàn kinh tế$"
    r"|những nội dung|những nhiệm vụ|những tồn|mọi chi tiết|khu công nghiệp|hợp tác (?!xã)|chính quyền điện tử"
    r"|chính quyền số|chính phủ điện tử|chính phủ số|huyện đã|xã hội|tổ dân phố,? thôn|địa bàn)",
    re.IGNORECASE,
)
_NOUNS = frozenset(
    (
        "các|và|của|ban|ngành|sở|bộ|cơ|quan|ngang|đơn|vị|địa|phương|tỉnh|huyện|quận|thị|xã|thành|phố|phường|trấn"
        "|cấp|trực|thuộc|trung|ương|nhân|dân|liên|đoàn|thể|tổ|chức"
        "|chính|trị|hội|nghiệp|chuyên|môn|văn|phòng|ngoài|toàn|mọi|mỗi|từng|đảng|ủy|uỷ|viên|thường|vụ"
        "|thủ|trưởng|phó|chủ|tịch|giám|đốc|lãnh|đồng|chí|doanh|sự|công|lập"
        "|bàn|thôn|khu|khối|cụm|cá|nhà|trường|học|giáo|nhiệm|khoa|bệnh|viện|cán|cộng|khác|nêu|dưới"
        "|vùng|miền|núi|có|quyền|thầy|cô|phụ|trách|quốc|gia|tư|pháp|kinh|tế|mặt|trận|nông|phụ|nữ|thanh|niên|hiệp"
        "|cao|đẳng|đại|sát|kiểm|soát|tòa|án|thương|mại|tín|dụng|ngân|hàng|nước|đầu|mối|bí|thư|hành"
        "|chánh|thành|nhóm|tiểu|chương|trình|mục|tiêu|động|số|hệ|thống|lực|lượng|vũ|trang|diện"
    ).split("|")
)
_LIST_BREAK = re.compile(
    rf"\s*;\s*(?:và\s+)?|\s*,\s*(?:và\s+)?(?=(?:{'|'.join(sorted(set(_HEADS.split('|')), key=len, reverse=True))}|các|Các|VTV|VOV)(?!\w))"
    rf"|\s+và\s+(?=(?:{'|'.join(sorted(set(_HEADS.split('|')), key=len, reverse=True))}|các|Các)(?!\w))"
)
_TOKEN = re.compile(r"\S+")
_ROLE = re.compile(r"\s*\((?!\s*(?:qua|sau đây)).{1,80}?\)")
_LEGAL = re.compile(r"(?:đề nghị|yêu cầu|giao|phân công)\s+của\b", re.IGNORECASE)
_PREFIX = re.compile(
    r"^(?:đồng chí|các đồng chí|đ/c|đối với|về phía|giao(?: cho)?|đề nghị|yêu cầu|phân công"
    r"|trách nhiệm(?: của)?)\s+(?=\S)",
    re.IGNORECASE,
)
_MOST = 420
_BOARD = re.compile(
    r"(?:(?:Phó )?(?:Trưởng|Chủ tịch) )?(?:Ban Chỉ đạo|Ban Điều hành|Tổ công tác|Hội đồng|Tiểu ban"
    r"|Đoàn kiểm tra)(?: [a-zđ ]{0,20}?)? (?:thực hiện|triển khai|phòng, chống|phòng chống|về|xây dựng)\s"
    r"[^;:.\n]{3,160}?(?=\s+(?:kết luận|yêu cầu|đề nghị|thông báo|có trách nhiệm|chủ trì|phối hợp với|tham mưu"
    r"|giao|chỉ đạo|ban hành)\b|[;:]|,\s*(?:các|Sở|UBND|Bộ|Ban|Văn phòng)\b)"
)
_WHERE = re.compile(
    r"trên địa bàn|tại địa phương|trong (?:tỉnh|huyện|toàn|hệ thống|ngành|cả nước)|ngoài nhà nước|ở địa phương|ở cơ sở|ở trung ương|trên toàn"
)
_FUNCTION = frozenset(
    "đang|đã|sẽ|được|bị|là|để|theo|về|nhằm|do|khi|nếu|thì|mà|rất|còn|chưa|vẫn|với|cùng|trong|tại|trên|ở|từ|đến|tới|biết|qua|cho|bằng|như|nhưng|này|đó|hoặc".split(
        "|"
    )
)
_FIELDS = re.compile(
    "(?:Giao thông vận tải|Giao thông Vận tải|Giáo dục và Đào tạo|Nông nghiệp và Phát triển nông thôn|Nông nghiệp và Môi trường|Tài nguyên và Môi trường|Kế hoạch và Đầu tư"
    "|Lao động - Thương binh và Xã hội|Lao động, Thương binh và Xã hội|Văn hóa, Thể thao và Du lịch|Văn hoá, Thể thao và Du lịch|Văn hóa và Thể thao|Thông tin và Truyền thông"
    "|Khoa học và Công nghệ|Dân tộc và Tôn giáo|Tuyên giáo và Dân vận|Mặt trận Tổ quốc Việt Nam|Bảo hiểm xã hội|Kiểm soát bệnh tật|Phục vụ hành chính công)(?!\\w)"
)
_PAIRS = frozenset(
    {"thường trực", "công trình", "công lập", "chương trình", "quy trình", "hành chính", "trang trại", "thi đua"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """Agencies as written, and where the text goes on after them."""

    names: tuple[str, ...]
    end: int


def agencies_at(text: str, at: int = 0) -> Named | None:
    """The agencies named from this place on, when a name begins here."""
    if not _begins(text, at):
        return None
    board = _BOARD.match(text, at)
    end = board.end() if board is not None else _end(text, at)
    phrase = re.sub(r"(?:[\s,;]+(?:và|của|các|trong|tại|với|cùng|có|trên))+$", "", text[at:end].strip(" ,;:.–-"))
    end = (
        at + len(text[at:end]) - len(text[at:end].lstrip()) + len(phrase)
        if not text[at:end].rstrip().endswith((":", "."))
        else end
    )
    if not phrase or (len(phrase.split()) == 1 and not phrase.isupper()):
        return None
    return Named(parted(phrase), end)


def parted(phrase: str) -> tuple[str, ...]:
    """'Sở A, Sở B và UBND các huyện' are three; 'các sở, ban, ngành' is one."""
    pieces = [piece.strip(" ,;:.") for piece in _LIST_BREAK.split(phrase)]
    merged: list[str] = []
    for piece in pieces:
        if merged and piece and _belongs(merged[-1], piece):
            merged[-1] = f"{merged[-1]}, {piece}"
        elif piece:
            merged.append(piece)
    return tuple(merged)


def _belongs(before: str, piece: str) -> bool:
    """A lower-case noun goes on with the collective before it: 'các sở' + 'ban' + 'ngành'."""
    return (
        piece[0].islower() and not piece.startswith("các ") and before.lower().startswith(("các", "sở", "bộ", "phòng"))
    )


def _verb_words(text: str, at: int) -> str:
    """The verb that stands here, as written."""
    found = _VERB.match(text, at)
    return found.group() if found else " "


def _begins(text: str, at: int) -> bool:
    return _HEAD.match(text, at) is not None and _NOT_HEAD.match(text, at) is None


def _end(text: str, at: int) -> int:
    """Where the name stops: at a verb, a colon, a sentence's end, or a word that no agency's name has."""
    head = _HEAD.match(text, at)
    end = head.end() if head is not None else at
    before, doubled = text[at:end].split()[-1], False
    for token in _TOKEN.finditer(text, at, min(len(text), at + _MOST)):
        word = token.group()
        bare = word.strip(',;:.()“”"')
        role = _ROLE.match(text, end) if word.startswith("(") else None
        if role is not None:
            end = role.end()
            continue
        if token.start() < end:
            continue
        field = _FIELDS.match(text, token.start())
        if field is not None:
            end, before, doubled = field.end(), field.group().split()[-1], True
            continue
        head = _HEAD.match(text, token.start()) if _begins(text, token.start()) else None
        listed = text[end - 1] in ",;" or before in {"và", "các"} or not verb_at(text, token.start())
        if head is not None and head.end() > token.end() and listed:
            end, before = head.end(), text[token.start() : head.end()].split()[-1]
            continue
        if end > at and _stops(text, token.start(), bare, before, joined=text[end - 1] not in ",;", doubled=doubled):
            break
        doubled = before[:1].isupper() and bare[:1].isupper() and _HEAD.fullmatch(before) is None
        end = token.end()
        if word.endswith((":", ".")) and not re.match(r"^(?:TP|TX|TT|P|Q|H)\.$", word):
            break
        before = bare
    return end


def _stops(text: str, at: int, bare: str, before: str, *, joined: bool, doubled: bool) -> bool:
    if _WHERE.match(text, at):
        return False
    if bare in _FUNCTION or (bare == "có" and not text.startswith(("có liên quan", "có thẩm quyền"), at)):
        return True
    if not bare or bare in {"-", "–", "&", "/"}:
        return not bare or _begins(text, at + 2)
    if not joined and not (_begins(text, at) or bare in {"và"} or bare[0].isupper() or bare.lower() in _NOUNS):
        return True
    if f"{before} {bare}".lower() in _PAIRS:
        return False
    if joined and before[:1].isupper() and not before.isupper() and " " not in _verb_words(text, at) and not doubled:
        return False
    if verb_at(text, at) and bare[0].islower() and not _noun_use(text, at, before):
        return True
    if bare[0].isupper() or bare[0].isdigit() or bare.lower() in _NOUNS:
        return False
    return not (before[:1].isupper() and not before.isupper() and joined)


def _noun_use(text: str, at: int, before: str) -> bool:
    """Verbs that are also nouns inside a name: 'các tổ chức chính trị', 'cơ quan quản lý nhà nước', 'cơ quan báo chí'."""
    rest = text[at : at + 40].lower()
    previous = before.lower()
    if rest.startswith("tổ chức"):
        return previous in {"các", "và", "quan", "ban", "mọi", "thể", "vị", "chức", "nghiệp"} or bool(
            re.match(
                r"tổ chức (?:chính trị|đảng|đoàn thể|xã hội|liên quan|có liên quan|cá nhân|, cá nhân|hội"
                r"|tín dụng|công đoàn)",
                rest,
            )
        )
    if rest.startswith(
        (
            "quản lý",
            "thanh tra",
            "kiểm tra",
            "chỉ đạo",
            "điều hành",
            "tổng hợp",
            "truyền thông",
            "thống kê",
            "giám sát",
            "lãnh đạo",
            "cấp ",
            "cấp,",
            "đầu tư",
            "phát triển",
            "bảo vệ",
            "tiếp công dân",
            "trực thuộc",
            "thông tin",
            "báo chí",
            "thường trực",
            "thi công",
            "xúc tiến",
            "ứng dụng",
            "đào tạo",
            "công tác",
            "dự ",
        )
    ):
        if rest.startswith(("cấp ", "cấp,")):
            return bool(
                re.match(r"cấp (?:tỉnh|huyện|xã|cơ sở|trên|dưới|thành|phường|ủy|uỷ|trung|phòng|sở|bộ|nước|học)", rest)
            ) or previous in {"các"}
        if rest.startswith("lãnh đạo"):
            return previous in {"các", "và", "chí"}
        if rest.startswith("trực thuộc"):
            return True
        return (
            previous
            in {
                "ban",
                "quan",
                "phòng",
                "các",
                "tổ",
                "ngành",
                "đoàn",
                "ủy",
                "thường",
                "viện",
                "tâm",
                "cục",
                "và",
                "bộ",
                "trường",
                "đơn",
                "vị",
                "đội",
            }
            and not rest.startswith("chỉ đạo ")
        ) or (rest.startswith("chỉ đạo") and previous == "ban")
    if rest.startswith(("trong phạm vi", "trên cơ sở")):
        return False
    if rest.startswith("trên địa bàn"):
        return True
    return False


def addressee_heading(text: str, *, over: bool = False) -> tuple[str, ...] | None:
    """'1. Sở Tài chính:' and 'Đối với UBND các huyện' name who is addressed below, and nothing else; `over`: points follow."""
    bare = text.strip()
    if len(bare) > 300 or _LEGAL.match(bare):
        return None
    while (prefix := _PREFIX.match(bare)) is not None:
        bare = bare[prefix.end() :]
    named = agencies_at(bare)
    if named is None:
        return None
    rest = _ROLE.sub("", bare[named.end :]).strip(" .:;,")
    if not rest:
        return named.names
    whole = (over or bare.endswith(":")) and ":" not in rest and len(rest.split()) <= 12 and not _has_verb(rest)
    return parted(bare.rstrip(" :")) if whole else None


def _has_verb(rest: str) -> bool:
    return any(verb_at(rest, word.start()) for word in _TOKEN.finditer(rest))
