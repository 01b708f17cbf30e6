"""An agency ended: who takes up its work, all at once or one by one, and what has to be settled with it."""

from __future__ import annotations

from core import succession as rules
from core.agencies import Matcher, is_sure, split_names
from core.contacts import FOLLOWS_UP
from core.messages import Reply
from core.model import Agency
from core.problems import AskAgain, NotAllowed
from core.succession import Plan
from core.understand import read_near_date
from core.wording import succession as say
from db import agencies, successions
from handlers.drafting import matcher
from handlers.holding import seen as packed
from handlers.inheriting import hand_out
from handlers.talk import Act, Talk


# ── the sentence, or one thing after the other ─────────────────────────────────────────────────
def ask(talk: Talk) -> list[Reply]:
    return [say.ask("agency", None, args={}, begun=successions.begun(talk.conn)[:3])]


def typed(talk: Talk, *, said: str) -> list[Reply]:
    """[] when the words are something else."""
    told = rules.read(said)
    old = _meant(talk, told.agency) if told else None
    return _told(talk, Plan(old.id), told) if told and old else []


def answered(
    talk: Talk,
    *,
    field: str,
    said: str,
    agency: int | None = None,
    on: str | None = None,
    decision: str | None = None,
    heirs: str = "",
) -> list[Reply]:
    """What was asked; the agency's name may come with all the rest."""
    told = rules.read(said)
    if agency is None:
        old = _meant(talk, told.agency if told else said)
        if old is None:
            raise AskAgain("agency", detail=told.agency if told else said)
        return _told(talk, Plan(old.id), told or rules.Told(old.name, None, None, None))
    words: dict[str, str | None] = {"on": None, "decision": None, "heirs": None, field: said}
    if field == "on":
        words["on"], words["decision"] = rules.day_and_decision(said)
    known = rules.plan(agency=agency, on=on, decision=decision, heirs=heirs)
    return _told(talk, known, rules.Told("", words["on"], words["decision"], words["heirs"]))


def _told(talk: Talk, known: Plan, told: rules.Told) -> list[Reply]:
    """What is known grows; what is still missing is asked, and then the card is shown."""
    old = agencies.get(talk.conn, known.agency)
    note, day = "", known.on
    if told.on:
        said = read_near_date(told.on, today=talk.today)
        if said is None:
            raise AskAgain("date", detail=told.on)
        day = said.day
        if day > talk.today:
            note, day = say.not_yet(day), None
    heirs, unknown = _heirs(talk, told.heirs, old) if told.heirs else (known.heirs, None)
    grown = Plan(old.id, day, (told.decision or known.decision or "")[:200].strip() or None, heirs)
    note = note or (say.unknown(unknown) if unknown else "")
    missing = {"on": grown.on, "decision": grown.decision, "heirs": grown.heirs}
    field = next((name for name, value in missing.items() if not value), None)
    if old.ended_on is not None or old.kind == "office" or field is None:
        return _card(talk, grown)
    return [say.ask(field, old, args=grown.args, note=note)]


def _meant(talk: Talk, words: str) -> Agency | None:
    """One that stands, or one that has ended already: then that is said."""
    for known in (matcher(talk), Matcher.of_ended(agencies.all_known(talk.conn))):
        found = known.match(words)
        if found.agency_id is not None and is_sure(found):
            return agencies.get(talk.conn, found.agency_id)
    return None


def _heirs(talk: Talk, words: str, old: Agency) -> tuple[tuple[int, ...], str | None]:
    """Each by a name that is sure; none where one is not, with that one's words."""
    known = matcher(talk)
    found = [known.match(name) for name in split_names(words, known)]
    wrong = next((one for one in found if not is_sure(one) or one.agency_id in {None, old.id}), None)
    if wrong is not None or not found:
        return (), wrong.written if wrong else words
    return tuple(dict.fromkeys(one.agency_id for one in found if one.agency_id is not None)), None


# ── where it goes ──────────────────────────────────────────────────────────────────────────────
def _card(talk: Talk, plan: Plan, *, note: str = "") -> list[Reply]:
    old = successions.lock(talk.conn, plan.agency)
    if refused := _refused(talk, old):
        return [refused]
    return [say.card(plan, old, _known(talk, plan), successions.pieces(talk.conn, old.id), note=note)]


def _refused(talk: Talk, old: Agency) -> Reply | None:
    """Recorded already, by this or another coordinator; or the office itself."""
    there = successions.of(talk.conn, old.id)
    if there:
        return say.already(there)
    return say.cannot(old) if old.kind == "office" else None


def _known(talk: Talk, plan: Plan) -> list[Agency]:
    return [agencies.get(talk.conn, heir) for heir in plan.heirs]


def all_at_once(
    talk: Talk, *, agency: int, on: str | None, decision: str | None, heirs: str, heir: int | None = None
) -> list[Reply]:
    """One successor for everything; with several, which one is asked."""
    plan = rules.plan(agency=agency, on=on, decision=decision, heirs=heirs)
    if heir is None and len(plan.heirs) > 1:
        return [say.ask_heir(plan, _known(talk, plan))]
    chosen = plan.heirs[0] if heir is None else heir
    return _confirm(talk, plan, {one.task.id: chosen for one in successions.pieces(talk.conn, agency)})


def named(talk: Talk, *, agency: int, on: str | None, decision: str | None, heirs: str, said: str) -> list[Reply]:
    plan = rules.plan(agency=agency, on=on, decision=decision, heirs=heirs)
    heir = _heir(talk, plan, said)
    return all_at_once(talk, agency=agency, on=on, decision=decision, heirs=heirs, heir=heir)


def _heir(talk: Talk, plan: Plan, words: str) -> int:
    found = rules.meant(words, _known(talk, plan))
    if found is None:
        raise AskAgain("agency", detail=words)
    return found.id


def _confirm(talk: Talk, plan: Plan, chosen: dict[int, int]) -> list[Reply]:
    old = successions.lock(talk.conn, plan.agency)
    if refused := _refused(talk, old):
        return [refused]
    pieces = successions.pieces(talk.conn, plan.agency)
    seen = packed(one.task for one in pieces)
    return [say.confirm(plan, old, _known(talk, plan), pieces, chosen, seen=seen)]


# ── one by one ─────────────────────────────────────────────────────────────────────────────────
def share(talk: Talk, *, agency: int, on: str | None, decision: str | None, heirs: str) -> list[Reply]:
    """From the beginning; every choice is kept until it is confirmed."""
    plan = rules.plan(agency=agency, on=on, decision=decision, heirs=heirs)
    successions.lock(talk.conn, agency)
    successions.keep(talk.conn, agency, plan.args, "")
    return _board(talk, plan, {})


def resume(talk: Talk, *, agency: int) -> list[Reply]:
    kept = _kept(talk, agency)
    return _board(talk, *kept) if kept else [say.nothing_begun()]


def later(talk: Talk, *, agency: int) -> list[Reply]:
    kept = _kept(talk, agency)
    if kept is None:
        return [say.nothing_begun()]
    left = rules.waiting(successions.pieces(talk.conn, agency), kept[1])
    return [say.later(agencies.get(talk.conn, agency), len(left))]


def _kept(talk: Talk, agency: int) -> tuple[Plan, dict[int, int]] | None:
    """The agency is held, so that two coordinators choose one after the other."""
    successions.lock(talk.conn, agency)
    kept = successions.kept(talk.conn, agency)
    return (rules.plan(**kept[0]), rules.unpacked(kept[1])) if kept else None  # type: ignore[arg-type]


def pick(talk: Talk, *, agency: int, task: int, heir: int) -> list[Reply]:
    kept = _kept(talk, agency)
    if kept is None:
        return [say.nothing_begun()]
    plan, chosen = kept
    if heir not in {*plan.heirs, rules.NOBODY}:
        raise NotAllowed("no successor")
    return _keep(talk, plan, {**chosen, task: heir})


def choose(talk: Talk, *, agency: int, said: str) -> list[Reply]:
    """'nv 3 5: Xã A', 'nv 4: thôi theo dõi', 'còn lại: Xã B'."""
    kept, asked = _kept(talk, agency), rules.choice(said)
    if kept is None:
        return [say.nothing_begun()]
    if asked is None:
        raise AskAgain("choice")
    plan, chosen = kept
    heir = rules.NOBODY if asked.heir is None else _heir(talk, plan, asked.heir)
    pieces = successions.pieces(talk.conn, agency)
    ids = {one.task.number: one.task.id for one in pieces}
    left = [one.task.number for one in rules.waiting(pieces, chosen)]
    numbers = left if asked.numbers is None else list(asked.numbers)
    foreign = [number for number in numbers if number not in ids]
    note = say.no_such(foreign) if foreign else ""
    return _keep(talk, plan, {**chosen, **{ids[n]: heir for n in numbers if n in ids}}, note=note)


def _keep(talk: Talk, plan: Plan, chosen: dict[int, int], *, note: str = "") -> list[Reply]:
    successions.keep(talk.conn, plan.agency, plan.args, rules.packed(chosen))
    return _board(talk, plan, chosen, note=note)


def _board(talk: Talk, plan: Plan, chosen: dict[int, int], *, note: str = "") -> list[Reply]:
    old = agencies.get(talk.conn, plan.agency)
    if refused := _refused(talk, old):
        return [refused]
    pieces = successions.pieces(talk.conn, plan.agency)
    here = {one.task.id: chosen[one.task.id] for one in pieces if one.task.id in chosen}
    if not rules.waiting(pieces, here):
        return _confirm(talk, plan, here)
    return [say.board(old, _known(talk, plan), pieces, here, note=note)]


# ── done ───────────────────────────────────────────────────────────────────────────────────────
def go(talk: Talk, *, agency: int, on: str, decision: str, heirs: str, choices: str, seen: str) -> list[Reply]:
    """Everything in one transaction, on exactly what was shown; the first of two coordinators counts."""
    plan = rules.plan(agency=agency, on=on, decision=decision, heirs=heirs)
    old = successions.lock(talk.conn, agency)
    if refused := _refused(talk, old):
        return [refused]
    pieces, chosen = successions.pieces(talk.conn, agency), rules.unpacked(choices)
    if packed(one.task for one in pieces) != seen:
        return _card(talk, plan, note=say.CHANGED)
    if any(not one.active for one in agencies.hold(talk.conn, plan.heirs).values()):
        return [say.ask("heirs", old, args={**plan.args, "heirs": ""}, note=say.CHANGED)]
    return hand_out(talk, plan, old, pieces, chosen)


ACTS: dict[str, Act] = {
    "succession.ask": Act(ask, roles=FOLLOWS_UP, looks=True),
    "succession.typed": Act(typed, roles=FOLLOWS_UP),
    "succession.said": Act(answered, roles=FOLLOWS_UP),
    "succession.all": Act(all_at_once, roles=FOLLOWS_UP, looks=True),
    "succession.named": Act(named, roles=FOLLOWS_UP),
    "succession.share": Act(share, roles=FOLLOWS_UP),
    "succession.resume": Act(resume, roles=FOLLOWS_UP, looks=True),
    "succession.later": Act(later, roles=FOLLOWS_UP, looks=True),
    "succession.pick": Act(pick, roles=FOLLOWS_UP),
    "succession.choose": Act(choose, roles=FOLLOWS_UP, takes_numbers=True),
    "succession.go": Act(go, roles=FOLLOWS_UP),
}
WORDS: dict[str, str] = {"don vi ke thua": "succession.ask"}
