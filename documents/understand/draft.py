"""A task before its times are read, and what the lines below it add: who leads, who supports, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.understand.courtesies import acts_through, begins_behind, is_entry, is_sending
from documents.understand.demanded import Order
from documents.understand.fields import doers_in, names_in, said_inside
from documents.understand.nodes import Node
from documents.understand.place import Place
from documents.understand.supporting import supporting_in

SAYS_WHEN = re.compile(
    r"(?:trước|chậm nhất|hoàn thành trong|trong (?:ngày(?= \d)|quý|tháng|năm)|từ ngày|h[ằà]ng (?:ngày|tuần|tháng"
    r"|quý|năm))\b(?! khi)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """A task before its times are read. `times` are texts of fields or cells that say when."""

    ref: str
    span: tuple[int, int]
    text: str
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    times: list[str] = field(default_factory=list)
    in_table: bool = False
    supposed: bool = False  # the row says no lead: the one above it is proposed, and asked about
    plain: bool = False  # a paragraph without a mark
    prepares: bool = False  # behind an entry of a timetable: for it, and due on no day that is said
    sent: bool = False  # 'Báo cáo gửi về … trước ngày …': says how and when, of the demand before it


def drafted(node: Node, inner: Place, place: Place, order: Order) -> Draft:
    """What this point orders, from where it begins to order."""
    words = node.words
    own = order.named and not acts_through(order.lead, inner.lead) and not (place.lead and only_says_when(words))
    begin = 0 if node.marked and not begins_behind(words) else node.body + order.start
    return Draft(
        inner.path,
        (node.para.start + begin, node.para.end),
        node.para.text[begin:],
        said_inside(words, named=order.named) or (order.lead if own else inner.lead),
        supporting_in(words),
        plain=node.kind == "plain",
        prepares=is_entry(words) and order.start > 0,
        sent=is_sending(words),
    )


def only_says_when(words: str) -> bool:
    """'Khu khám bệnh: xong trước 23/8' below 'Phòng Quản trị sửa 07 bồn rửa' says when a part of it is due."""
    return re.match(r"[^:;.]{3,80}:\s*(?:xong|hoàn thành)\b[^;,]{0,60}$", words) is not None


def fill(draft: Draft, role: str, value: str) -> None:
    """What a line below says of it, as `fields_of` reads it."""
    names = tuple(name for piece in value.split(";") for name in names_in(piece))
    if role == "doer":
        draft.lead, draft.supporting = doers_in(value), supporting_in(value)
        draft.times.append(value)
    elif role == "lead":
        draft.lead = names
    elif role == "supporting":
        draft.supporting = (*draft.supporting, *(name for name in names if name not in draft.supporting))
    elif role == "deadline":
        draft.times.append(value)


def has_own(draft: Draft, role: str, *, inherited: tuple[str, ...]) -> bool:
    """Whether the point says by itself who or when."""
    if role == "deadline":
        return bool(draft.times or SAYS_WHEN.search(draft.text))
    return bool(draft.supporting if role == "supporting" else draft.lead not in {(), inherited})
