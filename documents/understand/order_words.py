"""The phrases by which paragraphs demand, state, thank or take leave."""

from __future__ import annotations

import re

from documents.letters import compiled

DEMAND = re.compile(
    r"(?<!\w)(?<!theo )(?<!được )(?<!đã )(?<!Theo )(?<!lượng )(?<!ứng )(?P<verb>yêu cầu|đề nghị"
    r"|giao(?!(?-i: ban\b))(?: trách nhiệm)?(?: cho)?|phân công|kính đề nghị|trân trọng đề nghị|chỉ đạo|kính mong|mời"
    r"|thông báo (?:để|đề|tới|đến)|cử|lưu ý)\s+",
    re.IGNORECASE,
)
OPENERS = re.compile(
    r"^(?:Yêu cầu|Đề nghị|Giao(?!(?-i: ban\b))|Phân công|Giao trách nhiệm(?: cho)?|Giao cho"
    r"|Kính đề nghị|Lưu ý|Đồng ý giao"
    r"|Thống nhất giao|Trân trọng đề nghị):?\s+",
    re.IGNORECASE,
)
IDLE = re.compile(
    r"(?:chiu trach nhiem (?:thi hanh|(?:to chuc )?thuc hien (?:nghiem )?(?:quyet dinh|chi thi|nghi quyet"
    r"|ke hoach|cong dien|thong bao|noi dung))|co hieu luc|trao doi,? lien he|xin lien he|moi (?:chi tiet|thong tin"
    r"|thac mac"
    r"|vuong mac)|tran trong (?:cam on)?|xin (?:chan thanh )?cam on|rat mong|noi nhan"
    r"|neu (?:co (?:gi |noi dung |diem )?chua ro|can (?:dieu chinh|sua doi|bo sung|trao doi))[^.;]{0,140}"
    r"(?:phan anh|lien he|trao doi|bao cao|thong tin|kien nghi|de xuat gui)"
    r"|neu (?:co|gap|phat sinh|thay)[^.;]{0,80}(?:kho khan|vuong mac|bat cap)[^.;]{0,140}(?:phan anh|bao cao"
    r"|lien he|gui|kien nghi|de xuat|thong tin|trao doi)"
    r"|(?:kho khan|vuong mac)[^.;]{0,60}(?:phan anh|lien he|kip thoi (?:phan anh|bao cao|thong tin))"
    r"|^(?:don vi|ca nhan|giao vien|can bo|truong hop|tap the|to chuc|ai|khoa|phong|lop|thon|chi bo|chi hoi"
    r"|xa)(?:,? [a-z]+){0,4} nao (?:vi pham|de xay ra"
    r"|khong)"
    r"|^\W*xem them\b|^(?:thong tin|dau moi|dien thoai|nguoi) lien he\b"
    r"|^(?:[a-z]+ ){0,5}gui kem|(?:^\(?|[;:.] ?)(?:[a-z]+ ){0,5}kem theo"
    r"|(?:^|[;,.] )theo de nghi cua|^xet (?!va |duyet|chon|tuyen|cap|nang|thi dua|tang)|tren co so ket qua bieu quyet"
    r"|tren co so bien ban"
    r"|(?:quyet dinh|nghi quyet|chi thi|ke hoach|cong dien|thong bao|van ban|quy (?:che|dinh)) nay (?:thay the"
    r"|co hieu luc|duoc|gom)|bai bo (?:quyet dinh|cong van|van ban|cac quyet dinh))"
)
SMALL_TALK = re.compile(
    r"^(?:den )?(?:du|tham du|co mat)\b.{0,60}(?:dung (?:thoi gian|gio|thanh phan)|day du)[^.;]*[./ ]*$"
    r"|^(?:can cu (?:tinh hinh|dieu kien|chuc nang)[a-z ,]{0,40}? (?:de )?)?"
    r"(?:(?:quan tam|nghiem tuc|khan truong|biet"
    r"|kip thoi|chu dong|tich cuc|phoi hop|to chuc"
    r"|trien khai|nghien cuu|quan triet|chi dao|va|de|cung|theo doi|tap trung|luu y|thong nhat|,|;)\s*)*"
    r"(?:thuc hien|trien khai|biet|phoi hop)(?:\s+(?:nghiem tuc|tot|day du|hieu qua|co hieu qua|dung|nghiem|kip thoi"
    r"|va|trien khai|thuc hien))*"
    r"(?:,? (?:(?:cac |nhung )?noi dung|cong dien|chi thi|ke hoach|thong bao|cong van|quyet dinh|van ban|nghi quyet"
    r"|ket luan|nay|tren|neu tren|theo|cac nhiem vu|quy dinh|y kien|chi dao|tinh than|cac van ban"
    r"|cho phu hop|(?<=va )(?:bao cao|phan anh))\b.*)?[./; ]*$"
)
TOLD = re.compile(
    r"^(?!tang|phat|dang|thong tin|tuyen truyen|huong dan)(?:de|de cac|toi|den)?\s*.*?\bbiet\b[, ]*"
    r"(?:va |,)?\s*(?:chi dao |to chuc |trien khai |phoi hop |quan ly |va "
    r"|nghiem tuc )*(?:thuc hien)?(?: (?:theo )?(?:dung )?(?:cac )?quy dinh(?: hien hanh| cua phap luat)?)?\s*[./]*$"
)
LABEL = re.compile(r"^(?P<label>[^:.;]{3,90}):\s+(?=\S)")
INTRO = re.compile(
    r"^(?:Trên cơ sở|Căn cứ|Trong|Sau|Để|Nhằm|Khi|Định kỳ|Hằng|Hàng|Theo(?! dõi)|Trước|Từ|Ngay|Về|Tùy|Tuỳ"
    r"|Bên cạnh|Ngoài|Cùng với|Cuối|Chậm nhất|Trường hợp|Nhận được|Thực hiện|Tiếp tục|Triển khai|Hiện|Đối với"
    r"|Qua|Tại|Đến|Hết)\b"
)
PAST = re.compile(
    r"^(?:đã|đang|vẫn|còn|chưa|hiện|mới|vừa|tự giải thể|quyết định thành lập|có|là một|được|bị|sẽ|rất|đánh giá cao"
    r"|cho biết|cho hay|khẳng định|nhấn mạnh|ghi nhận|hoan nghênh|cơ bản|nhất trí|thống nhất|đồng ý|cho rằng"
    r"|nhận thấy|cảm ơn)\b"
    r"(?! trách nhiệm| nhiệm vụ| kế hoạch| biện pháp| mặt"
    r"| giải pháp| phương án| văn bản| ý kiến)",
    re.IGNORECASE,
)
WHOLE = 600
SENTENCE_END = compiled(
    r"(?<!\b[ACP])\.\s+(?=[⟨A⟩])|(?<=[⟨a⟩]{2})\.(?=[⟨A⟩][⟨a⟩])"
)  # 'A. Lộc', 'C. Linh' are persons, 'P. Tổng hợp' is an office


SENT = re.compile(
    r"^(?:Thời gian|Thời hạn|Báo cáo|Văn bản|Ý kiến|Kết quả|Hồ sơ|Danh sách|Phiếu|Dự thảo"
    r"|Kế hoạch|Nội dung|Biểu|Đăng ký|Số liệu"
    r"|Các báo cáo|Bản|Đề xuất|Tham luận)\b[^\n]{0,260}?\b(?:gửi|nộp|phải trình)\b[^\n]{0,320}?"
    r"(?:trước|chậm nhất|trong vòng|hạn|muộn nhất|vào ngày|trong ngày|định kỳ|hằng|hàng)\b",
    re.IGNORECASE,
)

SPEAKS = re.compile(
    r"(?:ban hành|xây dựng|thông báo|triển khai|công bố|báo cáo|hướng dẫn|kết luận|có ý kiến|quyết định|tổ chức"
    r"|thống nhất|ra|đề ra|lập)\b.*(?:như sau|sau đây)\s*[:.]\s*$"
    r"|(?:yêu cầu|đề nghị|chỉ đạo|giao|quyết nghị|điện|lưu ý)(?: như sau| một số nội dung(?: sau)?"
    r"| các nội dung sau)?\s*:\s*$",
    re.IGNORECASE | re.DOTALL,
)
TELLS = re.compile(  # of minutes, and of who answers for what
    r"(?:làm việc|hoạt động) theo (?:chế độ|nguyên tắc)"
    r"|chịu trách nhiệm trước(?![^.;]{3,200}, (?:và )?(?:báo cáo|gửi|nộp)\b[^;]{0,240}\b(?:trước|chậm nhất)\b)"
    r"|(?:báo cáo|phát biểu|trình bày|nêu|đề xuất|kiến nghị|phản ánh)"
    r"(?: (?![^:]{0,40}\b(?:gửi|nộp|về)\b)[^:.;]{0,40})?:\s+\S"
)
EACH = re.compile(
    r"(?:định kỳ )?(?:cứ )?(?:hằng|hàng|mỗi|từng|\d+|một|hai|ba|sáu) (?:ngày|tuần|tháng|quý|năm|giờ|học kỳ|kỳ)"
    r"(?: một lần)?(?: \([^()]{3,40}\))?,? "
)
HOUR = re.compile(
    r"^(?:\d{1,2}(?:h|:)\d{0,2}|(?:sáng|trưa|chiều|tối)(?: nay| mai)?),? (?=[^\W\d])"
)  # 'Đ/c Hùng: 14h00 kiểm tra …'
TOGETHER = re.compile(r"^cùng (?!với|cấp|nhau)")
# 'Ban Thường vụ nhất trí với đề xuất … . Phòng Kinh tế tham mưu …': after a view the next sentence may order.
AGREES = re.compile(r"[^.;:]{3,80}?\s(?:cơ bản )?(?:nhất trí|thống nhất|đồng ý|tán thành|chấp thuận)\b(?! giao)")
DATED = re.compile(
    r"\b(?:trước (?:ngày|\d)|chậm nhất|trong (?:tháng|quý|năm|ngày|thời hạn)"
    r"|h[ằà]ng (?:ngày|tuần|tháng|quý|năm)|xong trước)\b"
)
DELIVERED = re.compile(  # 'Quy chế phối hợp giữa hai sở, trình UBND tỉnh trong tháng 5'
    r"[^.;:,]{8,200}(?:, [^.;:,]{3,80}){0,2}, (?:trình|gửi|ban hành|hoàn thành|xong)\b[^.;:]{0,80}?"
    r"\b(?:trước (?:ngày|\d)|chậm nhất|trong (?:tháng|quý|năm|thời hạn))\b"
)
NEWS = re.compile(r"\bvừa (?:có|ban hành|ký)(?: ban hành)? (?:Công văn|Văn bản|Công điện|Chỉ thị|Thông báo)[^.;]*$")
HAD = re.compile(
    r"(?<!vừa )\b(?:có|ban hành) (?:Công văn|Văn bản|Thông báo|Chỉ thị|Công điện|Kế hoạch) số [^.;]*$"
    r"|\bđã (?:có|ban hành) (?:nhiều )?(?:công điện|công văn|văn bản|chỉ thị)[^.;,]{0,40}$"
)  # asked before
SPEAKER = re.compile(r"(?:Sở|Bộ|Phòng|Ban|Hội|Cục|Chi cục|Trường|trường|nhà trường|Trung tâm|Bệnh viện|Văn phòng|tôi)")
PLACE = re.compile(
    r"(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu) "
)  # folded: of whom 'UBND' is left out
PUBLIC = re.compile(
    r"(?:một số |nhiều )?(?:người dân|nhân dân|cử tri|phụ huynh|doanh nghiệp|hộ dân|các hộ|dư luận"
    r"|(?:các )?(?:hội viên|công dân|cư dân|tiểu thương|người lao động))\b",
    re.IGNORECASE,
)
WHO_HAVE = re.compile(  # 'Các trường đã thu sai quy định phải hoàn trả …'
    r"(?:đã|đang|còn|chưa|có)(?! phải\b)(?: [^\W\d_]+){2,8}? phải (?!là\b|nói\b|kể\b)(?=[^\W\d_])"
)
IS_ASKED = re.compile(r"được (?:giao|đề nghị|yêu cầu|phân công)\s+(?!tại|theo)")
DONE_BY = re.compile(r"\b(?:được|bị|bởi|của)\s+(?:các|những|toàn)\s[^,;.]{2,40}$")  # 'đã được các cấp, các ngành …'
OWN_DUTY = re.compile(
    r"\s*(?:phân công|thông báo (?:đến|tới) (?:từng|tận|toàn)|giao (?:hồ sơ|tài sản|mặt bằng|gạo|tiền|xe|sản phẩm))\b"
)  # no demand on others
APART = re.compile(r"[Rr]iêng\s+(?:đối với\s+)?")
APPOSITION = re.compile(
    r"\s*[-–,(]\s*(?:là )?(?:[Cc]ơ quan|[Đđ]ơn vị|thường trực|đầu mối"
    r"|(?:Phó )?(?:Chủ tịch|Trưởng|Giám đốc|Bí thư|Chánh))\b"
)  # 'Sở X - cơ quan thường trực'
