"""Who is meant: names the directory does not know, and collectives such as 'các sở, ban, ngành'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core import review
from core.agencies import Matcher, is_sure, split_names
from core.collectives import collective, sounds_collective
from core.messages import Reply
from core.model import DraftTask, NamedAgency
from core.problems import AskAgain
from core.succession import Succession
from core.wording import naming as say
from core.wording import reviewing as say_reviewing
from db import agencies, drafts, overlaps, successions
from handlers.directives import FOLLOWS_UP
from handlers.drafting import card, listing, matcher, next_doubt, one_of, opened
from handlers.talk import Act, Talk

_EXCEPT = re.compile(r"\s\(?tr(?:ừ|u)\s")

UNKNOWN = "agency_unknown"
LONGEST_ALIAS = 100  # longer words are a sentence that was misread, not a name


# ── one name ───────────────────────────────────────────────────────────────────────────────────
def ask_agency(talk: Talk, *, draft: int) -> list[Reply]:
    _, _, found = one_of(talk, draft)
    unsettled = review.unsettled_lead(found)
    if unsettled is None:
        return [say.ask_agency(found, None, ())]
    ended = _ended(talk, unsettled.written)
    if ended is not None:
        return [say.ask_successor(found, unsettled.written, ended)]
    known = matcher(talk)
    group = len(known.group(unsettled.written))
    return [say.ask_agency(found, unsettled.written, known.near(unsettled.written), group=group)]


def _ended(talk: Talk, written: str) -> Succession | None:
    """A new document that names an agency which has ended: its successors are offered, never taken."""
    found = Matcher.of_ended(agencies.all_known(talk.conn)).match(written)
    return successions.of(talk.conn, found.agency_id) if found.agency_id is not None and is_sure(found) else None


def is_agency(talk: Talk, *, draft: int, agency: int) -> list[Reply]:
    """The coordinator says who is meant: the name is learned, and counts for the whole directive."""
    meant = agencies.get(talk.conn, agency).id
    learn(talk, _written(talk, draft), meant)
    return _named(talk, draft, [meant])


def new_agency(talk: Talk, *, draft: int) -> list[Reply]:
    written = _written(talk, draft)
    if _ended(talk, written) is not None:
        return ask_agency(talk, draft=draft)
    return _named(talk, draft, [agencies.add(talk.conn, written).id])


def _written(talk: Talk, draft: int) -> str:
    unsettled = review.unsettled_lead(one_of(talk, draft)[2])
    if unsettled is None:
        raise AskAgain("agency")
    return unsettled.written


def _named(talk: Talk, draft: int, meant: Sequence[int]) -> list[Reply]:
    directive, several, found = one_of(talk, draft)
    written = _written(talk, draft)
    known = matcher(talk)
    changed = [review.rematched(review.named(one, written, meant), known) for one in several]
    changed = overlaps.flag(talk.conn, changed, but_of=directive.id)
    moved = [one.position for one, new in zip(several, changed, strict=True) if one != new]
    drafts.change(talk.conn, changed, by=talk.person.id, now=talk.now)
    return next_doubt(talk, directive.id, note=say_reviewing.changed(moved), after=found.position - 1)


def learn(talk: Talk, written: str, agency: int) -> None:
    """The coordinator's correction teaches a spelling; a collective, a whole sentence, the name of an
    agency that has ended are none."""
    if len(written) <= LONGEST_ALIAS and not sounds_collective(written) and _ended(talk, written) is None:
        agencies.learn(talk.conn, agency, written)


def corrected(talk: Talk, was: DraftTask, now: DraftTask, *, several: Sequence[DraftTask]) -> list[DraftTask]:
    """A typed lead that corrects an unsure name is learned; where others bear that name, they are corrected with it."""
    unsettled = review.unsettled_lead(was)
    one = now.leads[0] if len(now.leads) == 1 else None
    if unsettled is None or one is None or one.agency_id is None or now.leads == was.leads:
        return []
    learn(talk, unsettled.written, one.agency_id)
    known = matcher(talk)
    return [new for old in several if old.id != was.id and (new := review.rematched(old, known)) != old]


# ── unknown ones, together ─────────────────────────────────────────────────────────────────────
def list_unknown(talk: Talk, *, directive: int) -> list[Reply]:
    one, several = opened(talk, directive)
    found = review.unknown_names(several)
    return say.ask_unknown(one, found) if found else listing(talk, directive)


def add_unknown(talk: Talk, *, directive: int, count: int) -> list[Reply]:
    """The names that were shown, and no others, become agencies; what was changed meanwhile is shown again."""
    one, several = opened(talk, directive)
    found = review.unknown_names(several)
    if len(found) != count:
        return list_unknown(talk, directive=directive)
    for name in found:
        if (
            not is_sure(matcher(talk).match(name)) and _ended(talk, name) is None
        ):  # another spelling of one just added is no other agency
            agencies.add(talk.conn, name)
    known = matcher(talk)
    changed = [review.rematched(draft, known) for draft in several]
    drafts.change(talk.conn, changed, by=talk.person.id, now=talk.now)
    groups = say.ask_groups(one, review.collectives(changed), sizes=review.sizes(changed, known))
    return [*listing(talk, directive, note=say.added_agencies(len(found))), *groups]


# ── collectives ────────────────────────────────────────────────────────────────────────────────
def give_group(talk: Talk, *, draft: int) -> list[Reply]:
    """Every agency of the directory that the name means, in all tasks that bear it."""
    written = _written(talk, draft)
    group = matcher(talk).group(written)
    if not group:
        return card(talk, draft)
    return [*_named(talk, draft, [agency.id for agency in group]), say.group_named(written, [a.name for a in group])]


def give_groups(talk: Talk, *, directive: int) -> list[Reply]:
    """All collectives of the directive at once, as the directory has them."""
    _, several = opened(talk, directive)
    known = matcher(talk)
    written = review.collectives(several)
    chosen = [one for one in several if not one.dropped and set(written) & {lead.written for lead in one.leads}]
    changed = [review.expanded(one, known) for one in chosen]
    drafts.change(talk.conn, changed, by=talk.person.id, now=talk.now)
    named = [say.group_named(name, [agency.name for agency in known.group(name)]) for name in written]
    return [
        *listing(talk, directive, note=say.groups_given([one.position for one in chosen])),
        *named[: say.MOST_GROUPS],
    ]


def leave_out(talk: Talk, chosen: Sequence[DraftTask], words: str) -> list[DraftTask]:
    """'trừ Sở X, Sở Y': the collective leads of these tasks are spread over the others."""
    excluded = {one.agency_id for one in meant(talk, words) if one.agency_id is not None}
    known = matcher(talk)
    grouped = [one for one in chosen if any(collective(lead.written) for lead in one.leads)]
    return [review.expanded(one, known, without=excluded) for one in grouped]


# ── typed ──────────────────────────────────────────────────────────────────────────────────────
def meant(talk: Talk, words: str) -> tuple[NamedAgency, ...]:
    """Known agencies alone, a collective spread over its own: a name that is not sure is asked again, never taken."""
    known = matcher(talk)
    asked, _, left_out = _parted(words)
    group = known.group(asked)
    if group:
        excluded = {one.agency_id for one in meant(talk, left_out)} if left_out else set()
        return tuple(NamedAgency(asked, one.id, 100.0) for one in group if one.id not in excluded)
    found = tuple(known.match(name) for name in split_names(words, known)) if words else ()
    unknown = next((one for one in found if not is_sure(one)), None)
    if unknown is not None:
        raise AskAgain(UNKNOWN, detail=unknown.written)
    return found


def _parted(words: str) -> tuple[str, str, str]:
    """'các sở, ban, ngành trừ Sở X' in its two halves."""
    plain = words.strip()
    found = _EXCEPT.search(plain)
    if found is None:
        return plain, "", ""
    return plain[: found.start()].strip(" ,"), found[0], plain[found.end() :].strip(" )")


ACTS: dict[str, Act] = {
    "review.agency": Act(ask_agency, roles=FOLLOWS_UP, looks=True),
    "review.is_agency": Act(is_agency, roles=FOLLOWS_UP),
    "review.new_agency": Act(new_agency, roles=FOLLOWS_UP),
    "review.unknown": Act(list_unknown, roles=FOLLOWS_UP, looks=True),
    "review.add_unknown": Act(add_unknown, roles=FOLLOWS_UP),
    "review.group": Act(give_group, roles=FOLLOWS_UP),
    "review.groups": Act(give_groups, roles=FOLLOWS_UP),
}
