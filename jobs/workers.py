"""Name this worker so that another one on the same machine can tell for sure that it has ended."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_PROC = Path("/proc")
_START_TIME = 19  # the field after the program's name in /proc/PID/stat


def name() -> str:
    """Boot, process namespace, process and its start time: no two workers share it. Where /proc is missing, chance."""
    here, born = _here(), _born(os.getpid())
    return f"{here}-{os.getpid()}-{born}" if here and born else secrets.token_hex(12)


def is_gone(worker: str) -> bool:
    """Whether a worker of this machine has surely ended. Of others nothing is known: their leases must run out."""
    here, _, rest = worker.partition("-")
    pid, _, born = rest.partition("-")
    if not pid.isdecimal() or here != _here():
        return False
    return _born(int(pid)) != born


def _here() -> str | None:
    """One boot of one machine, and within it one set of process numbers."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip().replace("-", "")
        return f"{boot[:12]}.{(_PROC / 'self/ns/pid').stat().st_ino}"
    except OSError:
        return None


def _born(pid: int) -> str | None:
    try:
        stat = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return None
    state, *fields = stat.rpartition(")")[2].split()
    return None if state == "Z" else fields[_START_TIME - 1]
