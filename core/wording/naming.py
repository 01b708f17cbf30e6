"""Decide how a coordinator is asked who is meant: unknown names, and collectives such as 'các sở, ban, ngành'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.messages import Choice, Reply
from core.model import Agency, Directive, DraftTask
from core.succession import Succession
from core.wording import reviewing, show
from core.wording.addressing import shorten

MOST_GROUPS = 5
_NAMES_A_MESSAGE = 11
_MOST_HEIRS = 4


def ask_agency(draft: DraftTask, written: str | None, near: Sequence[Agency], *, group: int = 0) -> Reply:
    """An agency that is not known is asked about, never made up."""
    if written is None:
        return reviewing.ask_field(draft, "lead")
    on: dict[str, int | str | None] = {"draft": draft.id}
    lines = [f"Việc {draft.position}: “{shorten(written, 150)}”", "chưa có trong danh bạ."]
    choices = []
    if group:
        lines = [
            f"Việc {draft.position}: “{shorten(written, 150)}”",
            f"là tên chung; danh bạ có {group} đơn vị thuộc tên này.",
        ]
        choices.append(Choice(f"Giao cả {group} đơn vị", "review.group", on))
    else:
        choices.append(Choice("Thêm vào danh bạ", "review.new_agency", on))
    for n, agency in enumerate(near, 1):
        lines.append(f"{n}. {shorten(agency.name, 100)}")
        choices.append(Choice(f"Là đơn vị {n}", "review.is_agency", {**on, "agency": agency.id}))
    lines += ["Hoặc gõ tên đơn vị khác."] if near or group else ["Thêm vào danh bạ, hoặc gõ tên đơn vị đã có."]
    back = Choice("Quay lại", "review.card", on)
    return Reply("\n".join(lines), choices=(*choices, back), asks=reviewing.asks_field(draft, "lead"))


def ask_successor(draft: DraftTask, written: str, ended: Succession) -> Reply:
    """A document names an agency that has ended: who took up its work is offered."""
    on: dict[str, int | str | None] = {"draft": draft.id}
    since = show.full_day(ended.agency.ended_on) if ended.agency.ended_on else ""
    lines = [
        f"Việc {draft.position}: “{shorten(written, 100)}”",
        f"đã kết thúc hoạt động từ {since}\ntheo {shorten(ended.decision, 100)}. Đơn vị kế thừa:",
        *(f"{n}. {shorten(one.name, 100)}" for n, one in enumerate(ended.heirs[:_MOST_HEIRS], 1)),
        "Hoặc gõ tên đơn vị khác.",
    ]
    choices = [
        Choice(f"Giao đơn vị {n}", "review.is_agency", {**on, "agency": one.id})
        for n, one in enumerate(ended.heirs[:_MOST_HEIRS], 1)
    ]
    back = Choice("Quay lại", "review.card", on)
    return Reply("\n".join(lines), choices=(*choices, back), asks=reviewing.asks_field(draft, "lead"))


def ask_unknown(directive: Directive, names: Sequence[str]) -> list[Reply]:
    """Unknown leads are all listed by name before they are added to the directory in one confirmation."""
    on: dict[str, int | str | None] = {"directive": directive.id}
    pages = [names[at : at + _NAMES_A_MESSAGE] for at in range(0, len(names), _NAMES_A_MESSAGE)]
    texts = ["\n".join(f" {shorten(name, 70)}" for name in page) for page in pages]
    texts[0] = f"Chưa có trong danh bạ {len(names)} đơn vị:\n{texts[0]}"
    texts[-1] += "\nĐồng chí kiểm tra tên trước khi thêm."
    choices = (
        Choice(f"Thêm cả {len(names)} đơn vị", "review.add_unknown", {**on, "count": len(names)}),
        Choice("Xem từng việc", "review.next", on),
        Choice("Quay lại", "review.show", on),
    )
    return [*map(Reply, texts[:-1]), Reply(texts[-1], choices=choices)]


def added_agencies(count: int) -> str:
    return f"Đã thêm {count} đơn vị vào danh bạ."


# ── collectives ────────────────────────────────────────────────────────────────────────────────
def ask_groups(directive: Directive, written: Mapping[str, Sequence[int]], *, sizes: Mapping[str, int]) -> list[Reply]:
    """Once a directive: its collective addressees, as many agencies as the directory has; nothing where it has none."""
    known = [name for name in written if sizes.get(name)]
    if not known:
        return []
    lines = [
        f" {show.quoted(name, 50)} (việc {_places(written[name])}): {sizes[name]} đơn vị"
        for name in known[:MOST_GROUPS]
    ]
    lines += [f"(còn {len(known) - MOST_GROUPS} tên chung)"] if len(known) > MOST_GROUPS else []
    give = f"Giao cả {sizes[known[0]]} đơn vị" if len(known) == 1 else "Giao theo danh bạ"
    on = {"directive": directive.id}
    return [
        Reply(
            "\n".join(["Tên chung trong văn bản, danh bạ có:", *lines, "Bớt đơn vị: gõ 'trừ Sở A, Sở B'."]),
            choices=(Choice(give, "review.groups", on), Choice("Xem từng việc", "review.next", on)),
        )
    ]


def group_named(written: str, names: Sequence[str]) -> Reply:
    """Who the collective was taken for, by name."""
    listed = shorten(show.names([shorten(name, 60) for name in names], most=14), 780)
    return Reply(f"{show.quoted(written, 60)} là {len(names)} đơn vị:\n{listed}\nBớt: gõ 'trừ Sở A, Sở B'.")


def groups_given(positions: Sequence[int]) -> str:
    return f"Đã giao việc {_places(positions)} theo danh bạ." if positions else "Không còn tên chung nào."


def no_group() -> str:
    return "Không có việc nào giao theo tên chung. Chưa sửa gì."


def _places(positions: Sequence[int]) -> str:
    return ", ".join(map(str, positions[:4])) + ("…" if len(positions) > 4 else "")
