"""Directives and drafts as they are kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from core.messages import Address, Attachment
from core.model import DirectiveState, DraftTask, Kept, NamedAgency, Role
from core.problems import NotAllowed
from core.proposal import ProposedDirective
from db import directives, drafts, enclosures, files, people, readings
from db.store import Store
from tests.house import House

NOW = dt.datetime(2026, 3, 16, 1, tzinfo=dt.UTC)
READ = ProposedDirective(text="Toàn văn", number="141/TB-BCĐ", issuer="Ban Chỉ đạo", issued_on=dt.date(2026, 3, 2))
CHAT = Address("telegram:7001", "42")


def draft(store: Store, *, content: bytes = b"one", read: ProposedDirective = READ) -> int:
    with store.begin() as conn:
        key = directives.create_reading(conn, coordinator_id=None, file_name="a.docx", now=NOW)
        directives.fill_from(conn, key, read)
        directives.keep_source(conn, key, text=read.text, file_id=files.keep(conn, content, name="a.docx"))
    return key


def task(n: int, *, text: str = "Rà soát") -> DraftTask:
    lead = (NamedAgency("Sở Nội vụ", None, 0.0),)
    return DraftTask(0, 0, n, str(n), text, (0, 4), leads=lead, supporting=())


def test_a_directive_is_found_by_its_number_as_people_type_it(store: Store):
    key = draft(store)
    with store.begin() as conn:
        for typed in ("141/TB-BCĐ", "141 /tb-bcd", "141/tb-bcđ"):
            found = directives.by_number(conn, typed)
            assert found is not None
            assert found.id == key
        assert directives.by_number(conn, "14/TB-BCĐ") is None


def test_the_same_file_and_the_same_number_issuer_and_date_are_the_same_document(store: Store):
    key = draft(store)
    with store.begin() as conn:
        other = ProposedDirective(text="", number="9/CV")
        by_file = directives.same_as(conn, other, sha256=files.digest(b"one"), other_than=99)
        by_number = directives.same_as(conn, READ, sha256="", other_than=99)
        assert by_file is not None
        assert by_number is not None
        assert by_file.id == by_number.id == key
        assert directives.same_as(conn, replace(READ, issuer="Sở khác"), sha256="", other_than=99) is None
        assert directives.same_as(conn, READ, sha256=files.digest(b"one"), other_than=key) is None


def test_a_forgotten_document_leaves_neither_text_nor_file_nor_drafts(store: Store):
    key = draft(store)
    with store.begin() as conn:
        drafts.replace_all(conn, key, [task(1)])
        file_id = directives.get(conn, key).file_id
        directives.forget(conn, key)
        left = directives.get(conn, key)
        assert (left.state, left.text, left.number, left.file_name) == (DirectiveState.FAILED, "", None, None)
        assert drafts.of(conn, key) == []
        assert file_id is not None
        with pytest.raises(NotAllowed):
            files.get(conn, file_id)


def test_a_file_that_another_directive_keeps_is_not_removed(store: Store):
    first, second = draft(store), draft(store)
    with store.begin() as conn:
        directives.forget(conn, first)
        file_id = directives.get(conn, second).file_id
        assert file_id is not None
        assert files.get(conn, file_id) == ("a.docx", b"one")


def test_every_change_of_a_draft_can_be_taken_back_newest_first(store: Store):
    key = draft(store)
    with store.begin() as conn:
        by = people.add(conn, name="Bình", role=Role.COORDINATOR).id
        one, two = drafts.replace_all(conn, key, [task(1), task(2)])
        drafts.change(conn, [replace(one, text="Khác"), replace(two, dropped=True)], by=by, now=NOW)
        added = drafts.add(conn, replace(task(0), directive_id=key), by=by, now=NOW)
        assert [d.position for d in drafts.of(conn, key)] == [1, 2, 3]
        assert added.position == 3
        assert drafts.undo(conn, key, by=by, now=NOW)
        assert [d.text for d in drafts.of(conn, key)] == ["Khác", "Rà soát"]
        assert drafts.undo(conn, key, by=by, now=NOW)
        assert drafts.of(conn, key) == [one, two]
        assert not drafts.undo(conn, key, by=by, now=NOW)


def test_a_change_that_changes_nothing_is_not_one_to_take_back(store: Store):
    key = draft(store)
    with store.begin() as conn:
        by = people.add(conn, name="Bình", role=Role.COORDINATOR).id
        drafts.change(conn, drafts.replace_all(conn, key, [task(1)]), by=by, now=NOW)
        assert not drafts.undo(conn, key, by=by, now=NOW)


def test_one_worker_reads_a_document_and_another_takes_over_when_its_lease_ends(store: Store):
    with store.begin() as conn:
        key = directives.create_reading(conn, coordinator_id=None, file_name="a.docx", now=NOW)
        readings.queue(conn, key, address=CHAT, reference="r", name="a.docx")
        first = readings.claim(conn, holder="w1", real_now=NOW)
        assert first is not None
        assert readings.claim(conn, holder="w2", real_now=NOW) is None
        assert readings.renew(conn, first, real_now=NOW + dt.timedelta(minutes=1))
        later = NOW + dt.timedelta(minutes=1) + readings.LEASE
        second = readings.claim(conn, holder="w2", real_now=later)
        assert second is not None
        assert second.attempt == 2
        assert not readings.finish(conn, first, real_now=later)
        assert readings.finish(conn, second, real_now=later)
        assert readings.claim(conn, holder="w3", real_now=later + dt.timedelta(days=1)) is None


def test_a_draft_let_go_leaves_the_same_file_to_the_report_it_came_with(store: Store, house: House):
    """One copy of each content: whoever else points at it keeps it."""
    an = house.person()
    with store.begin() as conn:
        shared = files.keep(conn, b"same", name="a.docx")
        sent = {"by": an, "address": house.address(an), "batch": "b", "now": house.now, "real_now": house.real_now}
        enclosures.add(conn, Attachment("f1", "a.docx"), **sent)
        taken = enclosures.claim(conn, holder="w", real_now=house.real_now)
        assert taken is not None
        enclosures.settle(conn, taken, Kept.YES, file_id=shared)
        key = directives.create_reading(conn, coordinator_id=None, file_name="a.docx", now=house.now)
        directives.keep_source(conn, key, text="", file_id=shared)
        directives.forget(conn, key)
        assert files.get(conn, shared) == ("a.docx", b"same")
