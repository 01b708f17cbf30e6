"""Decide how files that go with a report are received, shown and refused. Only a kept one is named."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import Args, Asks, Choice, Priority, Reply
from core.model import Enclosure, Kept, Task
from core.office import Office
from core.wording import reading, show
from core.wording.addressing import shorten
from core.wording.tasks import of, open_card

WITH_REPORT = "tệp kèm theo"
UNNAMED = "tệp"  # what a file without a name is called
WHICH = "Tệp này báo cáo việc nào?"
PAGE = 5
MOST = 20


def key(batch: str) -> str:
    """The message about files sent together takes the place of the one before."""
    return f"files:{batch}"


def beside(words: str, count: int) -> str:
    """'45/BC-SNV ngày 13/3/2026, 2 tệp', or '2 tệp' alone."""
    if not count:
        return words
    return f"{count} tệp" if words == WITH_REPORT else f"{words}, {count} tệp"


def done(act: str, args: Args) -> Choice:
    return Choice("Hoàn thành", act, args)


def which(count: int) -> str:
    return f"Đã nhận {count} tệp. Báo cáo việc nào?" if count > 1 else WHICH


def see(task: Task) -> Choice:
    return Choice("Xem tệp", "evidence.show", of(task))


def dropping(batch: str) -> Choice:
    return Choice("Bỏ tệp", "evidence.drop", {"batch": batch})


def ask_completes(task: Task, *, count: int, document: str, batch: str, done: Choice) -> Reply:
    """A file alone says nothing of completion: it is asked."""
    named = f", {document}" if document else ""
    return Reply(
        f"{show.task_heading(task)} · {shorten(task.text, 45)}\n"
        f"Đã nhận {count} tệp{named}.\n"
        "Tệp báo cáo việc này đã hoàn thành? Nếu chưa, đồng\nchí gõ tiến độ, ví dụ '80%'.",
        choices=(done, Choice("Báo cáo", "report.open", of(task)), dropping(batch)),
        asks=Asks("report.typed", of(task)),
        replaces=key(batch),
    )


def more(numbers: str, *, count: int, batch: str, task: Task) -> Reply:
    """Files that followed at once go with the same report."""
    return Reply(
        f"{numbers}: đã nhận {count} tệp kèm báo cáo.",
        choices=(see(task), Choice("Thu hồi", "report.withdraw", of(task)), open_card(task)),
        replaces=key(batch),
        settles=True,
    )


def too_many(batch: str) -> Reply:
    return Reply(
        f"Mỗi báo cáo kèm tối đa {MOST} tệp. Đã nhận {MOST} tệp\nđầu; các tệp sau chưa nhận.",
        replaces=f"{key(batch)}:full",
        settles=True,
    )


def dropped(count: int) -> Reply:
    return Reply(f"Đã bỏ {count} tệp. Không lưu gì." if count else "Không còn tệp nào để bỏ. Không có gì thay đổi.")


# ── shown ──────────────────────────────────────────────────────────────────────────────────────
def shown(task: Task, one: Enclosure, *, place: int, total: int, office: Office) -> Reply:
    at = show.moment(office.local(one.sent_at))
    return Reply(f"NV {task.number} · tệp {place}/{total} · gửi {at}\n{shorten(one.name, 120)}", file_id=one.file_id)


def rest(task: Task, several: Sequence[Enclosure], *, after: int) -> Reply:
    """What was not sent along: more files, those still being fetched, those that were not kept."""
    kept = sum(one.kept is Kept.YES for one in several)
    coming = sum(one.kept in {Kept.WAITING, Kept.ASKED} for one in several)
    refused = len(several) - kept - coming
    lines = [f"{show.task_heading(task)}: {kept} tệp kèm báo cáo."]
    lines += [f"Chưa nhận xong {coming} tệp."] if coming else []
    lines += [f"Không lưu được {refused} tệp."] if refused else []
    more_of = (Choice("Xem thêm", "evidence.show", {**of(task), "first": after}),) if after < kept else ()
    return Reply("\n".join(lines), choices=(*more_of, open_card(task)))


def none(task: Task) -> Reply:
    return Reply(f"{show.task_heading(task)}: chưa có tệp kèm báo cáo.", choices=(open_card(task),))


# ── not kept ───────────────────────────────────────────────────────────────────────────────────
def refused_secret() -> Reply:
    """Nothing of the file is repeated, not even its name."""
    return Reply(reading.MARKED, priority=Priority.NOTICE)


def internal_mark(enclosure: int, mark: str) -> Reply:
    on: Args = {"enclosure": enclosure}
    return Reply(
        f"Tệp ghi “{shorten(mark, 40)}”. Hệ thống chưa lưu.\n"
        "Đồng chí có được phép đưa tệp vào kênh trò chuyện\nnày không?",
        choices=(
            Choice("Đã xin phép, lưu", "evidence.permit", on),
            Choice("Không lưu", "evidence.decline", on),
        ),
        priority=Priority.NOTICE,
    )


def permitted() -> Reply:
    return Reply("Hệ thống sẽ lưu tệp theo ý kiến của đồng chí.")


def declined() -> Reply:
    return Reply("Hệ thống không lưu tệp này.")


def decided_already() -> Reply:
    return Reply("Tệp này đã được quyết định, không có gì thay đổi.")
