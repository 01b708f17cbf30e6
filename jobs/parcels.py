"""Make what is sent of a claimed row, from the state of this moment: words, buttons, what it replaces, a file."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from core.messages import Parcel, Reply
from core.office import Office
from core.wording.addressing import addressed
from core.wording.delivery import repeated
from db import files, mornings, outbox, people, prompts
from db.outbox import Outgoing
from db.outcomes import POISON
from db.rows import reply_from_json

Renderer = Callable[[Connection, Outgoing, dt.datetime], Reply | None]
Renderers = Mapping[str, Renderer]  # by kind; None means that nothing is left to say


def make(
    conn: Connection, row: Outgoing, *, render: Renderers, now: dt.datetime, real_now: dt.datetime, office: Office
) -> Parcel | None:
    """What the channel is given, or None where nothing is left to say. A renderer may raise TryLater."""
    if row.kind == "reply":
        reply: Reply | None = reply_from_json(row.payload)
        token = row.payload.get("token")
    else:
        reply = render[row.kind](conn, row, now)
        token = _written(conn, row, reply, real_now=real_now)
    return _parcel(conn, row, reply, token=token, office=office) if reply else None


def _written(conn: Connection, row: Outgoing, reply: Reply | None, *, real_now: dt.datetime) -> str | None:
    """The buttons of a text made now get their row now."""
    if reply is None or not (reply.choices or reply.asks):
        return None
    token = prompts.new_token()
    prompts.write(conn, reply, token=token, outbox_id=row.id, to=row.to, person=row.person_id, real_now=real_now)
    return token


def _parcel(conn: Connection, row: Outgoing, reply: Reply, *, token: str | None, office: Office) -> Parcel:
    if reply.brief and people.is_brief(conn, row.to):
        reply = replace(reply, text=reply.brief)
    if row.reason == POISON:  # the channel would not take it as it was: the bare words, once
        return Parcel(addressed(reply.text, office.address), leaves=reply.leaves, wants_file=reply.wants_file)
    edit = _edited(conn, row)
    name, path = _file(conn, reply)
    again = row.doubted_at is not None and row.first_tried_at is not None and edit is None
    said = repeated(reply.text, first_tried=office.local(row.first_tried_at)) if again else reply.text  # type: ignore[arg-type]
    return Parcel(
        text=addressed(said, office.address),
        choices=tuple((one.label, prompts.token_of(token or "", i)) for i, one in enumerate(reply.choices)),
        edit=edit,
        takes_away=_taken_away(conn, row, office),
        file=path,
        file_name=name,
        file_id=reply.file_id,
        leaves=reply.leaves,
        wants_file=reply.wants_file,
        passing=reply.passing,
        menu=reply.menu,
    )


def _edited(conn: Connection, row: Outgoing) -> str | None:
    """The pressed message, or the newest delivered one with the same key."""
    return row.edits or (outbox.newest_with_key(conn, row.key, to=row.to) if row.key else None)


def _taken_away(conn: Connection, row: Outgoing, office: Office) -> str | None:
    """Yesterday's morning does not pile up above today's."""
    if row.kind != mornings.KIND:
        return None
    return mornings.earlier(conn, row.to, payload=row.payload, before=row.id, office=office)


def _file(conn: Connection, reply: Reply) -> tuple[str, Path | None]:
    """A copy outside the database for as long as it takes to send."""
    if reply.file_id is None:
        return "", None
    name, content = files.get(conn, reply.file_id)
    with tempfile.NamedTemporaryFile(prefix="dondoc-", delete=False) as copy:
        copy.write(content)
    return name, Path(copy.name)
