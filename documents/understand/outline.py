"""Build the tree of a document's points: which paragraph stands under which heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.understand.addressees import addressee_heading
from documents.understand.agencies import agencies_at
from documents.understand.loosely import loosely_named
from documents.understand.nodes import LISTS, RANK, Node, is_capitals, is_heading, nodes_of
from documents.understand.numbering import mark_of
from documents.understand.order_words import DATED
from documents.understand.paragraphs import Para
from documents.understand.verbs import opens_with_order

_FIRST = {"1", "a", "I", "A", "i", "nhất", "-", "–", "—", "+", "•", "▪", "·", "*", "●", "○", "❖", "✓", "→"}
_DEEPEST = 40
_NOTE = re.compile(r"(?:Lưu ý|Ghi chú)\s*:$")  # '* Lưu ý:' behind a list is no part of its last line


def outline(paras: Sequence[Para]) -> Node:
    """The tree of these paragraphs under one root."""
    root = Node(Para(-1, "", 0), "root")
    stack = [root]
    nodes = nodes_of(paras)
    for node, marked in zip(nodes, _ahead(nodes), strict=True):
        if node.kind == "field":
            _holder(stack, node).add(node)
            continue
        if node.kind == "caption":
            del stack[1:]
        elif node.kind != "row":
            _unwind(stack, node, marked)
        stack[-1].add(node)
        if node.kind != "row" and len(stack) < _DEEPEST:
            stack.append(node)
    return root


def _holder(stack: Sequence[Node], field: Node) -> Node:
    """'3. Thời gian thực hiện: …' beside '1. Nội dung' and its points speaks of all of them, else of the line above."""
    kind = mark_of(field.para.text)[0]
    if kind in LISTS | {"plain"}:  # a dash speaks of the line above: which of several dashes it sums up is not said
        return stack[-1]
    beside = (n for n in range(len(stack) - 2, 0, -1) if stack[n].kind == kind)
    return stack[next(beside, len(stack)) - 1]


def _ahead(nodes: Sequence[Node]) -> Iterator[Node | None]:
    """For each the next marked point below it; for an introduction ending in a colon, past the list it opens."""
    of_any: list[Node | None] = [None]
    past_lists: list[Node | None] = [None]
    for node in reversed(nodes):
        of_any.append(node if node.marked else of_any[-1])
        past_lists.append(node if node.marked and node.kind not in LISTS else past_lists[-1])
    for node, near, far in zip(nodes, of_any[-2::-1], past_lists[-2::-1], strict=True):
        yield far if node.words.rstrip().endswith(":") else near


def _unwind(stack: list[Node], node: Node, ahead: Node | None) -> None:
    """Leave on the stack what this node stands under."""
    if node.kind in LISTS and _NOTE.match(node.words):
        _leave_lists(stack)
    elif node.marked:
        _under_marks(stack, node)
    else:
        _under_words(stack, node, ahead)


def _under_marks(stack: list[Node], node: Node) -> None:
    rank = RANK.get(node.kind)
    if rank is not None:
        _leave_ranks(stack, rank, node.kind)
        return
    top = stack[-1]
    if node.value in _FIRST and _may_host(top, node):
        return
    owner = _owner(stack, node)
    if owner is None:
        owner = _twin(stack, node)
    if owner is not None:
        del stack[owner + 1 :]
        return
    if top.kind == "plain" and not is_heading(top.words):
        stack.pop()


def _leave_ranks(stack: list[Node], rank: int, kind: str) -> None:
    """A section leaves everything but what encloses its kind, as an introduction ending in a colon does."""
    while len(stack) > 1:
        top = stack[-1]
        if top.has(kind) or (RANK.get(top.kind, 9) < rank) or (top.kind == "caption"):
            return
        if top.kind == "plain" and top.words.rstrip().endswith(":") and len(stack) == 2 and not top.marked:
            return
        if RANK.get(top.kind) == rank and top.kind != kind and top.kind == "upper" and kind == "roman":
            return
        stack.pop()


def _may_host(top: Node, node: Node) -> bool:
    """A heading or introduction right above hosts the first point of a list of another kind."""
    fits = top.kind == "plain" or (top.marked and top.kind != node.kind)
    return fits and is_heading(top.words) and not top.has("field")


def _owner(stack: list[Node], node: Node) -> int | None:
    """The nearest enclosing node that already has points of this kind which this one follows."""
    for index in range(len(stack) - 1, -1, -1):
        candidate = stack[index]
        if node.kind in LISTS and _heads_points(stack[index + 1 : index + 2]):
            return index + 1
        if candidate.has(node.kind) and _follows(candidate.last(node.kind), node.value):
            return index
    return None


def _twin(stack: list[Node], node: Node) -> int | None:
    """What holds a point with this very mark: '1.' said again stands beside it, not below."""
    return next(
        (i - 1 for i in range(len(stack) - 1, 0, -1) if (stack[i].kind, stack[i].value) == (node.kind, node.value)),
        None,
    )


def _heads_points(nodes: Sequence[Node]) -> bool:
    """A numbered heading keeps the dashes below it to itself."""
    return any(node.marked and node.kind not in LISTS and is_heading(node.words) for node in nodes)


def _follows(before: str, value: str) -> bool:
    if value in _FIRST and not before.isalnum():
        return True
    if value.split(".")[-1].isdigit() and before.split(".")[-1].isdigit():
        return value.split(".")[:-1] == before.split(".")[:-1] and int(value.split(".")[-1]) > int(
            before.split(".")[-1]
        )
    if value in _FIRST:
        return False
    return value != before


def _under_words(stack: list[Node], node: Node, ahead: Node | None) -> None:
    """A paragraph without a mark: under the heading above it, or, when that one's list has ended, further out."""
    if is_capitals(node.words) and len(node.words) < 200:
        del stack[1:]
        return
    if addressee_heading(node.words) is not None and node.words.rstrip().endswith(":"):
        _leave_lists(stack)
        return
    if _names_doer(stack[-1], node):
        return
    keep = _still_needed(stack, ahead)
    while len(stack) - 1 > keep and not _hosts(stack[-1]):
        stack.pop()
    if stack[-1].listed and ahead is None:
        del stack[1:]


def _names_doer(top: Node, node: Node) -> bool:
    """A short point that names nobody is the title of the paragraph below it that does."""
    return (
        top.marked
        and not top.children
        and len(top.words) < 130
        and not (top.words.endswith(".") and (top.kind in LISTS or DATED.search(top.words)))
        and agencies_at(top.words) is None
        and agencies_at(node.words) is not None
        and not is_heading(node.words)
    )


def _leave_lists(stack: list[Node]) -> None:
    while len(stack) > 1 and (stack[-1].kind in {"plain", "dash", "plus", "bullet"}):
        stack.pop()


def _still_needed(stack: list[Node], ahead: Node | None) -> int:
    """How deep the next marked point will stand: what is needed for it stays open."""
    if ahead is None or RANK.get(ahead.kind):
        return 0
    if ahead.value in _FIRST and ahead.kind != "dash":
        return 0
    owner = _owner(stack, ahead)
    return owner if owner is not None else 0


def _hosts(node: Node) -> bool:
    """A heading hosts paragraphs until a list under it has begun, or lines have said who does it and when."""
    if node.kind in {"root", "caption"}:
        return True
    if not is_heading(node.words) or node.has("field"):
        return False
    if node.listed or _says_who_does(node.words):
        return False
    return node.kind != "plain" or not opens_with_order(node.words)


def _says_who_does(words: str) -> bool:
    """'Trạm Y tế phun thuốc từ nguồn dự phòng' orders by itself, though its stop was lost."""
    named = None if words.rstrip().endswith(":") else agencies_at(words) or loosely_named(words)
    return named is not None and opens_with_order(words[named.end :].lstrip())
