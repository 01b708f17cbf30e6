"""A channel's webhook: what it posts is committed before it is told 200; whoever lacks the secret learns nothing."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.bodies import bounded
from core.messages import Incoming
from db.outage import is_outage

log = logging.getLogger("dondoc.webhook")
BODY_BYTES = 1024 * 1024  # far more than any update: files come as references

# what reading a strange update may raise
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, AssertionError)
Body = Mapping[str, Any]
Receive = Callable[[Sequence[Incoming]], Awaitable[bool]]  # False: every one of them came before


@dataclass(frozen=True, slots=True)
class Webhook:
    """One channel's endpoint. `read` makes events of a body; `thanks` is what the 200 may carry back."""

    path: str
    header: str  # which header vouches for a post
    knows: Callable[[str, bytes], bool]  # its value, over this body
    read: Callable[[Body], Sequence[Incoming]]
    receive: Receive  # commits events; one that came before is passed over
    thanks: Callable[[Body], Body | None] = lambda _body: None
    repeats: Callable[[Body], bool] = lambda _body: True  # whether what came before may still be the service's repeat

    def route(self) -> Route:
        return Route(self.path, self._post, methods=["POST"])

    async def _post(self, request: Request) -> Response:
        """403 without the secret, whatever else is wrong; 503 where nothing could be kept: then it is posted again."""
        raw = await bounded(request, BODY_BYTES)
        if not self.knows(request.headers.get(self.header, ""), raw or b""):
            return Response(status_code=403)
        if raw is None:
            return Response(status_code=413)
        body = _object(raw)
        if body is None:
            return Response(status_code=400)
        try:
            events = self._events(body)
            known = not await self.receive(events) and bool(events)
        except Exception as error:
            if not (is_outage(error) or isinstance(error, OSError)):
                raise
            log.error("%s: an event could not be kept (%s)", self.path, type(error).__name__)
            return Response(status_code=503, headers={"Retry-After": "5"})
        if known and not self.repeats(body):
            return Response(status_code=403)
        thanks = self.thanks(body)
        return JSONResponse(thanks) if thanks else Response()

    def _events(self, body: Body) -> Sequence[Incoming]:
        """What nobody can read is let go: sent again and again, it would hold back everybody's messages."""
        try:
            return self.read(body)
        except UNREADABLE as error:
            log.error("%s: a body could not be read (%s)", self.path, type(error).__name__)
            return []


def bears(secret: str) -> Callable[[str, bytes], bool]:
    """The header holds the secret itself; compared in constant time."""
    return lambda given, _body: hmac.compare_digest(given.encode(), secret.encode())


def _object(raw: bytes) -> Body | None:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
