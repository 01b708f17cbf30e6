"""Days and hours as the page shows them."""

from __future__ import annotations

import datetime as dt

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def day_words(local: dt.datetime) -> str:
    return f"{_DAYS[local.weekday()]}, {local.day}/{local.month}/{local.year}"


def hour_words(local: dt.datetime) -> str:
    return f"{local:%H:%M}"


def clock_words(local: dt.datetime) -> str:
    return f"{day_words(local)} · {hour_words(local)}"
