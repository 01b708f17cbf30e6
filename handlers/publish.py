"""Put a reviewed directive into force: asked once, done once, each lead agency told once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from core import overlap, review
from core.agencies import Matcher
from core.ladder import morning, next_morning
from core.messages import Reply
from core.model import Directive, DirectiveState, DraftTask, NamedAgency, Person, Role, Task
from core.office import Office
from core.wording import publishing as say
from core.wording import review as say_review
from db import agencies, announcements, directives, drafts, history, publications, reminders, tasks
from db.announcements import reach, unreached
from db.publications import Publication
from handlers import drafting
from handlers.directives import FOLLOWS_UP
from handlers.overlapping import join_open
from handlers.talk import Act, Talk

MOST_SIMILAR = 5  # names in one confirmation


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
    talk: Talk,
    one: Directive,
    going: Sequence[DraftTask],
    *,
    unclear: int = 0,
    similar: Sequence[DraftTask] = (),
    source: str = "",
) -> Reply:
    leads = leads_of(going)
    counts = {"tasks": count_of(going), "agencies": len(leads), "unreached": len(unreached(talk.conn, leads))}
    joined = sum(len(overlap.joined(draft)) for draft in going)
    names = [(draft.position, lead.written, _known_as(talk, lead)) for draft in similar for lead in draft.leads]
    go: dict[str, int | str | None] = {
        "directive": one.id,
        "version": one.version,
        "tasks": counts["tasks"],
        "seal": review.seal(going),
        **({"agreed": len(similar)} if similar else {}),
        **({"source": source} if source else {}),
    }
    later = talk.office.local(morning(next_morning(talk.now, office=talk.office), talk.office))
    clear = len(going) - len(similar)
    return say.confirm(
        one, go=go, unclear=unclear, joined=joined, clear=clear, similar=names, later=later, today=talk.today, **counts
    )


def _known_as(talk: Talk, lead: NamedAgency) -> str:
    return agencies.get(talk.conn, lead.agency_id).name if lead.agency_id is not None else lead.written


def newest(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (the words themselves say no more)
    """'Giao việc' typed: of the directive whose review the coordinator looked at last."""
    hand = drafting.at_hand(talk)
    if hand is None or not review.live(hand[1]):
        return [say.nothing_waiting()]
    return ask(talk, directive=hand[0].id)


def going(talk: Talk, directive: int, *, agreed: int = 0) -> list[DraftTask]:
    """What would be given now; with `agreed`, names written otherwise stood in the question and are agreed to."""
    several = drafts.of(talk.conn, directive)
    similar = review.similar(several) if agreed else []
    return sorted([*review.clear(several), *similar], key=lambda draft: draft.position)


def confirmed(talk: Talk, *, directive: int, seal: str, agreed: int = 0, source: str = "") -> list[Reply]:
    """The question again, with the leader's decision in it; what was changed since is no longer covered by it."""
    several = going(talk, directive, agreed=agreed)
    if review.seal(several) != seal:
        return ask(talk, directive=directive)
    similar = review.similar(several) if agreed else []
    unclear = len(review.doubtful(drafts.of(talk.conn, directive))) - len(similar)
    one = directives.get(talk.conn, directive)
    return [_confirm(talk, one, several, unclear=unclear, similar=similar, source=source)]


def go(
    talk: Talk,
    *,
    directive: int,
    version: int,
    tasks: int,
    seal: str = "",
    agreed: int = 0,
    on: str = "",
    source: str = "",
) -> list[Reply]:
    """The one confirmation. What was changed since it was asked is asked again; a second press does nothing.

    `agreed`: so many names written otherwise stood in the question. `on`: the morning on which the agencies are told.
    `source`: the leader who agreed to exactly this.
    """
    one = directives.lock(talk.conn, directive)
    agencies.hold(talk.conn, _named(drafts.of(talk.conn, directive)))  # what ends just now is asked about again
    several = going(talk, directive, agreed=agreed)
    told_at = morning(dt.date.fromisoformat(on), talk.office) if on else talk.now
    if one.version != version or not several:
        return [say.already_published(one)]
    if count_of(several) != tasks or (seal and review.seal(several) != seal) or told_at < talk.now:
        return ask(talk, directive=directive)
    clear = [review.accepted(draft) if review.questions(draft) else draft for draft in several]
    given = put_in_force(
        talk.conn, one, clear, by=talk.person, now=talk.now, office=talk.office, told_at=told_at, source=source or None
    )
    return [_published(talk, one, given), *given.notices]


def _published(talk: Talk, directive: Directive, given: Given) -> Reply:
    made = given.made
    silent = unreached(talk.conn, [task.lead_id for task in made])
    later = given.publication is not None and given.publication.told_at > talk.now
    return say.published(
        directive,
        tasks=len(made),
        agencies=len({task.lead_id for task in made}),
        reached=_reached(talk.conn, made),
        unreached=[agencies.get(talk.conn, agency).name for agency in silent],
        left=len(review.live(drafts.of(talk.conn, directive.id))),
        without_focal=_without_focal(talk.conn, made),
        publication=given.publication.id if given.publication else None,
        told_at=talk.office.local(given.publication.told_at) if given.publication and later else None,
    )


def _reached(conn: Connection, made: Sequence[Task]) -> int:
    return sum(len(reach(conn, agency).connected) for agency in {task.lead_id for task in made})


def _without_focal(conn: Connection, made: Sequence[Task]) -> list[str]:
    """Agencies whose work went to a leader or an official for want of a focal person."""
    names = {task.lead_id: task.lead for task in made}
    first = {agency: reach(conn, agency).everyone[:1] for agency in names}
    return [names[agency] for agency, who in first.items() if who and who[0].role is not Role.FOCAL]


@dataclass(frozen=True, slots=True)
class Given:
    """What a sending came to: its tasks, who is told at once, and what it can be recalled by (None: no task of its
    own)."""

    publication: Publication | None
    made: list[Task]
    notices: list[Reply]


def put_in_force(
    conn: Connection,
    directive: Directive,
    clear: Sequence[DraftTask],
    *,
    by: Person,
    now: dt.datetime,
    office: Office,
    told_at: dt.datetime | None = None,
    source: str | None = None,
) -> Given:
    """The tasks, and one message for each person of each agency that leads or supports, now or some morning after.
    Who already does a task whose deadline this changes is told at once."""
    told_at = told_at or now
    own, taken, told = join_open(conn, directive, clear, by=by, now=now)
    made = tasks.publish(conn, directive, own, by=by, now=now, told_at=told_at, source=source)
    publication = publications.keep(conn, made, clear, now=now, told_at=told_at) if made else None
    if publication is None:
        drafts.remove(conn, clear)
    directives.set_state(conn, directive.id, DirectiveState.PUBLISHED, now=now)
    reminders.replan(conn, [task.id for task in (*made, *taken)], now=now, office=office)
    _keep(conn, directive, len(made), by=by, now=now, source=source)
    at_once = announcements.everything(conn, directive, made) if told_at <= now else []
    return Given(publication, made, [*at_once, *told])


def _keep(
    conn: Connection, directive: Directive, made: int, *, by: Person, now: dt.datetime, source: str | None
) -> None:
    noun = {"by": by.id, "noun": "directive", "noun_id": directive.id, "now": now}
    history.write(conn, did="published", after=str(made), **noun)  # type: ignore[arg-type]
    if source:
        history.write(conn, did="decided", after=source, **noun)  # type: ignore[arg-type]


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
    given = put_in_force(conn, directive, clear, by=by, now=now, office=office)
    return given.made, given.notices, added


def leads_of(clear: Iterable[DraftTask]) -> set[int]:
    return {one.agency_id for draft in clear for one in overlap.new_leads(draft) if one.agency_id is not None}


def _named(several: Iterable[DraftTask]) -> set[int]:
    """Every known agency that would lead or support."""
    return {one.agency_id for draft in several for one in (*draft.leads, *draft.supporting) if one.agency_id}


def count_of(clear: Iterable[DraftTask]) -> int:
    """One task for each lead agency of each draft."""
    return sum(len(leads_of([draft])) for draft in clear)


ACTS: dict[str, Act] = {
    "publish.ask": Act(ask, roles=FOLLOWS_UP, looks=True),
    "publish.clear": Act(ask_clear, roles=FOLLOWS_UP, looks=True),
    "publish.newest": Act(newest, roles=FOLLOWS_UP, looks=True),
    "publish.go": Act(go, roles=FOLLOWS_UP),
}
WORDS: dict[str, str] = {"giao viec": "publish.newest", "khong toi duoc": "publish.unacknowledged"}
