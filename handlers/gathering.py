"""Several pieces of one document: photographs of its pages, a long text that a channel cut into messages."""

from __future__ import annotations

import datetime as dt

from core.messages import Attachment, Reply
from core.model import DirectiveState, Role
from core.problems import NotAllowed
from core.wording import gathering as say
from db import directives, readings
from db.readings import TYPED
from handlers.talk import Act, Talk

_FOLLOWS_UP = frozenset({Role.COORDINATOR, Role.ADMIN})
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp")
SETTLES = dt.timedelta(seconds=3)  # the pages of an album, or the pieces of a long text, arrive within it
NEXT_PAGE = dt.timedelta(minutes=10)  # a photograph this soon after another was read may be its next page
CUT = 1800  # characters: a message at least so long may go on in the next (channels cut at 2,000 or 4,096)


def is_page(file: Attachment) -> bool:
    return _is_picture(file.name)


def page(talk: Talk, file: Attachment, *, name: str) -> list[Reply]:
    """A photograph: a page of the document being received, perhaps of the one just read, or a document of its own."""
    there = readings.unread(talk.conn, talk.event.address)
    if there and _is_picture(there.name):
        return _joined(talk, there.directive_id, file.reference)
    before = readings.just_read(talk.conn, talk.event.address, since=talk.real_now - NEXT_PAGE)
    if before and _is_picture(before.name):
        key = begin(talk, reference=file.reference, name=name, wait=NEXT_PAGE)
        return [say.next_page(key, directives.get(talk.conn, before.directive_id))]
    return [say.first_page(begin(talk, reference=file.reference, name=name, wait=SETTLES), name)]


def rest(talk: Talk) -> list[Reply]:
    """What follows a pasted text that its channel cut; [] when no such text waits."""
    there = readings.unread(talk.conn, talk.event.address)
    if there is None or not readings.was_cut(talk.conn, talk.event.address, there.last, at=CUT):
        return []
    return _joined(talk, there.directive_id, f"{TYPED}{talk.event.id}")


def begin(talk: Talk, *, reference: str, name: str, wait: dt.timedelta | None = None) -> int:
    """A document that waits to be read, for a while longer where more pieces may come."""
    key = directives.create_reading(talk.conn, coordinator_id=talk.person.id, file_name=name, now=talk.now)
    then = talk.real_now + wait if wait else readings.AT_ONCE
    readings.queue(talk.conn, key, address=talk.event.address, reference=reference, name=name, not_before=then)
    return key


def _joined(talk: Talk, directive: int, reference: str) -> list[Reply]:
    pieces = readings.join(talk.conn, directive, [reference], not_before=talk.real_now + SETTLES)
    return [say.more_text(directive, pieces) if reference.startswith(TYPED) else say.more_pages(directive, pieces)]


# ── what the coordinator says of it ────────────────────────────────────────────────────────────
def apart(talk: Talk, *, directive: int) -> list[Reply]:
    """The last photograph is a document of its own."""
    _still(talk, directive, DirectiveState.READING)
    reference = readings.part(talk.conn, directive)
    name = say.PICTURE_NAME
    return [say.first_page(begin(talk, reference=reference, name=name, wait=SETTLES), name)]


def separate(talk: Talk, *, directive: int) -> list[Reply]:
    """The photograph that waited for this answer is a document of its own."""
    _still(talk, directive, DirectiveState.READING)
    readings.release(talk.conn, directive)
    return [say.first_page(directive, say.PICTURE_NAME)]


def continued(talk: Talk, *, directive: int, of: int) -> list[Reply]:
    """The photograph is the next page of a draft: both are read again, as one document."""
    _still(talk, directive, DirectiveState.READING)
    _still(talk, of, DirectiveState.DRAFT)
    pages = readings.give_up(talk.conn, directive, now=talk.real_now)
    directives.forget(talk.conn, directive)
    directives.read_again(talk.conn, of, file_name=say.PICTURE_NAME)
    return [say.more_pages(of, readings.join(talk.conn, of, pages, not_before=readings.AT_ONCE))]


def _still(talk: Talk, directive: int, state: DirectiveState) -> None:
    if directives.lock(talk.conn, directive).state is not state:
        raise NotAllowed("read meanwhile")


def _is_picture(name: str) -> bool:
    return name.lower().endswith(_PICTURES)


ACTS: dict[str, Act] = {
    "reading.apart": Act(apart, roles=_FOLLOWS_UP),
    "reading.separate": Act(separate, roles=_FOLLOWS_UP),
    "reading.continued": Act(continued, roles=_FOLLOWS_UP),
}
