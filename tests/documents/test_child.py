"""Reading in a process of its own: the answer comes back whole, and whatever goes wrong stays over there."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from core.problems import AskAgain
from documents import child
from documents.as_json import error_json, pack, to_json, unpack
from documents.child import read_in_child
from documents.limits import Limits

ROOT = Path(child.__file__).resolve().parent.parent


def refused(path: Path, limits: Limits) -> str:
    with pytest.raises(AskAgain) as caught:
        read_in_child(path, name="van-ban.docx", limits=limits)
    return caught.value.code


def stands_in(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """The child runs this instead of the reader."""
    real = subprocess.Popen
    monkeypatch.setattr(
        child.subprocess, "Popen", lambda _command, **rest: real([sys.executable, "-c", script], **rest)
    )


def test_the_child_understands_as_the_parent_does(corpus, understood):
    assert read_in_child(corpus / "000.docx", name="000.docx") == understood("000.docx")


def test_what_crosses_between_processes_is_lossless(understood):
    directive = understood("001.pdf")
    assert unpack(pack(directive)) == directive


def test_the_outer_contract_has_exactly_its_keys(understood):
    shown = to_json(understood("001.pdf"), file="001.pdf")
    header = ["file", "number", "type", "issuer", "place", "issued_on", "subject", "signer", "urgency", "secrecy"]
    assert list(shown) == [*header, "addressees", "tasks", "report", "warnings", "error"]
    assert set(shown["tasks"][0]) == {"ref", "text", "lead", "supporting", "deadline", "recurrence", "span"}
    assert error_json("a.pdf", "broken", "Không đọc được")["error"] == {"code": "broken", "message": "Không đọc được"}


def test_a_missing_empty_or_large_file_is_refused_without_a_process(tmp_path: Path):
    empty = tmp_path / "a.txt"
    empty.touch()
    assert refused(empty, Limits()) == "empty"
    assert refused(tmp_path / "none", Limits()) == "broken"
    empty.write_bytes(b"x" * 100)
    assert refused(empty, Limits(file_size=10)) == "too_large"


def test_a_reader_that_hangs_is_stopped_at_the_time_limit(monkeypatch, corpus: Path):
    stands_in(monkeypatch, "import time; time.sleep(60)")
    begun = time.monotonic()
    assert refused(corpus / "000.txt", Limits(wall=0.3)) == "too_slow"
    assert time.monotonic() - begun < 5


def test_a_reader_that_dies_or_lies_is_a_broken_file(monkeypatch, corpus: Path):
    stands_in(monkeypatch, "import os; os.abort()")
    assert refused(corpus / "000.txt", Limits()) == "broken"
    stands_in(monkeypatch, 'import sys; sys.stdin.read(); print(\'{"directive": {"text": 1}}\')')
    assert refused(corpus / "000.txt", Limits()) == "broken"
    stands_in(monkeypatch, "import sys; sys.stdin.read(); print('not json')")
    assert refused(corpus / "000.txt", Limits()) == "broken"


def test_a_reader_that_talks_without_end_is_stopped(monkeypatch, corpus: Path):
    stands_in(monkeypatch, "import sys; sys.stdin.read()\nwhile True: print('{\"progress\": [1, 2]}')")
    assert refused(corpus / "000.txt", Limits(output=100_000)) == "too_large"


def test_a_document_that_needs_too_much_memory_is_refused(tmp_path: Path):
    big = tmp_path / "a.txt"
    big.write_bytes("Giao Sở Tài chính rà soát. ".encode() * 400_000)
    assert refused(big, replace(Limits(), memory=160 * 1024 * 1024)) in {"too_large", "broken"}


def test_nothing_the_child_started_or_wrote_outlives_it(monkeypatch, corpus: Path, tmp_path: Path):
    note, temporary = tmp_path / "pid", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    script = "import subprocess, pathlib, time; p = subprocess.Popen(['sleep', '60']);"
    stands_in(monkeypatch, f"{script} pathlib.Path({str(note)!r}).write_text(str(p.pid)); time.sleep(60)")
    assert refused(corpus / "000.txt", Limits(wall=3)) == "too_slow"
    assert ended(int(note.read_text()))
    assert list(temporary.iterdir()) == []


def ended(pid: int) -> bool:
    """Within a few seconds: the kernel takes a moment to end a process."""
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        pass
    return not alive(pid)


def alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] not in {"Z", "X"}


def test_the_child_dies_with_its_parent():
    start = "subprocess.Popen([sys.executable, '-m', 'documents.child_main', str(os.getpid())], stdin=subprocess.PIPE)"
    script = f"import subprocess, sys, os, time; p = {start}; time.sleep(0.7); print(p.pid, flush=True); time.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=ROOT)
    pid = int(parent.stdout.readline())
    assert alive(pid)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert ended(pid)


def test_no_settings_of_the_bot_reach_the_child(monkeypatch, corpus: Path, tmp_path: Path):
    monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", "secret")
    seen = tmp_path / "env"
    stands_in(monkeypatch, f"import os; open({str(seen)!r}, 'w').write(' '.join(os.environ))")
    refused(corpus / "000.txt", Limits())
    assert "DONDOC_TELEGRAM_TOKEN" not in seen.read_text()
