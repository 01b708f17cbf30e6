"""Deliver through an Official Account: free words within 48 hours of the person's last ones, else a template."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Any

import httpx

from bot.links import Links
from bot.split import split
from bot.zalo.access import Official
from bot.zalo.api import NEVER_LEFT, Garbled, Refused, Trouble
from bot.zalo.official import Tokens, as_object
from bot.zalo.sending import TEXT_UNITS, doubtful_after, words
from core.messages import Address, Delivery, Outcome, Parcel
from core.office import Office
from core.wording import plain, show
from db import inbox, people
from db.store import Store

FREE = dt.timedelta(hours=48)
BUTTONS = 5  # in one message; with more choices they are numbered lines
PRESSED = "#"  # stands before the token a button sends back
MINUTE, NIGHT_ENDS = dt.timedelta(minutes=1), dt.time(6, 0)
BAD_TOKEN = frozenset({-216, -220, -124})
TOO_MANY = frozenset({-32, -211, -115, -144, -147})
AT_NIGHT = frozenset({-234, -133})
MALFORMED = frozenset({-201, -210, -111, -112, -132})
CLOSED = frozenset({-230, -232})  # their last words are too long ago
NOT_THERE = frozenset({-213, -217, -218, -227, -108, -114, -118, -119, -139, -141})


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
        try:
            bodies = await self._bodies(to, parcel)
            if not bodies:
                return Delivery(Outcome.REFUSED, reason="beyond 48 hours, and no template is set")
            token = await self._tokens.current()
            for url, body in bodies:
                message = _id(await self._post(url, body, token))
                sent += 1
        except Trouble as error:
            if isinstance(error, Refused) and error.code in BAD_TOKEN and token:
                await self._renew(token)
            return doubtful_after(sent, self._outcome(error, asked=token is not None))
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
    async def _bodies(self, to: Address, parcel: Parcel) -> list[tuple[str, dict[str, Any]]]:
        heard, name = await asyncio.to_thread(self._known, to)
        if heard is None or self._real() - heard > FREE:
            return self._template(to, name)
        text = await words(to, parcel, self._links, takes_files=True)
        if self.numbered(to, parcel):
            text = plain.numbered(text, [label for label, _ in parcel.choices])
        url = f"{self._official.api_url}/v3.0/oa/message/cs"
        messages: list[dict[str, Any]] = [{"text": part} for part in split(text, TEXT_UNITS)]
        if parcel.choices and not self.numbered(to, parcel):
            messages[-1]["attachment"] = _buttons(parcel)
        return [(url, {"recipient": {"user_id": to.chat}, "message": message}) for message in messages]

    def _template(self, to: Address, name: str) -> list[tuple[str, dict[str, Any]]]:
        """A registered text that asks the person to write: then everything can be said again."""
        official, today = self._official, self._office.today(self._real())
        if official.template is None:
            return []
        facts = {"name": name, "office": self._office.name, "date": show.full_day(today)}
        data = {parameter: facts[fact] for parameter, fact in official.parameters}
        body = {"user_id": to.chat, "template_id": official.template, "template_data": data}
        return [(f"{official.template_url}/message/template", body)]

    def _known(self, to: Address) -> tuple[dt.datetime | None, str]:
        with self._store.read() as conn:
            person = people.by_address(conn, to)
            return inbox.last_at(conn, to), person.name if person else ""

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

    # ── what an answer means ───────────────────────────────────────────────────────────────────
    def _outcome(self, error: Exception, *, asked: bool) -> Delivery:
        """Before a token was there nothing was asked of the message."""
        now = self._real()
        if isinstance(error, Refused) and asked:
            return self._refusal(error.code, now)
        if not asked:
            return Delivery(Outcome.NOT_SENT, retry_at=now + MINUTE, whole_account=True, reason="token")
        if isinstance(error, NEVER_LEFT):
            return Delivery(Outcome.NOT_SENT, reason=type(error).__name__)
        return Delivery(Outcome.UNSURE, reason=type(error).__name__)

    def _refusal(self, code: int, now: dt.datetime) -> Delivery:
        reason = f"error {code}"
        if code in BAD_TOKEN:
            return Delivery(Outcome.NOT_SENT, retry_at=now, whole_account=True, reason="token")
        if code in TOO_MANY:
            return Delivery(Outcome.NOT_SENT, retry_at=now + MINUTE, whole_account=True, reason=reason)
        if code in AT_NIGHT:
            return Delivery(Outcome.NOT_SENT, retry_at=self._morning(now), reason=reason)
        if code in MALFORMED:
            return Delivery(Outcome.REFUSED, poison=True, reason=reason)
        if code in NOT_THERE | CLOSED:
            return Delivery(Outcome.REFUSED, reason=reason)
        return Delivery(Outcome.UNSURE, reason=reason)

    def _morning(self, now: dt.datetime) -> dt.datetime:
        today = self._office.today(now)
        opens = self._office.at(today, NIGHT_ENDS)
        return opens if opens > now else self._office.at(today + dt.timedelta(days=1), NIGHT_ENDS)


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
