"""Name an error for the log: its kind and where it was raised, never its words, which may hold what a person wrote."""

from __future__ import annotations

import traceback


def named(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return type(error).__name__ + "".join(f"\n  {one.filename}:{one.lineno} in {one.name}" for one in frames)
