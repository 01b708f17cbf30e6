"""Decide where one paragraph orders several agencies one after another: 'Sở A rà soát … . Sở B thẩm định … .'"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.text import fold
from documents.letters import compiled
from documents.understand.demanded import Order
from documents.understand.draft import Draft
from documents.understand.fields import said_inside
from documents.understand.order_words import APART
from documents.understand.orders import order_in
from documents.understand.supporting import supporting_in

_CLOSED = compiled(r"\([^()]{3,120}\)\.\s+(?=[⟨A⟩])")
_MARK = re.compile(r"\W*(?:(?:\d{1,2}|[IVX]{1,4}|[a-zđ])[.)/]\s*)+")
_STOP = compiled(r"(?<!\b[ACP])[.;]\s+(?=(?:riêng )?[⟨A⟩])|(?<=[⟨a⟩]{2})\.(?=[⟨A⟩][⟨a⟩])")


def each_doer(draft: Draft, issuer: str | None) -> list[Draft]:
    """One draft for each agency that a sentence of its own orders; the draft itself where there is but one."""
    if draft.times or draft.in_table:
        return [draft]
    begun = _in_brackets(draft) or [(0, draft.lead), *_other_doers(draft, issuer)]
    if len(begun) == 1:
        return [draft]
    ends = [*(at for at, _ in begun[1:]), len(draft.text)]
    parts = [_part(draft, n, at, end, lead) for n, ((at, lead), end) in enumerate(zip(begun, ends, strict=True), 1)]
    return parts[1:] if not parts[0].lead and order_in(parts[0].text, ordering=True) is None else parts


def _in_brackets(draft: Draft) -> list[tuple[int, tuple[str, ...]]]:
    """'Sửa điều hòa trong ngày (anh Chiến). Cải tạo nhà B trước 30/5 (P. Hành chính).': each sentence says who."""
    begins = [0, *(stop.end() for stop in _CLOSED.finditer(draft.text))]
    doers = [
        said_inside(draft.text[start:end].strip(), named=False) for start, end in pairwise([*begins, len(draft.text)])
    ]
    return list(zip(begins, doers, strict=True)) if len(begins) > 1 and all(doers) else []


def _other_doers(draft: Draft, issuer: str | None) -> list[tuple[int, tuple[str, ...]]]:
    """Where later sentences begin that order somebody else than the sentence before them, or some of these apart."""
    found, doing = [], set(map(fold, draft.lead))
    edges = [*(stop.end() for stop in _STOP.finditer(draft.text)), len(draft.text)]
    for start, end in pairwise(edges):
        if _MARK.fullmatch(draft.text, 0, start):  # '1.1. Lãnh đạo UBND tỉnh …' has no sentence before it
            continue
        order = order_in(draft.text[start:end].strip(), ordering=False, issuer=issuer)
        if (
            order is None
            or not _own_sentence(order)
            or draft.text.count("(", 0, start) > draft.text.count(")", 0, start)
        ):
            continue
        named = set(map(fold, order.lead))
        if named == doing or (named & doing and APART.match(draft.text, start) is None):
            continue
        doing = named
        found.append((start, order.lead))
    return found


def _own_sentence(order: Order) -> bool:
    return order.named and order.start == 0 and (order.express or not order.lead[0][:1].islower())


def _part(draft: Draft, count: int, start: int, end: int, lead: Sequence[str]) -> Draft:
    text = draft.text[start:end].rstrip()
    span = (draft.span[0] + start, draft.span[0] + start + len(text))
    names = tuple(lead)
    return replace(draft, ref=f"{draft.ref}#{count}", span=span, text=text, lead=names, supporting=supporting_in(text))
