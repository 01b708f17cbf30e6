"""What every message keeps to: short, few buttons, the office's manner of speaking."""

from __future__ import annotations

import re

from core.messages import Reply
from core.text import fold

_FORBIDDEN = re.compile(r"!|\bbạn\b(?! chỉ)|\banh/chị\b|\buser\b|LỖI|báo vượt cấp")


def well_shaped(reply: Reply) -> Reply:
    """The reply itself, when its shape is right."""
    assert len(reply.text) <= 900, len(reply.text)
    assert reply.text.count("\n") < 16, reply.text
    assert len(reply.choices) <= 6, reply.choices
    labels = [choice.label for choice in reply.choices]
    assert all(0 < len(label) <= 22 for label in labels), labels
    assert len({fold(label) for label in labels}) == len(labels), labels  # typed, no two may mean the same
    assert not _FORBIDDEN.search(reply.text.lower()), reply.text
    assert not any(ord(letter) > 0x1F000 for letter in reply.text)
    return reply
