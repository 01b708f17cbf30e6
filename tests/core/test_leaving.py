"""Why somebody passes on their work, as they say it."""

from __future__ import annotations

import pytest

from core.leaving import Reason, reason


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("nghỉ phép từ 20/3 đến 25/3", Reason.LEAVE),
        ("di cong tac tu 20/3 den 25/3", Reason.AWAY),
        ("chuyển công tác", Reason.MOVED),
        ("tôi nghỉ hưu", Reason.RETIRED),
        ("từ 20/3 đến 25/3", None),
    ],
)
def test_the_reason_is_read_from_what_is_said(said: str, why: Reason | None) -> None:
    assert reason(said) is why
