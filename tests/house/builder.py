"""Build people, directives and tasks in a line each, and talk to the desk as they would."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count
from pathlib import Path

from sqlalchemy import insert, select, update

from core.messages import Address, Attachment, Choice, Happened, Incoming, Reply
from core.model import Agency, Person, Role, Status
from core.office import Office
from core.text import fold
from db import outbox, people
from db import prompts as prompt_verbs
from db.store import Store
from db.tables import addresses, agencies, assignments, directives, prompts, task_support, tasks
from db.tables import outbox as rows
from db.tables import people as people_table
from handlers import desk

START = dt.datetime(2026, 3, 16, 1, 0, tzinfo=dt.UTC)  # a Monday, 08:00 in Hà Nội


class House:
    """One organisation on one store; `now` is the domain's time and may be set."""

    def __init__(self, store: Store, office: Office) -> None:
        self.store = store
        self.office = office
        self.now = START
        self.real_now = START
        self.channel = "telegram:7001"
        self.numbers = False  # whether choices are shown as numbers to type
        self._ids = count(1)

    # ── who ────────────────────────────────────────────────────────────────────────────────
    def agency(
        self, name: str = "Sở Nội vụ", *, short: str | None = None, aliases: tuple[str, ...] = (), kind: str = "agency"
    ) -> Agency:
        with self.store.begin() as conn:
            found = conn.execute(select(agencies.c.id).where(agencies.c.name == name)).scalar()
            values = {"name": name, "folded": fold(name), "short": short, "aliases": list(aliases), "kind": kind}
            key = found or conn.execute(insert(agencies).values(**values)).inserted_primary_key[0]
        return Agency(id=key, name=name, short=short, aliases=aliases, kind=kind)

    def person(
        self,
        name: str = "Nguyễn Văn An",
        *,
        role: Role | str = Role.OFFICIAL,
        agency: Agency | str | None = "Sở Nội vụ",
        position: str | None = None,
        connected: bool = True,
    ) -> Person:
        """Somebody with a live address on this house's channel, unless told otherwise."""
        unit = self.agency(agency) if isinstance(agency, str) else agency
        with self.store.begin() as conn:
            row = {
                "name": name,
                "role": Role(role).value,
                "agency_id": unit and unit.id,
                "position": position,
                "active": True,
            }
            key = conn.execute(insert(people_table).values(**row)).inserted_primary_key[0]
            if connected:
                chat = str(5_000_000_000 + key)  # as long as Telegram's: found nowhere by chance, a hash included
                conn.execute(
                    insert(addresses).values(
                        person_id=key, account=self.channel, chat=chat, state="live", joined_at=self.now
                    )
                )
            return people.get(conn, key)

    def coordinator(self, name: str = "Trần Thị Bình") -> Person:
        return self.person(name, role=Role.COORDINATOR, agency=self.agency(self.office.name, kind="office"))

    def also_at(self, person: Person, account: str, chat: str) -> None:
        """A second address, joined before the first one."""
        earlier = self.now - dt.timedelta(days=1)
        row = {"person_id": person.id, "account": account, "chat": chat, "state": "live", "joined_at": earlier}
        with self.store.begin() as conn:
            conn.execute(insert(addresses).values(**row))

    def address(self, person: Person) -> Address:
        with self.store.read() as conn:
            row = conn.execute(
                select(addresses.c.account, addresses.c.chat).where(addresses.c.person_id == person.id)
            ).first()
        assert row is not None, f"{person.name} has no address"
        return Address(row.account, row.chat)

    # ── what ───────────────────────────────────────────────────────────────────────────────
    def directive(
        self,
        number: str = "141/TB-BCĐ",
        *,
        coordinator: Person | None = None,
        issued: str = "2026-03-02",
        state: str = "published",
    ) -> int:
        """A published directive's id."""
        with self.store.begin() as conn:
            found = conn.execute(select(directives.c.id).where(directives.c.number == number)).scalar()
            if found:
                return int(found)
            row = {
                "number": number,
                "type": "Thông báo",
                "issuer": "Ban Chỉ đạo tỉnh",
                "issued_on": dt.date.fromisoformat(issued),
                "subject": "Kết luận phiên họp",
                "text": "Nội dung văn bản.",
                "coordinator_id": coordinator and coordinator.id,
                "state": state,
                "created_at": self.now,
                "published_at": self.now,
            }
            return int(conn.execute(insert(directives).values(**row)).inserted_primary_key[0])

    def task(
        self,
        due: str | None = "2026-03-31",
        *,
        official: Person | None = None,
        lead: Agency | str | None = None,
        supporting: tuple[Agency, ...] = (),
        directive: int | None = None,
        coordinator: Person | None = None,
        text: str = "Rà soát quy hoạch",
        status: Status | str = Status.IN_PROGRESS,
        boundary: str = "by",
        kind: str = "completion",
        **columns: object,
    ) -> int:
        """A task in force, assigned to `official` (made when left out); its id. `columns` go straight into the row."""
        unit = self.agency(lead) if isinstance(lead, str) else lead
        who = official or self.person(agency=unit or "Sở Nội vụ")
        directive = directive or self.directive(coordinator=coordinator)
        with self.store.begin() as conn:
            number = len(conn.execute(select(tasks.c.id)).all()) + 1
            row: dict[str, object] = {
                "number": number,
                "directive_id": directive,
                "ref": f"{number}",
                "text": text,
                "lead_id": unit.id if unit else who.agency_id,
                "status": Status(status).value,
                "version": 1,
                "created_at": self.now,
                **self._deadline(due, boundary, kind),
                **columns,
            }
            key = int(conn.execute(insert(tasks).values(**row)).inserted_primary_key[0])
            for agency in supporting:
                conn.execute(insert(task_support).values(task_id=key, agency_id=agency.id))
            conn.execute(insert(assignments).values(task_id=key, person_id=who.id, assigned_at=self.now))
        self._replan(key)
        return key

    def _deadline(self, due: str | None, boundary: str, kind: str) -> dict[str, object]:
        if due is None:
            return {}
        day = dt.date.fromisoformat(due)
        last = day - dt.timedelta(days=1) if boundary == "before" else day
        return {
            "deadline_text": f"{'trước' if boundary == 'before' else 'đến'} ngày {day.day}/{day.month}/{day.year}",
            "deadline_kind": kind,
            "deadline_date": day,
            "deadline_boundary": boundary,
            "deadline_last_day": last,
            "deadline_last_working_day": self.office.calendar.last_working_on_or_before(last).date,
            "overdue_from": day + dt.timedelta(days=1),
            "first_due": day,
        }

    def _replan(self, task_id: int) -> None:
        from db import reminders

        with self.store.begin() as conn:
            reminders.replan(conn, [task_id], now=self.now, office=self.office)

    # ── talking ────────────────────────────────────────────────────────────────────────────
    def hears(self, event: Incoming) -> list[Reply]:
        """Handle one event and queue what it says, as a worker would, in one transaction."""
        with self.store.begin() as conn:
            said = desk.handle(conn, event, now=self.now, real_now=self.real_now, office=self.office)
            who = people.by_address(conn, event.address)
            for reply in said:
                words = [fold(choice.label) for choice in reply.choices]
                assert len(set(words)) == len(words), f"typed, two of these are one: {words}"
                key = outbox.say(
                    conn,
                    reply,
                    to=event.address if reply.to is None else None,
                    person=reply.to or (who and who.id),
                    real_now=self.real_now,
                )
                if self.numbers:
                    prompt_verbs.number(conn, key, shown=reply.text)
            conn.execute(update(rows).where(rows.c.state == "queued", rows.c.kind == "reply").values(state="sent"))
        return said

    def says(self, person: Person, text: str, *, message: str | None = None) -> list[Reply]:
        """`message`: the channel's id of it, where it is edited later."""
        return self.hears(Incoming(id=self._event(), address=self.address(person), text=text, message=message))

    def edits(self, person: Person, message: str, text: str) -> list[Reply]:
        """Change the words of a message said before."""
        event = Incoming(id=self._event(), address=self.address(person), text=text, message=message)
        return self.hears(replace(event, happened=Happened.EDITED))

    def forwards(self, person: Person, text: str) -> list[Reply]:
        return self.hears(Incoming(id=self._event(), address=self.address(person), text=text, forwarded=True))

    def presses(self, person: Person, label: str) -> list[Reply]:
        """Press the button so labelled on the newest message that has it."""
        return self.hears(self._press(person, self.token(person, label)))

    def presses_token(self, person: Person, token: str) -> list[Reply]:
        return self.hears(self._press(person, token))

    def token(self, person: Person, label: str) -> str:
        """What the button so labelled carries, used or not: keep it to press it again later."""
        from db.prompts import token_of
        from db.rows import choices_from_json

        address = self.address(person)
        with self.store.read() as conn:
            newest = (
                select(prompts)
                .where(prompts.c.account == address.account, prompts.c.chat == address.chat)
                .order_by(prompts.c.id.desc())
            )
            for row in conn.execute(newest):
                for index, choice in enumerate(choices_from_json(row.choices)):
                    if fold(choice.label) == fold(label):
                        return token_of(row.token, index)
        raise AssertionError(f"{person.name} was never offered '{label}'")

    def offered(self, replies: list[Reply], label: str) -> Choice:
        """The choice so labelled among replies."""
        return next(choice for reply in replies for choice in reply.choices if fold(choice.label) == fold(label))

    def sends_file(self, person: Person, path: Path | str, *, text: str = "") -> list[Reply]:
        """Send a file by its path; the reference is the path, which a test's fetcher may read."""
        path = Path(path)
        size = path.stat().st_size if path.exists() else None
        file = Attachment(reference=str(path), name=path.name, size=size)
        return self.hears(Incoming(id=self._event(), address=self.address(person), text=text, attachment=file))

    def _press(self, person: Person, token: str) -> Incoming:
        return replace(
            Incoming(id=self._event(), address=self.address(person)), happened=Happened.PRESSED, choice=token
        )

    def _event(self) -> str:
        return f"e{next(self._ids)}"
