"""The coordinator goes through what was read: the list, the cards, and the questions put once a directive."""

from __future__ import annotations

from dataclasses import replace

from core import review
from core.messages import Reply
from core.model import Directive, DirectiveState
from core.problems import NotAllowed
from core.wording import review as say_review
from core.wording import review_table
from core.wording import reviewing as say
from db import directives, drafts, files
from documents.workbooks import Column, workbook
from handlers import drafting
from handlers.directives import FOLLOWS_UP
from handlers.drafting import card, listing, next_doubt, one_of, opened
from handlers.talk import Act, Talk


def show(talk: Talk, *, directive: int) -> list[Reply]:
    return listing(talk, directive)


def show_all(talk: Talk, *, directive: int, page: int = 0) -> list[Reply]:
    one, several = opened(talk, directive)
    last = max(0, (len(review.live(several)) - 1) // say_review.PAGE)
    return [say_review.page(one, several, number=min(max(page, 0), last), names=drafting.names(talk))]


def table(talk: Talk, *, directive: int) -> list[Reply]:
    """The draft as a workbook for the head of the office; nothing of it is in force."""
    one, several = opened(talk, directive)
    columns = [Column(heading, width) for heading, width in review_table.COLUMNS]
    rows = review_table.rows(one, several, names=drafting.names(talk), sizes=drafting.sizes(talk, several))
    content = workbook(review_table.title(one), columns, rows, sheet=review_table.SHEET, on=talk.today)
    file_id = files.keep(talk.conn, content, name=review_table.file_name(one))
    return [review_table.sent(one, tasks=len(review.live(several)), file_id=file_id)]


def show_card(talk: Talk, *, draft: int) -> list[Reply]:
    return card(talk, draft)


def following(talk: Talk, *, directive: int) -> list[Reply]:
    return next_doubt(talk, directive)


def after(talk: Talk, *, draft: int) -> list[Reply]:
    """The card behind this one: while doubts are left the next doubtful one, else simply the next."""
    directive, several, here = one_of(talk, draft)
    if any(one.id != draft for one in review.doubtful(several)):
        return next_doubt(talk, directive.id, after=here.position)
    behind = [one for one in review.live(several) if one.position > here.position]
    return card(talk, behind[0].id) if behind else listing(talk, directive.id)


def accept(talk: Talk, *, draft: int) -> list[Reply]:
    """What it says stands; a name taken for a similar one is then the same in the directive's other tasks."""
    directive, several, found = one_of(talk, draft)
    right = review.accepted(found)
    if review.questions(right):
        drafts.change(talk.conn, [right], by=talk.person.id, now=talk.now)
        return card(talk, draft)
    others = [review.agreed(one, found.leads) for one in several if one.id != draft]
    drafts.change(talk.conn, [right, *others], by=talk.person.id, now=talk.now)
    return next_doubt(talk, directive.id, note=say.accepted([found.position]), after=found.position)


def drop(talk: Talk, *, draft: int) -> list[Reply]:
    directive, _, found = one_of(talk, draft)
    drafts.change(talk.conn, [replace(found, dropped=True)], by=talk.person.id, now=talk.now)
    return next_doubt(talk, directive.id, note=say.dropped([found.position]), after=found.position)


def source(talk: Talk, *, draft: int) -> list[Reply]:
    directive, _, found = one_of(talk, draft)
    return [say_review.source(directive, found)]


# ── once a directive ───────────────────────────────────────────────────────────────────────────
def settle_inherited(talk: Talk, **answer: int | str) -> list[Reply]:
    """What the shared report date is for the points without one: report duty, own deadline, nothing."""
    one, several = opened(talk, int(answer["directive"]))
    kept = str(answer["as"])
    shared = review.inherited(several)
    if kept == "completion":
        drafts.change(talk.conn, map(review.each_its_own, shared), by=talk.person.id, now=talk.now)
    elif kept == "none":
        drafts.change(talk.conn, [replace(d, due=None) for d in shared], by=talk.person.id, now=talk.now)
    return listing(talk, one.id, note=say.inherited_settled(len(shared), kept))


def settle_before(talk: Talk, *, directive: int, strict: int) -> list[Reply]:
    """From which day 'trước ngày' is overdue, for the whole directive."""
    one, several = opened(talk, directive)
    directives.set_strict_before(talk.conn, directive, strict=bool(strict))
    counted = [review.counted_from(draft, strict=bool(strict)) for draft in several]
    drafts.change(talk.conn, counted, by=talk.person.id, now=talk.now)
    dates = review.before_dates(counted)
    note = say.before_settled(dates[0].overdue_from) if dates else ""
    return listing(talk, one.id, note=note)


def discard(talk: Talk, *, directive: int) -> list[Reply]:
    one = _draft(talk, directive)
    return [say.ask_discard(one, len(review.live(drafts.of(talk.conn, directive))))]


def discard_yes(talk: Talk, *, directive: int) -> list[Reply]:
    _draft(talk, directive)
    directives.forget(talk.conn, directive)
    return [say.discarded()]


def _draft(talk: Talk, directive: int) -> Directive:
    one = directives.lock(talk.conn, directive)
    if one.state is not DirectiveState.DRAFT:
        raise NotAllowed("published directives stay")
    return one


ACTS: dict[str, Act] = {
    "review.show": Act(show, roles=FOLLOWS_UP, looks=True),
    "review.all": Act(show_all, roles=FOLLOWS_UP, looks=True),
    "review.table": Act(table, roles=FOLLOWS_UP, looks=True),
    "review.card": Act(show_card, roles=FOLLOWS_UP, looks=True),
    "review.next": Act(following, roles=FOLLOWS_UP, looks=True),
    "review.after": Act(after, roles=FOLLOWS_UP, looks=True),
    "review.source": Act(source, roles=FOLLOWS_UP, looks=True),
    "review.accept": Act(accept, roles=FOLLOWS_UP),
    "review.drop": Act(drop, roles=FOLLOWS_UP),
    "review.inherited": Act(settle_inherited, roles=FOLLOWS_UP),
    "review.before": Act(settle_before, roles=FOLLOWS_UP),
    "review.discard": Act(discard, roles=FOLLOWS_UP, looks=True),
    "review.discard_yes": Act(discard_yes, roles=FOLLOWS_UP),
}
