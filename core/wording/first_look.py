"""Decide what a coordinator is told first of a document: the list, then the questions put once a directive."""

from __future__ import annotations

from collections.abc import Sequence

from core import review
from core.agencies import Matcher
from core.messages import Reply
from core.model import Directive, DraftTask
from core.wording import naming, reading, reviewing
from core.wording import review as say


def first_look(directive: Directive, several: Sequence[DraftTask], *, known: Matcher) -> list[Reply]:
    if not review.live(several):
        return [reading.no_tasks(directive)]
    sizes = review.sizes(review.live(several), known)
    said = [say.listed(directive, several, sizes=sizes, with_help=say.TYPED_HELP)]
    said += naming.ask_groups(directive, review.collectives(several), sizes=sizes)
    shared, before = review.inherited(several), review.before_dates(several)
    if shared and shared[0].due:
        said.append(reviewing.ask_inherited(directive, len(shared), shared[0].due.text.replace("*", "")))
    if before:
        said.append(reviewing.ask_before(directive, before[0]))
    return said
