"""The deadline grammar: what a Vietnamese directive means by 'trước ngày 31/3', 'trong quý IV' or 'định kỳ 6 tháng'."""

from core.deadlines.found import Found, Reading, as_json
from core.deadlines.reading import find_deadlines, read_deadline
from core.deadlines.series import next_due

__all__ = ["Found", "Reading", "as_json", "find_deadlines", "next_due", "read_deadline"]
