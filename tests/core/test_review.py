"""What must be looked at before publishing, and what answers do to a draft."""

from __future__ import annotations

import datetime as dt

import pytest

from core import review
from core.agencies import Matcher
from core.model import Agency, DraftTask, NamedAgency
from core.proposal import Boundary, Deadline, DeadlineKind, ProposedDirective, ProposedTask, Recurrence
from core.workdays import WorkingCalendar

CALENDAR = WorkingCalendar()
MATCHER = Matcher([Agency(1, "Sở Nội vụ"), Agency(2, "UBND xã An Phú"), Agency(3, "UBND xã Bình An")])
BEFORE = Deadline(
    "trước ngày 31/3/2025",
    dt.date(2025, 3, 31),
    Boundary.BEFORE,
    DeadlineKind.REPORT,
    dt.date(2025, 3, 30),
    dt.date(2025, 3, 28),
    inherited=True,
)


def drafted(*tasks: ProposedTask, strict: bool = False) -> list[DraftTask]:
    proposed = ProposedDirective(text="", tasks=tasks)
    return review.drafts_of(proposed, MATCHER, calendar=CALENDAR, strict_before=strict)


def task(text: str = "Rà soát", **values: object) -> ProposedTask:
    base: dict[str, object] = {"ref": "1", "text": text, "span": (0, 1), "lead": ("Sở Nội vụ",)}
    return ProposedTask(**{**base, **values})  # type: ignore[arg-type]


def test_a_known_lead_and_a_plain_date_are_clear():
    (draft,) = drafted(task(deadline=BEFORE))
    assert review.questions(draft) == ()
    assert review.clear([draft]) == [draft]


@pytest.mark.parametrize(
    ("values", "question"),
    [
        ({"lead": ()}, "lead"),
        ({"lead": ("Sở Lạ",)}, "unknown_agency"),
        ({"lead": ("UBND xã An Phù",)}, "similar_agency"),
        ({"lead": ("UBND các xã, phường",)}, "group"),
        ({"doubts": ("receipt_date",)}, "receipt_date"),
    ],
)
def test_what_is_unclear_is_a_question_and_not_published(values: dict[str, object], question: str):
    (draft,) = drafted(task(**values))
    assert review.questions(draft) == (question,)
    assert review.clear([draft]) == []


@pytest.mark.parametrize("word", ["ongoing", "vague", "start_only"])
def test_words_that_give_no_date_are_no_question(word: str):
    assert review.questions(drafted(task(doubts=(word,)))[0]) == ()


def test_an_unknown_supporting_agency_holds_nothing_up():
    assert review.questions(drafted(task(supporting=("các cơ quan liên quan",)))[0]) == ()


def test_agreement_settles_a_similar_name_but_never_an_unknown_one():
    similar, unknown = drafted(task(lead=("UBND xã An Phù",)), task(lead=("Sở Lạ",)))
    assert review.questions(review.accepted(similar)) == ()
    assert review.questions(review.accepted(unknown)) == ("unknown_agency",)


def test_a_collective_becomes_its_agencies():
    (draft,) = drafted(task(lead=("UBND các xã, phường",)))
    given = review.named(draft, "UBND các xã, phường", [2, 3])
    assert [one.agency_id for one in given.leads] == [2, 3]
    assert review.questions(given) == ()


def test_a_lead_does_not_support_itself():
    (draft,) = drafted(task(supporting=("UBND xã An Phú",)))
    assert review.with_leads(draft, [NamedAgency("UBND xã An Phú", 2, 100.0)]).supporting == ()


def test_a_recurring_duty_begins_with_its_first_period():
    monthly = Recurrence("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25", dt.date(2025, 5, 25))
    (draft,) = drafted(task("Báo cáo định kỳ", recurrence=monthly))
    assert draft.due is not None
    assert (draft.due.date, draft.due.kind) == (dt.date(2025, 5, 25), DeadlineKind.REPORT)
    assert draft.due.last_working_day == dt.date(2025, 5, 23)


def test_before_the_day_is_late_the_day_after_or_strictly_on_the_day():
    (mild,), (strict,) = drafted(task(deadline=BEFORE)), drafted(task(deadline=BEFORE), strict=True)
    assert mild.due is not None
    assert strict.due is not None
    assert (mild.due.overdue_from, strict.due.overdue_from) == (dt.date(2025, 4, 1), dt.date(2025, 3, 31))
    assert review.counted_from(mild, strict=True).due == strict.due
    assert review.counted_from(strict, strict=False).due == mild.due


def test_a_shared_report_date_can_become_the_tasks_own_deadline():
    (draft,) = drafted(task(deadline=BEFORE))
    own = review.each_its_own(draft).due
    assert own is not None
    assert (own.inherited, own.kind) == (False, DeadlineKind.COMPLETION)


def test_joined_tasks_keep_every_text_every_agency_and_the_earliest_date():
    late = Deadline("30/6", dt.date(2025, 6, 30), Boundary.BY, DeadlineKind.COMPLETION, *[dt.date(2025, 6, 30)] * 2)
    first, second = drafted(task("Một", deadline=late), task("Hai", lead=("UBND xã An Phú",), deadline=BEFORE))
    one, gone = review.merged([first, second])
    assert one.text == "Một\nHai"
    assert [lead.agency_id for lead in one.leads] == [1, 2]
    assert one.due is not None
    assert one.due.date == dt.date(2025, 3, 31)
    assert gone.dropped


def test_marks_of_lists_and_bold_leave_the_text_and_its_lines_stay():
    assert review.shorten_text("- **Khẩn trương** rà soát;\nbáo cáo") == "Khẩn trương rà soát;\nbáo cáo"
