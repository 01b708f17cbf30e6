"""The command line, `dondoc` or `python -m bot`: usage errors leave with status 2, failures with 1 and a clear line."""

from __future__ import annotations

import sys

import click

from bot.command_calendar import calendar
from bot.command_directory import import_
from bot.command_office import agency, backup, invite, load, remind, restore, summary
from bot.command_read import deadline, extract, understand
from bot.command_run import doctor, migrate, run
from core.problems import Problem


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dondoc")
def dondoc() -> None:
    """Đôn Đốc: reads directives, follows their tasks, reminds, and sums up."""


COMMANDS = (
    run, extract, understand, deadline, load, agency, import_, invite, summary, remind, calendar, doctor, migrate,
    backup, restore,
)  # fmt: skip
for _command in COMMANDS:
    dondoc.add_command(_command)


def main() -> None:
    """Run one command. What was expected to go wrong is said in a line on standard error; nothing is said twice."""
    from db.store import Unavailable

    try:
        dondoc(prog_name="dondoc")
    except Unavailable as error:
        reason = str(error.orig).strip().splitlines()
        _fail(f"The database does not answer: {reason[0] if reason else 'no reason given'}")
    except (Problem, ValueError, OSError) as error:
        _fail(str(error))


def _fail(why: str) -> None:
    from bot.logs import redacted

    click.echo(f"dondoc: {redacted(why)}", err=True)
    sys.exit(1)
