"""Telegram as a channel, spoken to over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from bot.access import Access
from bot.polling import Poller
from bot.telegram import TelegramFetcher, TelegramSender, open_bot
from bot.zalo.api import open_api
from core.messages import Address, Attachment, Happened, Incoming, Outcome, Parcel
from core.model import Person, Role
from core.problems import AskAgain, Problem
from core.wording import menu as menus
from core.wording.delivery import CLOSED
from handlers.acts import commands
from tests.telegram.fake_bot_api import TOKEN, FakeBotApi, Refusal, serving

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
AN = 42
TO = Address("telegram:7001", str(AN))


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with serving(FakeBotApi()) as running:
        running.known.add(AN)
        yield running


@pytest.fixture
async def sender(api: FakeBotApi):
    async with open_bot(Access(TOKEN, api.url)) as bot:
        yield TelegramSender(bot, clock=lambda: NOW)


async def test_a_message_is_shown_literally_whatever_stands_in_it(api, sender):
    text = "<b>NV 3</b> & *80 %* _x_ [a](b)"
    assert (await sender.send(TO, Parcel(text))).outcome is Outcome.SENT
    assert api.last(AN).text == text


@pytest.mark.parametrize("role", list(Role))
async def test_the_menu_of_a_chat_offers_what_its_person_may_ask(api, sender, role):
    menu = menus.of(Person(1, "An", role))
    assert (await sender.send(TO, Parcel("Đã kết nối.", menu=menu))).outcome is Outcome.SENT
    assert api.menus[AN] == list(menu)
    assert {name for name, _ in menu} <= set(commands())


async def test_a_menu_that_could_not_be_set_does_not_repeat_its_message(api, sender):
    api.fail["setMyCommands"].append(Refusal(502, "Bad Gateway"))
    sent = await sender.send(TO, Parcel("Đã kết nối.", menu=(("nhiemvu", "việc của tôi"),)))
    assert sent.outcome is Outcome.SENT
    assert len(api.seen_by(AN)) == 1


async def test_a_long_message_is_cut_at_line_ends_and_the_buttons_stand_under_the_last_part(api, sender):
    text = "\n".join(f"dòng {n} " + "ă" * 70 for n in range(120))
    await sender.send(TO, Parcel(text, choices=(("Đúng", "t:0"),)))
    parts = api.seen_by(AN)
    assert len(parts) > 1
    assert "\n".join(p.text for p in parts) == text
    assert [bool(p.buttons) for p in parts] == [False] * (len(parts) - 1) + [True]


async def test_an_edit_takes_the_place_of_the_old_message(api, sender):
    first = await sender.send(TO, Parcel("Đang đọc trang 1"))
    second = await sender.send(TO, Parcel("Đang đọc trang 2", edit=first.message))
    assert (second.message, api.last(AN).text, api.last(AN).edits) == (first.message, "Đang đọc trang 2", 1)


async def test_the_same_text_again_counts_as_delivered(sender):
    first = await sender.send(TO, Parcel("Như cũ"))
    assert (await sender.send(TO, Parcel("Như cũ", edit=first.message))).outcome is Outcome.SENT


async def test_a_message_that_is_gone_is_sent_anew(api, sender):
    delivered = await sender.send(TO, Parcel("Mới", edit="999999"))
    assert delivered.outcome is Outcome.SENT
    assert api.last(AN).text == "Mới"


@pytest.mark.parametrize(
    ("refusal", "outcome"),
    [
        (Refusal(403, "Forbidden: bot was blocked by the user"), Outcome.REFUSED),
        (Refusal(400, "Bad Request: chat not found"), Outcome.REFUSED),
        (Refusal(400, "Bad Request: can't parse entities"), Outcome.REFUSED),
        (Refusal(502, "Bad Gateway"), Outcome.UNSURE),
        (Refusal(500, "Internal Server Error"), Outcome.UNSURE),
        (Refusal(401, "Unauthorized"), Outcome.NOT_SENT),
        ("drop after", Outcome.UNSURE),
    ],
)
async def test_what_the_service_answers_says_whether_the_message_left(api, sender, refusal, outcome):
    api.fail["sendMessage"].append(refusal)
    assert (await sender.send(TO, Parcel("x"))).outcome is outcome


async def test_only_a_malformed_message_is_poison(api, sender):
    api.fail["sendMessage"] += [Refusal(400, "Bad Request: can't parse entities"), Refusal(403, "Forbidden: blocked")]
    assert (await sender.send(TO, Parcel("x"))).poison
    assert not (await sender.send(TO, Parcel("x"))).poison


async def test_too_many_requests_names_the_moment_to_try_again(api, sender):
    api.fail["sendMessage"].append(Refusal(429, "Too Many Requests: retry after 40", retry_after=40))
    delivered = await sender.send(TO, Parcel("x"))
    assert (delivered.outcome, delivered.retry_at) == (Outcome.NOT_SENT, NOW + timedelta(seconds=40))


async def test_a_moved_chat_is_told_apart(api, sender):
    api.fail["sendMessage"].append(Refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100500))
    assert (await sender.send(TO, Parcel("x"))).moved_to == "-100500"


async def test_nothing_left_when_nobody_listens():
    async with open_bot(Access(TOKEN, "http://127.0.0.1:9")) as bot:  # the discard port: refused at once
        assert (await TelegramSender(bot, clock=lambda: NOW).send(TO, Parcel("x"))).outcome is Outcome.NOT_SENT


async def test_a_file_is_fetched_and_one_over_the_limit_is_refused_before_any_download(api, tmp_path: Path):
    api.files["f1"] = b"noi dung"
    async with open_bot(Access(TOKEN, api.url)) as bot:
        await TelegramFetcher(bot).fetch(Attachment("f1", "a.txt", 8), tmp_path / "a")
        assert (tmp_path / "a").read_bytes() == b"noi dung"
        before = len(api.calls)
        with pytest.raises(AskAgain, match="too_large"):
            await TelegramFetcher(bot).fetch(Attachment("f1", "b.pdf", 300_000_000), tmp_path / "b")
        assert len(api.calls) == before


async def _poll(api: FakeBotApi, receive, *, until) -> None:
    stopping = asyncio.Event()

    async def kept(events: list[Incoming]) -> None:
        await receive(events)
        if until():
            stopping.set()

    async with open_bot(Access(TOKEN, api.url)) as bot:
        poller = Poller(bot, TO.account, kept, lambda: True, poll_seconds=1, first_pause=0.01)
        await asyncio.wait_for(poller.run(stopping), 20)


async def test_every_kind_of_update_becomes_an_event_in_order(api):
    api.says(AN, "nv3 xong 80%")
    api.sends_file(AN, "141-TB.docx", b"PK", caption="Văn bản mới")
    api.presses_data(AN, 5, "tok:1")
    api.adds_to_group(-77, by=AN)
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    await _poll(api, receive, until=lambda: len(got) == 4)
    assert [e.happened for e in got] == [Happened.SAID, Happened.SAID, Happened.PRESSED, Happened.GROUP]
    assert (got[0].text, got[1].attachment.name, got[2].choice) == ("nv3 xong 80%", "141-TB.docx", "tok:1")


async def test_an_edited_message_a_forwarded_one_and_a_voice_note_are_told_apart(api):
    api.edits(AN, 41, "nv3 xong 70%")
    api.says(AN, "tin của người khác", forward_origin={"type": "hidden_user", "date": 0, "sender_user_name": "Bình"})
    api.speaks(AN, b"OggS")
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    await _poll(api, receive, until=lambda: len(got) == 3)
    edited, forwarded, voice = got
    assert (edited.happened, edited.message, edited.text) == (Happened.EDITED, "41", "nv3 xong 70%")
    assert (forwarded.happened, forwarded.forwarded, edited.forwarded) == (Happened.SAID, True, False)
    assert (voice.attachment.name, voice.attachment.size) == ("ghi-am.ogg", 4)


async def test_the_offset_moves_only_after_the_commit(api):
    """The commit fails twice: the same update comes again each time, and is acknowledged only after it was kept."""
    api.says(AN, "xin chào")
    seen: list[str] = []

    async def receive(events):
        seen.extend(e.id for e in events)
        if len(seen) < 3:
            raise OSError("disk full")

    await _poll(api, receive, until=lambda: len(seen) >= 3)
    assert len(set(seen)) == 1
    assert len(seen) == 3


async def test_the_service_being_down_does_not_end_the_loop(api):
    api.down = True
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    async def comes_back():
        await asyncio.to_thread(api.wait_for_calls, 3)
        api.down = False
        api.says(AN, "còn đó không")

    await asyncio.gather(_poll(api, receive, until=lambda: bool(got)), comes_back())
    assert [e.text for e in got] == ["còn đó không"]


async def test_a_press_is_answered_at_once_so_that_the_button_stops_turning(api):
    api.presses_data(AN, 5, "tok:0")
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    await _poll(api, receive, until=lambda: bool(got))
    assert len(api.answered) == 1


async def test_a_token_the_service_does_not_know_ends_the_loop_with_a_clear_word(api):
    async with open_bot(Access("7001:AAWrongTokenAAAAAAAAAAAAAAAAAAAAAAAAA", api.url)) as bot:
        poller = Poller(bot, TO.account, receive=None, mine=lambda: True, first_pause=0.01)
        with pytest.raises(Problem, match="DONDOC_TELEGRAM_TOKEN"):
            await asyncio.wait_for(poller.run(asyncio.Event()), 10)


async def test_put_into_a_group_the_bot_says_so_and_leaves(api, sender):
    api.adds_to_group(-77, by=AN)
    told = await sender.send(Address(TO.account, "-77"), Parcel("Chỉ trò chuyện riêng.", leaves=True))
    assert told.outcome is Outcome.SENT
    assert api.left == {-77}


@pytest.mark.parametrize(
    ("raised", "means"),
    [
        (httpx.ConnectError, Outcome.NOT_SENT),
        (httpx.ConnectTimeout, Outcome.NOT_SENT),
        (httpx.PoolTimeout, Outcome.NOT_SENT),
        (httpx.ReadTimeout, Outcome.UNSURE),
        (httpx.WriteTimeout, Outcome.UNSURE),
        (httpx.ReadError, Outcome.UNSURE),
        (httpx.RemoteProtocolError, Outcome.UNSURE),
    ],
)
async def test_only_what_never_got_a_connection_surely_did_not_leave(monkeypatch, raised, means):
    """FAULTS 9, every class through the library as it is."""

    async def fails(*_args: object, **_more: object) -> None:
        raise raised("x")

    monkeypatch.setattr(httpx.AsyncClient, "request", fails)
    async with open_bot(Access(TOKEN, "http://127.0.0.1:9")) as bot:
        assert (await TelegramSender(bot, clock=lambda: NOW).send(TO, Parcel("x"))).outcome is means


async def _later(condition) -> None:
    """What follows a message beside its sending has no outcome to wait for."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_yesterdays_morning_is_deleted_when_todays_has_left(api, sender):
    old = await sender.send(TO, Parcel("Sáng thứ Hai"))
    assert (await sender.send(TO, Parcel("Sáng thứ Ba", takes_away=old.message))).outcome is Outcome.SENT
    await _later(lambda: api.deleted == {int(old.message)})


async def test_one_too_old_to_be_deleted_is_closed_in_place(api, sender):
    old = await sender.send(TO, Parcel("Sáng thứ Hai", choices=(("NV 3", "t:0"),)))
    api.old.add(int(old.message))
    await sender.send(TO, Parcel("Sáng thứ Sáu", takes_away=old.message))
    await _later(lambda: api.messages[int(old.message)].text == CLOSED)
    assert api.messages[int(old.message)].buttons == []


@pytest.mark.parametrize("answer", [Refusal(502, "Bad Gateway"), Refusal(403, "Forbidden: blocked")])
async def test_a_deletion_that_fails_is_no_part_of_the_outcome(api, sender, answer):
    old = await sender.send(TO, Parcel("Sáng thứ Hai"))
    api.fail["deleteMessage"].append(answer)
    sent = await sender.send(TO, Parcel("Sáng thứ Ba", takes_away=old.message))
    assert (sent.outcome, api.last(AN).text) == (Outcome.SENT, "Sáng thứ Ba")
    await _later(lambda: not api.fail["deleteMessage"])
    assert [one.text for one in api.seen_by(AN)] == ["Sáng thứ Hai", "Sáng thứ Ba"]


async def test_an_update_nobody_can_read_is_passed_and_its_words_stand_in_no_log(api, caplog):
    """The library would drop every update of the answer, print them, and end the loop."""
    api.says(AN, "bí mật của tôi", entities=[{"type": "bold"}])
    api.says(AN, "xin chào")
    got: list[Incoming] = []

    async def receive(events):
        got.extend(events)

    await _poll(api, receive, until=lambda: bool(got))
    assert [event.text for event in got] == ["xin chào"]
    assert "could not be read" in caplog.text
    assert "bí mật" not in caplog.text


async def test_a_database_that_ends_the_session_costs_a_pause_and_not_the_loop(api):
    api.says(AN, "xin chào")
    kept: list[str] = []

    async def receive(events):
        kept.extend(event.id for event in events)
        if len(kept) == 1:
            ended = psycopg.errors.IdleInTransactionSessionTimeout("idle")
            raise DBAPIError.instance("INSERT", {}, ended, psycopg.Error)

    await _poll(api, receive, until=lambda: len(kept) == 2)
    assert len(set(kept)) == 1, "the same one again"


@pytest.mark.parametrize("file", [None, "bang.docx"])
async def test_after_a_part_has_left_a_refusal_of_the_next_makes_the_whole_doubtful(api, sender, tmp_path, file):
    """Planned again as 'surely not sent', what has left would come again without a word, as often as it fails."""
    last = Refusal(429, "Too Many Requests: retry after 5", retry_after=5)
    text = "x" * 100 if file else "x" * 4000 + "\n" + "y" * 3000
    (tmp_path / "f").write_bytes(b"PK")
    api.fail["sendMessage"] += [last] if file else [None, last]
    told = await sender.send(TO, Parcel(text, file=tmp_path / "f" if file else None, file_name=file))
    assert told.outcome is Outcome.UNSURE
    assert told.messages == 2


async def test_an_idle_connection_is_given_up_before_the_service_closes_it(api):
    """Sent into one that is being closed, a message is in doubt for nothing."""
    async with open_bot(Access(TOKEN, api.url)) as bot, open_api(Access("1:x", api.url)) as zalo:
        for client in (bot.request._client, bot._request[0]._client, zalo.client):
            assert client._transport._pool._keepalive_expiry <= 2


async def test_a_socks_proxy_is_spoken_to(api):
    async with open_bot(Access(TOKEN, api.url, "socks5://127.0.0.1:9")) as bot:
        assert (await TelegramSender(bot, clock=lambda: NOW).send(TO, Parcel("x"))).outcome is Outcome.NOT_SENT
