"""The reading process: takes one request on its input, bounds itself, answers in JSON lines and ends."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from core import directory_rows
from core.problems import AskAgain, Problem
from core.workdays import Exceptional, WorkingCalendar
from documents.album import as_pdf
from documents.as_json import pack
from documents.directory_book import is_directory, read_directory
from documents.limits import Limits
from documents.reading import read_file
from documents.understand import understand

_PR_SET_PDEATHSIG = 1
_OPEN_FILES = 256
_GIVES_WAY = 10
_WRITTEN = 256 * 1024 * 1024


def main() -> int:
    """Answer, whatever happens: even running out of memory is a sentence, where there is room left to say it."""
    _die_with_parent(int(sys.argv[1]))
    request = json.loads(sys.stdin.buffer.read())
    limits = Limits(**request["limits"])
    _bound(limits)
    try:
        answer = _read(request, limits)
    except Problem as problem:
        code = problem.code if isinstance(problem, AskAgain) else "broken"
        answer = {"problem": code, "detail": problem.detail if isinstance(problem, AskAgain) else ""}
    except (MemoryError, RecursionError):
        answer = {"problem": "too_large", "detail": "memory"}
    except Exception as error:  # noqa: BLE001 (whatever a file does to its reader is an answer)
        answer = {"problem": "broken", "detail": type(error).__name__}
    _say(answer)
    return 0


def _read(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    path = Path(request["path"])
    if request["pictures"]:
        pages = [Path(one).read_bytes() for one in request["pictures"]]
        path.write_bytes(as_pdf(pages, most=limits.scanned_pages))
    elif is_directory(path.read_bytes(), limits):
        return {"directory": directory_rows.pack(read_directory(path.read_bytes(), limits))}
    source = read_file(path, limits, progress=_progress)
    return {"directive": pack(understand(source, calendar=_calendar(request["calendar"])))}


def _calendar(given: dict[str, Any]) -> WorkingCalendar:
    if not given:
        return WorkingCalendar()
    swaps = {date.fromisoformat(off): date.fromisoformat(on) for off, on in given["swaps"]}
    entered = tuple(Exceptional(date.fromisoformat(day), works, name) for day, works, name in given.get("entered", ()))
    return WorkingCalendar(swaps=swaps, announced_until=int(given["announced_until"]), entered=entered)


def _progress(done: int, total: int) -> None:
    _say({"progress": [done, total]})


def _say(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _die_with_parent(parent: int) -> None:
    """Linux tells the kernel to end this process with its parent; the check closes the gap before the call."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def _bound(limits: Limits) -> None:
    """Memory, processor time, open files and written bytes; no core file holds a document. The chat comes first."""
    import resource

    os.nice(_GIVES_WAY)
    for what, soft, hard in (
        (resource.RLIMIT_AS, limits.memory, limits.memory_scan),
        (resource.RLIMIT_CPU, limits.cpu, limits.cpu + 5),
        (resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES),
        (resource.RLIMIT_FSIZE, _WRITTEN, _WRITTEN),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        most = resource.getrlimit(what)[1]
        top = hard if most == resource.RLIM_INFINITY else min(hard, most)
        resource.setrlimit(what, (min(soft, top), top))


if __name__ == "__main__":
    sys.exit(main())
