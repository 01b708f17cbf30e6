"""The commands of the working calendar: show a year, enter the announced one."""

from __future__ import annotations

from pathlib import Path

import click

from core.problems import Problem


@click.group()
def calendar() -> None:
    """The working calendar: days off, make-up days, and which years are announced."""


@calendar.command("show")
@click.argument("year", type=click.IntRange(1990, 2100))
def show(year: int) -> None:
    """Show the days of a year that differ from Monday to Friday, as `calendar import` reads them."""
    from bot.opening import office_of, opened
    from core.holiday_table import UNCONFIRMED
    from documents.calendar_file import write

    with opened() as (settings, store):
        days = office_of(settings, store).calendar
    entered = any(one.date.year == year for one in days.entered)
    known = "entered" if entered else "announced" if days.is_announced(year) else "computed, not announced (tạm tính)"
    click.echo(f"# {year}: {known}")
    found = days.exceptions(year)
    for one, line in zip(found, write(found), strict=True):
        click.echo(line + ("  # [check]" if one.date in UNCONFIRMED and not entered else ""))


@calendar.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def enter(file: Path) -> None:
    """Enter announced days: date, off or work, name; in the place of what was entered before of the same years."""
    from bot.opening import opened
    from db.calendar import enter as keep
    from documents.calendar_file import read

    if not file.is_file():
        raise Problem(f"{file}: no such file")
    try:
        days = read(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise Problem(f"{file}: not a text file in UTF-8") from None
    with opened() as (_settings, store), store.begin() as conn:
        keep(conn, days)
    for year in sorted({one.date.year for one in days}):
        click.echo(f"{year}\t{sum(one.date.year == year for one in days)}")
