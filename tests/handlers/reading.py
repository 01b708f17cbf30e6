"""Let the house's document be read by the job that does it, and look at what it said."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from sqlalchemy import select

from core.messages import Attachment
from core.model import Person
from core.proposal import ProposedDirective
from db import outbox as out
from db.tables import outbox
from documents.child import read_in_child
from jobs.read import read_next
from jobs.storing import review_messages, store_document
from tests.house import House

DOCS = Path(__file__).parent.parent / "corpus" / "docs"
NAME = "Ban Thường vụ Huyện ủy Vĩnh Thạnh"


class FromDisk:
    """The reference is a path."""

    async def fetch(self, attachment: Attachment, into: Path) -> None:
        shutil.copy(attachment.reference, into)


async def read(house: House, tmp_path: Path) -> list[str]:
    """What the reading of the next document says, message by message."""
    before = len(said(house))
    fetchers = {house.channel: FromDisk()}
    where = {"data_dir": tmp_path, "office": house.office, "holder": "w1"}
    await read_next(house.store, fetchers, now=house.now, real_now=house.real_now, **where)  # type: ignore[arg-type]
    return said(house)[before:]


@cache
def sample() -> ProposedDirective:
    """The sample directive, read once for the whole run."""
    return read_in_child(DOCS / "000.docx", name="000.docx")


def under_review(house: House, coordinator: Person) -> int:
    """The sample directive as its reading leaves it: a draft, and its review said to the coordinator."""
    content = (DOCS / "000.docx").read_bytes()
    with house.store.begin() as conn:
        stored = store_document(
            conn,
            sample(),
            content=content,
            name="000.docx",
            coordinator_id=coordinator.id,
            now=house.now,
            office=house.office,
        )
        for reply in review_messages(conn, stored, office=house.office):
            out.say(conn, reply, to=None, person=coordinator.id, real_now=house.real_now)
    return stored.directive.id


def said(house: House) -> list[str]:
    with house.store.read() as conn:
        return [(row.payload or {}).get("text", "") for row in conn.execute(select(outbox).order_by(outbox.c.id))]
