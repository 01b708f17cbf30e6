"""Find who is ordered behind an opening clause, and tell the issuer's own name from an addressee's."""

from __future__ import annotations

import re

from core.text import fold
from documents.understand.agencies import Named, agencies_at
from documents.understand.demanded import Order, after_demand, demand_at, towards
from documents.understand.demands import asked_by_others
from documents.understand.followed import verb_follows
from documents.understand.order_words import DEMAND, DONE_BY, INTRO, PLACE, PUBLIC, SENTENCE_END, WHOLE

_BODIES = re.compile(r"ban (?:thuong truc|thuong vu|chap hanh) (?=[a-z])")  # 'Ban Thường trực UBMTTQ …' acts for it


def is_issuer_alone(subject: Named, issuer: str | None) -> bool:
    if issuer is None or len(subject.names) != 1:
        return False
    name, own = _BODIES.sub("", fold(subject.names[0])), _BODIES.sub("", fold(issuer))
    itself = own.startswith(name) or (PLACE.match(name) is not None and own.endswith(name))
    return itself and not name.startswith("cac ") and len(name.split()) > 1


def after_intro(words: str, issuer: str | None) -> Order | None:
    """The subject may stand after an opening clause of the first sentence."""
    if not INTRO.match(words):
        return None
    stop = SENTENCE_END.search(words)
    end = min(stop.start() if stop else len(words), WHOLE)
    for comma in re.finditer(r"[,;]\s+", words[:end]):
        asked = DEMAND.match(words, comma.end())
        if asked is not None and (order := towards(words, comma.start(), asked.end())) is not None:
            return order
        subject = agencies_at(words, comma.end())
        told = DONE_BY.search(words, 0, comma.start()) or _ASKED.search(words, 0, comma.start())
        if subject is None or not _may_open(subject.names[0]) or told:
            continue
        demand = demand_at(words, subject)
        if demand is not None and PUBLIC.match(subject.names[0]):
            continue
        if demand is not None:
            if asked_by_others(words[: subject.end] + " ", words[subject.end : demand].strip(), issuer):
                return None
            return after_demand(words, demand) or towards(words, comma.start(), demand)
        if (
            verb_follows(words, subject.end)
            and not is_issuer_alone(subject, issuer)
            and words[subject.end : subject.end + 1] != ","
        ):
            return Order(subject.names, named=True, at=subject.end)
    return None


_ASKED = re.compile(r"\b(?:kiến nghị|đề xuất với) [A-ZĐỦ][^,;]{2,60}$")  # 'kiến nghị Chính phủ | , Bộ X điều chỉnh …'


def _may_open(name: str) -> bool:
    """Inside a sentence a subject is a proper name or a collective; 'thôn, tổ dân phố' are things spoken of."""
    return name[0].isupper() or name.startswith(("các ", "toàn ", "từng ", "mỗi ", "thủ trưởng ", "người đứng đầu "))
