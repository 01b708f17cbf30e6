"""The commands that run the bot and look after it: run, migrate, doctor."""

from __future__ import annotations

import asyncio
import gc
import sys

import click


@click.command()
@click.option("--local-chat", is_flag=True, help="Serve the local chat page even with a channel token.")
def run(local_chat: bool) -> None:
    """Run the bot: every configured channel, the jobs, the HTTP server. With no channel token, the local chat."""
    from bot import logs, trial
    from bot.opening import opened
    from bot.run import serve
    from bot.settings import load
    from handlers.acts import acts

    acts()  # every handler is loaded before the first event: a kill while loading would count against that event
    gc.freeze()  # what is loaded now is never garbage: no collection looks through it again
    settings = load()
    logs.set_up(level=settings.log_level, form=settings.log_format)
    local_chat = trial.wanted(settings, asked=local_chat)
    with opened(settings) as (_, store):
        trial.never_meets_a_channel(settings, store)
        asyncio.run(serve(settings, store, local_chat=local_chat))


@click.command()
def migrate() -> None:
    """Bring the database to this version's revision (PostgreSQL; SQLite does it by itself at the start)."""
    from bot.settings import load
    from db import migrate as migrations
    from db.store import Store

    store = Store(load().database)
    migrations.upgrade(store)
    store.close()
    click.echo("the database is at this version's revision")


@click.command()
def doctor() -> None:
    """Check settings, database, migrations, channels, reading of scans, calendar years; say what to do."""
    from bot.doctor import examine

    wrong = 0
    for finding in examine():
        wrong += not finding.well
        click.echo(
            f"{'ok ' if finding.well else '!! '} {finding.what}" + ("" if finding.well else f"\n    → {finding.do}")
        )
    sys.exit(1 if wrong else 0)
