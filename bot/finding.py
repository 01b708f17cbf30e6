"""What the doctor says of one thing it looked at; each channel looks at itself and says it in findings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`do` is what helps where it is not well."""

    what: str
    well: bool = True
    do: str = ""


def not_posted_to(address: str) -> Finding:
    return Finding(f"the webhook is not {address} yet", well=False, do="start `dondoc run`, which sets it")
