"""'Xin ý kiến lãnh đạo' before a directive is given out: the office's leader agrees to it or says what to mend."""

from __future__ import annotations

from core import review
from core.messages import Args, Reply
from core.model import Directive, DirectiveState, DraftTask, Person, Role
from core.problems import AskAgain, NotAllowed
from core.wording import consulting as say
from db import directives, history, people
from handlers.directives import FOLLOWS_UP
from handlers.publish import confirmed, going, leads_of
from handlers.talk import Act, Talk

_LEADERS = frozenset({Role.LEADER})
_LONGEST = 1000


# ── the coordinator ────────────────────────────────────────────────────────────────────────────
def preview(talk: Talk, *, directive: int, version: int, tasks: int, seal: str = "", agreed: int = 0) -> list[Reply]:
    """The overview as the leader would see it, and the one confirmation."""
    one, several = directives.get(talk.conn, directive), going(talk, directive, agreed=agreed)
    if not several or one.version != version:
        return [say.changed(one)]
    args: dict[str, int | str | None] = {
        "directive": directive,
        "tasks": tasks,
        "seal": seal,
        "agreed": agreed,
        "person": talk.person.id,
    }
    agencies = len(leads_of(several))
    return [say.overview(one, several, agencies=agencies, leader=None, choices=say.preview_choices(args))]


def send(talk: Talk, *, directive: int, tasks: int, seal: str, agreed: int, person: int) -> list[Reply]:
    one, several = _unchanged(talk, directive, seal, agreed)
    leaders = people.office_leaders(talk.conn)
    if not several:
        return [say.changed(one)]
    if not leaders:
        return [say.nobody()]
    _keep(talk, one, "consulted", None)
    args: dict[str, int | str | None] = {
        "directive": directive,
        "tasks": tasks,
        "seal": seal,
        "agreed": agreed,
        "person": person,
    }
    choices, agencies = say.leader_choices(args, total=len(several)), len(leads_of(several))
    said = [say.overview(one, several, agencies=agencies, leader=leader, choices=choices) for leader in leaders]
    return [say.sent(one, leaders), *said]


def _asked(directive: int, *, tasks: int, seal: str, agreed: int, person: int) -> Args:
    """What was put before the leader, and who asked."""
    return {"directive": directive, "tasks": tasks, "seal": seal, "agreed": agreed, "person": person}


# ── the leader ─────────────────────────────────────────────────────────────────────────────────
def look(
    talk: Talk, *, directive: int, seal: str, agreed: int, page: int = 0, tasks: int = 0, person: int = 0
) -> list[Reply]:
    one, several = _before_the_leader(talk, directive, seal, agreed)
    if not several:
        return [say.changed(one)]
    shown = several[page * say.PAGE : (page + 1) * say.PAGE]
    args: dict[str, int | str | None] = {
        "directive": directive,
        "seal": seal,
        "agreed": agreed,
        "tasks": tasks,
        "person": person,
    }
    return [say.page(one, shown, page=page, total=len(several), args=args)]


def agree(talk: Talk, *, directive: int, tasks: int, seal: str, agreed: int, person: int) -> list[Reply]:
    """It covers exactly what lay before them; sending stays with the coordinator."""
    one, several = _before_the_leader(talk, directive, seal, agreed)
    if not several:
        return [say.changed(one)]
    _keep(talk, one, "consent", say.source(talk.person))
    args: Args = {"directive": directive, "seal": seal, "agreed": agreed}
    told = [say.agreed_notice(one, talk.person, tasks=tasks, args=args, to=key) for key in _askers(talk, person)]
    return [say.agreed(one), *told]


def amend(talk: Talk, *, directive: int, seal: str, agreed: int, person: int, tasks: int = 0) -> list[Reply]:  # noqa: ARG001
    one, several = _before_the_leader(talk, directive, seal, agreed)
    return [say.ask_words(one, {"directive": directive, "person": person}) if several else say.changed(one)]


def words(talk: Talk, *, directive: int, person: int, said: str) -> list[Reply]:
    if not said.strip():
        raise AskAgain("text")
    _office(talk.person)
    one = directives.get(talk.conn, directive)
    meant = said.strip()[:_LONGEST]
    _keep(talk, one, "amend", meant)
    return [say.amend_kept(one), *(say.amend_notice(one, talk.person, meant, to=key) for key in _askers(talk, person))]


def _before_the_leader(talk: Talk, directive: int, seal: str, agreed: int) -> tuple[Directive, list[DraftTask]]:
    _office(talk.person)
    return _unchanged(talk, directive, seal, agreed)


def _office(person: Person) -> None:
    """An agency's leader is not asked about the office's own drafts."""
    if not person.of_office:
        raise NotAllowed("not the office's leader")


def _unchanged(talk: Talk, directive: int, seal: str, agreed: int) -> tuple[Directive, list[DraftTask]]:
    """What would be given, as long as it is what was asked about; else nothing."""
    one, several = directives.lock(talk.conn, directive), going(talk, directive, agreed=agreed)
    same = one.state in {DirectiveState.DRAFT, DirectiveState.PUBLISHED} and review.seal(several) == seal
    return one, several if same else []


def _askers(talk: Talk, person: int) -> list[int]:
    """Who asked; where they no longer follow up, everybody who does."""
    following = [one.id for one in people.coordinators(talk.conn)]
    return [person] if person in following else following


def _keep(talk: Talk, directive: Directive, did: str, after: str | None) -> None:
    history.write(
        talk.conn, by=talk.person.id, noun="directive", noun_id=directive.id, did=did, now=talk.now, after=after
    )


ACTS: dict[str, Act] = {
    "publish.consult": Act(preview, roles=FOLLOWS_UP, looks=True),
    "consult.send": Act(send, roles=FOLLOWS_UP),
    "consult.all": Act(look, roles=_LEADERS, looks=True),
    "consult.agree": Act(agree, roles=_LEADERS),
    "consult.amend": Act(amend, roles=_LEADERS, looks=True),
    "consult.words": Act(words, roles=_LEADERS),
    "publish.confirmed": Act(confirmed, roles=FOLLOWS_UP, looks=True),
}
