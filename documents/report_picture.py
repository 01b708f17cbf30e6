"""Draw the summary as a picture for a chat: one bar a group, each with its word and its number."""

from __future__ import annotations

import io
from collections.abc import Sequence

from core.wording import show
from core.wording.summary_files import BEHIND, Paper

_MOST = 8


def picture(paper: Paper, bars: Sequence[tuple[str, int, str]]) -> bytes:
    """A PNG, 1,080 pixels wide. DejaVu, which matplotlib brings, has every Vietnamese letter."""
    from matplotlib.backends.backend_agg import (
        FigureCanvasAgg,
    )  # here: the library is slow to load and rarely asked for
    from matplotlib.figure import Figure

    behind = paper.agencies[:_MOST]
    figure = Figure(figsize=(7.2, 4.6 + 0.34 * len(behind)), dpi=150, facecolor="white")
    FigureCanvasAgg(figure)
    heights = [4, max(1.2, 0.7 * len(behind))] if behind else [4]
    axes = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    figure.suptitle(f"{paper.title}\n{paper.until}", fontsize=12, fontweight="bold")
    _bars(axes[0], [name for name, _, _ in bars], [n for _, n, _ in bars], [colour for _, _, colour in bars])
    if behind:
        axes[1].set_title(BEHIND, fontsize=10, loc="left", fontweight="bold")
        _bars(axes[1], [name for name, _, _ in behind], [late for _, late, _ in behind], ["#c62828"] * len(behind))
    figure.tight_layout(rect=(0, 0, 1, 0.97))
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _bars(axes: object, names: Sequence[str], counts: Sequence[int], colours: Sequence[str]) -> None:
    drawn = axes.barh(range(len(names)), counts, color=colours)  # type: ignore[attr-defined]
    axes.set_yticks(range(len(names)), [name if len(name) < 34 else f"{name[:32]}…" for name in names], fontsize=9)  # type: ignore[attr-defined]
    axes.invert_yaxis()  # type: ignore[attr-defined]
    axes.bar_label(drawn, [show.number(count) for count in counts], padding=4, fontsize=10, fontweight="bold")  # type: ignore[attr-defined]
    axes.set_xticks([])  # type: ignore[attr-defined]
    axes.margins(x=0.12)  # type: ignore[attr-defined]
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)  # type: ignore[attr-defined]
