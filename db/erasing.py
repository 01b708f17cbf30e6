"""Remove what is held of a person: every mention gets a replaced name, the acts themselves stay.

Documents as they were issued (directives, their drafts and tasks) are the office's own record and stay as written.
A name of one word, or one that somebody else bears too, is only replaced where it surely means this person.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from sqlalchemy import JSON, Column, Connection, String, Table, Text, and_, cast, func, null, or_, select, update

from core.messages import Address
from core.model import Kept, Person
from core.wording.show import REMOVED_NAME
from db import files, history, leaving, people
from db import tables as t

_ISSUED = {t.directives, t.drafts, t.agencies, t.people, t.files, t.series, t.calendar_days}
_AS_ISSUED = {("tasks", "text"), ("tasks", "deadline_text"), ("tasks", "recurrence_text")}


def erase(conn: Connection, person: Person, *, by: Person, now: dt.datetime, real_now: dt.datetime) -> None:
    """Their work was handed back before. Their own chats' words go whole; elsewhere the name is replaced."""
    chats = people.every_address(conn, person.id)
    if person.active:
        leaving.leave(conn, person, by=by, now=now, real_now=real_now)
    people.change(conn, person.id, name=REMOVED_NAME, position=None, phone=None)
    _forget_talk(conn, person.id, chats)
    _forget_sent(conn, person.id, chats, real_now=real_now)
    _replace_everywhere(conn, person.name, shared=_is_shared(conn, person.name))
    _replace_own(conn, person)
    _forget_made(conn)
    history.write(conn, by=by.id, noun="person", noun_id=person.id, did="erased", now=now)


def _is_shared(conn: Connection, name: str) -> bool:
    return conn.execute(select(t.people.c.id).where(t.people.c.name == name).limit(1)).first() is not None


# ── what was said to them and by them ──────────────────────────────────────────────────────────
def _forget_talk(conn: Connection, person_id: int, chats: list[Address]) -> None:
    """Words and buttons go; that something was said, and how it went, stays."""
    said = or_(t.outbox.c.person_id == person_id, *(_in(t.outbox, one) for one in chats))
    conn.execute(update(t.outbox).where(said).values(payload=null(), account=None, chat=None))
    offered = or_(t.prompts.c.person_id == person_id, *(_in(t.prompts, one) for one in chats))
    conn.execute(update(t.prompts).where(offered).values(choices=null(), asks=null(), chat=""))
    for one in chats:
        conn.execute(update(t.inbox).where(_in(t.inbox, one)).values(payload=null(), chat="", state="done"))
        if one.account.startswith("local"):
            mine = t.local_messages.c.chat == one.chat
            conn.execute(t.local_messages.delete().where(mine))


def _forget_sent(conn: Connection, person_id: int, chats: list[Address], *, real_now: dt.datetime) -> None:
    """Where their files came from. What a report or a directive has of them is the office's; what waits is let go."""
    sent = or_(t.enclosures.c.person_id == person_id, *(_in(t.enclosures, one) for one in chats))
    waiting = t.enclosures.c.kept.in_([Kept.WAITING.value, Kept.ASKED.value])
    conn.execute(update(t.enclosures).where(sent, waiting).values(kept=Kept.NO.value))
    conn.execute(update(t.enclosures).where(sent).values(chat="", reference=""))
    for one in chats:
        over = {"chat": "", "done_at": func.coalesce(t.readings.c.done_at, real_now)}
        conn.execute(update(t.readings).where(_in(t.readings, one)).values(over))


def _in(table: Table, one: Address) -> Any:
    return and_(table.c.account == one.account, table.c.chat == one.chat)


# ── where they are named ───────────────────────────────────────────────────────────────────────
def _replace_everywhere(conn: Connection, name: str, *, shared: bool) -> None:
    if shared or " " not in name:
        return
    for table in t.metadata.sorted_tables:
        if table in _ISSUED:
            continue
        for column in table.columns:
            if isinstance(column.type, String | Text | JSON) and (table.name, column.name) not in _AS_ISSUED:
                _replace(conn, table, column, name)


def _forget_made(conn: Connection) -> None:
    """Workbooks and summaries as they were handed out: they quote people, and are made again when asked for."""
    conn.execute(update(t.files).where(files.made()).values(content=b"", size=0, sha256=""))


def _replace_own(conn: Connection, person: Person) -> None:
    """In the lines about them, whoever else bears the name: tasks given to them, and what was changed of them."""
    about = and_(t.history.c.noun == "person", t.history.c.noun_id == person.id)
    held = select(t.assignments.c.task_id).where(t.assignments.c.person_id == person.id)
    given = and_(t.history.c.noun == "task", t.history.c.noun_id.in_(held), t.history.c.did == "allocated")
    for column in (t.history.c.before, t.history.c.after):
        alone = or_(column == person.name, column.startswith(f"{person.name}, "))
        cut = func.replace(column, person.name, REMOVED_NAME)
        conn.execute(update(t.history).where(or_(about, given), alone).values({column.name: cut}))


def _replace(conn: Connection, table: Table, column: Column[Any], name: str) -> None:
    """The whole name as a word of its own, in text and inside JSON."""
    keys = list(table.primary_key.columns)
    is_json = isinstance(column.type, JSON)
    likely = cast(column, Text) if is_json else column
    spelled = {name, json.dumps(name)[1:-1]} if is_json else {name}
    rows = conn.execute(select(*keys, column).where(or_(*(likely.contains(one, autoescape=True) for one in spelled))))
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for row in rows.all():
        there = and_(*(key == value for key, value in zip(keys, row, strict=False)))
        seen_again = {"version": table.c.version + 1} if table is t.local_messages else {}  # by pages that are open
        conn.execute(update(table).where(there).values({column.name: _without(row[-1], whole), **seen_again}))


def _without(value: Any, whole: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return whole.sub(REMOVED_NAME, value)
    if isinstance(value, list):
        return [_without(one, whole) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, whole) for key, one in value.items()}
    return value
