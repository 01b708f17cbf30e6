"""A document that comes in pieces: photographs of its pages, or a text cut into messages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PIL import Image
from sqlalchemy import update

from core.messages import Incoming
from core.model import DirectiveState
from db import directives, readings
from db.tables import directives as rows
from handlers.gathering import SETTLES
from tests.handlers.dialogue import labels, text
from tests.house import House

LETTER = (
    "ỦY BAN NHÂN DÂN TỈNH BẮC HÀ\nSố: 12/UBND-NC\nBắc Hà, ngày 2 tháng 3 năm 2026\n"
    "Kính gửi: Sở Nội vụ.\nỦy ban nhân dân tỉnh yêu cầu:\n"
    + "1. Sở Nội vụ rà soát các thủ tục hành chính, báo cáo trước ngày 15/4/2026.\n"
    * 25
)


def picture(folder: Path, name: str) -> Path:
    path = folder / name
    Image.new("L", (20, 20), "white").save(path)
    return path


def waiting(house: House) -> readings.Reading | None:
    """What a worker would find once the pieces had time to arrive."""
    with house.store.begin() as conn:
        return readings.claim(conn, holder="w", real_now=house.real_now + SETTLES)


def was_read(house: House, directive: int) -> None:
    with house.store.begin() as conn:
        one = readings.claim(conn, holder="w", real_now=house.real_now + SETTLES)
        assert one is not None
        assert readings.finish(conn, one, real_now=house.real_now)
        conn.execute(update(rows).where(rows.c.id == directive).values(state="draft", number="12/UBND-NC"))


def state(house: House, directive: int) -> DirectiveState:
    with house.store.read() as conn:
        return directives.get(conn, directive).state


def test_photographs_sent_one_after_the_other_are_pages_of_one_document(house: House, tmp_path: Path) -> None:
    coordinator = house.coordinator()
    first = house.sends_file(coordinator, picture(tmp_path, "1.jpg"))
    assert text(first).startswith("Đã nhận 1.jpg. Còn trang nữa, đồng chí\ngửi tiếp")
    second = house.sends_file(coordinator, picture(tmp_path, "2.png"))
    assert text(second).startswith("Đã nhận 2 ảnh, đọc chung một văn bản theo\nthứ tự gửi.")
    assert second[0].replaces == first[0].replaces
    one = waiting(house)
    assert one is not None
    assert [Path(reference).name for reference in one.references] == ["1.jpg", "2.png"]


def test_pages_are_waited_for_and_a_worker_that_began_too_early_has_lost_the_document(
    house: House, tmp_path: Path
) -> None:
    coordinator = house.coordinator()
    house.sends_file(coordinator, picture(tmp_path, "1.jpg"))
    with house.store.begin() as conn:
        assert readings.claim(conn, holder="w", real_now=house.real_now) is None
    early = waiting(house)
    assert early is not None
    house.sends_file(coordinator, picture(tmp_path, "2.jpg"))
    with house.store.begin() as conn:
        assert not readings.finish(conn, early, real_now=house.real_now)


def test_the_last_photograph_can_be_said_to_be_another_document(house: House, tmp_path: Path) -> None:
    coordinator = house.coordinator()
    house.sends_file(coordinator, picture(tmp_path, "1.jpg"))
    house.sends_file(coordinator, picture(tmp_path, "2.jpg"))
    assert text(house.says(coordinator, "anh cuoi la van ban khac")).startswith("Đã nhận ảnh.jpg.")
    found = [waiting(house), waiting(house)]
    assert [[Path(r).name for r in one.references] for one in found if one] == [["1.jpg"], ["2.jpg"]]


def test_a_photograph_after_one_was_read_is_asked_about_and_joins_it_on_request(house: House, tmp_path: Path) -> None:
    coordinator = house.coordinator()
    house.sends_file(coordinator, picture(tmp_path, "1.jpg"))
    was_read(house, 1)
    asked = house.sends_file(coordinator, picture(tmp_path, "2.jpg"))
    assert text(asked).startswith("Ảnh này là trang tiếp của 12/UBND-NC?")
    assert labels(asked) == ["Trang tiếp", "Văn bản khác", "Dừng đọc"]
    assert waiting(house) is None
    assert text(house.says(coordinator, "trang tiep")).startswith("Đã nhận 2 ảnh")
    one = waiting(house)
    assert one is not None
    assert (one.directive_id, len(one.references)) == (1, 2)
    assert (state(house, 1), state(house, 2)) == (DirectiveState.READING, DirectiveState.FAILED)


def test_or_it_is_read_by_itself(house: House, tmp_path: Path) -> None:
    coordinator = house.coordinator()
    house.sends_file(coordinator, picture(tmp_path, "1.jpg"))
    was_read(house, 1)
    house.sends_file(coordinator, picture(tmp_path, "2.jpg"))
    house.presses(coordinator, "Văn bản khác")
    one = waiting(house)
    assert one is not None
    assert one.directive_id == 2
    assert state(house, 1) is DirectiveState.DRAFT


def test_a_page_is_not_added_to_what_was_given_out_meanwhile(house: House, tmp_path: Path) -> None:
    coordinator = house.coordinator()
    house.sends_file(coordinator, picture(tmp_path, "1.jpg"))
    was_read(house, 1)
    house.sends_file(coordinator, picture(tmp_path, "2.jpg"))
    with house.store.begin() as conn:
        directives.set_state(conn, 1, DirectiveState.PUBLISHED, now=house.now)
    house.presses(coordinator, "Trang tiếp")
    assert state(house, 1) is DirectiveState.PUBLISHED


def test_an_hour_later_a_photograph_is_a_document_of_its_own(house: House, tmp_path: Path) -> None:
    coordinator = house.coordinator()
    house.sends_file(coordinator, picture(tmp_path, "1.jpg"))
    was_read(house, 1)
    house.real_now += dt.timedelta(hours=1)
    assert text(house.sends_file(coordinator, picture(tmp_path, "2.jpg"))).startswith("Đã nhận 2.jpg.")


def pastes(house: House, coordinator: object, event: str, words: str) -> str:
    from db import inbox

    came = Incoming(event, house.address(coordinator), text=words)  # type: ignore[arg-type]
    with house.store.begin() as conn:
        inbox.receive(conn, came, received_at=house.real_now)
    return text(house.hears(came))


def test_a_long_text_that_its_channel_cut_is_one_document(house: House) -> None:
    coordinator = house.coordinator()
    assert pastes(house, coordinator, "p1", LETTER).startswith("Đã nhận văn bản dán.txt, đang đọc.")
    assert pastes(house, coordinator, "p2", "2. Sở Tài chính cân đối kinh phí.").startswith("Đã nhận 2 tin, đọc chung")
    one = waiting(house)
    assert one is not None
    with house.store.read() as conn:
        assert readings.typed_text(conn, one) == f"{LETTER}\n2. Sở Tài chính cân đối kinh phí."


def test_what_follows_a_short_pasted_text_is_not_part_of_it(house: House) -> None:
    coordinator = house.coordinator()
    pastes(house, coordinator, "p1", LETTER[:600])
    assert "đọc chung" not in pastes(house, coordinator, "p2", "còn mấy việc quá hạn")
