"""Walk the tree of points and pick out the tasks: leaves that order, each with the addressee its place gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from documents.understand.addressees import addressee_heading
from documents.understand.agencies import parted
from documents.understand.alike import closed_by, closes_each, labelled, named_first, names_each, tells_work, works_each
from documents.understand.courtesies import (
    directs,
    is_basis,
    pleads_upwards,
)
from documents.understand.demanded import Order, addressed_by
from documents.understand.demands import sentences
from documents.understand.draft import SAYS_WHEN, Draft, drafted, fill
from documents.understand.fields import fields_of, said_inside
from documents.understand.headings import is_busy, is_idle, is_mandate, lists_criteria, looks_ahead
from documents.understand.introductions import announces, opens, own_act, speaks
from documents.understand.nodes import Node, is_capitals, is_heading, only_title, opens_sections
from documents.understand.orders import order_in
from documents.understand.paragraphs import Para
from documents.understand.paths import path_of, placed
from documents.understand.persons import share_of, shares_out
from documents.understand.place import Place
from documents.understand.sections import say_of, says_who, time_over, who_below
from documents.understand.tables import work_rows
from documents.understand.verbs import opens_with_order


class Walk:
    """One walk over one document; `issuer` is never its own addressee."""

    def __init__(self, *, issuer: str | None, addressees: tuple[str, ...]) -> None:
        self._issuer = issuer
        self._addressees = addressees
        self.drafts: list[Draft] = []
        self._read: dict[tuple[str, bool], Order | None] = {}

    def over(self, root: Node, place: Place) -> None:
        """The children of a node, in order; what an introduction says holds for its later siblings."""
        rows: list[Para] = []
        named = not place.idle and names_each(root, lambda point: self._names(point, place))
        addressed = root.kind != "root" and place.ordering and not place.idle and self._addressed(root) is not None
        works = addressed and works_each(root, lambda point: self._order(point.words, ordering=True) is not None)
        place = replace(place, each=named, works=works, closed=not place.idle and closes_each(root))
        current, begun, of_all = place, len(self.drafts), False
        for child, count in placed(root):
            if child.kind == "row":
                rows.append(child.para)
                continue
            self._table(rows, current)
            rows = []
            if child.kind == "field":
                self._field(child, self.drafts[begun:] if of_all else self.drafts[-1:], place)
            elif of_all and (said := who_below(child)):
                say_of(self.drafts[begun:], said, inherited=place.lead)
            else:
                current = self._child(child, current, count)
                of_all = of_all or bool(child.parts)
        self._table(rows, current)

    def _order(self, words: str, *, ordering: bool) -> Order | None:
        """The order in these words, read once: a point is looked at for itself, its list and its neighbours."""
        if (words, ordering) not in self._read:
            self._read[words, ordering] = order_in(words, ordering=ordering, issuer=self._issuer)
        return self._read[words, ordering]

    def _child(self, node: Node, place: Place, count: int) -> Place:
        inner = self._entered(node, place, count)
        begun = len(self.drafts)
        own = self._own(node, inner, place)
        if own is not None:
            self.drafts.append(own)
        if node.children:
            kept = own is not None and self._keeps_list(node)
            below = replace(inner, idle=inner.idle or kept, deep=inner.idle, hard=inner.hard or kept)
            if own is not None and not below.idle and own.lead:
                below = replace(below, lead=own.lead, ordering=True)
            self.over(node, below)
            if (day := time_over(node)) is not None:
                on_it = [draft for draft in self.drafts[begun:] if not draft.prepares]
                say_of(on_it, [("deadline", day)], inherited=())
        if own is not None and len(self.drafts) > begun + 1 and not self._keeps_beside(node):
            del self.drafts[begun]
        return self._after(node, place, inner)

    def _entered(self, node: Node, place: Place, count: int) -> Place:
        """What holds inside this node: its heading may name addressees, announce orders, or order nobody."""
        path = path_of(place.path, node, count)
        words = node.words
        anew = not node.marked and is_capitals(words) and is_heading(words)  # a title of its own ends what stood before
        inner = replace(
            place,
            path=path,
            root=False,
            idle=place.idle and not anew,
            shared=False,
            each=False,
            works=False,
            closed=False,
        )
        if shares_out(words) and node.parts:
            return replace(inner, lead=(), ordering=True, idle=False, shared=True)
        if place.hard or not (node.parts or is_heading(words)):
            return inner
        if place.deep:
            return self._resumed(node, inner)
        if (names := self._addressed(node)) is not None and not (place.lead and directs(words)):
            return replace(inner, lead=names, ordering=True, idle=False)
        if place.each and node.parts and (name := named_first(node)) is not None:
            return replace(inner, lead=parted(name), ordering=True)
        if (idle := self._orders_nobody(node)) is not None:
            return replace(inner, idle=idle)
        if self._decides(words, place):
            listed = self._lists(node)
            return replace(inner, ordering=False, lead=(), idle=listed, hard=listed)
        return self._announced(node, inner, place)

    def _announced(self, node: Node, inner: Place, place: Place) -> Place:
        """What an introduction, a heading of work or an order over its parts announces for the points below it."""
        words = node.words
        order = self._order(words, ordering=place.ordering)
        if order is not None and words.rstrip().endswith(":"):  # the last of several demands opens what stands below
            last = self._order(words[sentences(words)[-1] :], ordering=False)
            order = last if last is not None and last.express else order
        named = order if order is not None and order.named else None
        lead = place.lead if named is None else named.lead
        if words.rstrip().endswith(":") and (order is not None or speaks(words)):
            near = named is not None and named.at < 60
            idle = self._lists(node) and not near and not announces(words)
            return replace(inner, lead=lead, ordering=True, idle=idle or place.idle)
        if words.rstrip().endswith(":") and self._lists(node):
            return replace(inner, idle=True)
        if is_busy(words) and is_heading(words):
            return replace(inner, ordering=True, idle=False)
        over = bool(node.parts) and named is not None and named.start == 0
        return replace(inner, lead=lead, ordering=True) if over else inner

    def _orders_nobody(self, node: Node) -> bool | None:
        """Whether this opens a mandate, an assessment, aims; None where its words say nothing of the kind."""
        if node.kind == "article" and is_mandate(node.words):
            return True
        idle = is_idle(node.words) and is_heading(node.words) and (node.marked or not opens_sections(node))
        if not idle or (node.kind == "topic" and any(map(self._is_express, node.parts))):
            return None
        return not self._orders_below(node)

    def _is_express(self, node: Node) -> bool:
        order = self._order(node.words, ordering=False)
        return order is not None and order.express

    def _decides(self, words: str, place: Place) -> bool:
        """The issuer's own act, unless somebody is addressed here."""
        return own_act(words) and not (place.ordering and place.lead)

    def _names(self, node: Node, place: Place) -> bool:
        """Whether this point opens with whom it orders."""
        if node.parts:
            return self._addressed(node) is not None
        order = self._order(node.words, ordering=place.ordering)
        return order is not None and order.named and order.start == 0

    def _addressed(self, node: Node) -> tuple[str, ...] | None:
        """Capitals without a mark are who speaks ('CHÍNH PHỦ'), not who is addressed."""
        if not node.marked and is_capitals(node.words):
            return None
        heading = addressee_heading(node.words, over=bool(node.parts) and node.marked)
        return heading if heading is not None else addressed_by(node.words)

    def _orders_below(self, node: Node) -> bool:
        """'Yêu cầu:' over points that each name who does what is no list of principles."""
        leaves = [child for child in node.parts if child.kind != "row"]
        if any(child.parts and self._addressed(child) for child in leaves):
            return True
        named = [self._order(child.words, ordering=False) for child in leaves]
        return node.words.rstrip().endswith(":") and sum(map(bool, named)) > 0.6 * len(leaves) > 0

    def _resumed(self, node: Node, inner: Place) -> Place:
        """Inside an assessment, '… yêu cầu các sở thực hiện các nhiệm vụ sau:' begins orders again."""
        opened = node.marked or node.words.rstrip().endswith(":")
        if opened and is_heading(node.words) and looks_ahead(node.words):
            return replace(inner, ordering=True, idle=False, deep=False)
        order = self._order(node.words, ordering=False) if node.words.rstrip().endswith(":") else None
        if order is None or not order.express:
            return inner
        return replace(inner, lead=order.lead, ordering=True, idle=False, deep=False)

    def _after(self, node: Node, place: Place, inner: Place) -> Place:
        """An unmarked introduction or heading also holds for what follows it on its own level."""
        if node.kind == "caption":
            return Place(root=True, path="")
        if is_basis(node.words):
            return place
        if node.marked or node.parts or not is_heading(node.words) or node.para.text.rstrip().endswith("./."):
            return place
        if inner.idle or inner.lead != place.lead or inner.ordering != place.ordering:
            return replace(place, lead=inner.lead, ordering=inner.ordering, idle=inner.idle)
        return place

    def _own(self, node: Node, inner: Place, place: Place) -> Draft | None:
        """The node itself as a task, if its words order somebody."""
        told = share_of(node.words) if place.shared else ()
        if inner.shared:
            return None
        if told or (not node.parts and any(says_who(child) for child in node.children)):
            return Draft(inner.path, (node.para.start, node.para.end), node.para.text, told or inner.lead, ())
        order = self._order_of(node, inner, place)
        return None if order is None else drafted(node, inner, place, order)

    def _order_of(self, node: Node, inner: Place, place: Place) -> Order | None:
        """What the words order, where they are no heading, no list's introduction and nobody's own act."""
        words, doers = node.words, closed_by(node) if place.closed else ()
        title = is_heading(words) and only_title(node) and not self._full(node)
        if self._addressed(node) is not None or (title and (node.parts or not place.closed)):
            return None
        order = self._order(words, ordering=(place.ordering or place.closed) and not place.idle)
        if order is None and place.each and (name := named_first(node)) is not None and not node.parts:
            order = labelled(words, parted(name))
        if (order is None or not order.named) and doers:
            order = Order(doers, named=True, at=len(words), express=True)
        if order is None and place.works and tells_work(node):
            order = Order((), named=False)
        if (order is None or not order.named) and node.marked and not inner.idle and opens_with_order(words):
            said = said_inside(words, named=False)  # 'Ban hành hướng dẫn … (Sở X).' is no act of the issuer's own
            order = Order(said, named=True, at=len(words), express=True) if said else order
        own = set(inner.lead) <= set(self._addressees)  # the issuer's, as no heading says whose
        if order is None or inner.hard or (own and pleads_upwards(words, self._issuer)):
            return None
        idle = place.idle if self._lists(node) else inner.idle
        if (idle or self._decides(words, place)) and not order.express:
            return None
        return None if words.rstrip().endswith(":") and (opens(words) or opens_sections(node)) else order

    def _full(self, node: Node) -> bool:
        """'5. Các ấp nộp danh sách trước 15/3' over paragraphs of small talk: the full stop was left out."""
        if not node.marked or any(child.marked or child.kind == "row" for child in node.parts):
            return False
        order = self._order(node.words, ordering=False)
        return order is not None and order.named

    def _lists(self, node: Node) -> bool:
        """Opens a list of contents; one whose lines order and say when, as below '… chế độ, gồm:', is none."""
        if opens_sections(node) or self._orders_below(node):
            return False
        leaves = [child for child in node.parts if child.kind != "row"]
        dated = sum(SAYS_WHEN.search(child.words) is not None for child in leaves)
        return lists_criteria(node.words) and not (len(leaves) > 1 and dated > 0.6 * len(leaves))

    def _keeps_list(self, node: Node) -> bool:
        """The list under an order is its contents, not orders of their own."""
        if self._lists(node) and not announces(node.words):
            return True
        leaves = [child for child in node.parts if child.kind != "row" and not (child.marked and child.parts)]
        ordering = sum(1 for child in leaves if self._addressed(child) or self._order(child.words, ordering=True))
        return bool(leaves) and ordering < 0.5 * len(leaves)

    def _keeps_beside(self, node: Node) -> bool:
        """A full paragraph of its own whose continuation paragraphs also order stays a task beside them."""
        return (
            len(node.words) > 130 and not is_heading(node.words) and all(child.kind == "plain" for child in node.parts)
        )

    def _field(self, node: Node, speaks_of: Sequence[Draft], place: Place) -> None:
        for role, value in fields_of(node.para.text):
            if role == "task":
                self.drafts.append(
                    Draft(f"nv{len(self.drafts) + 1}", (node.para.start, node.para.end), node.para.text, (), ())
                )
                speaks_of = self.drafts[-1:]
            elif value and len(speaks_of) > 1:
                say_of(speaks_of, [(role, value)], inherited=place.lead)
            elif value and speaks_of:
                fill(speaks_of[0], role, value)

    def _table(self, rows: Sequence[Para], place: Place) -> None:
        path = "" if place.path.startswith("đoạn") else place.path
        for row in work_rows(rows) if rows else []:
            ref = f"{path}.{row.count or f'd{row.para.index}'}".strip(".")
            lead = row.lead or place.lead
            self.drafts.append(
                Draft(
                    ref,
                    row.span,
                    row.text,
                    lead,
                    row.supporting,
                    times=[row.time],
                    in_table=True,
                    supposed=row.supposed,
                )
            )
