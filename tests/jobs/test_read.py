"""Documents that wait to be read."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest
from sqlalchemy import select, update

from core.messages import Address, Attachment, Incoming
from core.model import DirectiveState, DraftTask, Role
from core.office import Office
from core.problems import AskAgain, Problem, TryLater
from core.wording.reading import received
from db import agencies, directives, drafts, inbox, people, readings
from db.outbox import say
from db.store import Store
from db.tables import directives as directive_rows
from db.tables import files, outbox
from db.tables import inbox as inbox_rows
from db.tables import readings as reading_rows
from documents.portable import render_page
from jobs import read
from jobs.read import MOST_ATTEMPTS, read_next

DOCS = Path(__file__).parent.parent / "corpus" / "docs"
NOW = dt.datetime(2026, 3, 16, 1, tzinfo=dt.UTC)
CHAT = Address("telegram:7001", "42")
HEAD = "ỦY BAN NHÂN DÂN TỈNH\nSố: 12/UBND-NC\nBình Định, ngày 2 tháng 3 năm 2026\n"
BODY = (
    "Kính gửi: Sở Nội vụ.\nỦy ban nhân dân tỉnh yêu cầu các đơn vị:\n"
    "1. Sở Nội vụ rà soát các thủ tục hành chính, báo cáo trước ngày 15/4/2026.\nNơi nhận:\n"
)


class Files:
    """A channel whose files lie on the disk; `trouble` is raised as often as it is listed."""

    def __init__(self, *trouble: Problem) -> None:
        self.trouble = list(trouble)
        self.fetched = 0

    async def fetch(self, attachment: Attachment, into: Path) -> None:
        self.fetched += 1
        if self.trouble:
            raise self.trouble.pop(0)
        shutil.copy(attachment.reference, into)


class Reader:
    """One worker with its own name and data directory."""

    def __init__(self, store: Store, office: Office, data: Path) -> None:
        self.store, self.office, self.data = store, office, data
        with store.begin() as conn:
            self.sender = people.add(conn, name="Bình", role=Role.COORDINATOR)
            people.connect(conn, self.sender.id, CHAT, now=NOW)
            agencies.add(conn, "Ban Thường vụ Huyện ủy Vĩnh Thạnh")

    def sent(self, path: Path, *, name: str | None = None) -> int:
        with self.store.begin() as conn:
            event = Incoming(f"e-{name or path.name}", CHAT, attachment=Attachment(str(path), name or path.name))
            inbox.receive(conn, event, received_at=NOW)
            key = directives.create_reading(conn, coordinator_id=self.sender.id, file_name=name or path.name, now=NOW)
            readings.queue(conn, key, address=CHAT, reference=str(path), name=name or path.name)
        return key

    def sent_text(self, text: str) -> int:
        path = self.data / f"{len(text)}.txt"
        path.write_text(text, encoding="utf-8")
        return self.sent(path)

    async def runs(self, fetcher: Files | None = None, *, at: dt.datetime = NOW, holder: str = "w1") -> bool:
        fetchers = {CHAT.account: fetcher or Files()}
        where = {"data_dir": self.data, "office": self.office, "holder": holder}
        return await read_next(self.store, fetchers, now=NOW, real_now=at, **where)  # type: ignore[arg-type]

    def said(self) -> list[str]:
        with self.store.read() as conn:
            return [row.payload["text"] for row in conn.execute(select(outbox).order_by(outbox.c.id))]

    def state(self, key: int) -> DirectiveState:
        with self.store.read() as conn:
            return directives.get(conn, key).state

    def drafts(self, key: int) -> list[DraftTask]:
        with self.store.read() as conn:
            return drafts.of(conn, key)

    def left_in_incoming(self) -> list[Path]:
        return list((self.data / "incoming").iterdir())


def pages_of(printed: Path, *, into: Path) -> list[Path]:
    """Each page as somebody would photograph it."""
    document = pdfium.PdfDocument(printed)
    made = [into / f"{n}.jpg" for n in range(len(document))]
    for n, path in enumerate(made):
        render_page(document, n, dpi=200).save(path)
    document.close()
    return made


@pytest.fixture
def reader(store: Store, office: Office, tmp_path: Path) -> Reader:
    return Reader(store, office, tmp_path)


async def test_a_real_directive_becomes_a_draft_and_a_review(reader: Reader):
    key = reader.sent(DOCS / "000.docx")
    assert await reader.runs()
    assert reader.state(key) is DirectiveState.DRAFT
    found = reader.drafts(key)
    assert len(found) == 10
    assert found[0].leads[0].agency_id == 1
    assert found[-1].due is not None
    assert found[-1].due.date == dt.date(2025, 3, 31)
    listed = reader.said()[0]
    assert listed.startswith("141/TB-BCĐ ngày 8/10/2024")
    assert "Đọc được 10 nhiệm vụ" in listed
    assert "Chưa gửi cho đơn vị nào." in listed
    assert reader.left_in_incoming() == []


async def test_the_questions_of_a_directive_are_asked_once_after_its_list(reader: Reader):
    reader.sent(DOCS / "000.docx")
    await reader.runs()
    _, inherited, before = reader.said()
    assert "Ghi ngày này là gì?" in inherited
    assert "thứ Sáu 28/3" in before


async def test_photographs_of_its_pages_are_read_as_one_document_and_kept_as_one_file(reader: Reader):
    photographs = pages_of(DOCS / "000.pdf", into=reader.data)
    key = reader.sent(photographs[0])
    with reader.store.begin() as conn:
        readings.join(conn, key, [str(path) for path in photographs[1:]], not_before=readings.AT_ONCE)
    assert await reader.runs()
    assert len(reader.drafts(key)) == 10
    assert any(said.startswith("141/TB-BCĐ ngày 8/10/2024") for said in reader.said())
    with reader.store.read() as conn:
        kept = conn.execute(select(files.c.content)).scalar_one()
    assert kept.startswith(b"%PDF-")
    assert reader.left_in_incoming() == []


async def test_a_page_that_is_no_picture_is_said_and_nothing_is_kept(reader: Reader):
    key = reader.sent(pages_of(DOCS / "000.pdf", into=reader.data)[0])
    wrong = reader.data / "2.jpg"
    wrong.write_text("Đây không phải ảnh.", encoding="utf-8")
    with reader.store.begin() as conn:
        readings.join(conn, key, [str(wrong)], not_before=readings.AT_ONCE)
    await reader.runs()
    assert reader.said()[0].startswith("Chưa đọc được")
    assert reader.state(key) is DirectiveState.FAILED
    assert reader.left_in_incoming() == []


async def test_a_document_that_was_long_in_coming_is_still_read_by_one_worker(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
):
    """Two that took it from each other would read it for ever."""
    key, passed, taken = reader.sent_text(HEAD + BODY), [0.0], []
    monkeypatch.setattr(read, "time", SimpleNamespace(monotonic=lambda: passed[0]))
    reads = read.open_in_child

    class Slow(Files):
        async def fetch(self, attachment: Attachment, into: Path) -> None:
            await super().fetch(attachment, into)
            passed[0] += 100

    def slowly(*file: Path, **more: object) -> object:
        passed[0] += 60
        with reader.store.begin() as conn:
            taken.append(readings.claim(conn, holder="w2", real_now=NOW + dt.timedelta(seconds=passed[0])))
        return reads(*file, **more)

    monkeypatch.setattr(read, "open_in_child", slowly)
    await reader.runs(Slow())
    assert taken == [None]
    assert reader.state(key) is DirectiveState.DRAFT


async def test_nothing_waiting_is_nothing_done(reader: Reader):
    assert not await reader.runs()


async def test_a_secret_document_leaves_nothing_behind(reader: Reader):
    key = reader.sent_text("TỐI MẬT\n" + HEAD + BODY)
    await reader.runs()
    assert reader.said()[0].startswith("Văn bản có dấu chỉ độ mật.")
    assert reader.state(key) is DirectiveState.FAILED
    assert reader.left_in_incoming() == []
    with reader.store.read() as conn:
        assert conn.execute(select(files)).all() == []
        assert conn.execute(select(inbox_rows.c.payload)).scalars().all() == [None]
        assert conn.execute(select(reading_rows.c.name, reading_rows.c.reference)).all() == [("", "")]
        row = conn.execute(select(directive_rows)).one()
    assert (row.text, row.number, row.file_name) == ("", None, None)


async def test_a_secret_document_leaves_nothing_however_much_was_written_since_and_whatever_still_waits(
    reader: Reader,
):
    """What was said of it may wait unsent while the channel is down."""
    key = reader.sent_text("MẬT\n" + HEAD + BODY)
    with reader.store.begin() as conn:
        name = conn.execute(select(reading_rows.c.name)).scalar_one()
        say(conn, received(key, name), to=CHAT, person=reader.sender.id, real_now=NOW)
        for n in range(60):
            inbox.receive(conn, Incoming(f"later-{n}", CHAT, text="chào"), received_at=NOW)
    await reader.runs()
    with reader.store.read() as conn:
        kept = [*conn.scalars(select(outbox.c.payload)), *conn.scalars(select(inbox_rows.c.payload))]
        assert not [one for one in kept if one and name in str(one)]
        assert list(conn.scalars(select(outbox.c.state))) == ["dropped", "queued"]


async def test_the_name_of_a_secret_document_leaves_what_was_said_of_it(reader: Reader):
    key = reader.sent_text("MẬT\n" + HEAD + BODY)
    with reader.store.begin() as conn:
        row = say(conn, received(key, "ten-mat.txt"), to=CHAT, person=None, real_now=NOW)
        conn.execute(update(outbox).where(outbox.c.id == row).values(state="sent"))
    await reader.runs()
    with reader.store.read() as conn:
        payloads = conn.execute(select(outbox.c.payload)).scalars().all()
    assert payloads[0] is None
    assert "ten-mat" not in str(payloads)


async def test_an_internal_mark_is_asked_about_before_anything_is_kept(reader: Reader):
    key = reader.sent_text("LƯU HÀNH NỘI BỘ\n" + HEAD + BODY)
    await reader.runs()
    assert "Hệ thống chưa lưu." in reader.said()[0]
    assert reader.drafts(key) == []
    with reader.store.read() as conn:
        assert conn.execute(select(files)).all() == []
        assert directives.get(conn, key).text == ""


async def test_once_permitted_it_is_read_again_and_only_its_tasks_are_kept_if_so_chosen(reader: Reader):
    key = reader.sent_text("LƯU HÀNH NỘI BỘ\n" + HEAD + BODY)
    await reader.runs()
    with reader.store.begin() as conn:
        assert readings.again(conn, key, readings.Keep.TASKS)
    await reader.runs()
    assert reader.state(key) is DirectiveState.DRAFT
    with reader.store.read() as conn:
        assert conn.execute(select(files)).all() == []
        assert directives.get(conn, key).text == ""
    assert reader.drafts(key)


async def test_a_broken_file_is_an_answer_to_its_sender(reader: Reader):
    path = reader.data / "hỏng.docx"
    path.write_bytes(b"PK\x03\x04 not a document")
    key = reader.sent(path)
    await reader.runs()
    assert reader.said()[0].startswith("Chưa đọc được hỏng.docx: tệp hỏng")
    assert reader.state(key) is DirectiveState.FAILED
    assert reader.left_in_incoming() == []


async def test_a_channel_that_is_away_is_tried_again_later(reader: Reader):
    key = reader.sent_text(HEAD + BODY)
    files_ = Files(TryLater("away"))
    assert await reader.runs(files_)
    assert reader.said() == []
    assert not await reader.runs(files_)
    assert await reader.runs(files_, at=NOW + dt.timedelta(minutes=2))
    assert reader.state(key) is DirectiveState.DRAFT


async def test_a_channel_that_never_gives_the_file_is_told_of(reader: Reader):
    key = reader.sent_text(HEAD + BODY)
    away = Files(*[TryLater("away")] * MOST_ATTEMPTS)
    for hour in range(MOST_ATTEMPTS):
        await reader.runs(away, at=NOW + dt.timedelta(hours=hour))
    assert "kênh trò chuyện không giao được tệp" in reader.said()[0]
    assert reader.state(key) is DirectiveState.FAILED


async def test_a_file_refused_by_its_channel_is_said_with_its_reason(reader: Reader):
    reader.sent_text(HEAD + BODY)
    await reader.runs(Files(AskAgain("too_large")))
    assert "tệp quá 20 MB" in reader.said()[0]


async def test_a_worker_that_died_while_reading_is_followed_by_another_after_its_lease(reader: Reader):
    key = reader.sent_text(HEAD + BODY)
    with reader.store.begin() as conn:
        dead = readings.claim(conn, holder="dead", real_now=NOW)
    assert dead is not None
    left = reader.data / "incoming" / f"{dead.id}-{dead.attempt}"
    left.parent.mkdir(mode=0o700)
    left.write_text("half")
    assert not await reader.runs(holder="w2")
    assert await reader.runs(holder="w2", at=NOW + readings.LEASE)
    assert reader.state(key) is DirectiveState.DRAFT
    assert reader.left_in_incoming() == []


async def test_a_document_that_kills_its_readers_is_given_up(reader: Reader):
    key = reader.sent_text(HEAD + BODY)
    for n in range(MOST_ATTEMPTS):
        with reader.store.begin() as conn:
            readings.claim(conn, holder="dead", real_now=NOW + n * readings.LEASE)
    await reader.runs(at=NOW + MOST_ATTEMPTS * readings.LEASE)
    assert reader.state(key) is DirectiveState.FAILED
    assert reader.said()[0].startswith("Chưa đọc được")


async def test_a_document_sent_twice_is_not_doubled(reader: Reader):
    reader.sent(DOCS / "000.docx")
    again = reader.sent(DOCS / "000.docx", name="bản sao.docx")
    await reader.runs()
    await reader.runs()
    same = reader.said()[-1]
    assert same.startswith("141/TB-BCĐ đã có trong Hệ thống")
    assert "giống hệt" in same
    assert reader.state(again) is DirectiveState.DRAFT


async def test_somebody_who_no_longer_follows_up_loads_nothing(reader: Reader):
    key = reader.sent_text(HEAD + BODY)
    with reader.store.begin() as conn:
        people.change(conn, reader.sender.id, active=False)
    await reader.runs()
    assert reader.state(key) is DirectiveState.FAILED
    assert reader.drafts(key) == []


async def test_a_stopped_reading_is_not_finished(reader: Reader):
    key = reader.sent_text(HEAD + BODY)
    with reader.store.begin() as conn:
        assert readings.stop(conn, key, now=NOW)
        directives.forget(conn, key)
    assert not await reader.runs()
    assert reader.said() == []


async def test_a_pasted_document_is_read_from_its_message(reader: Reader):
    with reader.store.begin() as conn:
        inbox.receive(conn, Incoming("e9", CHAT, text=HEAD + BODY), received_at=NOW)
        key = directives.create_reading(conn, coordinator_id=reader.sender.id, file_name="dán.txt", now=NOW)
        readings.queue(conn, key, address=CHAT, reference="typed:e9", name="dán.txt")
    files_ = Files()
    await reader.runs(files_)
    assert files_.fetched == 0
    assert [one.leads[0].written for one in reader.drafts(key)] == ["Sở Nội vụ"]
