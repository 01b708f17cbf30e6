"""The commands that only look: what is understood of documents, chat messages and deadline phrases. No database."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

from core.text import clean, shorten

Json = dict[str, Any]
AT_ONCE = 2  # readers side by side


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in the order of the files.")
def extract(files: tuple[Path, ...], as_json: bool) -> None:
    """Show what is understood of documents."""
    failed = False
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for found in pool.map(_extracted, files):
            failed = failed or found["error"] is not None
            if as_json:
                print_json(found)
            else:
                click.echo(_for_eyes(found), err=found["error"] is not None)
    sys.exit(1 if failed else 0)


def _extracted(file: Path) -> Json:
    from core.problems import AskAgain
    from core.wording import refusals
    from documents.as_json import error_json, to_json
    from documents.child import read_in_child

    if not file.is_file():
        return error_json(str(file), "not_found", f"{file}: no such file")
    try:
        proposed = read_in_child(file, name=file.name)
    except AskAgain as error:
        return error_json(str(file), error.code, refusals.ask_again(error.code, error.detail, name=file.name).text)
    if proposed.secrecy:
        return error_json(str(file), "secret", refusals.ask_again("secret", name=file.name).text) | {
            "secrecy": proposed.secrecy
        }
    return to_json(proposed, file=str(file))


def _for_eyes(found: Json) -> str:
    if found["error"]:
        return f"{found['file']}: {found['error']['message']}"
    head = f"{found['number'] or '?'} · {found['issued_on'] or '?'} · {found['issuer'] or '?'}"
    lines = [f"{found['file']}: {head}", found["subject"] or ""]
    lines += [f"  {number}. {line}" for number, task in enumerate(found["tasks"], 1) for line in _task_lines(task)]
    report = found["report"]
    if report:
        lines.append(f"  → {report['to'] or '?'}: {(report['deadline'] or {}).get('text', '?')}")
    return "\n".join(line for line in [*lines, *(f"  ? {warning}" for warning in found["warnings"])] if line.strip())


def _task_lines(task: Json) -> Iterator[str]:
    yield f"[{task['ref']}] {shorten(task['text'], 100)}"
    due = task["deadline"]
    when = f"{due['text']} = {due['date']} ({due['last_working_day']})" if due else "–"
    if task["recurrence"]:
        when = f"{task['recurrence']['text']} = {task['recurrence']['rule'] or '–'}"
    yield f"   {', '.join(task['lead']) or '?'} | {', '.join(task['supporting']) or '–'} | {when}"


@click.command()
@click.argument("text")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the message is read on; today by default.")
@click.option("--json", "as_json", is_flag=True, help="The contract's JSON object.")
def understand(text: str, today: dt.datetime | None, as_json: bool) -> None:
    """Show how a chat message would be understood. '-' reads one message a line from standard input."""
    from core.understand import as_json as to_json
    from core.understand import understand as read

    day = today.date() if today else dt.datetime.now().astimezone().date()

    def one(line: str) -> Json:
        return to_json(read(clean(line), today=day))

    _each_line(text, one, show_json=as_json or text == "-")


@click.command()
@click.argument("phrase")
@click.option("--issued", required=False, type=click.DateTime(["%Y-%m-%d"]), help="The directive's date of issue.")
@click.option("--json", "as_json", is_flag=True, help="The contract's JSON object.")
def deadline(phrase: str, issued: dt.datetime | None, as_json: bool) -> None:
    """Show how a deadline phrase is read. '-' reads 'phrase<TAB>issue date' a line from standard input."""
    if phrase != "-" and issued is None:
        raise click.UsageError("--issued YYYY-MM-DD is needed to read a phrase.")

    def one(line: str) -> Json | None:
        words, _, day = line.partition("\t")
        return _deadline(words, _day(day) if day.strip() else (issued.date() if issued else None))

    _each_line(phrase, one, show_json=as_json or phrase == "-")


def _deadline(words: str, issued: dt.date | None) -> Json | None:
    from core.deadlines import as_json as to_json
    from core.deadlines import read_deadline
    from core.workdays import WorkingCalendar

    return to_json(read_deadline(clean(words), issued=issued, calendar=WorkingCalendar()))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise click.UsageError(f"{text.strip()!r} is not a date; write YYYY-MM-DD.") from None


def _each_line(text: str, one: Callable[[str], Json | None], *, show_json: bool) -> None:
    if text == "-":
        for line in sys.stdin:
            print_json(one(line.rstrip("\n")))
        return
    found = one(text)
    if show_json or found is None:
        print_json(found)
        return
    click.echo("\n".join(f"{name}: {value}" for name, value in found.items() if value not in (None, [], "")))
