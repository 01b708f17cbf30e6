"""An Official Account: tokens that renew once, the 48 hours, templates, buttons, and a signature over every post."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import json
from dataclasses import dataclass

import httpx
import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette

from bot.zalo import oa_hook
from bot.zalo.access import template
from bot.zalo.oa_sending import OfficialSender
from bot.zalo.official import Tokens
from core.messages import Address, Happened, Incoming, Outcome, Parcel
from core.model import Person
from db import by_phone, inbox, people, reminders, tables
from db import tokens as official_tokens
from db.store import Store
from jobs import remind
from jobs.deliver import Deliverer
from tests.db.test_erasing import mentions
from tests.house import START, House
from tests.house.recorder import FakeSender, StillClock
from tests.zalo.fake_official import APP, KEY, FakeOfficial, official

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
ACCOUNT = official().account


@dataclass
class Here:
    """One worker, one person who wrote an hour ago."""

    api: FakeOfficial
    sender: OfficialSender
    tokens: Tokens
    person: Person
    to: Address
    now: dt.datetime = NOW


def worker(house: House, api: FakeOfficial, here: Here | None = None, name: str = "one", **changes) -> OfficialSender:
    def real() -> dt.datetime:
        return here.now if here else NOW

    client, account = api.client(), official(**changes)
    tokens = Tokens(house.store, client, account, worker=name, real=real)
    return OfficialSender(house.store, client, account, tokens, links=None, office=house.office, real=real)


@pytest.fixture
def here(store: Store, office) -> Here:
    house = House(store, office)
    house.channel = ACCOUNT
    an = house.person("Nguyễn Văn An")
    api, to = FakeOfficial(), house.address(an)
    made = Here(api, None, None, an, to)
    made.sender = worker(house, api, made)
    made.tokens = made.sender._tokens
    with store.begin() as conn:
        inbox.receive(conn, Incoming("e1", to, text="chào"), received_at=NOW - dt.timedelta(hours=1))
    return made


# ── tokens ─────────────────────────────────────────────────────────────────────────────────────
async def test_the_access_token_is_renewed_before_it_ends_with_the_newest_refresh_token(here: Here) -> None:
    assert await here.tokens.current() == await here.tokens.current() == "access-1"
    here.now += dt.timedelta(hours=24, minutes=55)
    assert await here.tokens.current() == "access-2"
    assert here.api.used == ["refresh-0", "refresh-1"]


async def test_two_workers_never_use_one_refresh_token_twice(here: Here, store: Store, office) -> None:
    house = House(store, office)
    several = [worker(house, here.api, name=f"w{n}")._tokens for n in range(4)]
    found = await asyncio.gather(*(one.current() for one in several for _ in range(3)))
    assert (set(found), here.api.used) == ({"access-1"}, ["refresh-0"])


async def test_new_tokens_are_kept_though_the_database_is_away_for_a_moment(here: Here, monkeypatch) -> None:
    """The one before works no more: lost, the account would have to be authorised by hand again."""
    away = [OperationalError("INSERT", {}, Exception("locked"))] * 2
    put = official_tokens.put

    def fails(*args: object, **more: object) -> None:
        if away:
            raise away.pop()
        put(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(official_tokens, "put", fails)
    monkeypatch.setattr("bot.zalo.official.LOOK_AGAIN", 0.01)
    assert await here.tokens.current() == "access-1"
    here.now += dt.timedelta(hours=24, minutes=55)
    assert await here.tokens.current() == "access-2"
    assert here.api.used == ["refresh-0", "refresh-1"]


async def test_a_refused_token_is_renewed_and_the_message_goes_with_the_next_turn(here: Here) -> None:
    await here.tokens.current()
    here.api.access = "another"
    first = await here.sender.send(here.to, Parcel("x"))
    assert (first.outcome, first.retry_at) == (Outcome.NOT_SENT, here.now)
    assert (await here.sender.send(here.to, Parcel("x"))).outcome is Outcome.SENT


async def test_a_refresh_token_that_is_used_up_holds_the_account_back_and_sends_nothing(here: Here) -> None:
    here.api.refresh = "somebody used it"
    delivered = await here.sender.send(here.to, Parcel("x"))
    assert (delivered.outcome, delivered.whole_account) == (Outcome.NOT_SENT, True)
    assert here.api.messages == []


async def test_a_new_refresh_token_in_the_settings_takes_the_place_of_the_old_ones(here: Here, store, office) -> None:
    await here.tokens.current()
    here.api.refresh = "authorised-again"
    again = worker(House(store, office), here.api, refresh_token="authorised-again")._tokens
    assert await again.current() == "access-2"


# ── what is sent ───────────────────────────────────────────────────────────────────────────────
async def test_choices_are_buttons_that_carry_their_token(here: Here) -> None:
    parcel = Parcel("NV 3: 80 %?", choices=(("Đúng", "tok.0"), ("Sửa lại", "tok.1")))
    assert not here.sender.numbered(here.to, parcel)
    assert (await here.sender.send(here.to, parcel)).message == "o1"
    (sent,) = here.api.messages
    buttons = sent["message"]["attachment"]["payload"]["buttons"]
    assert [(b["title"], b["payload"]) for b in buttons] == [("Đúng", "#tok.0"), ("Sửa lại", "#tok.1")]


async def test_more_choices_than_buttons_are_numbered(here: Here) -> None:
    parcel = Parcel("Chọn:", choices=tuple((f"Việc {n}", f"t.{n}") for n in range(6)))
    assert here.sender.numbered(here.to, parcel)
    await here.sender.send(here.to, parcel)
    assert here.api.messages[0]["message"]["text"].endswith("6. Việc 5\nTrả lời bằng số.")


async def test_a_long_message_is_cut_and_the_buttons_stand_under_its_last_part(here: Here) -> None:
    delivered = await here.sender.send(here.to, Parcel("một dòng\n" * 400, choices=(("Đúng", "t.0"),)))
    parts = [sent["message"] for sent in here.api.messages]
    assert delivered.messages == len(parts) == 2
    assert ["attachment" in part for part in parts] == [False, True]


def phone(here: Here, store: Store, number: str | None = "84912345678") -> None:
    with store.begin() as conn:
        people.change(conn, here.person.id, phone=number)


async def test_beyond_48_hours_a_registered_template_goes_by_phone_number(here: Here, store: Store) -> None:
    phone(here, store)
    here.now += dt.timedelta(hours=47, minutes=1)
    assert (await here.sender.send(here.to, Parcel("Sáng thứ Tư"))).outcome is Outcome.SENT
    assert here.api.messages == []
    assert here.api.templates == [
        {
            "phone": "84912345678",
            "template_id": "12345",
            "template_data": {"ten": "Nguyễn Văn An", "ngay": "25/11/2026"},
        }
    ]


async def test_the_template_asks_once_a_day(here: Here, store: Store) -> None:
    phone(here, store)
    here.now += dt.timedelta(days=3)
    outcomes = [(await here.sender.send(here.to, Parcel(f"tin {n}"))).outcome for n in range(3)]
    assert outcomes == [Outcome.SENT, Outcome.DROPPED, Outcome.DROPPED]
    here.now += dt.timedelta(days=1)
    assert (await here.sender.send(here.to, Parcel("tin 3"))).outcome is Outcome.SENT
    assert len(here.api.templates) == 2


async def test_after_eight_messages_without_a_word_the_template_goes_instead(here: Here, store: Store) -> None:
    phone(here, store)
    with store.begin() as conn:
        row = {"account": ACCOUNT, "chat": here.to.chat, "priority": 0, "kind": "reply", "state": "sent"}
        times = {"not_before": here.now, "created_at": here.now, "sent_at": here.now}
        conn.execute(insert(tables.outbox), [{**row, **times}] * 8)
    await here.sender.send(here.to, Parcel("tin thứ chín"))
    assert (len(here.api.messages), len(here.api.templates)) == (0, 1)
    with store.begin() as conn:
        inbox.receive(conn, Incoming("e2", here.to, text="có gì mới"), received_at=here.now + dt.timedelta(seconds=1))
    await here.sender.send(here.to, Parcel("trả lời"))
    assert len(here.api.messages) == 1


async def test_without_a_template_or_a_number_it_is_refused_with_its_reason(here: Here, store: Store, office) -> None:
    bare = worker(House(store, office), here.api, here, template=None)
    here.now += dt.timedelta(days=3)
    delivered = await here.sender.send(here.to, Parcel("x"))
    assert (delivered.outcome, delivered.reason) == (Outcome.REFUSED, "no free message is left, and no number")
    phone(here, store)
    delivered = await bare.send(here.to, Parcel("x"))
    assert (delivered.outcome, delivered.reason) == (
        Outcome.REFUSED,
        "no free message is left, and no template is set",
    )


class Morning:
    """Somebody who never wrote to the account, with a task due today, and the coordinator on another channel."""

    def __init__(self, store: Store, office, number: str | None) -> None:
        self.house = House(store, office)
        self.house.now = START - dt.timedelta(days=3)
        self.coordinator = self.house.coordinator()
        self.an = self.house.person("Nguyễn Văn An", connected=False)
        self.house.task("2026-03-16", official=self.an, coordinator=self.coordinator)
        with store.begin() as conn:
            people.change(conn, self.an.id, phone=number)
            by_phone.declare(conn, ACCOUNT)
        self.api, self.other, self.clock = FakeOfficial(), FakeSender(), StillClock(START)
        client, account = self.api.client(), official()
        tokens = Tokens(store, client, account, worker="one", real=self.clock.real)
        sender = OfficialSender(store, client, account, tokens, links=None, office=office, real=self.clock.real)
        senders = {ACCOUNT: sender, self.house.channel: self.other}
        self.deliverer = Deliverer(
            store,
            senders,
            clock=self.clock,
            office=office,
            render={reminders.KIND: lambda conn, row, now: remind.render_morning(conn, row, now, office)},
            wake=asyncio.Event(),
            holders=lambda: dict.fromkeys(senders, "1@one"),
        )

    async def at(self, moment: str) -> list[str]:
        """What the coordinator hears of that morning."""
        now = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
        self.clock.at = self.house.now = now
        before = len(self.other.texts)
        remind.tick(self.house.store, now=now, real_now=now, office=self.house.office)
        await self.deliverer.settle()
        return self.other.texts[before:]


async def test_whoever_never_wrote_is_reminded_by_phone_number_which_stands_nowhere_else(store: Store, office) -> None:
    morning = Morning(store, office, "84912345678")
    assert await morning.at("2026-03-16T00:30") == []
    assert [sent["phone"] for sent in morning.api.templates] == ["84912345678"]
    assert mentions(morning.house, "912345678") == ["people.phone"]


async def test_of_a_number_without_zalo_and_of_nobodys_number_the_coordinator_hears_once(store: Store, office) -> None:
    morning = Morning(store, office, "84912345678")
    morning.api.nobody.add("84912345678")
    (told,) = await morning.at("2026-03-16T00:30")
    assert told.startswith("Hệ thống không tới được Nguyễn Văn An")
    assert [one for one in await morning.at("2026-03-17T00:30") if "không tới được Nguyễn" in one] == []
    with store.begin() as conn:
        people.change(conn, morning.an.id, phone="84987654321")
    await morning.at("2026-03-18T00:30")
    assert [sent["phone"] for sent in morning.api.templates] == ["84987654321"]


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (-213, Outcome.REFUSED),
        (-230, Outcome.REFUSED),
        (-201, Outcome.REFUSED),
        (-32, Outcome.NOT_SENT),
        (-234, Outcome.NOT_SENT),
        (-224, Outcome.NOT_SENT),
        (-218, Outcome.REFUSED),
        (-110, Outcome.REFUSED),
        (-216, Outcome.NOT_SENT),
        (-200, Outcome.UNSURE),
    ],
)
async def test_every_error_is_one_of_the_five_outcomes(here: Here, code: int, outcome: Outcome) -> None:
    here.api.fail.append(code)
    assert (await here.sender.send(here.to, Parcel("x"))).outcome is outcome


async def test_a_message_refused_at_night_waits_for_six_o_clock(here: Here) -> None:
    here.now = dt.datetime(2026, 11, 23, 15, 30, tzinfo=dt.UTC)  # 22:30 in Hanoi
    here.api.fail.append(-234)
    delivered = await here.sender.send(here.to, Parcel("x"))
    assert delivered.retry_at == dt.datetime(2026, 11, 23, 23, 0, tzinfo=dt.UTC)


async def test_a_lost_answer_is_doubt(here: Here) -> None:
    here.api.lose = True
    assert (await here.sender.send(here.to, Parcel("x"))).outcome is Outcome.UNSURE


@pytest.mark.parametrize("wrong", ["12345", "12345:ten=phone", "a b:ten=name", "12345:ten"])
def test_a_templates_parameters_are_checked_at_the_start(wrong: str) -> None:
    assert template("12345:ten=name,ngay=date") == ("12345", (("ten", "name"), ("ngay", "date")))
    with pytest.raises(ValueError, match="12345:ten=name"):
        template(wrong)


# ── what is posted ─────────────────────────────────────────────────────────────────────────────
def event(name: str = "user_send_text", at: dt.datetime = NOW, **message) -> bytes:
    body = {
        "app_id": APP,
        "event_name": name,
        "sender": {"id": "u1"},
        "recipient": {"id": "99"},
        "message": {"msg_id": "m1", "text": "nv3 xong 80%, lời riêng tư"} | message,
        "timestamp": str(int(at.timestamp() * 1000)),
    }
    return json.dumps(body, ensure_ascii=False).encode()


def mac(raw: bytes, key: str = KEY) -> str:
    return (
        "mac=" + hashlib.sha256(APP.encode() + raw + json.loads(raw)["timestamp"].encode() + key.encode()).hexdigest()
    )


async def post(store: Store, raw: bytes, signature: str | None = None, *, now: dt.datetime = NOW) -> int:
    async def receive(events: list[Incoming]) -> bool:
        with store.begin() as conn:
            new = [inbox.receive(conn, one, received_at=now) for one in events]
        return any(new)

    site = Starlette(routes=[oa_hook.webhook(official(), receive, real=lambda: now).route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="https://bot.example") as client:
        headers = {oa_hook.HEADER: mac(raw) if signature is None else signature}
        return (await client.post(oa_hook.PATH, content=raw, headers=headers)).status_code


def kept(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.scalars(select(tables.inbox.c.event_id)))


async def test_a_signed_post_is_kept_once_however_often_it_comes(store: Store) -> None:
    assert [await post(store, event()) for _ in range(3)] == [200] * 3
    assert kept(store) == ["user_send_text:m1"]


REPEATS = [dt.timedelta(minutes=minutes) for minutes in (0.5, 5.5, 20.5, 50.5, 110.5)]  # as the service announces


@pytest.mark.parametrize(
    ("later", "told"),
    [(dt.timedelta(seconds=30), 200), *((later, 403) for later in REPEATS[1:]), (dt.timedelta(minutes=6), 403)],
)
async def test_a_post_replayed_does_nothing_and_after_five_minutes_is_refused_as_a_forged_one_is(
    store: Store, caplog, later: dt.timedelta, told: int
) -> None:
    raw = event()
    await post(store, raw)
    with store.begin() as conn:
        conn.execute(update(tables.inbox).values(state="done", payload=None))  # handled, and its words erased
    assert await post(store, raw, now=NOW + later) == told
    with store.read() as conn:
        assert [tuple(row) for row in conn.execute(select(tables.inbox.c.state, tables.inbox.c.payload))] == [
            ("done", None)
        ]
    assert "riêng tư" not in caplog.text


@pytest.mark.parametrize("later", REPEATS)
async def test_what_was_posted_while_the_bot_was_off_is_taken_at_any_of_the_services_repeats(
    store: Store, later: dt.timedelta
) -> None:
    assert await post(store, event(), now=NOW + later) == 200
    assert kept(store) == ["user_send_text:m1"]


async def test_after_the_last_repeat_a_replay_is_refused_as_a_forged_post_is(store: Store) -> None:
    raw = event()
    await post(store, raw)
    assert await post(store, raw, now=NOW + oa_hook.OLDEST + dt.timedelta(seconds=1)) == 403


async def test_forged_altered_and_old_posts_are_refused_alike(store: Store, caplog) -> None:
    raw = event()
    altered, old = raw.replace(b"80", b"90"), event(at=NOW - oa_hook.OLDEST - dt.timedelta(seconds=1))
    ahead = event(at=NOW + oa_hook.AHEAD + dt.timedelta(seconds=1))
    codes = [
        await post(store, raw, one)
        for one in ("", "mac=", mac(raw, "another key"), mac(raw)[:-1], "ố")
        if one.isascii()
    ]
    codes += [await post(store, altered, mac(raw)), await post(store, old), await post(store, ahead)]
    codes += [await post(store, b"\x00", mac(raw)), await post(store, b'{"timestamp": "x"}', mac(raw))]
    assert set(codes) == {403}
    assert kept(store) == []
    assert "riêng tư" not in caplog.text
    assert KEY not in caplog.text


def read(raw: bytes) -> Incoming | None:
    return oa_hook.incoming(json.loads(raw), account=ACCOUNT)


def test_every_kind_of_event_is_read() -> None:
    file = {"payload": {"url": "https://f.example/1", "name": "141-TB.docx", "size": "1024"}}
    assert read(event()).text == "nv3 xong 80%, lời riêng tư"
    pressed = read(event(text="#tok.1"))
    assert (pressed.happened, pressed.choice) == (Happened.PRESSED, "tok.1")
    sent = read(event("user_send_file", text="", attachments=[file])).attachment
    assert (sent.reference, sent.name, sent.size) == ("https://f.example/1", "141-TB.docx", 1024)
    assert read(event("user_send_audio", text="")).happened is Happened.UNSUPPORTED
    assert read(event("oa_send_text")) is None
    assert read(event("user_received_message")) is None


@pytest.mark.parametrize("typed", ["#4", "#4:xong80%", "#nv4"])
def test_a_tasks_number_typed_with_a_hash_is_words_and_no_button(typed: str) -> None:
    said = read(event(text=typed))
    assert (said.happened, said.text) == (Happened.SAID, typed)


def test_a_picture_without_anything_in_it_is_answered_as_what_is_not_understood() -> None:
    assert read(event("user_send_image", text="", attachments=[])).happened is Happened.UNSUPPORTED


async def test_a_body_that_is_no_event_is_let_go_and_one_with_no_time_is_refused(store: Store) -> None:
    strange = event("user_send_file", attachments=[[]])
    assert await post(store, strange) == 200
    for stamp in (b"Infinity", b"NaN", b"-1e400"):
        endless = event().replace(json.dumps(json.loads(event())["timestamp"]).encode(), stamp)
        assert await post(store, endless, "mac=0") == 403
    assert kept(store) == []
