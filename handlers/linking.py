"""One person on several channels: a code adds one, a word says which of them reminds, and each can be given up."""

from __future__ import annotations

import datetime as dt

from core.messages import Reply
from core.text import fold
from core.wording import linking as say
from core.wording import plain
from core.wording.show import channel
from db import invites, people
from db.cutting_off import cut_off
from handlers import noting
from handlers.talk import Act, Talk

VALID = dt.timedelta(minutes=15)


def offer(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001 (a command is given its argument)
    """The same one-time code as an invitation's, for whoever asks on a channel they are on already."""
    code = invites.make(talk.conn, talk.person.id, now=talk.now, expires=talk.now + VALID)
    noting.of_oneself(talk, "channel_offered")
    return [say.offer(code, minutes=int(VALID.total_seconds()) // 60)]


def show(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001
    live = people.addresses_of(talk.conn, talk.person.id)
    dead = [one for one in people.every_address(talk.conn, talk.person.id) if one not in live]
    return [say.channels(live, dead, here=talk.event.address)]


def prefer(talk: Talk, *, account: str = "", said: str = "") -> list[Reply]:
    """By its button, or by its name: 'nhận nhắc qua …'."""
    known = [one.account for one in people.addresses_of(talk.conn, talk.person.id)]
    found = [one for one in known if one == account or (said and fold(channel(one)) == fold(said).strip(" ."))]
    if not found:
        return [say.no_such_channel(said)] if said else show(talk)
    people.prefer(talk.conn, talk.person.id, found[0])
    return [say.preferred(found[0])]


def revoke(talk: Talk, *, account: str = "") -> list[Reply]:
    return [say.ask_revoke(account)] if account in _accounts(talk) else show(talk)


def revoke_yes(talk: Talk, *, account: str = "") -> list[Reply]:
    if account not in _accounts(talk):
        return show(talk)
    for one in people.every_address(talk.conn, talk.person.id):
        if one.account == account:
            cut_off(talk.conn, one, now=talk.real_now)
    noting.of_oneself(talk, "channel_revoked")
    return [say.revoked(account)]


def send_file(talk: Talk, *, said: str = "") -> list[Reply]:  # noqa: ARG001
    return [plain.offer_upload()]


def _accounts(talk: Talk) -> set[str]:
    return {one.account for one in people.every_address(talk.conn, talk.person.id)}


ACTS: dict[str, Act] = {
    "link.offer": Act(offer),
    "link.show": Act(show, looks=True),
    "link.prefer": Act(prefer),
    "link.revoke": Act(revoke, looks=True),
    "link.revoke_yes": Act(revoke_yes),
    "file.offer": Act(send_file, looks=True),
}
COMMANDS: dict[str, str] = {
    "ketnoi": "link.offer",
    "kenh": "link.show",
    "nhannhac": "link.prefer",
    "guitep": "file.offer",
}
