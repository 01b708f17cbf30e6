"""What the handlers of a review share: the draft at hand, and the message that shows where the review stands."""

from __future__ import annotations

from collections.abc import Sequence

from core import overlap, review
from core.agencies import Matcher, is_sure
from core.messages import Reply
from core.model import Agency, Directive, DirectiveState, DraftTask, Task
from core.problems import NotAllowed
from core.wording import overlapping
from core.wording import review as say_review
from core.wording import reviewing as say
from db import agencies, directives, drafts, facts, tasks
from handlers.talk import Talk

REVIEWABLE = frozenset({DirectiveState.DRAFT, DirectiveState.PUBLISHED})


def opened(talk: Talk, directive: int) -> tuple[Directive, list[DraftTask]]:
    """A directive with something left to review; typed edits are about it from now on."""
    one = directives.get(talk.conn, directive)
    if one.state not in REVIEWABLE:
        raise NotAllowed("not under review")
    facts.put(talk.conn, _fact(talk), str(directive))
    return one, drafts.of(talk.conn, directive)


def at_hand(talk: Talk) -> tuple[Directive, list[DraftTask]] | None:
    """The directive this coordinator looked at last, if it still waits; else their newest draft."""
    kept = facts.get(talk.conn, _fact(talk))
    several = drafts.of(talk.conn, int(kept)) if kept else []
    if review.live(several):
        return directives.get(talk.conn, several[0].directive_id), several
    newest = directives.newest_draft(talk.conn, coordinator_id=talk.person.id)
    return (newest, drafts.of(talk.conn, newest.id)) if newest else None


def _fact(talk: Talk) -> str:
    return f"review:{talk.person.id}"


def one_of(talk: Talk, draft: int) -> tuple[Directive, list[DraftTask], DraftTask]:
    """One draft with its directive and its neighbours. A published one is gone from here."""
    found = drafts.get(talk.conn, draft)
    directive, several = opened(talk, found.directive_id)
    return directive, several, found


def names(talk: Talk) -> dict[int, str]:
    return {agency.id: agency.name for agency in agencies.all_known(talk.conn)}


def matcher(talk: Talk) -> Matcher:
    return Matcher(agencies.all_known(talk.conn))


def surely(talk: Talk, written: str) -> Agency | None:
    """The agency of the directory that is surely meant: work is never given on a likeness."""
    named = matcher(talk).match(written)
    return agencies.get(talk.conn, named.agency_id) if named.agency_id is not None and is_sure(named) else None


def resembled(talk: Talk, draft: DraftTask) -> list[Task]:
    """The open tasks it is asked about, once nothing else is unclear of it."""
    found = review.questions(draft)
    if not found or not overlap.is_question(found[0]):
        return []
    return [tasks.get(talk.conn, number, for_=talk.person) for number in overlap.asked(draft)]


def sizes(talk: Talk, several: Sequence[DraftTask]) -> dict[str, int]:
    """How many agencies of the directory each collective lead means."""
    return review.sizes(several, matcher(talk)) if any(review.GROUP in one.doubts for one in several) else {}


def card(talk: Talk, draft: int, *, note: str = "") -> list[Reply]:
    directive, several, found = one_of(talk, draft)
    there = resembled(talk, found)
    if there:
        return [overlapping.overlap(found, there, note=note)]
    last = max(one.position for one in several)
    shown = say_review.card(
        directive, found, last=last, names=names(talk), today=talk.today, sizes=sizes(talk, [found]), note=note
    )
    return [shown]


def listing(talk: Talk, directive: int, *, note: str = "") -> list[Reply]:
    one, several = opened(talk, directive)
    if not review.live(several) and one.state is DirectiveState.PUBLISHED:
        return [say.nothing_left(one)]
    return [say_review.listed(one, several, sizes=sizes(talk, several), note=note)]


def next_doubt(talk: Talk, directive: int, *, note: str = "", after: int = 0) -> list[Reply]:
    """The next task that needs a look, from this place on and then from the start; the list when none is left."""
    _, several = opened(talk, directive)
    waiting = review.doubtful(several)
    following = next((one for one in waiting if one.position > after), waiting[0] if waiting else None)
    if following is None:
        return listing(talk, directive, note=note)
    return card(talk, following.id, note=note)
