"""Decide what the local chat's server says where there is no page to show."""

from __future__ import annotations

ELSEWHERE = "Trang này chỉ dùng trên máy đang chạy."
NO_CHAT = "Không có cuộc trò chuyện này."
NO_FILE = "Tệp không còn trên máy này."
