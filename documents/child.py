"""Read a document in a process of its own, so that whatever a file does to its reader stays there."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, TypeVar

from core import directory_rows
from core.directory import Directory
from core.problems import AskAgain
from core.proposal import ProposedDirective
from documents.as_json import unpack
from documents.limits import USUAL, Limits

_T = TypeVar("_T")
Progress = Callable[[int, int], None]
_ROOT = Path(__file__).resolve().parent.parent
_CHUNK = 65536


def read_in_child(path: Path, *, name: str, limits: Limits = USUAL) -> ProposedDirective:
    """What a document says, where nothing but a document is expected."""
    found = open_in_child(path, name=name, limits=limits)
    if isinstance(found, Directory):
        raise AskAgain("unknown_kind")
    return found


def open_in_child(
    path: Path,
    *,
    name: str,
    pictures: Sequence[Path] = (),
    limits: Limits = USUAL,
    progress: Progress | None = None,
    calendar: Mapping[str, Any] | None = None,
) -> ProposedDirective | Directory:
    """What a document says, or the rows of a workbook of the directory; or AskAgain with the reason.

    `name` is what the sender called it; its content decides.

    `pictures` are photographs of its pages: put together as a PDF, which is written to `path` and read.
    `calendar` is `{"swaps": [[day, day], …], "announced_until": year, "entered": [[day, works, name], …]}`
    where the office has its own.
    """
    for file in pictures or [path]:
        _measured(file, limits)
    with tempfile.TemporaryDirectory(prefix="dondoc-read-") as folder:
        process = _started(folder)
        try:
            request = {
                "path": str(path.resolve()),
                "pictures": [str(one.resolve()) for one in pictures],
                "name": name,
                "limits": asdict(limits),
                "calendar": dict(calendar or {}),
            }
            _ask(process, request)
            return _answer(process, limits, progress)
        finally:
            _end(process)


def _measured(path: Path, limits: Limits) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise AskAgain("broken") from error
    if size == 0:
        raise AskAgain("empty")
    if size > limits.file_size:
        raise AskAgain("too_large")


def _started(folder: str) -> subprocess.Popen[bytes]:
    """No settings, tokens or home of the bot reach the child; its temporary files lie in a folder that goes with it."""
    kept = {
        key: os.environ[key]
        for key in ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "SYSTEMROOT")
        if key in os.environ
    }
    env = {
        **kept,
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(_ROOT),
        "TMPDIR": folder,
        "HOME": folder,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.Popen(  # noqa: S603 (our own module)
        [sys.executable, "-s", "-m", "documents.child_main", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
        cwd=folder,
        start_new_session=True,
    )


def _ask(process: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    pipe = _pipe(process.stdin)
    try:
        pipe.write(json.dumps(request).encode())
        pipe.close()
    except BrokenPipeError as error:
        raise AskAgain("broken") from error


def _answer(
    process: subprocess.Popen[bytes], limits: Limits, progress: Progress | None
) -> ProposedDirective | Directory:
    for line in _lines(process, limits):
        message = _parsed(line)
        if "progress" in message and progress is not None:
            done, total = message["progress"]
            progress(int(done), int(total))
        elif "problem" in message:
            raise AskAgain(str(message["problem"]), detail=str(message.get("detail", "")))
        elif "directive" in message:
            return _unpacked(unpack, message["directive"])
        elif "directory" in message:
            return _unpacked(directory_rows.unpack, message["directory"])
    raise AskAgain("broken", detail="ended")


def _lines(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[bytes]:
    """Whole lines as they come, until the end, the time or the room runs out. Progress earns a scan its longer time."""
    pipe, begun, wall = _pipe(process.stdout), time.monotonic(), limits.wall
    read, rest = 0, b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            left = begun + wall - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise AskAgain("too_slow")
            chunk = os.read(pipe.fileno(), _CHUNK)
            read += len(chunk)
            if read > limits.output:
                raise AskAgain("too_large", detail="output")
            if not chunk:
                return
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                if line.startswith(b'{"progress"'):
                    wall = limits.wall_scan
                yield line


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError as error:
        raise AskAgain("broken", detail="answer") from error
    if not isinstance(message, dict):
        raise AskAgain("broken", detail="answer")
    return message


def _unpacked(unpack_: Callable[[Any], _T], data: Any) -> _T:
    try:
        return unpack_(data)
    except (KeyError, TypeError, ValueError) as error:
        raise AskAgain("broken", detail="answer") from error


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # pragma: no cover (both ends are always asked for)
        raise AskAgain("broken")
    return pipe


def _end(process: subprocess.Popen[bytes]) -> None:
    """The child and whatever it started: they share its process group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
