"""The words by which a directive orders: verbs a task can open with, and adverbs that may stand before them."""

from __future__ import annotations

import re

from core.text import fold

ADVERBS = (
    "khẩn trương|tiếp tục|chủ động|thường xuyên|kịp thời|trực tiếp|tích cực|quyết liệt|nghiêm túc|tập trung"
    "|đồng thời|sớm|nhanh chóng|kiên quyết|kiên trì|trước mắt|ngay|định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng"
    "|hằng quý|hàng quý|hằng tuần|hàng tuần|chú trọng|ưu tiên|cùng|riêng|phải|cần|tuyệt đối|có trách nhiệm"
    "|chịu trách nhiệm|có nhiệm vụ|có kế hoạch|có biện pháp|có giải pháp|có văn bản|có ý kiến|theo dõi|tăng cường"
    "|linh hoạt|cương quyết"
)
VERBS = (
    "biết|nộp|hoàn tất|giảng dạy|tiến hành|chủ trì|chủ động|phối hợp|tham mưu|chỉ đạo|lãnh đạo|hướng dẫn|tổ chức"
    "|thực hiện|triển khai|xây dựng|rà soát"
    "|báo cáo|theo dõi|đôn đốc|kiểm tra"
    "|giám sát|nghiên cứu|đẩy mạnh|đẩy nhanh|nâng cao|nâng cấp|bố trí|cân đối|bảo đảm|đảm bảo|hoàn thành"
    "|hoàn thiện|hoàn chỉnh|trình|ban hành|cung cấp|tổng hợp"
    "|quán triệt|phân công|phân bổ|phân cấp|phân loại|phân tích|giao|quyết định|xem xét|chuẩn bị|tuyên truyền"
    "|phổ biến|quan tâm|phát huy|phát động|phát triển|phát hiện|đề xuất|đề nghị|kiến nghị|gửi"
    "|lập|cập nhật|công khai|công bố|xử lý|giải quyết|thẩm định|thẩm tra|thanh tra|hỗ trợ|tiếp nhận|chấp hành"
    "|quản lý|sử dụng|vận động|huy động|duy trì|mở rộng"
    "|mở|đưa|rút kinh nghiệm|khắc phục|kết thúc|tiếp thu|thành lập|kiện toàn|củng cố|tạo|đổi mới|lồng ghép"
    "|áp dụng|ứng dụng|khai thác|đăng ký|đăng tải|đăng|niêm yết"
    "|tập huấn|đào tạo|bồi dưỡng|tổng kết|sơ kết|đánh giá|thống kê|điều tra|khảo sát|xác định|xác minh|xác nhận"
    "|làm việc|làm rõ|làm tốt|làm đầu mối|là đầu mối|là cơ quan|làm"
    "|bám sát|nắm|nắm chắc|nắm bắt|siết chặt|kiểm soát|ngăn chặn|phòng ngừa|phòng chống|phòng, chống|đấu tranh"
    "|bảo vệ|giữ vững|giữ gìn|gìn giữ|tháo gỡ|cải thiện|cải cách|cải tạo"
    "|sửa đổi|bổ sung|điều chỉnh|bãi bỏ|thay thế|cụ thể hóa|cụ thể hoá|thể chế hóa|thể chế hoá|đơn giản hóa"
    "|đơn giản hoá|số hóa|số hoá|minh bạch hóa|chuẩn hóa|đa dạng hóa|xã hội hóa|hiện đại hóa"
    "|thu hút|thu hồi|thu thập|thu gom|thu|chi trả|chi|thanh toán|quyết toán|nghiệm thu|bàn giao|điều động"
    "|luân chuyển|sắp xếp|tuyển dụng|tinh giản|ký kết|ký"
    "|thông báo|thông tin|truyền thông|hội chẩn"
    "|trao đổi|thảo luận|tham gia|tham dự|tham vấn|góp ý|cho ý kiến|lấy ý kiến"
    "|mời|cử|dự|họp|tham khảo|nhân rộng|khuyến khích|khen thưởng|biểu dương|tuyên dương|tôn vinh"
    "|chăm lo|chăm sóc|khám|cấp|cấp phát|trang bị|mua sắm|đầu tư|thi công|khởi công|khởi động|nghiên cứu|trồng"
    "|treo|dọn|vệ sinh|cài đặt|kết nối|tích hợp|chia sẻ|liên thông|vận hành|thử nghiệm|thí điểm"
    "|rút ngắn|giảm|tăng|hạn chế|loại bỏ|tránh|không để|không được|không|đề cao|nêu cao|gương mẫu|tuân thủ"
    "|nghiêm cấm|cấm|dừng|tạm dừng|chấm dứt|yêu cầu|phấn đấu|thúc đẩy|tạo điều kiện|kêu gọi|động viên"
    "|thường trực|trực|ứng trực|sẵn sàng|huy động|di dời|sơ tán|trưng dụng|xếp|cứu trợ|thăm hỏi|chịu|đối thoại"
    "|tiếp công dân|tiếp|bình xét|xét|đề ra|ra|gắn|coi|xem|lựa chọn|giới thiệu|kê khai|lưu trữ|lưu|bảo quản"
    "|đôn đốc|nhắc nhở|phê bình|kiểm điểm|xử phạt|truy thu|cưỡng chế|giải phóng|bồi thường|đền bù|đo đạc|cắm mốc"
    "|lắp đặt|sửa chữa|sửa|duy tu|nạo vét|phun|tiêm|tiêm phòng|tầm soát|truy vết"
    "|tính toán|dự báo|cảnh báo|dự phòng|dự trữ|điều hành|điều tiết|quy hoạch|quy định|thiết lập|thiết kế"
    "|biên soạn|soạn thảo|soạn|dự thảo|in|phát hành|tái cơ cấu|cơ cấu|đàm phán|hợp tác|quảng bá|xúc tiến"
    "|căn cứ|trích|hoàn trả|tạm ứng|giải ngân|khoanh|miễn|gia hạn|tích cực|khẩn trương|tiếp tục|thường xuyên"
    "|kịp thời|trực tiếp|nghiêm túc|tập trung|quyết liệt|sớm|nhanh chóng|kiên quyết|định kỳ|tăng cường|chú trọng"
    "|ưu tiên"
    "|định hướng|phê duyệt|treo|phát sóng|phát thanh|tường thuật"
    "|lên lịch|lên kế hoạch|lên danh sách|đảm nhận|đảm nhiệm|nâng|phát bản tin|phát tin|tuyệt đối không"
    "|khoanh vùng|cách ly|điều trị|trả lời|phúc đáp|giải trình|tiết kiệm"
    "|cắt giảm|cắt tỉa|xóa bỏ|xoá bỏ|hủy bỏ|khôi phục|phục hồi|ổn định|cứu hộ|ứng phó|ứng cứu|bổ nhiệm|miễn nhiệm"
    "|đình chỉ|thi hành|triệt phá|trấn áp|kiềm chế|hình thành|trao tặng|cam kết|kế thừa|thẩm tra|thẩm duyệt|ký số"
    "|đồng bộ|tra cứu|phân luồng|giãn cách|khử trùng|niêm yết|gieo trồng|thu hoạch|tưới tiêu|chăm bón|bảo trì"
    "|tự kiểm tra|tự đánh giá|tự rà soát|tự|giúp|luyện tập|trang trí|duyệt|phục vụ|hoàn trả|đón tiếp|niêm phong|gia cố"
    "|tiêu hủy|khử khuẩn|giải tỏa|giải toả|tháo dỡ|kiểm kê|kiểm đếm|đối chiếu|rà phá|hiệp đồng|chuyển|thẩm duyệt"
    "|tu bổ|chốt|bảo dưỡng|phân luồng|xây|mua|bán|sao gửi|sao lục|nhập|xuất|lắp|chốt chặn|tuần tra|canh gác"
    "|phải|cần|có trách nhiệm|có nhiệm vụ|có kế hoạch|có biện pháp|có phương án|có giải pháp|có văn bản|đồng thời"
    "|theo chức năng|theo dõi|tùy|tuỳ|trên cơ sở|trong phạm vi|sau khi|khi|trước khi|trước ngày|ngay|hằng năm"
    "|hàng năm|chậm nhất|nghiên|liên hệ|bàn|chấn chỉnh|tổng kiểm tra|tổng rà soát|tổng vệ sinh|tìm kiếm|tiếp cận"
    "|thông tuyến|thông xe|hoãn|phân tuyến|phân quyền|phân định|phân giao|phân khai|nhận diện|khơi thông|khai thông"
    "|thu dọn|che chắn|chằng chống|neo đậu|trích lập|thu nộp|trao|tặng|diễn tập|phản ánh|phản hồi|tố giác|khống chế"
    "|san gạt|cắm biển|cắm cờ|đặt biển|di chuyển|di dân|giải thể|sáp nhập|hợp nhất|chuyển đổi|chuyển giao"
    "|chuyển tải|giới hạn|tuyển chọn|trả lại|hoàn lại|phúc tra|truy quét|ra quân|rà|rà lại|soát lại|nhắc|chụp"
    "|dành|tạm cấp|cắt cử|bằng mọi biện pháp|bằng mọi cách"
    "|đồng loạt|điểm danh|chạy thử|báo số|cho học sinh|chọn|viết|chấm|đo|báo tình hình|nhắn|xuống|chạy|vớt"
    "|ghi nhật ký|kiểm lại|quét|quét dọn"
    "|rửa|lau dọn|cắt cỏ|cắt điện|cắt nước"
    "|kê dọn|đấu nối|đóng cống|mở cống|ghi sổ|dán|đóng gói|trải|dựng rạp|lợp|xúc|đắp|san lấp|dẹp|gặt|cày|bón|làm đất"
    "|gieo|thay|có mặt|mang theo|ktra|lên kịch bản|cộng điểm"
    "|tuyệt đối ko|điều chuyển|phát|nhận xét|báo kết quả|báo khối lượng|báo lại|báo về|báo cho|bc|tu sửa|chỉnh trang"
    "|sấy|nhận đỡ đầu|đỡ đầu"
    "|nhận bàn giao|gợi ý|rút ngắn|bắn pháo hiệu|đón đoàn|lấy phiếu|lấy mẫu|ghi chép|phát quang|vớt|cấy"
)
VERB = re.compile(rf"(?:{'|'.join(sorted(set(VERBS.split('|')), key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:Trên cơ sở|Căn cứ|Trong|Sau|Để|Nhằm|Khi|Đối với|Định kỳ|Hằng|Hàng|Theo(?! dõi)|Trước|Từ|Qua|Tại"
    r"|Ngay sau|Về|Tùy|Tuỳ|Bên cạnh|Ngoài|Cùng với|Cuối|Đầu|Đến|Trường hợp|Nếu|Bằng|Thông qua|Thực hiện)\b"
)
WHEN = re.compile(  # 'Thứ Năm hằng tuần thông báo …', 'Mỗi quý một lần tổ chức …', 'Sáu tháng, một năm báo cáo …'
    r"^(?:(?:sáu|0?6) tháng,? (?:và )?(?:(?:một|hằng) )?năm"
    r"|(?:cứ )?(?:sáu|ba|hai|một|\d{1,2}) (?:giờ|ngày|tháng|tuần|quý)(?: một |/)lần|(?:hằng|hàng|mỗi|từng"
    r"|trong) (?:học kỳ|học kì|kỳ|đợt)"
    r"|Từ (?:tuần|tháng|quý|năm|học kỳ) (?:này|sau|tới|[\dIVX/.]+)(?: năm \d{4})?"
    r"|Trong (?:tháng|quý|năm|tuần|ngày) [\dIVX/.]+(?: năm \d{4})?"
    r"|(?:(?:Sáng|Trưa|Chiều|Tối|Vào)\s+)?(?:thứ \w+ |ngày \d{1,2} )?(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)"
    r"(?: một lần)?(?: \([^()]*\))?),?\s+",
    re.IGNORECASE,
)
_NOT_ORDERS = re.compile(
    r"(?:giao ban|tiếp (?:đó|theo|đến)|dự kiến|(?:mức )?hỗ trợ (?:một lần|thêm|tối đa|bằng|\d)|việc|kết quả"
    r"|công tác|tình hình"
    r"|tỷ lệ|số lượng|thực hiện tốt|trình độ|quản lý nhà nước|báo cáo này"
    r"|(?:báo cáo|quyết định|kế hoạch|thông báo|kết luận|chỉ thị|hướng dẫn) số(?=\W{0,3}(?:\d|…|$)|\s*[.]{2})"
    r"|chi tiết|(?-i:Thường trực [A-ZĐỦ]\w*))\b",
    re.IGNORECASE,
)


_LOOKS_BACK = re.compile(r"(?:Sau|Qua) (?:hơn |gần )?(?:\d+|một|hai|ba) (?:ngày|tuần|tháng|năm|quý)\b")


def verb_at(text: str, at: int = 0) -> bool:
    """Whether a verb of this kind stands at this place."""
    return VERB.match(text, at) is not None


def opens_with_order(text: str) -> bool:
    """A bare verb, perhaps after adverbs or an opening clause: 'Trên cơ sở …, khẩn trương rà soát …'."""
    if _NOT_ORDERS.match(text):
        return False
    if _LOOKS_BACK.match(text):  # 'Sau hơn 01 tháng hoạt động, bộ máy … thông suốt, không gián đoạn'
        return _direct(text.partition(",")[2].lstrip())
    if (when := WHEN.match(text)) is not None and _direct(text[when.end() :]):
        return True
    if _OPENING.match(text) and not _direct(text):
        return any(_direct(text[place.end() :]) for place in re.finditer(r"[,:]\s+|\sthì\s+", text[:400]))
    return _direct(text)


def _direct(text: str) -> bool:
    return not _NOT_ORDERS.match(text) and (VERB.match(text) is not None or _misread(text))


_TWO = {fold(verb) for verb in VERBS.split("|") if len(verb.split()) == 2}


def _misread(text: str) -> bool:
    """'Tang cường kiểm tra', 'Tap trung': a verb of two syllables whose tones a scan has lost."""
    words = text.split(maxsplit=2)[:2]
    return len(words) == 2 and text[:1].isupper() and fold(" ".join(words)).strip(" ,;") in _TWO
