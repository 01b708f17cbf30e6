"""Decide whether a paragraph orders somebody to do something, and whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.text import fold
from documents.letters import compiled
from documents.understand.agencies import Named, agencies_at
from documents.understand.headings import is_idle
from documents.understand.verbs import opens_with_order, verb_at

_DEMAND = re.compile(
    r"(?<!\w)(?<!theo )(?<!được )(?<!Theo )(?<!và )(?<!lượng )(?<!ứng )(?P<verb>yêu cầu|đề nghị"
    r"|giao(?: trách nhiệm)?(?: cho)?|phân công|kính đề nghị|trân trọng đề nghị|chỉ đạo|kính mong|mời"
    r"|thông báo (?:để|đề|tới|đến)|cử|lưu ý)\s+",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"^(?:Yêu cầu|Đề nghị|Giao|Phân công|Giao trách nhiệm(?: cho)?|Giao cho|Kính đề nghị|Lưu ý|Cử|Đồng ý giao"
    r"|Thống nhất giao|Trân trọng đề nghị)\s+",
    re.IGNORECASE,
)
_IDLE = re.compile(
    r"(?:chiu trach nhiem (?:thi hanh|(?:to chuc )?thuc hien (?:nghiem )?(?:quyet dinh|chi thi|nghi quyet|ke hoach|cong dien|thong bao|noi dung))|co hieu luc|trao doi,? lien he|xin lien he|moi (?:chi tiet|thong tin"
    r"|vuong mac)|tran trong (?:cam on)?|xin (?:chan thanh )?cam on|rat mong|noi nhan"
    r"|neu (?:co|gap|phat sinh|thay)[^.;]{0,80}(?:kho khan|vuong mac|bat cap)[^.;]{0,140}(?:phan anh|bao cao"
    r"|lien he|gui|kien nghi|de xuat|thong tin|trao doi)"
    r"|(?:kho khan|vuong mac)[^.;]{0,60}(?:phan anh|lien he|kip thoi (?:phan anh|bao cao|thong tin))"
    r"|^can cu (?:luat|nghi dinh|nghi quyet|quyet dinh|thong tu|hien phap|ke hoach|chi thi)|gui kem|kem theo"
    r"|theo de nghi cua|xet |tren co so ket qua bieu quyet|tren co so bien ban"
    r"|(?:quyet dinh|nghi quyet|chi thi|ke hoach|cong dien|thong bao|van ban|quy (?:che|dinh)) nay (?:thay the"
    r"|co hieu luc|duoc|gom)|bai bo (?:quyet dinh|cong van|van ban|cac quyet dinh))"
)
_SMALL_TALK = re.compile(
    r"^(?:(?:quan tam|nghiem tuc|khan truong|biet|kip thoi|chu dong|tich cuc|phoi hop|to chuc|trien khai"
    r"|nghien cuu|quan triet|chi dao|va|de|cung|theo doi|tap trung|luu y|thong nhat|,|;)\s*)*"
    r"(?:thuc hien|trien khai|biet|phoi hop)(?:\s+(?:nghiem tuc|tot|day du|hieu qua|co hieu qua|dung|nghiem"
    r"|cac noi dung|noi dung|cong dien|chi thi|ke hoach|thong bao|cong van|quyet dinh|nay|tren|neu tren"
    r"|theo quy dinh|cac nhiem vu|va|nghiem tuc trien khai).*)?[./ ]*$"
)
_TOLD = re.compile(
    r"^(?:de|de cac|toi|den)?\s*.*?\bbiet\b[, ]*(?:va |,)?\s*(?:chi dao |to chuc |trien khai |phoi hop "
    r"|nghiem tuc )*(?:thuc hien)?\s*[./]*$"
)
_LABEL = re.compile(r"^(?P<label>[^:.;]{3,90}):\s+(?=\S)")
_INTRO = re.compile(
    r"^(?:Trên cơ sở|Căn cứ|Trong|Sau|Để|Nhằm|Khi|Định kỳ|Hằng|Hàng|Theo(?! dõi)|Trước|Từ|Ngay|Về|Tùy|Tuỳ"
    r"|Bên cạnh|Ngoài|Cùng với|Cuối|Chậm nhất|Trường hợp|Nhận được|Thực hiện|Tiếp tục|Triển khai|Hiện|Đối với"
    r"|Qua|Tại|Đến)\b"
)
_PAST = re.compile(
    r"^(?:đã|đang|vẫn|còn|chưa|có|là một|được|bị|sẽ|rất)\b(?! trách nhiệm| nhiệm vụ| kế hoạch| biện pháp"
    r"| giải pháp| văn bản| ý kiến)",
    re.IGNORECASE,
)
_WHOLE = 600
_SENTENCE_END = compiled(r"\.\s+(?=[⟨A⟩])")


@dataclass(frozen=True, slots=True)
class Order:
    """Who is ordered; `named` is False where only the context can say."""

    lead: tuple[str, ...]
    named: bool
    at: int = 0  # where in the words the order's own verb stands
    start: int = 0  # where the sentence begins that orders


def order_in(words: str, *, ordering: bool, issuer: str | None = None) -> Order | None:
    """The order in these words. `ordering`: they stand where orders are expected (under an addressee, after 'yêu cầu:')."""
    start = _after_idle_talk(words)
    if start is None:
        return None
    order = _order_at(words[start:], ordering=ordering, issuer=issuer)
    if order is None:
        return _later_demand(words, start)
    return replace(order, at=order.at + start, start=order.start + start)


def _order_at(words: str, *, ordering: bool, issuer: str | None) -> Order | None:
    named = _named_order(words, None if ordering else issuer)
    if named is not None:
        return named
    if _SENT.match(words):
        return Order((), named=False)
    label = _LABEL.match(words)
    if label is not None and is_idle(label.group("label")):
        return None
    if ordering and opens_with_order(words):
        return Order((), named=False)
    if ordering and label is not None and opens_with_order(words[label.end() :]):
        return Order((), named=False, at=label.end())
    return None


def _after_idle_talk(words: str) -> int | None:
    """Where the first sentence begins that is no courtesy, entry into force, contact or basis."""
    for start in _sentences(words):
        if not is_idle_talk(words[start:]):
            return start
    return None


def _sentences(words: str) -> list[int]:
    return [0, *(found.end() for found in _SENTENCE_END.finditer(words))]


def _later_demand(words: str, start: int) -> Order | None:
    """A later sentence may order expressly: '… chịu trách nhiệm. Giao Sở X …'."""
    for later in _sentences(words):
        if later <= start:
            continue
        piece = words[later:]
        subject = agencies_at(piece)
        demand = _OPENERS.match(piece)
        at = demand.end() if demand else _demand_at(piece, subject) if subject else None
        order = _after_demand(piece, at) if at is not None and not is_idle_talk(piece) else None
        if order is not None:
            return replace(order, at=order.at + later, start=later)
    return None


def is_idle_talk(words: str) -> bool:
    """Courtesies, entry into force, contacts, bases."""
    folded = fold(words)
    found = _IDLE.search(folded)
    return found is not None and (
        found.start() < 60
        or folded[found.start() :].startswith(("chiu trach nhiem", "moi chi tiet", "xin lien he", "neu "))
    )


_SENT = re.compile(
    r"^(?:Báo cáo|Văn bản|Ý kiến|Kết quả|Hồ sơ|Danh sách|Phiếu|Dự thảo|Kế hoạch|Nội dung|Biểu|Đăng ký|Số liệu|Các báo cáo|Bản|Đề xuất|Tham luận)\b[^.]{0,260}?\b(?:gửi|nộp)\b[^.]{0,200}?"
    r"(?:trước|chậm nhất|hạn|muộn nhất|vào ngày|trong ngày|định kỳ|hằng|hàng)\b",
    re.IGNORECASE,
)


def is_sending(words: str) -> bool:
    """'Báo cáo gửi về … trước ngày …' repeats a demand to say how and when."""
    return _SENT.match(words) is not None


def _named_order(words: str, issuer: str | None) -> Order | None:
    """'Giao Sở X …', '… yêu cầu các sở …', 'Sở X chủ trì …', 'Nhãn: Sở X chủ trì …', 'Trong quý I, Sở X rà soát …'."""
    opener = _OPENERS.match(words)
    if opener is not None:
        return _after_demand(words, opener.end())
    subject = _subject_first(words, 0)
    if subject is not None:
        demand = _demand_at(words, subject)
        if demand is not None:
            return _after_demand(words, demand)
        if verb_follows(words, subject.end) and not _is_issuer_alone(subject, issuer):
            return Order(subject.names, named=True, at=subject.end)
        return None
    return _after_label(words, issuer) or _after_intro(words, issuer) or _demand_inside(words)


def _subject_first(words: str, at: int) -> Named | None:
    return agencies_at(words, at)


def _after_demand(words: str, at: int) -> Order | None:
    at = _skip(words, at)
    named = agencies_at(words, at)
    if named is None:
        return None
    rest = words[named.end :].lstrip(" ,:–-")
    if not rest or _small_talk(rest):
        return None
    return Order(named.names, named=True, at=named.end)


def _skip(words: str, at: int) -> int:
    found = re.compile(
        r"(?:đồng chí|các đồng chí|đ/c|cho|để|đề|tới|đến|với|ngay|thêm|trách nhiệm)\s+", re.IGNORECASE
    ).match(words, at)
    return at if found is None or agencies_at(words, at) else found.end()


def _demand_at(words: str, subject: Named) -> int | None:
    """Where a demand by this speaker ends: 'UBND tỉnh yêu cầu | các sở …'."""
    rest = words[subject.end :]
    found = _DEMAND.match(words, subject.end + len(rest) - len(rest.lstrip(" ,")))
    return None if found is None or found.group("verb").lower() == "chỉ đạo" else found.end()


def _is_issuer_alone(subject: Named, issuer: str | None) -> bool:
    if issuer is None or len(subject.names) != 1:
        return False
    name, own = fold(subject.names[0]), fold(issuer)
    return not name.startswith("cac ") and len(name.split()) > 1 and own.startswith(name)


_SPEAKS = re.compile(
    r"(?:ban hành|xây dựng|thông báo|triển khai|công bố|báo cáo|hướng dẫn|kết luận|có ý kiến|quyết định|tổ chức|thống nhất|ra|đề ra|lập)\b.*:\s*$"
    r"|(?:yêu cầu|đề nghị|chỉ đạo|giao|quyết nghị|điện|lưu ý)(?: như sau| một số nội dung(?: sau)?| các nội dung sau)?\s*:\s*$",
    re.IGNORECASE | re.DOTALL,
)


def verb_follows(words: str, at: int) -> bool:
    """An order's verb after the name; a past or a state is none, nor is who says 'ban hành Kế hoạch … như sau:'."""
    rest = words[at:].lstrip(" ,:–-")
    if _SPEAKS.match(rest):
        return False
    if not rest or _PAST.match(rest):
        return False
    if _small_talk(rest):
        return False
    if verb_at(rest):
        return True
    if re.match(r"(?:theo|căn cứ|trên cơ sở|trong phạm vi)\b", rest) and re.search(
        r"\b(?:chủ động|xây dựng|rà soát|tổ chức|triển khai|báo cáo|hướng dẫn)\b", rest[:200]
    ):
        return True
    clause = re.match(
        r"(?:theo|căn cứ|trên cơ sở|trong|tùy|tuỳ|với|bằng|ngoài|từ|qua|nhằm|để|khi|sau|hằng|hàng|tại|thuộc"
        r"|đối với)\b[^.;]{3,260}?,\s*(?=\S)",
        rest,
    )
    while clause is not None:
        rest = rest[clause.end() :]
        if verb_at(rest):
            return True
        clause = re.match(r"[^.;,]{3,160}?,\s*(?=\S)", rest)
    return False


def _after_label(words: str, issuer: str | None) -> Order | None:
    label = _LABEL.match(words)
    if label is None:
        return None
    rest = words[label.end() :]
    found = _named_order(rest, issuer) if not _LABEL.match(rest) else None
    return Order(found.lead, named=True, at=label.end() + found.at) if found else None


def _after_intro(words: str, issuer: str | None) -> Order | None:
    """The subject may stand after an opening clause of the first sentence."""
    if not _INTRO.match(words):
        return None
    end = _first_sentence(words)
    for comma in re.finditer(r"[,;]\s+", words[:end]):
        subject = agencies_at(words, comma.end())
        if subject is None or not _may_open(subject.names[0]):
            continue
        demand = _demand_at(words, subject)
        if demand is not None:
            return _after_demand(words, demand)
        if (
            verb_follows(words, subject.end)
            and not _is_issuer_alone(subject, issuer)
            and words[subject.end : subject.end + 1] != ","
        ):
            return Order(subject.names, named=True, at=subject.end)
    return None


def _may_open(name: str) -> bool:
    """Inside a sentence a subject is a proper name or a collective; 'thôn, tổ dân phố' are things spoken of."""
    return name[0].isupper() or name.startswith(("các ", "toàn ", "từng ", "mỗi "))


def _demand_inside(words: str) -> Order | None:
    """'…, đề nghị các khoa …' anywhere in the paragraph, where the demand opens a clause or follows who speaks."""
    for found in _DEMAND.finditer(words):
        if found.group("verb").lower() in {"chỉ đạo", "cử", "mời", "lưu ý"}:
            continue
        if not _opens_clause(words[: found.start()]):
            continue
        order = _after_demand(words, found.end())
        if order is not None:
            begun = max(start for start in _sentences(words) if start <= found.start())
            return replace(order, start=begun)
    return None


def _opens_clause(before: str) -> bool:
    """Before the demand stands a clause's end, or a speaker: a capitalised name or 'tôi', 'trường', 'nhà trường'."""
    stripped = before.rstrip()
    if not stripped or stripped.endswith((",", ";", ".", ":", "này", "trên", "nay", ")")):
        return True
    clause = re.split(r"[,;.:]\s+", stripped)[-1]
    return agencies_at(clause) is not None and not re.match(r"^(?:Theo|theo|Các|các|Trên)\b", clause)


def _first_sentence(words: str) -> int:
    found = _SENTENCE_END.search(words)
    return min(found.start() if found else len(words), _WHOLE)


def _small_talk(rest: str) -> bool:
    """'nghiêm túc triển khai thực hiện./.' names no work of its own."""
    folded = fold(rest).strip()
    if folded.endswith(":") or re.search(r"\d|bao cao ket qua", folded):
        return False
    return len(folded) < 230 and (_SMALL_TALK.match(folded) is not None or _TOLD.match(folded) is not None)
