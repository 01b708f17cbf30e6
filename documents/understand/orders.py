"""Decide whether a paragraph orders somebody to do something, and whom."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.letters import compiled
from documents.understand.addressees import addressee_heading
from documents.understand.agencies import Named, agencies_at
from documents.understand.courtesies import (
    acts_through,
    is_entry,
    is_hand,
    is_idle_talk,
    is_leaders_entry,
    is_small_talk,
    is_view,
)
from documents.understand.demanded import Order, after_demand, demand_at, demand_inside, skip
from documents.understand.demands import sentences
from documents.understand.followed import is_given, verb_follows
from documents.understand.headings import is_idle
from documents.understand.loosely import loosely_named
from documents.understand.openings import after_intro, is_issuer_alone
from documents.understand.order_words import (
    AGREES,
    APART,
    DATED,
    DELIVERED,
    LABEL,
    OPENERS,
    OWN_DUTY,
    SENT,
    SENTENCE_END,
)
from documents.understand.passive import done_by
from documents.understand.verbs import WHEN, opens_with_order


def order_in(words: str, *, ordering: bool, issuer: str | None = None) -> Order | None:
    """The order in these words. `ordering`: they stand where orders are expected, as under an addressee."""
    start = 0 if is_leaders_entry(words) else _after_idle_talk(words)
    if (start is None and is_view(words)) or is_leaders_entry(words):
        return _later_demand(words, 0, issuer)
    if start is None or words.startswith("Được "):  # a right: 'Được mời chuyên gia, yêu cầu các cơ quan …'
        return None
    order = _order_at(words[start:], ordering=ordering and not is_view(words), issuer=issuer)
    if order is None:
        return _later_demand(words, start, issuer)
    return replace(order, at=order.at + start, start=order.start + start)


def _order_at(words: str, *, ordering: bool, issuer: str | None) -> Order | None:
    if (apart := APART.match(words)) is not None and agencies_at(words, apart.end()) is not None:
        named = _order_at(words[apart.end() :], ordering=ordering, issuer=issuer)
        return None if named is None or not named.named else replace(named, at=named.at + apart.end(), start=0)
    if (named := _named_at(words, ordering, issuer)) is not None:
        return named
    if (doer := done_by(words)) is not None:
        return Order(doer.names, named=True, at=doer.end)
    if ordering and (asked := _asks_others(words, issuer) or _concerned(words)) is not None:
        return asked
    if SENT.match(words):
        return Order((), named=False)
    if _only_asks_to_obey(words):
        return None
    label = LABEL.match(words)
    if label is not None and _labels_no_order(words, label):
        return None
    if ordering and label is not None:
        names, rest = addressee_heading(label.group()) or (), words[label.end() :]  # 'Đối với UBND huyện X: bổ sung …'
        if opens_with_order(rest) or (names and is_given(rest)):
            return Order(names, named=bool(names), at=label.end())
    orders = ordering and (opens_with_order(words) or DELIVERED.match(words) is not None)
    return Order((), named=False) if orders else None


def _named_at(words: str, ordering: bool, issuer: str | None) -> Order | None:
    named = _behind_a_time(words, issuer) or _named_order(words, None if ordering else issuer)
    if named is not None and ordering and named.express and acts_through(named.lead, words[:1]):
        return _asks_others(words, issuer) or named
    return named


def _asks_others(words: str, issuer: str | None) -> Order | None:
    """'Sở Du lịch yêu cầu các cơ sở lưu trú dừng …': to ask those whom no list knows is the department's own duty."""
    subject = agencies_at(words)
    if subject is None or not _ASKS.match(words, subject.end) or is_issuer_alone(subject, issuer):
        return None
    return Order(subject.names, named=True, at=subject.end) if _BELOW.match(words) is not None else None


_ASKS = re.compile(r" (?:yêu cầu|vận động|khuyến cáo) (?:các|chủ|những|người|hộ|khách)\b")
_BELOW = re.compile(r"(?:Sở|Phòng|Chi cục|Công an|Ban Quản lý|Cảng vụ|Trung tâm|Bộ Chỉ huy|Thuế|Hải quan)\b")
_CONCERNED = re.compile(r"(?:Đối với|Riêng(?: đối với)?) (?=\S)")


def _concerned(words: str) -> Order | None:
    """'Đối với huyện ủy A, B, cần chỉ đạo …': whom the sentence is about does it."""
    opening = _CONCERNED.match(words)
    named = agencies_at(words, opening.end()) if opening is not None else None
    if named is None or not re.match(r",? (?:cần|phải|khẩn trương|tập trung|tiếp tục|chủ động)\b", words[named.end :]):
        return None
    return Order(named.names, named=True, at=named.end)


def _behind_a_time(words: str, issuer: str | None) -> Order | None:
    """'Tối thứ Sáu hằng tuần các thôn báo cáo …', '15/4 → Sở Nội vụ trình …': who stands behind when."""
    when = WHEN.match(words)
    for at in (when.end() if when is not None else 0, words.find("→") + 1):
        named = _named_order(words[at:].lstrip(), issuer) if at else None
        if named is not None:
            return replace(named, at=named.at + at, start=0)
    return None


def _labels_no_order(words: str, label: re.Match[str]) -> bool:
    """'Dự thảo Quyết định …: thống nhất thông qua.', or who is named behind the label does it unasked."""
    if is_view(words[label.end() :]) or is_idle(label.group("label")):
        return True
    return agencies_at(words, label.end()) is not None  # 'Đối với kiến nghị của các xã: UBND tỉnh sẽ đề nghị …'


def _only_asks_to_obey(words: str) -> bool:
    """'Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.' names no work."""
    opener = OPENERS.match(words)
    subject = agencies_at(words, skip(words, opener.end())) if opener is not None else agencies_at(words)
    return subject is not None and is_small_talk(words[subject.end :].lstrip(" ,:–-"))


def _after_idle_talk(words: str) -> int | None:
    """Where the first sentence begins that is no courtesy, view, entry into force, contact or basis."""
    starts = sentences(words)
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        if is_view(words[start:]) and demand_inside(words[start:end], None) is None:
            continue
        if not is_idle_talk(words[start:end]) or _orders_first(words[start:end]):
            return start
    return None


_IF = re.compile(r"[;,]\s+(?=nếu\b)", re.IGNORECASE)


def _orders_first(sentence: str) -> bool:
    """'Giao Sở Nội vụ theo dõi, đôn đốc; nếu có vướng mắc, kịp thời báo cáo …' orders before it is courteous."""
    first, *courtesy = _IF.split(sentence, maxsplit=1)
    return bool(courtesy) and _order_at(first, ordering=False, issuer=None) is not None


def _later_demand(words: str, start: int, issuer: str | None) -> Order | None:
    """A later sentence may order expressly, '… chịu trách nhiệm. Giao Sở X …', or say whose work is due when."""
    clauses = [found.end() for found in _CLAUSE.finditer(words)] if is_view(words) else []
    for later in sorted([*sentences(words), *clauses]):
        if later <= start:
            continue
        piece = words[later:]
        subject = agencies_at(piece)
        told = (
            AGREES.match(words)
            or (is_entry(words) and not _ATTENDS.search(SENTENCE_END.split(piece, maxsplit=1)[0]))
            or _is_dated(piece)
        )
        works = subject is not None and told and verb_follows(piece, subject.end)
        if works and subject is not None and not is_issuer_alone(subject, issuer):
            return Order(subject.names, named=True, at=later + subject.end, start=later)
        demand = OPENERS.match(piece)
        at = demand.end() if demand else demand_at(piece, subject) if subject else None
        order = after_demand(piece, at) if at is not None and not is_idle_talk(piece) else None
        if order is not None:
            return replace(order, at=order.at + later, start=later)
    return None


_ATTENDS = re.compile(r"\s(?:cùng )?(?:dự|tham dự|đi cùng|cùng đi|chủ trì)(?: tại [^,;.]{3,60})?\W*$")
_CLAUSE = compiled(r";\s+(?=[⟨A⟩])")  # 'Đồng ý về nguyên tắc; UBND tỉnh X xem xét …'


def _is_dated(piece: str) -> bool:
    return DATED.search(SENTENCE_END.split(piece, maxsplit=1)[0]) is not None


def _named_order(words: str, issuer: str | None) -> Order | None:
    """'Giao Sở X …', '… yêu cầu các sở …', 'Sở X chủ trì …', 'Nhãn: Sở X chủ trì …', 'Trong quý I, Sở X rà soát …'."""
    opener = OPENERS.match(words)
    if opener is not None:
        demanded = after_demand(words, opener.end())
        if demanded is not None and ":" in opener.group():  # 'Yêu cầu: các đơn vị phải …' may open principles
            demanded = replace(demanded, express=False)
        return demanded if demanded is None or not is_hand(demanded.lead[0]) else Order((), named=False, at=0)
    labelled = _after_label(words, issuer)
    if labelled is not None:
        return labelled
    subject = agencies_at(words)
    if subject is not None:
        demand = demand_at(words, subject)
        demanded = after_demand(words, demand) if demand is not None else None
        if demanded is not None and is_hand(demanded.lead[0]):  # 'Ban Quản lý yêu cầu nhà thầu …' is its own duty
            return Order(subject.names, named=True, at=subject.end)
        if demanded is not None or (demand is not None and not OWN_DUTY.match(words, subject.end)):
            return demanded
        if (both := _together(words, subject)) is not None:
            return both
        if verb_follows(words, subject.end) and not is_issuer_alone(subject, issuer):
            return Order(subject.names, named=True, at=subject.end)
        return demand_inside(words, issuer) or _loosely_named(words)
    return _loosely_named(words) or _first_of(after_intro(words, issuer), demand_inside(words, issuer))


_WITH = re.compile(r" cùng(?: với)? (?=\S)")


def _together(words: str, subject: Named) -> Order | None:
    """'Sở Giao thông vận tải cùng UBND huyện X giải quyết …': the first leads."""
    beside = _WITH.match(words, subject.end)
    named = agencies_at(words, beside.end()) if beside is not None else None
    if named is None or not verb_follows(words, named.end):
        return None
    return Order(subject.names, named=True, at=named.end)


def _first_of(one: Order | None, other: Order | None) -> Order | None:
    return min((order for order in (one, other) if order is not None), key=lambda order: order.at, default=None)


def _loosely_named(words: str) -> Order | None:
    """Whom no list of agencies knows, with the order's verb right after."""
    found = loosely_named(words)
    return Order(found.names, named=True, at=found.end) if found is not None else None


def _after_label(words: str, issuer: str | None) -> Order | None:
    label = LABEL.match(words)
    if label is None:
        return None
    begins = label.end() + (3 if words.startswith("do ", label.end()) else 0)
    rest = words[begins:]
    if is_idle(label.group("label")):
        return None
    if agencies_at(rest) is None and not OPENERS.match(rest):
        return None
    found = (
        _named_order(rest, issuer)
        if not LABEL.match(rest) and addressee_heading(label.group("label")) is None
        else None
    )
    return replace(found, at=begins + found.at, start=begins + found.start if found.start else 0) if found else None
