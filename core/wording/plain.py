"""Decide how a message looks where there is nothing but text: choices as numbers to type, links in place of files."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import Reply
from core.wording.addressing import shorten

BY_NUMBER = "Trả lời bằng số."


def numbered(text: str, labels: Sequence[str]) -> str:
    """The same words as on buttons: whoever types the word is understood too."""
    if not labels:
        return text
    lines = [f"{place}. {label}" for place, label in enumerate(labels, start=1)]
    return "\n".join([text, "", *lines, BY_NUMBER])


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
