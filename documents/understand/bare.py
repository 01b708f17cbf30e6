"""Read a message typed without diacritics: our own vocabulary gets its marks, letter for letter, so places stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from core.proposal import ProposedDirective, ProposedTask
from documents.understand.agency_words import HEADS
from documents.understand.paragraphs import Para
from documents.understand.verbs import ADVERBS, VERBS

_AREAS = (
    "xây dựng|nội vụ|tài chính|tư pháp|y tế|công thương|giáo dục|khoa học|văn hóa|nông nghiệp|ngoại vụ|dân tộc"
    "|tài nguyên|thông tin|giao thông|lao động|kế hoạch"
)
_PHRASES = (
    "văn hóa|xã hội|hành chính công|phục vụ|đơn vị|cơ quan|địa phương|nội dung|nhiệm vụ|kế hoạch|công văn|chỉ thị"
    "|thông báo|quyết định|ý kiến|kết luận|như sau|kính gửi|tại họp|hằng ngày|hàng ngày|hằng tuần|hàng tuần"
    "|hằng tháng|hàng tháng|hằng quý|hàng quý|tham mưu|dứt điểm|đề nghị|yêu cầu|phân công|có trách nhiệm"
    "|các trường học|các trường"
    "|trường học|các xã|các đơn vị|các phòng|các thôn|các ấp|kinh tế|môi trường|nông thôn|đô thị|hạ tầng|quân sự"
    "|mặt trận|phụ nữ|thanh niên|cựu chiến binh|ủy ban|nhân dân|đảng ủy|chi bộ|bí thư|chủ tịch|cùng cấp|về việc"
    "|đồng chí|cảm ơn|số hóa|vướng mắc|khó khăn|hỗ trợ|người dân|hồ sơ|danh sách|tiến độ|kết quả|thủ tục"
)
_SINGLES = (
    "phòng|tỉnh|huyện|xã|phường|trường|các|và|của|với|gửi|nộp|rà|lập|trình|trước|ngày|tháng|quý|năm|đến|hết|phải"
    "|cần|sẽ|đã|được|về|từ|tại|theo|những|việc|số|làm|trả lời|kiểm|soát|viết|chốt|lên"
)
_OFFICE = re.compile(r"(?<!\w)[Ss]o(?= [A-Z]{2,}(?![\w/]))")  # 'So NNMT'
_MANY_MARKS = 0.01
_FEWEST_WORDS = 12
_OURS = re.compile(
    r"(?<!\w)(?:truoc|bao cao|phoi hop|chu tri|gui|nop|ra soat|ke hoach|tong hop|chuan bi)(?!\w)", re.IGNORECASE
)


def is_bare(text: str) -> bool:
    """Vietnamese words, and next to no letter with a mark."""
    letters = sum(c.isalpha() for c in text)
    marks = sum(c.isalpha() and not c.isascii() for c in text)
    return len(text.split()) >= _FEWEST_WORDS and marks < _MANY_MARKS * letters and len(_OURS.findall(text)) > 1


def with_marks(paras: Sequence[Para]) -> list[Para]:
    """The same paragraphs in the same places, as if typed with diacritics where we know the words."""
    return [replace(para, text=marked(para.text), cells=tuple(map(marked, para.cells))) for para in paras]


def marked(text: str) -> str:
    """'Phong Kinh te ra soat' becomes 'Phòng Kinh tế rà soát'."""
    named = _OFFICE.sub(lambda found: _in_case(found.group(), "sở"), text)
    return _KNOWN.sub(lambda found: _in_case(found.group(), MARKED[found.group().lower()]), named)


def bare(text: str) -> str:
    """The same letters without their marks."""
    return "".join(_bare_letter(c) for c in text)


def as_typed(read: ProposedDirective, text: str) -> ProposedDirective:
    """What was read, in the words the message has."""
    return replace(
        read,
        text=text,
        issuer=read.issuer and bare(read.issuer),
        place=read.place and bare(read.place),
        subject=read.subject and bare(read.subject),
        addressees=tuple(map(bare, read.addressees)),
        tasks=tuple(map(_task_as_typed, read.tasks)),
        report=read.report and replace(read.report, to=bare(read.report.to)),
    )


def _task_as_typed(task: ProposedTask) -> ProposedTask:
    return replace(
        task,
        text=bare(task.text),
        lead=tuple(map(bare, task.lead)),
        supporting=tuple(map(bare, task.supporting)),
        deadline=task.deadline and replace(task.deadline, text=bare(task.deadline.text)),
        recurrence=task.recurrence and replace(task.recurrence, text=bare(task.recurrence.text)),
    )


def _bare_letter(letter: str) -> str:
    return {"đ": "d", "Đ": "D"}.get(letter) or unicodedata.normalize("NFD", letter)[0]


def _in_case(typed: str, known: str) -> str:
    return "".join(b.upper() if a.isupper() else b for a, b in zip(typed, known, strict=True))


def _vocabulary() -> dict[str, str]:
    """Without marks → with; of one syllable only those that mean one thing in an order."""
    whole = [word.lower() for words in (_PHRASES, HEADS, VERBS, ADVERBS) for word in words.split("|") if " " in word]
    offices = [f"{office} {area}" for office in ("sở", "bộ", "phòng", "ban") for area in _AREAS.split("|")]
    found: dict[str, str] = {}
    for word in [*whole, *offices, *_AREAS.split("|"), *_SINGLES.split("|")]:
        found.setdefault(bare(word), word)
    return found


MARKED = _vocabulary()
_KNOWN = re.compile(
    rf"(?<![\w/])(?:{'|'.join(re.escape(word) for word in sorted(MARKED, key=len, reverse=True))})(?![\w])",
    re.IGNORECASE,
)
