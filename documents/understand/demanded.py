"""What a demand asks for, and of whom: 'yêu cầu các sở …', '…; giao Sở Nội vụ …', 'Đối với X, UBND tỉnh yêu cầu …'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.understand.agencies import Named, agencies_at
from documents.understand.courtesies import is_hand, is_plea, is_small_talk, only_tells
from documents.understand.demands import is_told, opens_clause, sentences
from documents.understand.order_words import DEMAND, NEWS, OPENERS
from documents.understand.verbs import verb_at


@dataclass(frozen=True, slots=True)
class Order:
    """Who is ordered; `named` is False where only the context can say."""

    lead: tuple[str, ...]
    named: bool
    at: int = 0  # where in the words the order's own verb stands
    start: int = 0  # where the sentence begins that orders
    express: bool = False  # 'giao', 'yêu cầu', 'đề nghị': said outright


def demand_inside(words: str, issuer: str | None) -> Order | None:
    """'…, đề nghị các khoa …' anywhere in the paragraph, where the demand opens a clause or follows who speaks."""
    for found in DEMAND.finditer(words):
        if found.group("verb").lower() in {"chỉ đạo", "cử", "mời", "lưu ý"} and not NEWS.search(words[: found.start()]):
            continue
        if not opens_clause(words[: found.start()]) or is_told(words, found, issuer):
            continue
        order = after_demand(words, found.end())
        if order is not None and not is_hand(order.lead[0]):
            begun = max(start for start in sentences(words) if start <= found.start())
            apart = words[: found.start()].endswith("; ") and found["verb"] in {"yêu cầu", "đề nghị"}
            return replace(order, start=found.start() if apart else begun)
    return None


def after_demand(words: str, at: int) -> Order | None:
    at = skip(words, at)
    named = agencies_at(words, at)
    if named is None:
        return None
    rest = words[named.end :].lstrip(" ,:–-")
    if not rest or is_small_talk(rest) or is_plea(words[:at], rest) or only_tells(words[:at], rest):
        return None
    return Order(named.names, named=True, at=named.end, express=True)


def addressed_by(words: str) -> tuple[str, ...] | None:
    """Whom '… Chủ tịch UBND tỉnh yêu cầu các sở, UBND các xã:' addresses for what stands below."""
    if not words.rstrip().endswith(":"):
        return None
    for found in DEMAND.finditer(words):
        if found["verb"] == "chỉ đạo" and OPENERS.match(words):  # 'Giao Đảng ủy X lãnh đạo, chỉ đạo UBND xã:'
            continue
        named = agencies_at(words, skip(words, found.end()))
        if named is not None and not words[named.end :].strip(" :") and opens_clause(words[: found.start()]):
            return named.names
    return None


def towards(words: str, comma: int, demand: int) -> Order | None:
    """'Đối với Bộ Chỉ huy Quân sự tỉnh, UBND tỉnh yêu cầu chỉ đạo …'"""
    named = agencies_at(words[:comma], len("Đối với ")) if words.startswith("Đối với ") else None
    if named is None or named.end != comma or not verb_at(words, skip(words, demand)):
        return None
    return Order(named.names, named=True, at=demand, express=True)


def demand_at(words: str, subject: Named) -> int | None:
    """Where a demand by this speaker ends: 'UBND tỉnh yêu cầu | các sở …'."""
    rest = words[subject.end :]
    found = DEMAND.match(words, subject.end + len(rest) - len(rest.lstrip(" ,")))
    return None if found is None or found.group("verb").lower() in {"chỉ đạo", "cử"} else found.end()


def skip(words: str, at: int) -> int:
    found = re.compile(
        r"(?:đồng chí|các đồng chí|đ/c|cho|để|đề|tới|đến|với|ngay|thêm|trách nhiệm)\s+", re.IGNORECASE
    ).match(words, at)
    return at if found is None or agencies_at(words, at) else found.end()
