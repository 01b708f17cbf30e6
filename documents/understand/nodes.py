"""Make the nodes of the outline: one for each paragraph, with its mark, or told to be a row, a caption or a field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.understand.agencies import agencies_at
from documents.understand.fields import field_of, is_beside
from documents.understand.numbering import mark_of
from documents.understand.paragraphs import Para
from documents.unstopped import unstopped

_UNMARKED = frozenset({"plain", "root", "caption", "row", "field"})
LISTS = frozenset({"dash", "plus", "bullet"})
RANK = {"part": 1, "upper": 2, "roman": 2, "article": 2}
_CAPTION = re.compile(r"^(?:PHỤ LỤC|Phụ lục|DANH MỤC|KẾ HOẠCH|CHƯƠNG TRÌNH|BIỂU|Biểu|MẪU|ĐỀ CƯƠNG|QUY CHẾ|PHƯƠNG ÁN)\b")


@dataclass(slots=True)
class Node:
    """A paragraph with what stands under it. `body` is where its own words begin, after the mark."""

    para: Para
    kind: str
    value: str = ""
    body: int = 0
    children: list[Node] = field(default_factory=list)
    _last: dict[str, str] = field(default_factory=dict)  # of each kind of child, the last one's value

    def add(self, child: Node) -> None:
        self.children.append(child)
        self._last[child.kind] = child.value

    @property
    def words(self) -> str:
        return self.para.text[self.body :]

    @property
    def marked(self) -> bool:
        return self.kind not in _UNMARKED

    @property
    def parts(self) -> list[Node]:
        """What stands under it but for the lines that only say who and when."""
        return [child for child in self.children if child.kind != "field"]

    @property
    def listed(self) -> bool:
        """Whether a marked point stands under it."""
        return not self._last.keys() <= _UNMARKED

    def has(self, kind: str) -> bool:
        return kind in self._last

    def last(self, kind: str) -> str:
        return self._last.get(kind, "")


def nodes_of(paras: Sequence[Para]) -> list[Node]:
    """A node for each, in order, none of them under another yet."""
    return _told_apart(_topical(_numbered([_node(para) for para in paras])))


def _numbered(nodes: list[Node]) -> list[Node]:
    """With the points whose numbers lost their stops."""
    stopped = sum(node.kind in {"number", "roman", "letter"} for node in nodes)
    for at, mark in unstopped([node.para.text for node in nodes], stopped=stopped).items():
        if nodes[at].kind in {"plain", "caption"}:
            nodes[at] = Node(nodes[at].para, *mark)
    return _with_scanned_ones(nodes)


def _topical(nodes: list[Node]) -> list[Node]:
    """With unnumbered headings that each open a part: 'Về công tác cán bộ', 'Về tình hình mưa lũ'."""
    topics = [at for at, node in enumerate(nodes) if node.kind == "plain" and _is_topic(node.words)]
    if len(topics) > 1:
        for count, at in enumerate(topics, start=1):
            nodes[at] = Node(nodes[at].para, "topic", f"Về {count}")
    return nodes


def _is_topic(words: str) -> bool:
    return words.startswith("Về ") and is_heading(words) and not words.rstrip().endswith(":")


def _with_scanned_ones(nodes: list[Node]) -> list[Node]:
    """'l.' that 'a)' or '2.' follows, and no 'k.' goes before, is a '1.' as scanners read it."""
    known = {node.value for node in nodes if node.kind == "letter"}
    for node in nodes:
        if node.kind == "letter" and node.value == "l" and "k" not in known:
            node.kind, node.value = "number", "1"
    return nodes


def _told_apart(nodes: list[Node]) -> list[Node]:
    """Whether a line that may be a field is one shows beside what it stands."""
    kept: list[Node] = []
    for index, node in enumerate(nodes):
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        if node.kind == "field" and _doubtful(node) and not (kept and kept[-1].marked and not _asks_on(kept[-1])):
            node = _plain(node.para)
        elif is_beside(node.para.text) and any(
            other is not None and other.kind == "field" for other in (*kept[-1:], following)
        ):
            node = Node(node.para, "field")
        kept.append(node)
    return kept


def _doubtful(node: Node) -> bool:
    found = field_of(node.para.text)
    return found is not None and found[0] == "doer"


def _asks_on(node: Node) -> bool:
    """A heading over points, or a point that names its own doer, has no line below it that says who."""
    return node.words.rstrip().endswith(":") or agencies_at(node.words) is not None or node.kind in RANK


def _node(para: Para) -> Node:
    if para.cells:
        return Node(para, "row")
    if field_of(para.text) is not None:
        return Node(para, "field")
    return _plain(para)


def _plain(para: Para) -> Node:
    kind, value, body = mark_of(para.text)
    if (
        kind == "plain"
        and _CAPTION.match(para.text)
        and len(para.text) < 200
        and not para.text.endswith((".", ";", ":"))
    ):
        kind = "caption"
    return Node(para, kind, value, body)


def is_heading(text: str) -> bool:
    """Short and without a sentence's end, or ending in a colon."""
    stripped = text.strip()
    if stripped.endswith(":"):
        return True
    if "\t" in stripped or " | " in stripped:
        return False
    return len(stripped) < 130 and not stripped.endswith((".", ";", "!", "…", ","))


def is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


_FOLLOWS = re.compile(r"\b(?:sau(?: đây)?|cụ thể|gồm|nội dung)\s*:\s*$")


def only_title(node: Node) -> bool:
    """A heading with points under it, or without a full clause, is a title."""
    words = node.words.rstrip()
    if words.endswith(":"):
        return False
    return bool(node.parts) or (
        len(words) < 60 and not re.search(r"\d{4}|trước ngày", words) and node.kind not in {"dash", "plus", "letter"}
    )


def opens_sections(node: Node) -> bool:
    """'… triển khai việc lập kế hoạch, với các nội dung sau:' before 'I. …', 'II. …'."""
    return _FOLLOWS.search(node.words) is not None and all(
        child.kind in {"roman", "article", "upper", "part"} for child in node.parts
    )
