"""How an Official Account is reached, and the template it may send to whoever has been silent for long."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

FACTS = ("name", "office", "date")  # what a template's parameters may be filled with
_TEMPLATE = re.compile(r"(?P<id>\w+):(?P<parameters>[a-z0-9_]+=\w+(?:,[a-z0-9_]+=\w+)*)")


@dataclass(frozen=True, slots=True)
class Official:
    """How one Official Account is reached. No secret of it shows in a repr."""

    oa_id: str
    app_id: str
    app_secret: str = field(repr=False)
    webhook_key: str = field(repr=False)
    refresh_token: str = field(repr=False)
    template: str | None = None  # its id
    parameters: tuple[tuple[str, str], ...] = ()  # the template's name for it, and which fact it is
    api_url: str = "https://openapi.zalo.me"
    oauth_url: str = "https://oauth.zaloapp.com"
    template_url: str = "https://business.openapi.zalo.me"

    @property
    def account(self) -> str:
        return f"zalo-oa:{self.oa_id}"

    @property
    def seed(self) -> str:
        """Names the refresh token of the settings without keeping it: a new one there counts anew."""
        return hashlib.sha256(self.refresh_token.encode()).hexdigest()


def template(value: str) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """'12345:ten=name,ngay=date': the template's id, and what fills each of its parameters. Raises ValueError."""
    if not value:
        return None, ()
    found = _TEMPLATE.fullmatch(value)
    pairs = [one.partition("=") for one in found["parameters"].split(",")] if found else []
    if found is None or any(fact not in FACTS for _, _, fact in pairs):
        raise ValueError(
            f"a template's id and its parameters, such as 12345:ten=name,ngay=date; known: {', '.join(FACTS)}"
        )
    return found["id"], tuple((name, fact) for name, _, fact in pairs)


def make(*, template: str, api_url: str | None, **known: str) -> Official:
    """`api_url` stands for all three of the service's addresses: a server for tests."""
    identity, parameters = _template(template)
    urls = {"api_url": api_url, "oauth_url": api_url, "template_url": api_url} if api_url else {}
    return Official(template=identity, parameters=parameters, **known, **urls)


_template = template
