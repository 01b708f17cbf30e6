"""Decide what is a mobile number in Viet Nam, however it was written, and how it is kept and shown."""

from __future__ import annotations

import re

_MOBILE = re.compile(r"(?:\+?84|0)?([35789]\d{8})")  # a sheet may have eaten the 0 in front


def normalised(said: str) -> str | None:
    """'0912.345.678' and '+84 912 345 678' are '84912345678'; None for what is no mobile number."""
    found = _MOBILE.fullmatch(re.sub(r"[\s.()-]", "", said))
    return f"84{found[1]}" if found else None
