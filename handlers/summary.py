"""Figures in chat: the summary, its lists, the comparison of agencies, and what is read aloud in a meeting."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from core import figures as counting
from core.agencies import Matcher
from core.figures import Kind, Measure
from core.messages import Reply
from core.model import NamedAgency, Role
from core.problems import NotAllowed
from core.text import fold
from core.wording import by_original
from core.wording import summary as wording
from core.wording import summary_files as files_wording
from db import agencies, directives, figure_lists, figures, files
from db.details import details
from db.figure_lists import View
from documents.summary_files import made
from handlers.talk import Act, Talk

_NUMBER = re.compile(r"\d+[^\s,;]*")
_AGENCY = re.compile(r"(?:so|s[a-z]{2,}|ubnd|uy|ban|xa|phuong|phong|dang|huyen|tinh|chi|cuc|trung|van|cong|btv)$")
_BY_ORIGINAL = "theo han ban dau"
_COMPARES = ("don vi nao", "co quan nao", "so nao", "xa nao", "cham nhat")


def show_summary(talk: Talk, *, said: str = "") -> list[Reply]:
    """With part of a directive's number, that directive; asked which agency, the comparison; else everything."""
    words = fold(said)
    measure = Measure.ORIGINAL if _BY_ORIGINAL in words else Measure.IN_FORCE
    if any(cue in words for cue in _COMPARES):
        return compare(talk, measure=measure)
    if found := _NUMBER.search(said):
        return _of_number(talk, found.group(), measure)
    counted = figures.figures(talk.conn, for_=talk.person, today=talk.today, measure=measure)
    every = talk.person.sees_all
    told = wording.summary(counted, local=_local(talk), scope=_scope(talk), compares=every)
    return [by_original.headed(told, measure)]


def original(talk: Talk, *, said: str = "") -> list[Reply]:
    """The same, by the deadlines before any extension."""
    return show_summary(talk, said=f"{said} {_BY_ORIGINAL}")


def of_agency(talk: Talk, *, said: str) -> list[Reply]:
    """'Sở Y tế thế nào': that agency's figures under its name; [] where none is named, or to an agency's own people."""
    agency = _named(talk, said) if talk.person.sees_all else None
    if agency is None:
        return []
    counted = figures.figures(talk.conn, for_=talk.person, today=talk.today, agency_id=agency.agency_id)
    name = agencies.get(talk.conn, agency.agency_id or 0).name
    told = wording.summary(counted, local=_local(talk), scope=name, compares=False)
    return [replace(told, choices=(wording.BY_AGENCY, wording.BACK))]


def _named(talk: Talk, said: str) -> NamedAgency | None:
    words, known = said.split(), Matcher(agencies.all_known(talk.conn))
    starts = (i for i, word in enumerate(words) if _AGENCY.match(fold(word)))
    return next((found for i in starts if (found := known.leading(" ".join(words[i:])))), None)


def show_directive(talk: Talk, *, directive: int, measure: str = Measure.IN_FORCE) -> list[Reply]:
    """Only tasks the person may see are counted; of a directive without any, nothing is told."""
    by = Measure(measure)
    counted = figures.figures(talk.conn, for_=talk.person, today=talk.today, directive_id=directive, measure=by)
    if not counted.agencies:
        return [wording.empty(None, local=_local(talk))]
    silent = figures.silent_agencies(talk.conn, directive, for_=talk.person, today=talk.today)
    about = directives.get(talk.conn, directive)
    told = wording.summary_directive(about, counted, local=_local(talk), silent=silent)
    return [by_original.headed(told, by)]


def overdue(talk: Talk) -> list[Reply]:
    return show_list(talk, kind=Kind.OVERDUE.value)


def excused(talk: Talk) -> list[Reply]:
    return show_list(talk, kind=Kind.EXCUSED.value)


def show_list(
    talk: Talk, *, kind: str, directive: int | None = None, page: int = 1, measure: str = Measure.IN_FORCE
) -> list[Reply]:
    """The tasks behind a number, a page at a time."""
    asked, by = Kind(kind), Measure(measure)
    view = View(talk.person, talk.today, talk.office.calendar, directive_id=directive, measure=by)
    total = figure_lists.count(talk.conn, asked, view)
    lines = figure_lists.lines(talk.conn, asked, view, limit=wording.PAGE, offset=(page - 1) * wording.PAGE)
    more = wording.more({"kind": kind, "directive": directive, "page": page + 1})
    shown = wording.listing(
        asked, lines, total=total, page=page, local=_local(talk), calendar=talk.office.calendar, more=more
    )
    return [by_original.headed(shown, by)]


def blocked(talk: Talk) -> list[Reply]:
    """'vướng mắc' of one who reports none."""
    return show_list(talk, kind=Kind.BLOCKED.value)


def compare(
    talk: Talk, *, directive: int | None = None, by: str = wording.BY_NUMBER, measure: str = Measure.IN_FORCE
) -> list[Reply]:
    """By number or by share, of who leads now or of whom the directives addressed; agencies see their own only."""
    count = figures.by_addressee if by == wording.BY_ADDRESSEE else figures.by_agency
    judged = Measure(measure)
    counted = count(talk.conn, for_=talk.person, today=talk.today, directive_id=directive, measure=judged)
    order = counting.largest_share if by == wording.BY_SHARE else counting.most_overdue
    told = wording.compare(order(counted), local=_local(talk), directive=directive, by=by)
    return [by_original.headed(told, judged)]


def addressed(talk: Talk) -> list[Reply]:
    return compare(talk, by=wording.BY_ADDRESSEE)


def spoken(talk: Talk) -> list[Reply]:
    """Three sentences, with the agencies that have most overdue and one matter to decide."""
    counted = figures.figures(talk.conn, for_=talk.person, today=talk.today)
    behind = counting.most_overdue(figures.by_agency(talk.conn, for_=talk.person, today=talk.today))
    view = View(for_=talk.person, today=talk.today, calendar=talk.office.calendar)
    blocked = figure_lists.lines(talk.conn, Kind.BLOCKED, view, limit=1)
    concern = blocked[0].blocked if blocked else None
    named = behind if talk.person.sees_all else ()
    return [wording.spoken(counted, local=_local(talk), scope=_scope(talk), behind=named, concern=concern)]


def export(talk: Talk, *, measure: str = Measure.IN_FORCE) -> list[Reply]:  # noqa: ARG001 (asks, whoever it is)
    return [by_original.headed(files_wording.ask_form(), Measure(measure))]


def file(talk: Talk, *, form: str, measure: str = Measure.IN_FORCE) -> list[Reply]:
    """The same figures as in chat, as a file: what this person may see, up to this minute."""
    if form not in {files_wording.WORD, files_wording.EXCEL, files_wording.PICTURE}:
        raise NotAllowed("no such form")
    by = Measure(measure)
    counted = figures.figures(talk.conn, for_=talk.person, today=talk.today, measure=by)
    behind = counting.most_overdue(figures.by_agency(talk.conn, for_=talk.person, today=talk.today, measure=by))
    paper = files_wording.paper(
        counted, behind, local=_local(talk), office=talk.office.name, about=_scope(talk), measure=by
    )
    view = View(talk.person, talk.today, talk.office.calendar, measure=by)
    content = made(form, paper, figures=counted, details=details(talk.conn, view), on=talk.today)
    file_id = files.keep(talk.conn, content, name=files_wording.file_name(form, local=_local(talk)))
    return [files_wording.sent(paper, file_id=file_id)]


def _of_number(talk: Talk, typed: str, measure: Measure) -> list[Reply]:
    found = figures.directives_like(talk.conn, typed, for_=talk.person, today=talk.today)
    if len(found) == 1:
        return show_directive(talk, directive=found[0][0], measure=measure)
    return [by_original.headed(wording.which_directive(typed, found), measure)]


def _scope(talk: Talk) -> str | None:
    """Whose figures these are, where they are not everybody's."""
    return None if talk.person.sees_all else talk.person.agency


def _local(talk: Talk) -> dt.datetime:
    return talk.office.local(talk.now)


ACTS: dict[str, Act] = {
    "summary.show": Act(show_summary, looks=True),
    "summary.original": Act(original, looks=True),
    "summary.agency": Act(of_agency, looks=True),
    "summary.directive": Act(show_directive, looks=True),
    "summary.overdue": Act(overdue, looks=True),
    "summary.excused": Act(excused, looks=True),
    "summary.list": Act(show_list, looks=True),
    "summary.blocked": Act(blocked, roles=frozenset(Role) - {Role.OFFICIAL, Role.FOCAL}, looks=True),
    "summary.compare": Act(compare, looks=True),
    "summary.addressed": Act(addressed, looks=True),
    "summary.spoken": Act(spoken, looks=True),
    "summary.export": Act(export, looks=True),
    "summary.file": Act(file, looks=True),
}
COMMANDS: dict[str, str] = {"tonghop": "summary.show"}
WORDS: dict[str, str] = {
    "xuat tep": "summary.export",
    "xuat excel": "summary.export",
    "xuat word": "summary.export",
    "ban word": "summary.export",
    "noi trong hop": "summary.spoken",
    "theo don vi": "summary.compare",
    "theo han ban dau": "summary.original",
    "tong hop theo han ban dau": "summary.original",
    "theo don vi duoc giao ban dau": "summary.addressed",
    "nguyen nhan khach quan": "summary.excused",
    "qua han": "summary.overdue",
    "viec qua han": "summary.overdue",
    "cac viec qua han": "summary.overdue",
    "vuong mac": "summary.blocked",
    "viec can y kien": "summary.blocked",
    "viec vuong mac": "summary.blocked",
    "cac viec vuong mac": "summary.blocked",
}
