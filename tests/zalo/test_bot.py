"""A Zalo bot as a channel, spoken to over HTTP."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from bot.access import Access
from bot.split import units
from bot.uploads import Uploads
from bot.zalo.api import open_api
from bot.zalo.fetching import ZaloFetcher
from bot.zalo.polling import Poller
from bot.zalo.sending import ZaloSender
from core.messages import Address, Attachment, Happened, Incoming, Outcome, Parcel
from core.problems import AskAgain, Problem, TryLater
from db.store import Store
from tests.zalo.fake_bot_api import ACCOUNT, TOKEN, FakeZalo, Refusal, serving

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
AN = "6ede9afa66b88fe6d6a9"
TO = Address(ACCOUNT, AN)


@pytest.fixture
def api() -> Iterator[FakeZalo]:
    with serving(FakeZalo()) as running:
        running.known.add(AN)
        yield running


@pytest.fixture
async def sender(api: FakeZalo):
    async with open_api(Access(TOKEN, api.url)) as client:
        yield ZaloSender(client, links=None, clock=lambda: NOW)


# ── what is sent ───────────────────────────────────────────────────────────────────────────────
async def test_a_message_is_shown_literally_whatever_stands_in_it(api, sender):
    text = "<b>NV 3</b> & **80 %** {red}x{/red} _x_"
    assert (await sender.send(TO, Parcel(text))).outcome is Outcome.SENT
    assert api.last(AN).text == text


async def test_choices_become_numbered_lines(api, sender):
    parcel = Parcel("NV 3: ghi tiến độ 80 %?", choices=(("Đúng", "t.0"), ("Sửa lại", "t.1")))
    assert sender.numbered(TO, parcel)
    await sender.send(TO, parcel)
    assert api.last(AN).text == "NV 3: ghi tiến độ 80 %?\n\n1. Đúng\n2. Sửa lại\nTrả lời bằng số."


async def test_a_long_message_is_cut_at_line_ends_and_counted_as_many(api, sender):
    text = "\n".join(f"dòng {n} " + "𝒂" * 70 for n in range(60))
    delivered = await sender.send(TO, Parcel(text, choices=(("Đúng", "t.0"),)))
    parts = [sent.text for sent in api.seen_by(AN)]
    assert "\n".join(parts) == f"{text}\n\n1. Đúng\nTrả lời bằng số."
    assert max(map(units, parts)) <= 2000
    assert delivered.messages == len(parts) > 2


async def test_progress_is_not_said_where_nothing_can_be_edited(api, sender):
    told = await sender.send(TO, Parcel("Đang đọc trang 2", edit="s1", passing=True))
    assert told.outcome is Outcome.DROPPED
    await sender.send(TO, Parcel("Đã đọc xong", edit="s1"))
    assert [sent.text for sent in api.seen_by(AN)] == ["Đã đọc xong"]


async def test_without_a_public_address_it_is_said_how_else_a_file_comes_and_goes(api, sender):
    await sender.send(TO, Parcel("Gửi ảnh, tệp.", wants_file=True))
    await sender.send(TO, Parcel("Văn bản gốc", file=Path("/dev/null"), file_name="141-TB.docx", file_id=3))
    asked, given = api.seen_by(AN)
    assert "Đồng chí gửi ảnh chụp" in asked.text
    assert "Kênh này không gửi được tệp" in given.text
    assert "141-TB.docx" in given.text


@pytest.mark.parametrize(
    ("refusal", "outcome"),
    [
        (Refusal(400, "Bad request"), Outcome.REFUSED),
        (Refusal(404, "Not found"), Outcome.REFUSED),
        (Refusal(401, "Unauthorized", status=401), Outcome.NOT_SENT),
        (Refusal(429, "Quota exceeded"), Outcome.NOT_SENT),
        (Refusal(403, "Internal server error"), Outcome.UNSURE),
        (Refusal(408, "Request timeout"), Outcome.UNSURE),
        (Refusal(500, "?", status=500), Outcome.UNSURE),
        ("drop after", Outcome.UNSURE),
    ],
)
async def test_what_the_service_answers_says_whether_the_message_left(api, sender, refusal, outcome):
    api.fail["sendMessage"].append(refusal)
    assert (await sender.send(TO, Parcel("x"))).outcome is outcome


async def test_ok_decides_and_not_the_http_status(api, sender):
    api.fail["sendMessage"].append(Refusal(404, "Not found", status=200))
    assert (await sender.send(TO, Parcel("x"))).outcome is Outcome.REFUSED
    api.fail["sendMessage"].append(Refusal(429, "Quota exceeded", status=500))
    assert (await sender.send(TO, Parcel("x"))).outcome is Outcome.NOT_SENT


async def test_only_a_malformed_message_is_poison(api, sender):
    api.fail["sendMessage"] += [Refusal(400), Refusal(404)]
    assert (await sender.send(TO, Parcel("x"))).poison
    assert not (await sender.send(TO, Parcel("x"))).poison


async def test_too_many_requests_hold_back_the_account_for_a_minute(api, sender):
    api.fail["sendMessage"].append(Refusal(429))
    delivered = await sender.send(TO, Parcel("x"))
    assert (delivered.retry_at, delivered.whole_account) == (NOW + timedelta(seconds=60), True)


async def test_when_a_part_has_left_the_whole_is_doubtful(api, sender):
    api.fail["sendMessage"] += ["fine", Refusal(429)]
    delivered = await sender.send(TO, Parcel("một dòng\n" * 300))
    assert (delivered.outcome, delivered.retry_at) == (Outcome.UNSURE, None)
    assert delivered.messages == 2


async def test_nothing_left_when_nobody_listens():
    async with open_api(Access(TOKEN, "http://127.0.0.1:9")) as client:
        sender = ZaloSender(client, links=None, clock=lambda: NOW)
        assert (await sender.send(TO, Parcel("x"))).outcome is Outcome.NOT_SENT
        assert not await sender.alive()


async def test_no_log_shows_the_token(api, sender, caplog):
    """httpx prints addresses at INFO, and the address holds the token."""
    from bot import logs

    before = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "telegram")}
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        logs.set_up(level="DEBUG", form="text")
        root.addHandler(caplog.handler)
        await sender.send(TO, Parcel("x"))
        api.down = True
        await sender.send(TO, Parcel("x"))
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, old in before.items():
            logging.getLogger(name).setLevel(old)
    assert TOKEN not in caplog.text
    assert logs.redacted(f"POST https://bot.example/bot{TOKEN}/sendMessage").endswith("/bot…/sendMessage")


# ── what comes in ──────────────────────────────────────────────────────────────────────────────
async def _poll(api: FakeZalo, receive, *, until) -> None:
    stopping = asyncio.Event()

    async def kept(events: list[Incoming]) -> None:
        await receive(events)
        if until():
            stopping.set()

    async with open_api(Access(TOKEN, api.url)) as client:
        poller = Poller(client, ACCOUNT, kept, lambda: True, poll_seconds=1, first_pause=0.01)
        await asyncio.wait_for(poller.run(stopping), 20)


async def test_every_kind_of_update_becomes_an_event_in_order(api):
    api.says(AN, "nv3 xong 80%")
    api.sends_picture(AN, b"anh", caption="Báo cáo số 45")
    api.sends(AN, "sticker", sticker="0e078a2fb66a5f34067b", url="https://stickers.example/1")
    api.sends(AN, "voice", voice_url="https://voice.example/1.aac")
    api.sends(AN, "unsupported")
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    await _poll(api, receive, until=lambda: len(got) == 5)
    assert [e.happened for e in got] == [Happened.SAID] * 2 + [Happened.UNSUPPORTED] * 3
    assert (got[0].text, got[1].text, got[1].attachment.name) == ("nv3 xong 80%", "Báo cáo số 45", "anh.jpg")
    assert len({e.id for e in got}) == 5
    assert got[0].id == f"message.text.received:{got[0].message}"


async def test_an_empty_poll_is_asked_again_at_once(api):
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    async def writes():
        await asyncio.to_thread(api.wait_for_calls, "getUpdates", 2)
        api.says(AN, "còn đó không")

    await asyncio.gather(_poll(api, receive, until=lambda: bool(got)), writes())
    assert [e.text for e in got] == ["còn đó không"]


async def test_what_cannot_be_kept_is_held_until_it_can(api):
    """The service forgets an update as it hands it out, so it is not asked for again."""
    api.says(AN, "xin chào")
    seen: list[str] = []

    async def receive(events):
        seen.extend(e.id for e in events)
        if len(seen) == 1:
            raise OSError("disk full")
        if len(seen) == 2:
            ended = psycopg.errors.IdleInTransactionSessionTimeout("idle")
            raise DBAPIError.instance("INSERT", {}, ended, psycopg.Error)

    await _poll(api, receive, until=lambda: len(seen) >= 3)
    assert (len(seen), len(set(seen)), api.handed_out) == (3, 1, 1)


async def test_the_service_being_down_does_not_end_the_loop(api):
    api.down = True
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    async def comes_back():
        await asyncio.to_thread(api.wait_for_calls, "deleteWebhook", 3)
        api.down = False
        api.says(AN, "còn đó không")

    await asyncio.gather(_poll(api, receive, until=lambda: bool(got)), comes_back())
    assert [e.text for e in got] == ["còn đó không"]


async def test_a_message_in_a_group_and_the_bots_own_echo_are_passed_over(api):
    for change in ({"chat": {"id": "g1", "chat_type": "GROUP"}}, {"from": {"id": "b", "is_bot": True}}):
        api.says(AN, "không phải riêng")["message"].update(change)
    api.updates.append({"event_name": "message.text.received"})  # no message at all
    api.says(AN, "riêng")
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    await _poll(api, receive, until=lambda: bool(got))
    assert [e.text for e in got] == ["riêng"]


async def test_a_token_the_service_does_not_know_ends_the_loop_with_a_clear_word(api):
    async with open_api(Access("1:wrong", api.url)) as client:
        poller = Poller(client, ACCOUNT, receive=None, mine=lambda: True, first_pause=0.01)
        with pytest.raises(Problem, match="DONDOC_ZALO_TOKEN"):
            await asyncio.wait_for(poller.run(asyncio.Event()), 10)


# ── pictures ───────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
async def fetcher(api: FakeZalo, store: Store, tmp_path: Path):
    uploads = Uploads(store, tmp_path / "incoming", account=ACCOUNT)
    async with open_api(Access(TOKEN, api.url)) as client:
        yield ZaloFetcher(client.client, uploads, home=api.url)


async def test_a_picture_is_fetched_from_where_the_service_keeps_it(api, fetcher, tmp_path: Path):
    api.pictures["a.jpg"] = b"anh"
    await fetcher.fetch(Attachment(f"{api.url}/cdn/a.jpg", "anh.jpg"), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"anh"


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("http://169.254.169.254/latest", "broken"),
        ("file:///etc/passwd", "broken"),
        ("https://a\x01b/c", "broken"),
        ("https://[::1/c", "broken"),
        ("zalo-nothing", "broken"),
    ],
)
async def test_only_the_services_own_address_and_https_are_followed(fetcher, tmp_path: Path, reference, code):
    with pytest.raises(AskAgain, match=code):
        await fetcher.fetch(Attachment(reference, "anh.jpg"), tmp_path / "x")


async def test_a_picture_that_is_gone_or_too_large_is_said_so(api, fetcher, tmp_path: Path, monkeypatch):
    from bot.zalo import fetching

    monkeypatch.setattr(fetching, "UPLOAD_BYTES", 10)
    api.pictures["big.jpg"] = b"x" * 11
    for name, code in (("big.jpg", "too_large"), ("none.jpg", "not_fetched")):
        with pytest.raises(AskAgain, match=code):
            await fetcher.fetch(Attachment(f"{api.url}/cdn/{name}", "anh.jpg"), tmp_path / "x")


async def test_a_picture_is_asked_for_again_when_the_service_is_away(api, fetcher, tmp_path: Path):
    with pytest.raises(TryLater):
        await fetcher.fetch(Attachment("https://127.0.0.1:9/a.jpg", "anh.jpg"), tmp_path / "x")
