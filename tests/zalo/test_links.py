"""Signed links: a file goes out, a file comes in; wrong, expired, foreign and forwarded links are refused alike."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import json
import os
import time
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from bot.linked.pages import LinkedPages
from bot.links import Links
from bot.uploads import Uploads
from core.messages import Address, Incoming
from core.wording.plain import PAGE
from db import files, inbox, people, tables
from db.store import Store
from tests.house import House

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
ACCOUNT = "zalo:1"


class Site:
    """The pages on one store, a clock that can be moved, and browsers that keep their cookies."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.now = store, NOW
        self.links = Links(store, "https://bot.example", real=lambda: self.now)
        self.uploads = Uploads(store, folder, account=ACCOUNT)
        pages = LinkedPages(store, self.links, uploads={ACCOUNT: self.uploads}, receive=self._receive)
        self.app = Starlette(routes=pages.routes())

    async def _receive(self, events: list[Incoming]) -> bool:
        with self.store.begin() as conn:
            new = [inbox.receive(conn, event, received_at=self.now) for event in events]
        return any(new)

    def browser(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="https://bot.example")


@pytest.fixture
def house(store: Store, office) -> House:
    made = House(store, office)
    made.channel = ACCOUNT
    return made


@pytest.fixture
def site(store: Store, tmp_path: Path) -> Site:
    return Site(store, tmp_path / "incoming")


async def _file(site: Site, to: Address) -> str:
    with site.store.begin() as conn:
        key = files.keep(conn, b"noi dung mat khong", name="141-TB.docx")
    url = await site.links.download(to, key)
    assert url
    return url


async def test_a_file_is_given_to_the_browser_that_opens_the_link(house: House, site: Site) -> None:
    url = await _file(site, house.address(house.person()))
    async with site.browser() as phone:
        page = await phone.get(url)
        assert (page.status_code, PAGE["get_button"] in page.text, "141-TB" in page.text) == (200, True, False)
        given = await phone.post(url)
        assert (given.status_code, given.content) == (200, b"noi dung mat khong")
        assert "141-TB.docx" in given.headers["content-disposition"]
        assert given.headers["cache-control"] == "no-store"
        assert (await phone.post(url)).status_code == 200  # a download that broke off


async def test_a_preview_uses_nothing_up(house: House, site: Site) -> None:
    url = await _file(site, house.address(house.person()))
    async with site.browser() as crawler, site.browser() as phone:
        await crawler.get(url)
        await phone.get(url)
        assert (await phone.post(url)).status_code == 200


def _forged(url: str) -> str:
    """The same link, said to be somebody else's."""
    head, _, token = url.rpartition("/")
    body, _, signature = token.partition(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    said[3] += 1
    altered = base64.urlsafe_b64encode(json.dumps(said, separators=(",", ":")).encode()).decode().rstrip("=")
    return f"{head}/{altered}.{signature}"


async def test_every_link_that_may_not_be_used_is_answered_alike(house: House, site: Site) -> None:
    an, binh = house.person("An"), house.person("Bình")
    url = await _file(site, house.address(an))
    gone = await _file(site, house.address(binh))
    with site.store.begin() as conn:
        people.disconnect(conn, house.address(binh))
    old = await _file(site, house.address(an))
    async with site.browser() as phone, site.browser() as other:
        await phone.get(url)
        await phone.post(url)  # it is the phone's from now on
        await other.get(old)
        site.now += dt.timedelta(minutes=Links.MINUTES - 1)
        answers = [await other.get(url), await other.post(url)]
        site.now += dt.timedelta(minutes=2)
        wrong = [url[:-1] + ("A" if url[-1] != "A" else "B"), _forged(url), url.replace("/get/", "/put/")]
        for one in [*wrong, gone, old, "https://bot.example/links/get/x", "https://bot.example/links/put/x.y"]:
            answers += [await other.get(one), await other.post(one)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert PAGE["refused"] in answers[0].text


async def test_a_stranger_gets_no_link(site: Site) -> None:
    assert await site.links.upload(Address(ACCOUNT, "nobody")) is None


async def test_a_file_that_is_sent_becomes_an_event_of_that_chat_and_waits_to_be_read(house: House, site: Site) -> None:
    to = house.address(house.person())
    url = await site.links.upload(to)
    assert url
    async with site.browser() as phone:
        assert PAGE["put_button"] in (await phone.get(url)).text
        headers = {"X-Name": "141-TB%20m%E1%BB%9Bi.docx"}
        assert (await phone.post(url, content=b"PK", headers=headers)).json() == {"received": True}
    with site.store.read() as conn:
        payload = conn.execute(select(tables.inbox.c.payload)).scalar_one()
    file = payload["attachment"]
    assert (payload["chat"], file["name"], file["size"]) == (to.chat, "141-TB mới.docx", 2)
    assert [path.name for path in (site.uploads._folder).iterdir()] == [file["reference"]]
    with site.store.begin() as conn:
        conn.execute(tables.inbox.update().values(state="done"))
    site.uploads.tidy()
    assert list(site.uploads._folder.iterdir()) == []


async def test_a_file_over_the_limit_is_refused_while_it_comes(house: House, site: Site, monkeypatch) -> None:
    from bot.linked import pages

    monkeypatch.setattr(pages, "UPLOAD_BYTES", 10)
    url = await site.links.upload(house.address(house.person()))
    assert url
    async with site.browser() as phone:
        await phone.get(url)
        assert (await phone.post(url, content=b"x" * 11)).status_code == 413
    with site.store.read() as conn:
        assert conn.execute(select(tables.inbox.c.id)).all() == []


def test_two_workers_sign_with_one_key(house: House, store: Store, tmp_path: Path) -> None:
    to = house.address(house.person())
    first, second = (Links(store, "https://bot.example", real=lambda: NOW) for _ in range(2))
    url = asyncio.run(first.upload(to))
    assert url
    assert second.look(url.rpartition("/")[2], purpose="put", browser=None) is not None


async def test_nothing_is_read_of_a_file_whose_link_is_wrong(site: Site) -> None:
    """Twenty megabytes from anybody, as often as they like, would be held in memory."""
    read = 0

    async def parts():
        nonlocal read
        for _ in range(20):
            read += 1
            yield b"x" * 1024

    async with site.browser() as phone:
        assert (await phone.post("https://bot.example/links/put/wrong.x", content=parts())).status_code == 404
    assert read == 0


def test_a_file_that_is_arriving_in_one_worker_is_left_by_the_others(site: Site, store: Store, tmp_path: Path) -> None:
    other = Uploads(store, tmp_path / "incoming", account=ACCOUNT)
    with site.uploads.arriving(b"PK", name="a.docx") as attachment:
        other.tidy()
        other.copy(attachment, tmp_path / "read at once")
    other.copy(attachment, tmp_path / "read later")
    assert [(tmp_path / name).read_bytes() for name in ("read at once", "read later")] == [b"PK"] * 2


def test_a_file_left_behind_by_a_kill_goes_after_an_hour(site: Site, tmp_path: Path) -> None:
    left = tmp_path / "incoming" / f"zalo-{'0' * 32}.arriving"
    left.touch()
    site.uploads.tidy()
    assert left.exists()
    an_hour_ago = time.time() - 3601
    os.utime(left, (an_hour_ago, an_hour_ago))
    site.uploads.tidy()
    assert not left.exists()
