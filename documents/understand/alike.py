"""What most points of a list do the others do too: where they name their doer first, so does one no list knows."""

from __future__ import annotations

import re
from collections.abc import Callable

from documents.letters import compiled
from documents.understand.agencies import has_verb
from documents.understand.headings import is_busy, is_idle
from documents.understand.nodes import Node
from documents.understand.order_words import LABEL
from documents.understand.verbs import opens_with_order

_MOST = 0.5
_FEWEST = 2
_NAME_WORDS = 9
_NO_NAME = re.compile(
    r"(?:Về|Đối với|Trong|Thời|Địa điểm|Thành phần|Kinh phí|Lưu ý|Ghi chú|Ngày|Riêng|Hạn|Tháng|Quý|Kết quả|Tồn tại"
    r"|Mục|Khi|Việc|Công tác|Tình hình|Hồ sơ|Số|Đề nghị|Yêu cầu|Một số|Lịch|Tiếp|Chung|Phương|Giải pháp|Chương)\b"
)
_NAMED = compiled(r"[⟨A⟩][^:;.]*")


def names_each(root: Node, orders: Callable[[Node], bool]) -> bool:
    """Whether most of the points below that open with a heading or a label open with who does the work."""
    opened = [child for child in root.children if child.marked and _opening(child)]
    doers = sum(map(orders, opened))
    return doers >= _FEWEST and doers >= _MOST * len(opened)


def named_first(node: Node) -> str | None:
    """The doer that such a point opens with, as written without what stands in brackets."""
    opening = _opening(node)
    bare = re.sub(r"\s*\([^()]*\)", "", opening or "").strip(" .")
    if not bare or len(bare.split()) > _NAME_WORDS or _NAMED.fullmatch(bare) is None:
        return None
    return None if _NO_NAME.match(bare) or is_idle(bare) or is_busy(bare) or opens_with_order(bare) or has_verb(bare) else bare


def _opening(node: Node) -> str | None:
    """'Vật tư: …' by its label, '5. Hệ Quản lý Sinh viên' over points by its heading."""
    words = node.words.strip()
    if node.parts:
        return words.rstrip(" :") if not words.endswith((".", ";", ",")) else None
    label = LABEL.match(words)
    return label["label"] if label is not None else None
