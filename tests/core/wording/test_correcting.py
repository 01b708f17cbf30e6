"""What differs in a corrected version, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.correction import Difference, compared
from core.model import Directive, DirectiveState, DraftTask, NamedAgency
from core.wording import correcting as say
from tests.core.wording.shape import well_shaped
from tests.core.wording.voice import DUE, LONG, LONG_TASK, TASK

OLD = Directive(1, DirectiveState.PUBLISHED, 2, number="141/TB-BCĐ")
NEW = replace(OLD, id=2, state=DirectiveState.DRAFT)
NAMES = {1: "Sở Nội vụ", 2: "Sở Y tế", 3: "Ban " + LONG}


def point(n: int = 1, **values: object) -> DraftTask:
    base = {
        "id": n, "directive_id": 1, "position": n, "ref": f"{n}", "text": "Rà soát thủ tục hành chính",
        "span": (n, n + 9), "leads": (NamedAgency("Sở Nội vụ", 1, 100.0),), "supporting": (), "due": DUE,
    }  # fmt: skip
    return DraftTask(**{**base, **values})  # type: ignore[arg-type]


def lines(old: DraftTask, new: DraftTask) -> list[str]:
    (found,) = compared([old], [new])
    return say.said_of(Difference(found, (TASK,)), NAMES)


def test_each_kind_of_difference_is_a_line():
    later = replace(DUE, date=dt.date(2026, 4, 30))
    assert lines(point(), point(due=later)) == ["NV 3: hạn 31/3/2026 thành hạn 30/4/2026"]
    assert lines(point(), point(due=None)) == ["NV 3: hạn 31/3/2026 thành không ghi hạn"]
    health = NamedAgency("Sở Y tế", 2, 100.0)
    assert lines(point(), point(supporting=(health,))) == ["NV 3: thêm phối hợp Sở Y tế"]
    assert lines(point(), point(leads=(health,))) == ["NV 3: chủ trì Sở Nội vụ thành Sở Y tế"]
    assert lines(point(), point(text="Rà soát thủ tục hành chính cấp xã")) == [
        "NV 3: nội dung nay là “… hành chính cấp xã”"
    ]


def test_what_is_the_same_but_for_marks_and_spaces_is_no_difference():
    assert lines(point(), point(text="- Rà soát  thủ tục hành chính.")) == []


def test_a_deadline_the_new_version_leaves_unclear_is_no_difference():
    assert lines(point(), point(due=None, doubts=("deadline",))) == []


def test_points_are_found_again_by_their_words_though_their_numbers_moved():
    first, second = point(1), point(2, text="Xây dựng kế hoạch phòng chống dịch bệnh")
    new = [replace(second, position=1, ref="1"), replace(first, position=2, ref="2"), point(3, text="Tổ chức tập huấn")]
    added = [one.old and one.old.text for one in compared([first, second], new)]
    assert added == [second.text, first.text, None]


def test_many_and_long_differences_are_still_one_short_message():
    old = [point(n, text=f"{n} {LONG}") for n in range(1, 20)]
    new = [replace(one, leads=(NamedAgency("Ban", 3, 100.0),), due=None) for one in old]
    found = [Difference(one, (LONG_TASK,)) for one in compared(old, new)]
    day = dt.date(2026, 3, 16)
    well_shaped(say.correction(NEW, OLD, differences=found, tasks=19, since=day, names=NAMES))
    well_shaped(say.notice(OLD, [line for one in found for line in say.said_of(one, NAMES)], to=1))
    well_shaped(say.updated(OLD, changed=3, added=2, ended=1, left=4, unsettled=range(30)))
