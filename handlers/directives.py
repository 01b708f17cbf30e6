"""Documents: one arrives, one is looked at, one is looked for."""

from __future__ import annotations

import re

from core.agencies import Matcher
from core.messages import Reply
from core.model import Directive, DirectiveState, Person, Role, Task
from core.problems import AskAgain, NotAllowed
from core.review import live
from core.text import clean, fold
from core.wording import directives as say
from core.wording import reading as say_reading
from core.wording.enclosures import UNNAMED
from core.wording.first_look import first_look
from db import agencies, directives, drafts, readings, tasks
from db.readings import TYPED, Keep
from handlers import gathering
from handlers.talk import Act, Talk

FOLLOWS_UP = frozenset({Role.COORDINATOR, Role.ADMIN})
MOST_BYTES = 20 * 1024 * 1024
PASTED = 400  # a message longer than this with a document's number is a document
_NUMBER = re.compile(r"\b\d{1,5}\s*[/-]\s*[a-z]{1,8}(?:\s*[-/]\s*[a-z&]{1,12})+")
_TEXT_PAGE = 1400
_WORD_BREAKS = ("\n", ". ", " ")


# ── one arrives ────────────────────────────────────────────────────────────────────────────────
def received(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (a caption is not part of the document)
    """A file to read: refused on its declared size before anything is fetched."""
    file = talk.event.attachment
    if file is None:
        raise AskAgain("text")
    if file.size is not None and file.size > MOST_BYTES:
        raise AskAgain("too_large")
    name = clean(file.name) or UNNAMED
    if gathering.is_page(file):
        return gathering.page(talk, file, name=name)
    return [say_reading.received(gathering.begin(talk, reference=file.reference, name=name), name)]


def pasted(talk: Talk, said: str) -> list[Reply]:
    """A long text with a document's number is a document too; [] for any other text."""
    if len(said) <= PASTED or not _NUMBER.search(fold(said)):
        return []
    wait, name = gathering.SETTLES if len(said) >= gathering.CUT else None, say_reading.PASTED_NAME
    return [
        say_reading.received(gathering.begin(talk, reference=f"{TYPED}{talk.event.id}", name=name, wait=wait), name)
    ]


def stop(talk: Talk, *, directive: int) -> list[Reply]:
    if directives.get(talk.conn, directive).state is not DirectiveState.READING:
        return [say_reading.read_already()]
    readings.stop(talk.conn, directive, now=talk.now)
    directives.forget(talk.conn, directive)
    return [say_reading.stopped()]


def permit(talk: Talk, *, directive: int, keep: str) -> list[Reply]:
    """The sender may bring it here: it is fetched and read again, for nothing of it was kept."""
    if not readings.again(talk.conn, directive, Keep(keep)):
        return [say_reading.read_already()]
    return [say_reading.reading_again()]


def erased(talk: Talk, *, directive: int) -> list[Reply]:  # noqa: ARG001 (nothing of it is left to look at)
    return [say_reading.erased()]


def not_secret(talk: Talk, *, directive: int) -> list[Reply]:  # noqa: ARG001
    return [say_reading.not_secret()]


def keep_old(talk: Talk, *, directive: int, old: int) -> list[Reply]:  # noqa: ARG001 (the old one stays as it is)
    _unpublished(talk, directive)
    directives.forget(talk.conn, directive)
    return [say_reading.kept_old()]


def newer(talk: Talk, *, directive: int, old: int) -> list[Reply]:
    """The copy just sent takes the place of one that was not given out yet."""
    _unpublished(talk, old)
    directives.forget(talk.conn, old)
    return another(talk, directive=directive, old=old)


def another(talk: Talk, *, directive: int, old: int) -> list[Reply]:  # noqa: ARG001
    one = _unpublished(talk, directive)
    known = Matcher(agencies.all_known(talk.conn))
    return first_look(one, drafts.of(talk.conn, directive), known=known)


def _unpublished(talk: Talk, directive: int) -> Directive:
    one = directives.lock(talk.conn, directive)
    if one.state is not DirectiveState.DRAFT:
        raise NotAllowed("not a draft")
    return one


# ── some are looked at ─────────────────────────────────────────────────────────────────────────
def list_all(talk: Talk, *, said: str = "", page: int = 0) -> list[Reply]:
    if said.strip():
        return show(talk, directive=_typed(talk, said).id)
    known = directives.known(talk.conn, limit=say.PAGE, offset=page * say.PAGE)
    shown = [(one, directives.size(talk.conn, one.id)) for one in known]
    return [say.directives(shown, page=page, total=directives.count(talk.conn))]


def show(talk: Talk, *, directive: int) -> list[Reply]:
    one = directives.get(talk.conn, directive)
    proposed = live(drafts.of(talk.conn, directive))
    return [say.directive(one, tasks=directives.size(talk.conn, directive) - len(proposed), drafts=len(proposed))]


def named(talk: Talk) -> list[Reply]:
    """A document's number alone, typed by who follows up; [] for anything else."""
    said = talk.said.strip()
    if talk.person.role not in FOLLOWS_UP or not _NUMBER.fullmatch(fold(said)):
        return []
    found = directives.by_number(talk.conn, said)
    return show(talk, directive=found.id) if found else []


def tasks_of(talk: Talk, *, directive: int, page: int = 0) -> list[Reply]:
    one, mine = _seen(talk, directive)
    shown = mine[page * say.PAGE : (page + 1) * say.PAGE]
    return [say.tasks_of(one, shown, page=page, total=len(mine))]


def not_ours(talk: Talk, *, directive: int) -> list[Reply]:
    return [say.which_not_ours(_seen(talk, directive)[1])]


def text(talk: Talk, *, directive: int, page: int = 0) -> list[Reply]:
    one, _ = _seen(talk, directive)
    if not one.text:
        return [say.no_text(one)]
    pages = _pages(one.text.replace("**", ""))
    page = min(max(page, 0), len(pages) - 1)
    return [say.text_page(one, pages[page], page=page, pages=len(pages))]


def file(talk: Talk, *, directive: int) -> list[Reply]:
    one, _ = _seen(talk, directive)
    return [say.file_of(one, one.file_id) if one.file_id else say.no_file(one)]


def file_of(talk: Talk, *, said: str = "") -> list[Reply]:
    """'/tailieu 3' is task 3's document, '/tailieu 141/TB-BCĐ' the one of that number."""
    wanted = said.strip()
    if wanted.isdecimal():
        return file(talk, directive=tasks.get(talk.conn, int(wanted), for_=talk.person).directive_id)
    if not wanted:
        return list_all(talk) if talk.person.role in FOLLOWS_UP else [say.no_such_directive("")]
    try:
        return file(talk, directive=_typed(talk, wanted).id)
    except NotAllowed:
        return [say.no_such_directive(wanted)]


def _typed(talk: Talk, number: str) -> Directive:
    found = directives.by_number(talk.conn, number)
    if found is None:
        raise NotAllowed("no such directive")
    return found


def _seen(talk: Talk, directive: int) -> tuple[Directive, list[Task]]:
    """The directive and its tasks, for whoever has a task of it; to others it does not exist."""
    mine = tasks.of_directive(talk.conn, directive, for_=talk.person)
    if not mine and not _sees_all(talk.person):
        raise NotAllowed("no such directive")
    return directives.get(talk.conn, directive), mine


def _sees_all(person: Person) -> bool:
    return person.sees_all


def _pages(whole: str) -> list[str]:
    """Pieces that fit a message, cut at line ends, sentences or words."""
    pages, rest = [], whole.strip()
    while len(rest) > _TEXT_PAGE:
        cut = next(
            (at for mark in _WORD_BREAKS if (at := rest.rfind(mark, _TEXT_PAGE // 2, _TEXT_PAGE)) > 0), _TEXT_PAGE
        )
        pages.append(rest[: cut + 1].strip())
        rest = rest[cut + 1 :].strip()
    return [*pages, rest]


ACTS: dict[str, Act] = {
    "directive.received": Act(received, roles=FOLLOWS_UP),
    "directive.list": Act(list_all, roles=FOLLOWS_UP, looks=True),
    "directive.show": Act(show, roles=FOLLOWS_UP, looks=True),
    "directive.tasks": Act(tasks_of, looks=True),
    "directive.not_ours": Act(not_ours, looks=True),
    "directive.text": Act(text, looks=True),
    "directive.file": Act(file, looks=True),
    "directive.file_of": Act(file_of, looks=True),
    "reading.stop": Act(stop, roles=FOLLOWS_UP),
    "reading.permit": Act(permit, roles=FOLLOWS_UP),
    "reading.erased": Act(erased, roles=FOLLOWS_UP),
    "reading.not_secret": Act(not_secret, roles=FOLLOWS_UP, looks=True),
    "reading.keep_old": Act(keep_old, roles=FOLLOWS_UP),
    "reading.newer": Act(newer, roles=FOLLOWS_UP),
    "reading.another": Act(another, roles=FOLLOWS_UP),
}
COMMANDS: dict[str, str] = {"vanban": "directive.list", "tailieu": "directive.file_of"}
WORDS: dict[str, str] = {"van ban": "directive.list"}
