"""What most points of a list do the others do too: where they name their doer first, so does one no list knows."""

from __future__ import annotations

import re
from collections.abc import Callable

from documents.letters import compiled
from documents.understand.agencies import agencies_at, has_verb
from documents.understand.courtesies import is_idle_talk, is_view
from documents.understand.demanded import Order
from documents.understand.followed import is_given
from documents.understand.headings import is_busy, is_idle
from documents.understand.nodes import Node
from documents.understand.order_words import LABEL, SENTENCE_END
from documents.understand.verbs import opens_with_order, verb_at

_MOST = 0.5
_SOME = 0.3  # below a name, where orders are expected
_FEWEST = 2
_NAME_WORDS = 9
_NO_NAME = re.compile(
    r"(?:Thứ|THỨ|Chủ nhật|CHỦ NHẬT|NGÀY|Tuần|TUẦN|Sáng|Chiều|Tối|Về|Đối với|Trong|Thời|Địa điểm|Thành phần|Kinh phí"
    r"|Lưu ý|Ghi chú|Ngày|Riêng|Hạn|Tháng|Quý|Kết quả|Tồn tại"
    r"|Mục|Khi|Việc|Công tác|Tình hình|Hồ sơ|Số|Đề nghị|Yêu cầu|Một số|Lịch|Tiếp|Chung|Phương|Giải pháp|Chương)\b"
)
_WORK = compiled(r"[⟨A⟩][⟨a⟩]* [⟨a⟩\d(]")
_LABEL = re.compile(r"(?P<label>(?:P\.\s?)?[^:.;]{3,90}):\s+(?=\S)")  # 'P. KT: …'
_PROPER = compiled(r"[⟨A⟩][⟨A⟩⟨a⟩]* [⟨a⟩]+")  # the verb in 'Hệ Đào tạo' is none
_SPEAKS = re.compile(r"\b(?:kết luận|phát biểu|báo cáo|ý kiến)\b")
_NAMED = compiled(r"[⟨A⟩][^:;.]*")


def names_each(root: Node, orders: Callable[[Node], bool]) -> bool:
    """Whether most of the points below that open with a heading or a label open with who does the work."""
    opened = [child for child in root.children if child.marked and _opening(child)]
    doers = sum(map(orders, opened))
    return doers >= _FEWEST and doers >= _MOST * len(opened)


def works_each(root: Node, orders: Callable[[Node], bool]) -> bool:
    """Whether most of the points below order, so that one whose verb no list knows does too."""
    points = [child for child in root.children if child.marked and not child.parts]
    ordering = sum(map(orders, points))
    return ordering > 0 and ordering >= _SOME * len(points)


_NO_VERB = re.compile(
    r"(?:Các|Những|Mọi|Mỗi|Một|Toàn|Tất cả|Số|Tổng|Tỷ|Kết quả|Nội dung|Thời|Địa|Thành phần|Kinh phí|Nguồn|Hồ sơ|Văn bản"
    r"|Danh|Biểu|Mẫu|Phụ lục|Đối|Trong|Trên|Về|Với|Nếu|Do|Vì|Tuy|Ngoài|Sau|Trước|Theo|Căn cứ|Việc|Công tác|Tình hình"
    r"|Hiện|Ngày|Tháng|Quý|Năm|Người|Cán bộ|Học sinh|Sinh viên|Doanh|Hộ|Nhà|Lịch|Chế độ|Định mức|Tiêu chí|Điều kiện"
    r"|Vật|Máy|Thiết bị|Trang|Xe|Nhân|Thuốc|Hóa chất|Điện|Nước|Đường|Cầu|Kênh|Đất|Rừng|Gạo|Tiền|Giờ|Ca|Khối|Lớp|Môn"
    r"|Đề|Bài|Sách|Quà|Cờ|Loa|Đồng phục|Trạm|Chốt|Điểm|Tuyến|Khu|Vùng|Nơi|Bảng|Sổ|Phiếu|Giấy|Thẻ|Tin|Ảnh|Hình|Âm|Ánh"
    r"|Sân|Hội|Thôn|Xóm|Ấp|Đội|Nhóm|Ban|Tổ|Đoàn|Chi|Phòng|Cây|Con|Nhà|Hàng|Sản phẩm|Hệ thống|Mạng|Cổng|Ai|Ba|Hai|Bốn"
    r"|Mục|Yêu cầu|Chỉ tiêu|Tiến độ|Giá|Mức|Phương|Lực lượng|Dự toán|Đơn vị|Trường|Bản|Báo cáo|Là|Có|Được|Đã|Đang"
    r"|Chưa|Còn|Vẫn|Tên|Họ|Loại|Đây|Đó|Cơ|Tôi|Chúng tôi|Riêng|Từ|Đến|Ông|Bà|Anh|Chị|Đồng chí|Cụ thể|Lưu ý|Ghi chú"
    r"|Tại|Hạn)\b"
)
_ITEM = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}: ")  # 'Nhân lực: 02 bác sĩ'
_TELLS = re.compile(r"\b(?:sẽ|đã|đạt|chiếm|vẫn|chưa|so với|ước|bị)\b")


def tells_work(node: Node) -> bool:
    """A clause that opens with no noun or name, and tells nothing of the past."""
    words = node.words.strip()
    if not node.marked or node.parts or len(words.split()) < 5 or words.endswith(":") or _WORK.match(words) is None:
        return False
    if _ITEM.match(words) or is_view(words) or is_idle_talk(words) or agencies_at(words) is not None:
        return False
    return _NO_VERB.match(words) is None and _TELLS.search(words.split(",")[0]) is None


_CLOSING = re.compile(
    r"\((?!(?:theo|có|kèm|từ|đến|gồm|nếu|kể|trừ|qua|tại|bao|đã|như|xem|nêu)\b)([^()\d]{2,60})\)\s*[.;]?$"
)


def closed_by(node: Node) -> tuple[str, ...]:
    """Who stands in brackets at a point's end: '… cân trẻ (GV các lớp, đ/c Mến)'; empty where nobody does."""
    found = _CLOSING.search(node.words.strip()) if node.marked and not node.parts else None
    return () if found is None or has_verb(found[1]) else tuple(re.split(r"\s*[,;]\s*|\s+và\s+", found[1].strip()))


def closes_each(root: Node) -> bool:
    """Whether most of the points below close with who does the work, persons among them."""
    points = [child for child in root.children if child.marked and not child.parts]
    doers = [name for names in map(closed_by, points) for name in names]
    closed = sum(bool(closed_by(point)) for point in points)
    return closed >= _FEWEST and closed >= _MOST * len(points) and any(map(_OF_PERSON.match, doers))


_OF_PERSON = re.compile(
    r"(?:[ĐđaA]/c|[Đđ]ồng chí|[Aa]nh|[Cc]hị|[Cc]ô|[Tt]hầy|[Ôô]ng|[Bb]à)\b\.?|(?:BS|YS|DS|ĐD|NHS|KTV|KS|GV|CTV"
    r"|CN)\.? [A-ZĐ]"
)


def named_first(node: Node) -> str | None:
    """The doer that such a point opens with, as written without what stands in brackets."""
    opening = _opening(node)
    bare = re.sub(r"\s*\([^()]*\)", "", opening or "").strip(" .")
    if not bare or len(bare.split()) > _NAME_WORDS or _NAMED.fullmatch(bare) is None:
        return None
    return (
        None
        if _NO_NAME.match(bare)
        or is_idle(bare)
        or is_busy(bare)
        or opens_with_order(bare)
        or has_verb(_PROPER.sub("", bare))
        or _SPEAKS.search(bare)
        else bare
    )


def _opening(node: Node) -> str | None:
    """'Vật tư: …' by its label, '5. Hệ Quản lý Sinh viên' over points by its heading."""
    words = node.words.strip()
    if node.parts:
        return words.rstrip(" :") if not words.endswith((".", ";", ",")) else None
    label = _LABEL.match(words)
    return label["label"] if label is not None else None


def labelled(words: str, names: tuple[str, ...]) -> Order | None:
    """'Kho: dây còn 2km, đặt thêm' beside points of other doers: a clause of the first sentence orders."""
    label = LABEL.match(words)
    if label is None or not is_given(words[label.end() :]):
        return None
    stop = SENTENCE_END.search(words, label.end())
    clauses = re.finditer(r"[,;:]\s+", words[: stop.start() if stop else len(words)])
    return Order(names, named=True, at=label.end()) if any(verb_at(words, at.end()) for at in clauses) else None
