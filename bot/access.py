"""How a channel account is reached: what settings know and adapters need."""

from __future__ import annotations

from dataclasses import dataclass, field

KEPT_SECONDS = (
    2.0  # an idle connection: services close one after 5 s or more, and what goes into a closed one is in doubt
)


@dataclass(frozen=True, slots=True)
class Hook:
    """Where a channel posts what arrives, and the secret by which it is known."""

    url: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Access:
    """How one bot is reached. Neither its token nor its proxy ever shows in a repr."""

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    proxy: str | None = field(default=None, repr=False)
