"""One person on two channels: linked by a code from either, reminded on one, answered on both, each revocable."""

from __future__ import annotations

import re

import pytest

from core.messages import Address, Incoming
from core.model import Person
from db import people
from tests.handlers.dialogue import text
from tests.house import House

CHANNELS = {"telegram:7001": "t1", "zalo:9": "z1"}


@pytest.fixture
def an(house: House) -> Person:
    return house.person("An")


def writes(house: House, account: str, said: str, *, chat: str | None = None) -> str:
    event = Incoming(house._event(), Address(account, chat or CHANNELS[account]), text=said)
    return text(house.hears(event))


def reached(house: House, person: Person) -> list[str]:
    with house.store.read() as conn:
        return [one.account for one in people.addresses_of(conn, person.id)]


def linked(house: House, an: Person, other: str = "zalo:9") -> None:
    code = re.search(r"/start (\S+)", text(house.says(an, "kết nối thêm")))
    assert code
    assert "Đã kết nối" in writes(house, other, f"/start {code[1]}")


@pytest.mark.parametrize(("first", "second"), [("telegram:7001", "zalo:9"), ("zalo:9", "telegram:7001")])
def test_a_code_from_either_channel_joins_the_other(house: House, first: str, second: str) -> None:
    house.channel = first
    an = house.person("An")
    linked(house, an, second)
    assert reached(house, an) == [second, first]


def test_the_code_works_once_and_not_for_long(house: House, an: Person) -> None:
    said = text(house.says(an, "ket noi them"))
    code = said.split("/start ")[1].split("\n")[0]
    assert "15 phút" in said
    assert "Đã kết nối" in writes(house, "zalo:9", code)
    assert "không dùng được" in writes(house, "zalo:9", f"/start {code}", chat="somebody-else")
    late = text(house.says(an, "kết nối thêm")).split("/start ")[1].split("\n")[0]
    house.now = house.now.replace(hour=house.now.hour + 1)
    assert "không dùng được" in writes(house, "zalo:9", f"/start {late}", chat="z2")


@pytest.mark.parametrize("said", ["nhận nhắc qua Telegram", "nhan nhac qua telegram", "/nhannhac Telegram"])
def test_reminders_go_where_the_person_wants_them(house: House, an: Person, said: str) -> None:
    linked(house, an)
    assert reached(house, an)[0] == "zalo:9"
    assert "qua Telegram" in writes(house, "zalo:9", said)
    assert reached(house, an)[0] == "telegram:7001"


def test_the_other_channel_reminds_when_the_preferred_one_is_dead(house: House, an: Person) -> None:
    linked(house, an)
    writes(house, "zalo:9", "nhận nhắc qua zalo")
    with house.store.begin() as conn:
        people.mark_dead(conn, Address("zalo:9", "z1"))
    assert reached(house, an) == ["telegram:7001"]
    writes(house, "zalo:9", "/nhiemvu")  # they write there again
    assert reached(house, an)[0] == "zalo:9"


def test_an_unknown_channel_is_said_so(house: House, an: Person) -> None:
    assert "chưa kết nối kênh “zalo”" in text(house.says(an, "nhận nhắc qua Zalo"))


@pytest.mark.parametrize("gone", ["zalo:9", "telegram:7001"])
def test_either_channel_can_be_given_up_from_the_other(house: House, an: Person, gone: str) -> None:
    linked(house, an)
    here = next(account for account in CHANNELS if account != gone)
    chat = house.address(an).chat if here == "telegram:7001" else CHANNELS[here]
    name = "Zalo" if gone == "zalo:9" else "Telegram"
    assert f" {name}" in writes(house, here, "kênh của tôi", chat=chat)
    assert f"Ngắt {name}" in writes(house, here, f"Ngắt {name}", chat=chat)
    assert f"Đã ngắt {name}" in writes(house, here, "Ngắt kết nối", chat=chat)
    assert reached(house, an) == [here]


def test_how_to_send_a_file_is_asked_by_typing(house: House, an: Person) -> None:
    (reply,) = house.says(an, "gửi tệp")
    assert reply.wants_file


def test_the_chat_page_of_the_house_is_named_in_the_readers_words(house: House, an: Person) -> None:
    house.also_at(an, "local:1", "l1")
    shown = house.says(an, "kênh của tôi")
    assert " trang nội bộ" in text(shown)
    assert "Local" not in text(shown)
    chosen = text(house.says(an, "nhận nhắc qua trang nội bộ"))
    assert chosen.startswith("Từ nay nhắc việc tới đồng chí qua trang nội bộ.")
