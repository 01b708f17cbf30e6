"""Understand a directive: from its text to who must do what by when, with what is unclear named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.deadlines import Found, read_deadline
from core.deadlines.found import ONGOING
from core.proposal import ProposedDirective, ProposedTask, Recurrence, Signer
from core.workdays import WorkingCalendar
from documents.plain import from_text
from documents.source import Source
from documents.understand import marks
from documents.understand.bare import as_typed, is_bare, with_marks
from documents.understand.chats import concluding
from documents.understand.days import as_said, in_force, since_force
from documents.understand.draft import Draft
from documents.understand.drafts import Walk
from documents.understand.letterhead import Head, read_head
from documents.understand.mending import as_written, mending
from documents.understand.naming import self_named
from documents.understand.orders import order_in
from documents.understand.outline import outline
from documents.understand.paragraphs import Para, lay_out
from documents.understand.place import Place
from documents.understand.quoted import without_quotations
from documents.understand.references import with_deadlines_of_others
from documents.understand.report import report_duty, share_deadline
from documents.understand.several import each_doer
from documents.understand.signing import signer_in, tail_of
from documents.understand.times import cuts, report_apart, standing_in, times_in, told_apart
from documents.understand.told import article_end

_HEADER = ("number", "type", "issuer", "issued_on", "subject", "signer")


def understand(text_or_source: str | Source, *, calendar: WorkingCalendar) -> ProposedDirective:
    """Everything the document proposes; nothing of it is in force before a person confirms it."""
    source = from_text(text_or_source) if isinstance(text_or_source, str) else text_or_source
    text, paras = lay_out(source)
    if is_bare(text):
        return as_typed(_understood(source, text, with_marks(paras), calendar), text)
    if (mended := mending(paras, text)) is not None:
        return as_written(_understood(source, mended.text, mended.paras, calendar), mended)
    return _understood(source, text, paras, calendar)


def _understood(source: Source, text: str, paras: Sequence[Para], calendar: WorkingCalendar) -> ProposedDirective:
    paras = paras[: article_end(paras)]
    head = read_head(paras)
    tail, blocks = tail_of(paras, head.body)
    body = [para for para in paras[head.body :] if para.index not in tail]
    issuer = head.issuer or self_named("\n".join(para.text for para in body))
    head = replace(head, issuer=issuer, in_force=in_force(body, head.issued_on))
    tasks = share_deadline(_tasks(head, body, calendar))
    proposed = ProposedDirective(
        text=text,
        number=head.number,
        type=head.type,
        issuer=issuer,
        place=head.place,
        issued_on=head.issued_on,
        subject=head.subject,
        signer=_signer(head, blocks),
        urgency=marks.urgency(paras),
        secrecy=marks.secrecy(paras, source.aside),
        internal=marks.internal(paras, source.aside),
        addressees=head.addressees,
        tasks=tuple(tasks),
        report=report_duty(tasks, issuer),
    )
    return replace(proposed, warnings=_warnings(proposed, source))


def _signer(head: Head, blocks: Sequence[Sequence[Para]]) -> Signer | None:
    signed = signer_in(blocks)
    return Signer(head.signer_name, head.signer_title or "") if signed is None and head.signer_name else signed


def _tasks(head: Head, body: Sequence[Para], calendar: WorkingCalendar) -> list[ProposedTask]:
    if head.type in {"Tờ trình", "Báo cáo"}:  # go upwards: they ask and tell, and order nobody
        return []
    body = without_quotations(concluding(body) if head.type == "Biên bản" else body)
    walk = Walk(issuer=head.issuer, addressees=head.addressees)
    walk.over(outline(body), Place(lead=head.addressees, root=True))
    _name_the_last(walk.drafts)
    timed: list[ProposedTask] = []
    for draft in (one for whole in walk.drafts for one in each_doer(whole, head.issuer)):
        own = _timed(draft, head, calendar)
        if draft.sent and draft.plain and timed:
            timed[-1] = _same_duty(timed[-1], own[0])
        timed += own
    return with_deadlines_of_others(_uniquely_named(timed), calendar)


def _name_the_last(drafts: Sequence[Draft]) -> None:
    """The closing demand to report stands under no point of its own."""
    if len(drafts) < 2 or not drafts[-1].plain or "báo cáo" not in drafts[-1].text.lower():
        return
    if "đoạn" in drafts[-1].ref or any(draft.ref == drafts[-1].ref for draft in drafts[:-1]):
        drafts[-1].ref = "cuối"


def _same_duty(demand: ProposedTask, sending: ProposedTask) -> ProposedTask:
    """'… đề nghị các sở báo cáo …' and then 'Báo cáo gửi về … trước ngày …' are one duty with one date."""
    timeless = demand.deadline is None and demand.recurrence is None and set(demand.doubts) <= {"lead"}
    asks = timeless and "báo cáo" in demand.text.lower()
    return replace(demand, deadline=sending.deadline) if asks and sending.deadline is not None else demand


def _timed(draft: Draft, head: Head, calendar: WorkingCalendar) -> list[ProposedTask]:
    """The draft with its times; two different times make two tasks."""
    if draft.times:
        return [_from_fields(draft, head, calendar)]
    found = _times(draft, head, calendar)
    sure = told_apart(draft.text, found)
    places = cuts(draft.text, sure) if len(sure) > 1 else []
    if len(sure) == 1 and (place := report_apart(draft.text, sure[0])) is not None:
        done = _task(draft, f"{draft.ref}#1", (0, place), [])
        return [done, _task(draft, f"{draft.ref}#2", (place, len(draft.text)), sure)]
    if not places:
        return [_task(draft, draft.ref, (0, len(draft.text)), sure[:1] or found[:1])]
    edges = [0, *places, len(draft.text)]
    return [_task(draft, f"{draft.ref}#{n + 1}", (edges[n], edges[n + 1]), [one]) for n, one in enumerate(sure)]


def _times(draft: Draft, head: Head, calendar: WorkingCalendar) -> list[Found]:
    text = since_force(draft.text, head.in_force)
    found = times_in(text, issued=head.issued_on, about=head.about, calendar=calendar)
    return found if text == draft.text else [as_said(one, draft.text) for one in found]


def _task(draft: Draft, ref: str, part: tuple[int, int], found: Sequence[Found]) -> ProposedTask:
    text = draft.text[part[0] : part[1]]
    start = draft.span[0] + part[0] + len(text) - len(text.lstrip())
    one = found[0] if found else None
    lead = draft.lead
    if part[0] > 0 and (order := order_in(text.strip(), ordering=True)) is not None and order.named:
        lead = order.lead
        if one is None or one.span[0] >= start - draft.span[0] + order.start:  # what goes before told something else
            start, text = start + order.start, text.strip()[order.start :]
    doubts = (*(() if lead and not draft.supposed else ("lead",)), *(one.doubts if one else ()))
    return ProposedTask(
        ref=ref,
        text=text.strip(),
        span=(start, start + len(text.strip())),
        lead=lead,
        supporting=draft.supporting,
        deadline=one.deadline if one else None,
        recurrence=None if draft.in_table else standing_in(text, _within(one, part[0])),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _from_fields(draft: Draft, head: Head, calendar: WorkingCalendar) -> ProposedTask:
    """A table's cell or a field line says when, in full."""
    task = _task(draft, draft.ref, (0, len(draft.text)), [])
    read = [
        read_deadline(time, issued=head.issued_on, calendar=calendar, about=head.about) for time in draft.times if time
    ]
    reading = next((one for one in read if one is not None), None)
    if reading is None:
        return task
    recurrence = reading.recurrence or (_ongoing(draft.times) if ONGOING in reading.doubts else None)
    return replace(task, deadline=reading.deadline, recurrence=recurrence, doubts=(*task.doubts, *reading.doubts))


def _ongoing(times: Sequence[str]) -> Recurrence:
    """'Thường xuyên' in a cell: the duty stands, and no day can be worked out."""
    return Recurrence(" ".join(next(time for time in times if time).split()), None)


def _within(found: Found | None, start: int) -> Found | None:
    """The time with its place counted from this part of the text."""
    return None if found is None else replace(found, span=(found.span[0] - start, found.span[1] - start))


def _uniquely_named(tasks: Sequence[ProposedTask]) -> list[ProposedTask]:
    seen: dict[str, int] = {}
    named = []
    for task in tasks:
        seen[task.ref] = seen.get(task.ref, 0) + 1
        named.append(task if seen[task.ref] == 1 else replace(task, ref=f"{task.ref} ({seen[task.ref]})"))
    return named


def _warnings(proposed: ProposedDirective, source: Source) -> tuple[str, ...]:
    """Codes of what is missing or doubtful, each once."""
    missing = [name for name in _HEADER if getattr(proposed, name) is None]
    doubts = [doubt for task in proposed.tasks for doubt in task.doubts]
    none = [] if proposed.tasks else ["no_tasks"]
    return tuple(dict.fromkeys([*source.warnings, *missing, *doubts, *none]))
