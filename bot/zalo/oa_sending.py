"""Deliver through an Official Account: free words while they are free, else its template to the phone number."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.links import Links
from bot.split import doubtful_after, split
from bot.zalo import oa_errors
from bot.zalo.access import Official
from bot.zalo.api import Garbled, Refused, Trouble
from bot.zalo.oa_errors import outcome
from bot.zalo.official import Tokens, as_object
from bot.zalo.sending import TEXT_UNITS, words
from core.messages import Address, Delivery, Outcome, Parcel
from core.model import Person
from core.office import Office
from core.wording import plain, show
from db import by_phone, facts, inbox, people, sendings
from db.store import Store

FREE, MOST_FREE = dt.timedelta(hours=48), 8  # after each word of the person; then the service refuses or charges
NO_TEMPLATE, NO_PHONE = "no free message is left, and no template is set", "no free message is left, and no number"
ASKED = "asked to write by the template today"
BUTTONS = 5  # in one message; with more choices they are numbered lines
PRESSED = "#"  # stands before the token a button sends back
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Told:
    """What decides in which words somebody may be written to now."""

    person: Person | None
    heard: dt.datetime | None  # their last word
    since: int  # messages that went there since
    phone: str | None = field(repr=False)
    asked: str | None  # the day on which the template went to them last


class OfficialSender:
    """One Official Account. The token goes in a header, which no log shows."""

    def __init__(
        self,
        store: Store,
        client: httpx.AsyncClient,
        official: Official,
        tokens: Tokens,
        *,
        links: Links | None,
        office: Office,
        real: Callable[[], dt.datetime],
    ) -> None:
        self._store, self._client, self._official, self._tokens = store, client, official, tokens
        self._links, self._office, self._real = links, office, real

    async def send(self, to: Address, parcel: Parcel) -> Delivery:
        """Deliver once. Never retries, never raises for the channel's answer."""
        if parcel.passing and parcel.edit:
            return Delivery(Outcome.DROPPED, reason="progress: nothing can be edited here")
        sent, token, message = 0, None, ""
        told = await asyncio.to_thread(self._told, to)
        if not self._is_free(told) and (why := self._no_template(told)):
            return why
        try:
            bodies = await self._free(to, parcel) if self._is_free(told) else self._template(told)
            token = await self._tokens.current()
            for url, body in bodies:
                message = _id(await self._post(url, body, token))
                sent += 1
        except Trouble as error:
            if isinstance(error, Refused) and error.code in oa_errors.BAD_TOKEN and token:
                await self._renew(token)
            return doubtful_after(sent, self._outcome(error, asked=token is not None))
        if not self._is_free(told) and told.person:
            await asyncio.to_thread(self._asked, told.person)
        return Delivery(Outcome.SENT, message=message, messages=sent)

    async def alive(self) -> bool:
        try:
            token = await self._tokens.current()
            answer = await self._client.get(f"{self._official.api_url}/v2.0/oa/getoa", headers={"access_token": token})
            return as_object(answer).get("error") == 0
        except Trouble:
            return False

    def numbered(self, to: Address, parcel: Parcel) -> bool:  # noqa: ARG002
        return len(parcel.choices) > BUTTONS

    # ── what is posted ─────────────────────────────────────────────────────────────────────────
    async def _free(self, to: Address, parcel: Parcel) -> list[tuple[str, dict[str, Any]]]:
        text = await words(to, parcel, self._links, takes_files=True)
        if self.numbered(to, parcel):
            text = plain.numbered(text, [label for label, _ in parcel.choices])
        url = f"{self._official.api_url}/v3.0/oa/message/cs"
        messages: list[dict[str, Any]] = [{"text": part} for part in split(text, TEXT_UNITS)]
        if parcel.choices and not self.numbered(to, parcel):
            messages[-1]["attachment"] = _buttons(parcel)
        return [(url, {"recipient": {"user_id": to.chat}, "message": message}) for message in messages]

    def _is_free(self, told: _Told) -> bool:
        """Whoever has no number is still tried with more than are free: the service decides."""
        recent = told.heard is not None and self._real() - told.heard <= FREE
        instead = self._official.template is not None and told.phone is not None
        return recent and (told.since < MOST_FREE or not instead)

    def _no_template(self, told: _Told) -> Delivery | None:
        """Why none may go: not set, no number, or one has asked the person to write today already."""
        if self._official.template is None:
            return Delivery(Outcome.REFUSED, reason=NO_TEMPLATE)
        if told.person is None or told.phone is None:
            return Delivery(Outcome.REFUSED, reason=NO_PHONE)
        return Delivery(Outcome.DROPPED, reason=ASKED) if told.asked == self._today() else None

    def _template(self, told: _Told) -> list[tuple[str, dict[str, Any]]]:
        """A registered text that asks the person to write: then everything can be said again."""
        official, today = self._official, self._office.today(self._real())
        name = told.person.name if told.person else ""
        facts = {"name": name, "office": self._office.name, "date": show.full_day(today)}
        data = {parameter: facts[fact] for parameter, fact in official.parameters}
        body = {"phone": told.phone, "template_id": official.template, "template_data": data}
        return [(f"{official.template_url}/message/template", body)]

    def _told(self, to: Address) -> _Told:
        with self._store.read() as conn:
            person = by_phone.person_at(conn, to)
            heard = inbox.last_at(conn, to)
            return _Told(
                person,
                heard,
                since=sendings.sent_since(conn, to, heard) if heard else 0,
                phone=people.phone_of(conn, person.id) if person else None,
                asked=facts.get(conn, _asked(person)) if person else None,
            )

    def _asked(self, person: Person) -> None:
        with self._store.begin() as conn:
            facts.put(conn, _asked(person), self._today())

    def _today(self) -> str:
        return self._office.today(self._real()).isoformat()

    async def _post(self, url: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        limits = httpx.Timeout(15.0, connect=5.0, pool=5.0)
        answer = as_object(await self._client.post(url, json=body, headers={"access_token": token}, timeout=limits))
        code = answer.get("error")
        if not isinstance(code, int):
            raise Garbled
        if code:
            raise Refused(code)
        return answer

    async def _renew(self, token: str) -> None:
        try:
            await self._tokens.current(refused=token)
        except Trouble:
            return  # the message's next turn finds out

    def _outcome(self, error: Exception, *, asked: bool) -> Delivery:
        """Before a token was there nothing was asked of the message."""
        if not asked:
            return Delivery(Outcome.NOT_SENT, retry_at=self._real() + MINUTE, whole_account=True, reason="token")
        return outcome(error, now=self._real(), office=self._office)


def _asked(person: Person) -> str:
    return f"asked by template:{person.id}"


def _buttons(parcel: Parcel) -> dict[str, Any]:
    """A press sends its payload back as hidden words: the prompt's token, which only points at a row."""
    buttons = [
        {"title": label, "type": "oa.query.hide", "payload": f"{PRESSED}{token}"} for label, token in parcel.choices
    ]
    return {"type": "template", "payload": {"buttons": buttons}}


def _id(answer: dict[str, Any]) -> str:
    data = answer.get("data")
    found = (data.get("message_id") or data.get("msg_id")) if isinstance(data, dict) else None
    if not found:
        raise Garbled
    return str(found)
