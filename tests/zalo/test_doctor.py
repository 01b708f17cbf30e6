"""`dondoc doctor` on an Official Account: each thing that keeps it from sending is named, with what helps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.zalo.oa_findings import examine
from core.messages import Address, Incoming
from db import inbox, migrate
from db.store import Store
from tests.zalo.fake_official import APP, FIRST, KEY, FakeOfficial, serving

POSTED = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)


@pytest.fixture
def api() -> Iterator[FakeOfficial]:
    with serving(FakeOfficial()) as running:
        yield running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = Store(f"sqlite:///{tmp_path}/dondoc.db")
    migrate.upgrade(store)
    store.close()
    return tmp_path


def said(api: FakeOfficial, data: Path, **changes: str) -> list[tuple[str, bool, str]]:
    known = {
        "zalo_oa_id": "99",
        "zalo_oa_app_id": APP,
        "zalo_oa_app_secret": "app-secret",
        "zalo_oa_key": KEY,
        "zalo_oa_refresh_token": FIRST,
        "zalo_oa_template": "12345:ten=name,ngay=date",
        "zalo_oa_api_url": api.url,
        "public_url": "https://bot.example",
    }
    settings = Settings(data_dir=data, _env_file=None, **{**known, **changes})
    return [(one.what, one.well, one.do) for one in examine(settings)]


def unwell(api: FakeOfficial, data: Path, **changes: str) -> list[str]:
    """What is not well, but for the webhook nobody has posted to yet."""
    found = [f"{what}: {do}" for what, well, do in said(api, data, **changes) if not well]
    return [one for one in found if "nothing was posted" not in one]


def test_an_account_that_is_well_is_said_to_be_and_its_token_is_kept_for_the_bot(api: FakeOfficial, data: Path) -> None:
    store = Store(f"sqlite:///{data}/dondoc.db")
    with store.begin() as conn:
        inbox.receive(conn, Incoming("e1", Address("zalo-oa:99", "u1"), text="chào"), received_at=POSTED)
    store.close()
    first, again = said(api, data), said(api, data)
    assert all(well for _, well, _ in first)
    whats = [what for what, _, _ in first]
    assert whats[0].startswith("Zalo Official Account: there is an access token, good until ")
    assert whats[1:] == [
        "Zalo Official Account: Văn phòng (99)",
        "the template 12345 is approved, with the parameters ngay, ten",
        "the Official Account posted last on 23/11/2026 01:00 UTC",
    ]
    assert again == first
    assert api.used == [FIRST], "a refresh token works once: it is not used by every look"


def test_before_there_is_a_database_no_token_is_used_up(api: FakeOfficial, tmp_path: Path) -> None:
    ((what, well, _),) = said(api, tmp_path)
    assert (well, api.used) == (True, [])
    assert "once `dondoc run` has made the database" in what


@pytest.mark.parametrize("changes", [{"zalo_oa_refresh_token": "used up"}, {"zalo_oa_app_secret": "another"}])
def test_a_refused_refresh_token_or_secret_is_named_without_showing_it(
    api: FakeOfficial, data: Path, changes: dict[str, str]
) -> None:
    (told,) = unwell(api, data, **changes)
    assert "gives no access token (error -14014)" in told
    assert "authorise the application again" in told
    assert not any(secret in told for secret in changes.values())


def test_tokens_of_another_account_are_found_out(api: FakeOfficial, data: Path) -> None:
    (told,) = unwell(api, data, zalo_oa_id="77")
    assert told.startswith("Zalo Official Account: Văn phòng (99): DONDOC_ZALO_OA_ID is 77: authorise the application")


def test_a_template_that_is_missing_unknown_waiting_or_has_other_parameters_is_named(
    api: FakeOfficial, data: Path
) -> None:
    assert "is not reached: register one" in unwell(api, data, zalo_oa_template="")[0]
    assert "not known to Zalo (error -109)" in unwell(api, data, zalo_oa_template="777:ten=name")[0]
    assert "Zalo's parameters are ngay, ten" in unwell(api, data, zalo_oa_template="12345:name=name")[0]
    api.status = "PENDING_REVIEW"
    assert "may not be sent: PENDING_REVIEW" in unwell(api, data)[0]


def test_a_webhook_nobody_posted_to_is_said_with_its_address(api: FakeOfficial, data: Path) -> None:
    what, well, do = said(api, data)[-1]
    assert (what, well) == ("nothing was posted by the Official Account yet", False)
    assert "https://bot.example/zalo/oa/webhook" in do


def test_a_service_that_is_away_is_not_a_wrong_setting(data: Path) -> None:
    away = FakeOfficial(port=9)
    assert unwell(away, data) == [
        "Zalo Official Account: can't be asked (ConnectError): see that this machine reaches the service"
    ]
