"""People look at their tasks, at what the document says, and say 'Đã nhận'."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import insert, select, update

from core.model import Role, Status
from db import tables as t
from tests.handlers.dialogue import labels, task_now, text
from tests.house import House


def test_the_list_has_the_most_urgent_first_five_lines_and_a_number_for_the_rest(house: House) -> None:
    an = house.person("Lê An")
    for day in (31, 20, 25, 27, 30, 18, 24):
        house.task(f"2026-03-{day}", official=an)
    shown = house.says(an, "/nhiemvu")
    assert text(shown).splitlines()[0] == "Đồng chí đang theo dõi 7 nhiệm vụ."
    assert [line.split(" ·")[0] for line in text(shown).splitlines() if line.startswith("NV")] == [
        "NV 6", "NV 2", "NV 7", "NV 3", "NV 4",
    ]  # fmt: skip
    assert "(còn 2)" in text(shown)
    more = house.presses(an, "Xem thêm")
    assert labels(more) == ["NV 5", "NV 1"]


def test_nhiem_vu_typed_without_a_slash_and_without_diacritics_is_the_same_list(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    assert text(house.says(an, "nhiem vu cua toi")) == text(house.says(an, "/nhiemvu"))


def test_a_card_shows_the_deadline_the_state_and_what_may_be_done(house: House) -> None:
    an = house.person("Lê An")
    house.task("2026-03-31", official=an, supporting=(house.agency("Sở Y tế"),), boundary="before")
    card = house.says(an, "/nv 1")
    assert text(card) == (
        "NV 1 · 141/TB-BCĐ ngày 2/3/2026, mục 1\n"
        "Rà soát quy hoạch\n\n"
        "Hạn hoàn thành: trước ngày 31/3/2026 (ngày làm việc cuối: thứ Hai 30/3) · còn 10 ngày làm việc\n"
        "Trạng thái: Đang thực hiện\n"
        "Chủ trì: Sở Nội vụ · Phối hợp: Sở Y tế\n"
        "Thực hiện: Lê An"
    )
    assert labels(card) == ["Đã nhận", "Báo cáo", "Hoàn thành", "Vướng mắc", "Chuyển người khác", "Xem văn bản"]


def test_an_unknown_number_and_a_foreign_one_are_answered_alike(house: House) -> None:
    an, other = house.person("Lê An"), house.person("Lê Hà", agency="Sở Y tế")
    house.task(official=an)
    house.task(official=other)
    assert text(house.says(an, "/nv 2")) == "Không thấy NV 2 trong danh sách của đồng chí."
    assert text(house.says(an, "/nv 99")) == "Không thấy NV 99 trong danh sách của đồng chí."


def test_the_supporting_agency_looks_and_is_offered_to_report_its_part(house: House) -> None:
    focal = house.person("Lê Giang", role=Role.FOCAL, agency="Sở Y tế")
    house.task(official=house.person("Lê An"), supporting=(house.agency("Sở Y tế"),))
    card = house.says(focal, "/nv 1")
    assert "Đơn vị đồng chí phối hợp việc này." in text(card)
    assert labels(card) == ["Báo cáo phối hợp", "Xem văn bản", "Lịch sử"]
    assert text(house.says(focal, "nv1 80%")).startswith("Hệ thống hiểu, phần phối hợp:\nNV 1")


def test_the_source_is_the_sentence_of_the_document_with_the_words_around_it(house: House) -> None:
    an = house.person("Lê An")
    directive = house.directive()
    whole = "Mở đầu. Giao Sở Nội vụ rà soát quy hoạch. Kết thúc."
    with house.store.begin() as conn:
        conn.execute(update(t.directives).values(text=whole))
    house.task(official=an, directive=directive, span_start=8, span_end=41)
    assert "Mở đầu. «Giao Sở Nội vụ rà soát quy hoạch.» Kết thúc." in text(
        [*house.says(an, "/nv 1"), *house.presses(an, "Xem văn bản")]
    )


def test_the_kept_file_goes_along_where_there_is_one(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an)
    house.says(an, "/nv 1")
    assert "Tải văn bản" not in labels(house.presses(an, "Xem văn bản"))
    with house.store.begin() as conn:
        row = {"sha256": "x", "name": "a.pdf", "size": 1, "content": b"a"}
        key = conn.execute(insert(t.files).values(**row).returning(t.files.c.id)).scalar_one()
        conn.execute(update(t.directives).values(file_id=key))
    house.presses(an, "Xem văn bản")
    (sent,) = house.presses(an, "Tải văn bản")
    assert sent.file_id == key


def test_the_history_says_who_did_what_and_when(house: House) -> None:
    an = house.person("Lê An")
    house.task(official=an, status=Status.NOT_STARTED)
    house.says(an, "đã nhận nv1")
    assert text(house.says(an, "/lichsu 1")) == (
        "NV 1 · 141/TB-BCĐ: lịch sử (mới nhất trước)\n8 giờ, 16/3/2026 · Lê An: đã nhận việc"
    )


# ── 'Đã nhận' ──────────────────────────────────────────────────────────────────────────────────
def test_da_nhan_acknowledges_and_begins_and_saying_it_again_changes_nothing(house: House) -> None:
    an = house.person("Lê An")
    task = house.task(official=an, status=Status.NOT_STARTED)
    house.says(an, "/nv 1")
    assert text(house.presses(an, "Đã nhận")) == "Đã ghi: Sở Nội vụ đã nhận NV 1 · 141/TB-BCĐ."
    assert task_now(house, task).status is Status.IN_PROGRESS
    house.presses(an, "Đã nhận")
    with house.store.read() as conn:
        assert len(conn.execute(select(t.history)).all()) == 1


def test_da_nhan_alone_is_for_everything_of_the_agency_that_nobody_has_acknowledged(house: House) -> None:
    focal = house.person("Lê Chi", role=Role.FOCAL)
    several = [house.task(official=focal, status=Status.NOT_STARTED) for _ in range(3)]
    said = house.says(focal, "da nhan")
    assert text(said) == "Đã ghi: Sở Nội vụ đã nhận 3 nhiệm vụ\ntại 141/TB-BCĐ."
    assert labels(said) == ["Phân công", "Nhiệm vụ của tôi"]
    assert {task_now(house, task).status for task in several} == {Status.IN_PROGRESS}


def test_acknowledging_does_not_make_another_persons_open_question_stale(house: House) -> None:
    an, focal = house.person("Lê An"), house.person("Lê Chi", role=Role.FOCAL)
    house.task(official=an, status=Status.IN_PROGRESS)
    house.says(focal, "nv1 50%")
    house.says(an, "đã nhận nv1")
    assert text(house.presses(focal, "Đúng")).startswith("Đã ghi lúc 8 giờ: NV 1 đang thực hiện, 50 %.")


def test_a_deputy_sees_and_answers_for_the_absent_colleague_in_those_days(house: House) -> None:
    an, binh = house.person("Lê An"), house.person("Lê Bình")
    house.task(official=an)
    days = {"deputy_id": binh.id, "deputy_from": dt.date(2026, 3, 16), "deputy_to": dt.date(2026, 3, 17)}
    with house.store.begin() as conn:
        conn.execute(update(t.people).where(t.people.c.id == an.id).values(**days))
    assert text(house.says(binh, "nv1 40%")).startswith("Hệ thống hiểu:\nNV 1")
    house.now += dt.timedelta(days=3)
    assert text(house.presses(binh, "Đúng")) == "Không thấy nội dung này trong danh sách của đồng chí."
