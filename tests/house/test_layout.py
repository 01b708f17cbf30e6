"""The house is as its plan says: who lives in which room, how long a file is, and where Vietnamese is spoken."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "jobs", "documents", "db", "core")
VIETNAMESE = re.compile("[ăâđêôơưàảãạáằẳẵặắầẩẫậấèẻẽẹéềểễệếìỉĩịíòỏõọóồổỗộốờởỡợớùủũụúừửữựứỳỷỹỵý]", re.IGNORECASE)
LONGEST_FILE, LONGEST_FUNCTION = 300, 35


def files(*rooms: str) -> list[Path]:
    found = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in found if "migrations/versions" not in path.as_posix()]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_a_room_sees_only_what_stands_below_it() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("library", "home"),
    [("telegram", "bot/"), ("starlette", "bot/"), ("uvicorn", "bot/"), ("apscheduler", "jobs/schedule.py")],
)
def test_a_library_lives_in_its_room_alone(library: str, home: str) -> None:
    strangers = [name(path) for path in files(*ROOMS) if library in imports(path) and not name(path).startswith(home)]
    assert strangers == []


def sentences(path: Path) -> Iterator[str]:
    """String literals with Vietnamese letters that are neither docstrings nor patterns."""
    tree = ast.parse(path.read_text())
    quiet = {id(part) for node in ast.walk(tree) for part in _not_said(node)}
    for node in ast.walk(tree):
        said = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet
        if said and VIETNAMESE.search(node.value):
            yield f"{name(path)}:{node.lineno}: {node.value[:60]}"


def _not_said(node: ast.AST) -> Iterator[ast.AST]:
    """A docstring, and whatever is handed to a pattern compiler: grammar that is recognised, not said."""
    if isinstance(node, ast.Expr):
        yield node.value
    if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
        yield from ast.walk(node)


def test_every_sentence_said_to_people_lives_in_the_wording_room() -> None:
    said = [sentence for path in files("handlers", "jobs", "db", "bot/local") for sentence in sentences(path)]
    days_of_the_page = "bot/local/words.py"
    assert [one for one in said if not one.startswith(days_of_the_page)] == []


def test_a_file_is_one_screen_of_ideas() -> None:
    long = [name(path) for path in files(*ROOMS) if len(path.read_text().splitlines()) >= LONGEST_FILE]
    assert long == []


def test_a_function_is_short() -> None:
    long = []
    for path in files(*ROOMS):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{name(path)}:{node.lineno} {node.name} {length}")
    assert long == []


def test_a_file_opens_by_saying_what_it_decides() -> None:
    silent = [
        name(path)
        for path in files(*ROOMS)
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_only_the_programme_itself_reads_a_clock() -> None:
    reading = re.compile(r"\bdatetime\.now\(|\bdatetime\.utcnow\(|\bdate\.today\(|\btime\.time\(")
    strangers = [
        name(path) for path in files("handlers", "jobs", "documents", "db", "core") if reading.search(path.read_text())
    ]
    assert strangers == []


def test_only_the_adapters_know_a_channel_by_name() -> None:
    named = re.compile("telegram|zalo", re.IGNORECASE)
    strangers = [
        name(path) for path in files(*ROOMS) if not name(path).startswith("bot/") and named.search(path.read_text())
    ]
    assert strangers == []
