"""Run another programme on a file: bounded in time, its output read or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from core.problems import AskAgain


def find_command(*names: str) -> str | None:
    """The first of these programmes that is installed."""
    return next((found for name in names if (found := shutil.which(name))), None)


def run(command: list[str], *, seconds: float, given: bytes | None = None, env: dict[str, str] | None = None) -> bytes:
    """What the programme wrote; a failure or a time-out is a broken file."""
    process = subprocess.Popen(  # noqa: S603 (a fixed programme, file names made by us)
        command,
        stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
    )
    _allow_memory(process.pid)
    try:
        output, _ = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise AskAgain("too_slow") from error
    if process.returncode != 0:
        raise AskAgain("broken")
    return output


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def _allow_memory(pid: int) -> None:
    """The other programme may use up to the hard limit of memory; the soft one is for our own readers."""
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        try:
            resource.prlimit(pid, resource.RLIMIT_AS, (hard, hard))
        except ProcessLookupError:
            return
