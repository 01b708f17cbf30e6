"""Decide how a message looks where there is nothing but text: choices as numbers to type, links in place of files."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.messages import Reply
from core.wording.addressing import shorten

BY_NUMBER = "Trả lời bằng số."
_LISTED = re.compile(r"^(\d{1,3})\. ", re.MULTILINE)


def numbered(text: str, labels: Sequence[str]) -> str:
    """The same words as on buttons: whoever types the word is understood too."""
    if not labels:
        return text
    places = zip(places_of(labels, after=listed(text)), labels, strict=True)
    lines = [label if _LISTED.match(label) else f"{place}. {label}" for place, label in places]
    return "\n".join([text, "", *lines, BY_NUMBER])


def listed(text: str) -> int:
    """The last number of a list that stands in the text itself; 0 where there is none."""
    return max((int(found[1]) for found in _LISTED.finditer(text)), default=0)


def places_of(labels: Sequence[str], *, after: int) -> list[int]:
    """The number of each choice: its own where the label bears one, else counted on from the text's own list."""
    places: list[int] = []
    for label in labels:
        own = _LISTED.match(label)
        after += 0 if own else 1
        places.append(int(own[1]) if own else after)
    return places


def download(name: str, url: str | None, *, minutes: int) -> str:
    shown = shorten(name, 60) or "đính kèm"
    if url is None:
        return f"Kênh này không gửi được tệp. Đồng chí xin tệp\n{shown} tại nơi theo dõi nhiệm vụ."
    return f"Tệp {shown}: {url}\n{_only_you(minutes)}"


def upload(url: str | None, *, minutes: int) -> str:
    if url is None:
        return "Kênh này không nhận tệp. Đồng chí gửi ảnh chụp\ntừng trang, hoặc dán nội dung thành tin."
    return f"Gửi tệp tại đây: {url}\n{_only_you(minutes)}"


def _only_you(minutes: int) -> str:
    return f"Liên kết dùng trong {minutes} phút, chỉ trên máy của đồng chí.\nCần liên kết mới: gõ lại yêu cầu."


def offer_upload() -> Reply:
    """Said to 'gửi tệp': where a message can carry a file, that is the way; elsewhere the adapter adds a link."""
    return Reply("Hệ thống đọc được tệp .docx, .pdf, .doc, .txt và\nảnh chụp văn bản, tối đa 20 MB.", wants_file=True)


# ── the page behind a link ─────────────────────────────────────────────────────────────────────
PAGE = {
    "title": "Tệp của nhiệm vụ",
    "get": "Bấm để tải tệp về máy này. Nên mở liên kết bằng trình duyệt của máy trước khi bấm.",
    "get_button": "Tải về",
    "put": "Chọn tệp văn bản để gửi vào cuộc trò chuyện. Không gửi văn bản mật.",
    "put_button": "Gửi tệp",
    "sent": "Đã nhận tệp. Đồng chí quay lại cuộc trò chuyện.",
    "too_large": "Tệp lớn hơn 20 MB, Hệ thống không nhận.",
    "failed": "Chưa gửi được. Đồng chí thử lại.",
    "refused": "Liên kết không dùng được. Đồng chí xin liên kết mới trong cuộc trò chuyện.",
}
