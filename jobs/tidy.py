"""Forget what was said once it is no longer needed: after 30 days the words go, that they were said stays."""

from __future__ import annotations

import datetime as dt

from db import enclosures, files, inbox, outbox, prompts, publications, workbooks
from db.store import Store

KEPT = dt.timedelta(days=30)
RECALLABLE = dt.timedelta(hours=1)  # longer than a publication can be recalled
UNCLAIMED = dt.timedelta(days=1)  # a file that no report took


def tidy(store: Store, *, now: dt.datetime, real_now: dt.datetime) -> int:
    """Erase old words in short transactions, so that nobody waits for long; how many rows lost theirs."""
    erased = 0
    for erase_old in (inbox.erase_old, outbox.erase_old, prompts.erase_old):
        with store.begin() as conn:
            erased += erase_old(conn, before=real_now - KEPT)
    with store.begin() as conn:
        files.forget_made(conn)
    with store.begin() as conn:
        publications.forget_drafts(conn, before=now - RECALLABLE)
    with store.begin() as conn:
        erased += workbooks.erase_old(conn, before=real_now - KEPT)
    with store.begin() as conn:
        return erased + enclosures.forget_loose(conn, before=real_now - UNCLAIMED)
