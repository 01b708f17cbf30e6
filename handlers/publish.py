"""Put a reviewed directive into force: asked once, done once, each lead agency told once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from core import overlap, review
from core.agencies import Matcher
from core.messages import Reply
from core.model import Directive, DirectiveState, DraftTask, NamedAgency, Person, Role, Task
from core.office import Office
from core.wording import publishing as say
from core.wording import review as say_review
from core.wording import unanswered as say_unanswered
from db import agencies, directives, drafts, history, people, reminders, tasks
from handlers import drafting
from handlers.directives import FOLLOWS_UP
from handlers.overlapping import join_open
from handlers.talk import Act, Talk

UNACKNOWLEDGED_AFTER = 2  # working days
MOST_SIMILAR = 5  # names in one confirmation


@dataclass(frozen=True, slots=True)
class Reach:
    """Who can be told of an agency's work today."""

    connected: tuple[Person, ...]
    everyone: tuple[Person, ...]


def reach(conn: Connection, agency_id: int) -> Reach:
    receivers = people.receivers(conn, agency_id)
    return Reach(tuple(p for p in receivers if people.address_of(conn, p.id)), tuple(receivers))


def unreached(conn: Connection, agency_ids: Iterable[int]) -> list[int]:
    return [one for one in dict.fromkeys(agency_ids) if not reach(conn, one).connected]


# ── asked, then done ───────────────────────────────────────────────────────────────────────────
def ask(talk: Talk, *, directive: int) -> list[Reply]:
    """While something is doubtful, that first; what is clear may go alone. A few names written a little otherwise
    are shown in the confirmation itself: sending is agreeing to them."""
    one = directives.get(talk.conn, directive)
    several = drafts.of(talk.conn, directive)
    clear, unclear, similar = review.clear(several), review.doubtful(several), review.similar(several)
    if unclear == similar and 0 < len(similar) <= MOST_SIMILAR:
        return [_confirm(talk, one, [*clear, *similar], similar=similar)]
    if not clear or not unclear:
        return ask_clear(talk, directive=directive)
    reasons = say_review.doubt_lines(unclear, sizes=drafting.sizes(talk, unclear))
    return [say.still_unclear(one, clear=len(clear), unclear=len(unclear), reasons=reasons)]


def ask_clear(talk: Talk, *, directive: int) -> list[Reply]:
    one = directives.get(talk.conn, directive)
    several = drafts.of(talk.conn, directive)
    clear, unclear = review.clear(several), len(review.doubtful(several))
    if not clear:
        return [say.nothing_clear(one, unclear) if unclear else say.already_published(one)]
    return [_confirm(talk, one, clear, unclear=unclear)]


def _confirm(
    talk: Talk, one: Directive, going: Sequence[DraftTask], *, unclear: int = 0, similar: Sequence[DraftTask] = ()
) -> Reply:
    leads = _leads(going)
    counts = {"tasks": _count(going), "agencies": len(leads), "unreached": len(unreached(talk.conn, leads))}
    joined = sum(len(overlap.joined(draft)) for draft in going)
    names = [(draft.position, lead.written, _known_as(talk, lead)) for draft in similar for lead in draft.leads]
    return say.confirm(one, unclear=unclear, joined=joined, clear=len(going) - len(similar), similar=names, **counts)


def _known_as(talk: Talk, lead: NamedAgency) -> str:
    return agencies.get(talk.conn, lead.agency_id).name if lead.agency_id is not None else lead.written


def newest(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (the words themselves say no more)
    """'Giao việc' typed: of the directive whose review the coordinator looked at last."""
    hand = drafting.at_hand(talk)
    if hand is None or not review.live(hand[1]):
        return [say.nothing_waiting()]
    return ask(talk, directive=hand[0].id)


def go(talk: Talk, *, directive: int, version: int, tasks: int, agreed: int = 0) -> list[Reply]:
    """The one confirmation. What was changed since it was asked is asked again; a second press does nothing.

    `agreed`: so many names written otherwise stood in the question.
    """
    one = directives.lock(talk.conn, directive)
    several = drafts.of(talk.conn, directive)
    similar = review.similar(several) if agreed else []
    clear = sorted([*review.clear(several), *map(review.accepted, similar)], key=lambda draft: draft.position)
    if one.version != version or not clear:
        return [say.already_published(one)]
    if _count(clear) != tasks or len(similar) != agreed:
        return ask(talk, directive=directive)
    made, notices = put_in_force(talk.conn, one, clear, by=talk.person, now=talk.now, office=talk.office)
    silent = unreached(talk.conn, [task.lead_id for task in made])
    told = say.published(
        one,
        tasks=len(made),
        agencies=len({task.lead_id for task in made}),
        reached=_reached(talk.conn, made),
        unreached=[agencies.get(talk.conn, agency).name for agency in silent],
        left=len(review.live(drafts.of(talk.conn, directive))),
        without_focal=_without_focal(talk.conn, made),
    )
    return [told, *notices]


def _reached(conn: Connection, made: Sequence[Task]) -> int:
    return sum(len(reach(conn, agency).connected) for agency in {task.lead_id for task in made})


def _without_focal(conn: Connection, made: Sequence[Task]) -> list[str]:
    """Agencies whose work went to a leader or an official for want of a focal person."""
    names = {task.lead_id: task.lead for task in made}
    first = {agency: reach(conn, agency).everyone[:1] for agency in names}
    return [names[agency] for agency, who in first.items() if who and who[0].role is not Role.FOCAL]


def put_in_force(
    conn: Connection, directive: Directive, clear: Sequence[DraftTask], *, by: Person, now: dt.datetime, office: Office
) -> tuple[list[Task], list[Reply]]:
    """The tasks, and one message for each person of each agency that leads or supports."""
    given, taken, told = join_open(conn, directive, clear, by=by, now=now)
    made = tasks.publish(conn, directive, given, by=by, now=now)
    drafts.remove(conn, clear)
    directives.set_state(conn, directive.id, DirectiveState.PUBLISHED, now=now)
    reminders.reckon(conn, [task.id for task in made], office=office)  # the calendar may have changed since it was read
    reminders.replan(conn, [task.id for task in (*made, *taken)], now=now, office=office)
    history.write(
        conn, by=by.id, noun="directive", noun_id=directive.id, did="published", now=now, after=str(len(made))
    )
    return made, [*_assigned(conn, directive, made), *_supporting(conn, directive, made), *told]


def publish_understood(
    conn: Connection, directive_id: int, *, by: Person, now: dt.datetime, office: Office
) -> tuple[list[Task], list[Reply], list[str]]:
    """Published at once with what was understood, as the operator asked: tasks, messages, and agencies new here.

    Only a task without a lead, or whose lead is a collective, stays for review.
    """
    directive = directives.lock(conn, directive_id)
    several = review.live(drafts.of(conn, directive_id))
    added = review.unknown_names(several)
    for name in added:
        agencies.add(conn, name)
    known = Matcher(agencies.all_known(conn))
    several = [overlap.as_apart(review.accepted(review.rematched(draft, known))) for draft in several]
    clear = review.clear(several)
    if not clear:
        return [], [], added
    made, notices = put_in_force(conn, directive, clear, by=by, now=now, office=office)
    return made, notices, added


def _leads(clear: Iterable[DraftTask]) -> set[int]:
    return {one.agency_id for draft in clear for one in overlap.new_leads(draft) if one.agency_id is not None}


def _count(clear: Iterable[DraftTask]) -> int:
    """One task for each lead agency of each draft."""
    return sum(len(_leads([draft])) for draft in clear)


def _assigned(conn: Connection, directive: Directive, made: Sequence[Task]) -> list[Reply]:
    replies = []
    for agency in dict.fromkeys(task.lead_id for task in made):
        theirs = [task for task in made if task.lead_id == agency]
        shared = any(task.due and task.due.inherited for task in theirs)
        report = directive.report_deadline if shared else None
        replies += [
            say.assigned(directive, theirs[0].lead, theirs, to=person.id, report=report)
            for person in reach(conn, agency).connected
        ]
    return replies


def _supporting(conn: Connection, directive: Directive, made: Sequence[Task]) -> list[Reply]:
    replies = []
    for name in dict.fromkeys(name for task in made for name in task.supporting):
        agency = agencies.by_name(conn, name)
        theirs = [task for task in made if name in task.supporting]
        who = reach(conn, agency.id).connected if agency else ()
        replies += [say.supporting(directive, name, theirs, to=person.id) for person in who]
    return replies


# ── who has not answered ───────────────────────────────────────────────────────────────────────
def unacknowledged(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (a command is given its argument)
    """Agencies told two working days ago that have not said 'Đã nhận', and those nobody can be reached at."""
    late, names = _silent(talk)
    today = talk.office.today
    return [say_unanswered.unacknowledged([(one.agency, one.directive, today(one.since)) for one in late], names)]


def group_silent(talk: Talk) -> list[Reply]:
    """The same agencies as a text to paste into the office's group."""
    late, names = _silent(talk)
    if not late and not names:
        return [say_unanswered.unacknowledged([], [])]
    return [say_unanswered.group_silent(list(dict.fromkeys(one.agency for one in late)), names, talk.office)]


def _silent(talk: Talk) -> tuple[list[directives.Waiting], list[str]]:
    every = directives.unacknowledged(talk.conn)
    silent = set(unreached(talk.conn, (one.agency_id for one in every)))
    names = list(dict.fromkeys(one.agency for one in every if one.agency_id in silent))
    return [one for one in _late(talk) if one.agency_id not in silent], names


def _late(talk: Talk) -> list[directives.Waiting]:
    local = talk.office.local(talk.now)
    day = talk.office.calendar.back(local.date(), UNACKNOWLEDGED_AFTER).date
    return directives.unacknowledged(talk.conn, before=talk.office.at(day, local.time()))


def again(talk: Talk) -> list[Reply]:
    """The same message once more to the agencies that have not answered it."""
    notices: list[Reply] = []
    told = 0
    for one in _late(talk):
        directive = directives.get(talk.conn, one.directive_id)
        every = tasks.of_directive(talk.conn, one.directive_id, for_=talk.person)
        again = _assigned(talk.conn, directive, [task for task in every if task.lead_id == one.agency_id])
        told += bool(again)
        notices += again
    return [say_unanswered.sent_again(told), *notices]


def group_text(talk: Talk, *, directive: int) -> list[Reply]:
    one = directives.get(talk.conn, directive)
    leads = {task.lead_id: task.lead for task in tasks.of_directive(talk.conn, directive, for_=talk.person)}
    silent = [leads[agency] for agency in unreached(talk.conn, leads)]
    return [say.group_text(one, talk.office, agencies=len(leads), unreached=silent)]


ACTS: dict[str, Act] = {
    "publish.ask": Act(ask, roles=FOLLOWS_UP, looks=True),
    "publish.clear": Act(ask_clear, roles=FOLLOWS_UP, looks=True),
    "publish.newest": Act(newest, roles=FOLLOWS_UP, looks=True),
    "publish.go": Act(go, roles=FOLLOWS_UP),
    "publish.unacknowledged": Act(unacknowledged, roles=FOLLOWS_UP, looks=True),
    "publish.again": Act(again, roles=FOLLOWS_UP),
    "publish.group_silent": Act(group_silent, roles=FOLLOWS_UP, looks=True),
    "publish.group_text": Act(group_text, roles=FOLLOWS_UP, looks=True),
}
COMMANDS: dict[str, str] = {"chuaxacnhan": "publish.unacknowledged"}
WORDS: dict[str, str] = {"giao viec": "publish.newest"}
