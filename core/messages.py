"""What crosses the doors between rooms: what came in, what is said, how it went, and the two promises of a channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Protocol

Args = Mapping[str, int | str | None]


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is reached: a chat on one account of a channel, whose name stands before the colon ('local')."""

    account: str
    chat: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that arrived, not yet fetched. `reference` means something to its own channel only; `size` in bytes."""

    reference: str
    name: str
    size: int | None = None


class Happened(StrEnum):
    """What kind of event came in."""

    SAID = "said"  # text, perhaps with a file
    PRESSED = "pressed"  # a choice of a message
    EDITED = "edited"  # the words of an earlier message were changed; `message` says of which
    GROUP = "group"  # the bot was put into a group, or spoken to there
    UNSUPPORTED = "unsupported"  # a sticker, a call: nothing we can read


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event of a channel. `id` is unique within the account; `text` is cleaned (core.text.clean)."""

    id: str
    address: Address
    happened: Happened = Happened.SAID
    text: str = ""
    choice: str | None = None  # the token a pressed choice carried
    message: str | None = None  # the channel's id of this message, or of the pressed one
    replies_to: str | None = None  # the channel's id of the message this one answers
    attachment: Attachment | None = None
    forwarded: bool = False  # somebody else's message, passed on


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the word people see, press or type, and the act it asks for (a name in handlers.acts) with its args."""

    label: str
    act: str
    args: Args = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asks:
    """The message expects an answer in free words: the act that receives it as `said`, with its other arguments."""

    act: str
    args: Args = field(default_factory=dict)


class Priority(IntEnum):
    """Who is served first on a channel: an answer before a notice, a notice before a reminder."""

    REPLY = 0
    NOTICE = 1
    REMINDER = 2
    DIGEST = 3


@dataclass(frozen=True, slots=True)
class About:
    """The task a message speaks of and the version it showed: an answer to an older one is refused, the state shown."""

    task_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Reply:
    """One message, plain text. `to` is a person's id, None whoever wrote. The channel's adapter escapes and splits."""

    text: str
    choices: tuple[Choice, ...] = ()
    asks: Asks | None = None
    about: About | None = None
    to: int | None = None
    priority: Priority = Priority.REPLY
    edits: bool = False  # take the place of the pressed message where the channel can
    replaces: str | None = None  # a key: the newest message with this key is edited instead of a new one sent
    settles: bool = False  # more like it may follow at once: it waits a moment, and only the newest of its key is sent
    file_id: int | None = None  # a kept file (db.files) to send along
    leaves: bool = False  # said in a group, which the bot then leaves: private chats only
    wants_file: bool = False  # a file may be the answer: where a channel takes none, its adapter says how to send one
    passing: bool = False  # progress: worth an edit of the message before, not a message of its own
    brief: str = ""  # the same without any text of the document, for a channel on which a person wants it so
    tells: tuple[int, ...] = ()  # the tasks a notice speaks of, for the history of what was sent
    menu: tuple[tuple[str, str], ...] = ()  # the person's commands with what they do, where a channel shows a menu


class Outcome(StrEnum):
    """How a delivery went."""

    SENT = "sent"  # the channel answered with an id
    NOT_SENT = "not_sent"  # it surely did not leave: plan again
    REFUSED = "refused"  # blocked or gone: stop, tell the coordinator
    UNSURE = "unsure"  # may have left: repeat once, marked, unless the person acted since
    DROPPED = "dropped"  # nothing left to say when its turn came


@dataclass(frozen=True, slots=True)
class Delivery:
    """An outcome with what the channel said: the message's id, when to try again, whom the pause holds, and why."""

    outcome: Outcome
    message: str | None = None
    retry_at: datetime | None = None  # 429: not before this instant (UTC); no attempt is spent
    whole_account: bool = False  # the pause holds back the account, not this chat alone
    moved_to: str | None = None  # the chat has a new id: send there once
    poison: bool = False  # our message itself was refused as malformed
    reason: str = ""
    messages: int = 1  # how many messages the channel took: a long text is several


@dataclass(frozen=True, slots=True)
class Parcel:
    """A reply ready for a channel: choices carry their tokens; `message` is set where an earlier message is edited."""

    text: str
    choices: tuple[tuple[str, str], ...] = ()  # (label, token ≤ 64 bytes)
    edit: str | None = None
    takes_away: str | None = None  # an older message this one stands for: removed, or closed, where the channel can
    file: Path | None = None
    file_name: str = ""
    file_id: int | None = None  # the same file where it is kept, for a channel that gives a link instead
    leaves: bool = False
    wants_file: bool = False
    passing: bool = False
    menu: tuple[tuple[str, str], ...] = ()


class Sender(Protocol):
    """The outgoing half of a channel account."""

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        """Deliver once. Never retries, never raises for a channel's answer; `takes_away` has no part in the outcome."""

    async def alive(self) -> bool:
        """One cheap probe of the account (getMe), asked while it answers only errors."""

    def numbered(self, to: Address, parcel: Parcel) -> bool:
        """Whether the person will see the parcel's choices as numbers to type: a bare number counts only then."""


class Fetcher(Protocol):
    """The incoming half for files."""

    async def fetch(self, attachment: Attachment, into: Path) -> None:
        """Write the file's bytes to `into`. Raises core.problems.TryLater or AskAgain."""
