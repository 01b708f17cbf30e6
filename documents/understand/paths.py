"""Say where a point stands: 'II.3.b', 'Điều 4.2', '1.c đoạn 2', as an official would cite it."""

from __future__ import annotations

from collections.abc import Iterator

from documents.understand.nodes import LISTS, Node, is_heading


def placed(root: Node) -> Iterator[tuple[Node, int]]:
    """Its children, each the how-manieth it is: under a point dashes and paragraphs are counted apart."""
    lists = paragraphs = 0
    for child in root.children:
        lists += child.kind in LISTS
        paragraphs += child.kind == "plain"
        if child.kind in LISTS:
            yield child, lists if root.value else lists + paragraphs
        elif child.kind == "plain":
            yield child, paragraphs if root.value else lists + paragraphs
        else:
            yield child, 1


def path_of(path: str, node: Node, count: int) -> str:
    if node.kind in {"caption"}:
        return "PL"
    if node.kind == "plain" and (is_heading(node.words) or (path and count == 1)):
        return path
    if node.kind == "plain" or (node.kind in LISTS and not path):
        return f"{path} đoạn {count}".strip()
    if node.kind in LISTS:
        return f"{path}.{count}"
    own = f"Điều {node.value}" if node.kind == "article" else node.value
    if node.kind.startswith("number") and node.kind != "number":
        return f"{path.split('.')[0]}.{node.value}" if path[:1] in "IVX" and path else node.value
    return f"{path}.{own}" if path else own
