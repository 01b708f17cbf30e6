"""The words agencies are named by: how a name begins, what it may go on with, and what only looks like one."""

from __future__ import annotations

import re

from documents.letters import CAPITALS, SMALL, compiled
from documents.understand.verbs import VERBS

HEADS = (
    "Tổng Liên đoàn|Trung ương Hội|Trung ương Đoàn"
    "|Tạp chí|Nhà xuất bản|Bộ|Sở|Ban|Ủy ban|Uỷ ban|UBND|UB|HĐND|Hội|Hội đồng|Văn phòng|Công an|Thanh tra|Kho bạc"
    "|Thủy điện|Cục|Chi cục|Tổng cục"
    "|Vụ|Viện|Học viện|Đại học|Cao đẳng|Trường|Nhà trường|Trung tâm|Phòng|Đảng ủy|Đảng uỷ"
    "|Tỉnh ủy|Tỉnh uỷ|Huyện ủy|Huyện uỷ|Thành ủy|Thành uỷ|Quận ủy|Thị ủy|Đảng bộ|Đảng đoàn|Chi bộ|Cấp ủy|Cấp uỷ"
    "|Tổ chức|Mặt trận|MTTQ|UBMTTQ|Đoàn|Liên đoàn|LĐLĐ|Liên minh|Hiệp hội|Liên hiệp"
    "|Tòa án|Toà án|TAND|Viện kiểm sát|VKSND|Bảo hiểm|BHXH|Ngân hàng|Tập đoàn|Tổng công ty|Công ty|Doanh nghiệp"
    "|Báo|Đài|Cổng|BTL|Quân chủng|Binh chủng|Bệnh viện|Khoa|Tổ|Đơn vị|Cơ quan|Địa phương|Ngành|Đoàn thể"
    "|Chính quyền|Chủ tịch|Phó Chủ tịch|Giám đốc|Phó Giám đốc|Thủ trưởng|Bộ trưởng|Thứ trưởng|Chánh|Phó Chánh"
    "|Thống đốc|Phó Thống đốc|Tổng Giám đốc|Phó Tổng Giám đốc|Viện trưởng|Chánh án|Cục trưởng|Phó Cục trưởng"
    "|Tổng cục trưởng|Chi cục trưởng|Vụ trưởng|Tổng Biên tập|Tổng Kiểm toán|Chủ nhiệm|Chỉ huy trưởng|Đội trưởng"
    "|Trưởng|Phó Trưởng|Phó Thủ tướng|Thủ tướng|Hiệu trưởng|Hiệu phó|Thành viên|Đồng chí|Thường trực"
    "|Ban Thường vụ|BTV|BCH|BCĐ"
    "|Lãnh đạo|Người đứng đầu|Bí thư|Phó Bí thư|Hạt|Chi nhánh|Điện lực|Quỹ|Đội|Hải quan|Thuế|Thống kê|Bộ đội"
    "|Giáo viên|Nhân viên|Điểm thi|Điểm trường|Thầy|Cán bộ|Công chức|Chủ đầu tư|Nhà thầu|Kiểm toán|Tư lệnh|Quân khu"
    "|Xã|Phường|Đặc khu|Huyện|Quận|Thị xã|Thị trấn|Thành phố|Tỉnh|Khối|Cụm|Thôn|Lực lượng|Chi hội|Ban quản lý"
    "|Hợp tác xã|HTX|Tổ hợp tác"
    "|Ấp đội trưởng|Thôn đội trưởng|Khu đội trưởng|Xã đội trưởng|Thị đội|Huyện đội|Thị đoàn|Quận đoàn|Thành đoàn"
    "|Các bộ|Cá nhân|Tiểu ban|Nhóm|Bưu điện|Viễn thông|VNPT|Viettel|MobiFone|VPCP|VTV|VOV|TTXVN"
    "|Nhà máy|Xí nghiệp|Nông trường|Vườn quốc gia|Khu|Cảng|Cảng vụ|Sư đoàn|Trung đoàn|Binh đoàn|Bộ Tư lệnh|Bộ Chỉ huy"
    "|Đồn|Trạm|Nhà văn hóa|Bảo tàng|Thư viện|Toàn thể|Chuyên viên|Kế toán|Hội Nông dân|Các đồng chí|Từng|Mỗi|Mọi"
    "|Những|Công đoàn|Cảnh sát|Các chi|Các bản|Các tiểu khu"
    "|Chủ hồ|Chủ hồ chứa|Chủ các hồ chứa|Chủ đập|Chủ rừng|Chủ tàu|Chủ cơ sở|Chủ các|Chủ nhà|Chủ hộ|Các hộ"
    "|Người dân|Ấp"
    "|Khóm|Buôn"
    "|Chủ phương tiện|Phụ trách"
    "|Ủy viên|Uỷ viên|Quản đốc|Phân xưởng|Đốc công|Cụm trưởng|Trạm trưởng|Buôn trưởng|Già làng|Người có uy tín"
    "|Phó GĐ|PGĐ|Chi ủy|Chi uỷ|Phó hiệu trưởng|CA xã|CA phường|CA tỉnh|CA huyện|CA thành phố|CHQS|Văn thư|Thủ quỹ"
    "|Điều dưỡng trưởng|ĐD trưởng|Chi đoàn"
    "|GVCN|GVBM|TTCM"
    "|BGH|Bộ phận|Hợp tác|Tổng thư ký"
    "|Tổng Bí thư"
    "|Chính phủ|Quốc hội|Đại biểu"
)
_ANY_HEAD = "|".join(sorted(set(HEADS.split("|")), key=len, reverse=True))
# As minutes and notes write them: 'P. Tổng hợp', 'P.KT', 'TT Tin học', 'CVP', 'STC', 'Anh Nam', 'Đ/c Hoa'.
_SHORT = (
    rf"(?-i:P\.\s?[{CAPITALS}][\w-]*|(?:TT|VP|PGD|TTr|BQL|CC|XN|GV|PX)\s+(?=[{CAPITALS}][{SMALL}])|(?:VP|CVP|PCVP|BQLDA"
    rf"|BQL|S[A-ZĐ]{{2,6}})(?!\w|[-/])"
    rf"|(?-i:Sờ(?= [{CAPITALS}]))"  # as scanners read 'Sở'
    rf"|(?:[AaĐđ]/c|[Đđ]ồng chí|Anh|Chị|(?-i:[Ôô]ng"
    rf"|[Bb]à)(?=(?-i: [{CAPITALS}][{SMALL}]+ [{CAPITALS}])))\s+(?=[{CAPITALS}][{SMALL}])|Các cơ sở)"
)
HEAD = re.compile(
    rf"(?:(?:các|toàn bộ|tất cả|mỗi|từng)\s+)?(?:\d{{1,3}}\s+)?(?:{_ANY_HEAD})(?![\w])|{_SHORT}",
    re.IGNORECASE,
)
# Behind an agency in brackets: through whom it works, or which of them; no part of its name.
BESIDE_NAME = re.compile(
    r"\s*\((?:\d{1,3} [a-zđ]|[ĐđaA]/c|đồng chí|ông|bà|cô|thầy|tổng hợp|từ |(?:là )?(?:cơ quan|đơn vị|chủ đầu tư"
    r"|Chủ đầu tư"
    r"|Cơ quan"
    r"|có |(?:[Tt]ổ|[Đđ]ội|[Tt]rạm|[Nn]hóm) trưởng|thường trực|đầu mối)\b|(?:nay|trước đây) là |(?:sau đây |gọi "
    r"|viết )+(?:tắt )?là "
    r"|(?:PGS|GS|TS|ThS|BS|DS|CN|KS)[. ])[^()]*\)"
)
OF_WHICH = compiled(r"(?<=^Các )([⟨a⟩ ]{3,40}) \([⟨A⟩⟨a⟩][^()]*,[^()]*\)$")  # 'Các chủ rừng (Ban quản lý …, công ty …)'
NOT_HEAD = re.compile(
    r"(?:\d{1,3} )?(?:báo cáo|ban hành|bộ phận này|tổ chức (?!chính trị|đảng|đoàn|xã hội|cá nhân|liên quan|có liên"
    r"|kinh|tín"
    r"|hội(?! nghị| thảo| thi| diễn| họp)|đại diện|nghiên"
    r"|cơ sở|trực thuộc|thuộc|nghề|công đoàn)|hội nghị|hội thảo|hội họp|hội chẩn|bộ luật|bộ tiêu chí|bộ chỉ số|bộ máy"
    r"|ngành nghề|khu vực|đội ngũ|đoàn kết|(?-i:đoàn kiểm)|thuế suất|khối lượng|khoa học|viện trợ"
    r"|(?:mỗi|từng|mọi) (?:thứ|năm|quý|tháng|tuần|ngày|học kỳ|học kì|kỳ|khi|đợt|lần|buổi|môn|bài|tiết|đề|nội dung"
    r"|việc)\b"
    r"|văn thư(?:,| -) lưu trữ|phụ trách (?!phòng|đội|trạm|kế toán|bộ phận)"
    r"|phòng[, ]+chống|phòng họp|phòng ngừa|công tác|cổng dịch vụ|tỉnh giao|ban đầu|đài thọ|trưởng thành"
    r"|(?-i:[Tt]hống kê,|thống kê )|(?-i:thanh tra[, ])|thanh tra, (?:kiểm|giám)"
    r"|(?-i:Thống kê (?!tỉnh|huyện|thành phố|thị xã|quận|khu vực|xã|cấp|cơ sở|liên|[A-ZĐ]))|trường hợp|vụ việc|vụ án"
    r"|quỹ đất|sở hữu|tổ chức thực|cục bộ|địa phương hóa|nhóm nhiệm vụ|nhóm giải|tập đoàn kinh tế$"
    r"|các cơ sở (?:dữ liệu|vật chất|hạ tầng)"
    r"|những nội dung|những nhiệm vụ|những tồn|mọi chi tiết|khu công nghiệp|hợp tác (?!xã)"
    r"|chính quyền điện tử"
    r"|chính quyền số|chính phủ điện tử|chính phủ số|huyện đã|xã hội|tổ dân phố,? thôn|địa bàn"
    r"|lãnh đạo[, ]+(?!(?:các |các phòng|)?(?:sở|đơn vị|cơ quan|văn phòng|cục|phòng|bộ|ban|ubnd)\b)|lãnh đạo,)",
    re.IGNORECASE,
)
_NOUNS_TEXT = """
    vực tuyến đại chúng
    các và của ban ngành sở bộ cơ quan ngang đơn vị địa phương tỉnh huyện quận thị xã thành phố phường
    trấn cấp trực thuộc trung ương nhân dân liên đoàn thể tổ chức chính trị hội nghiệp chuyên môn văn
    phòng ngoài toàn mọi mỗi từng đảng ủy uỷ viên thường vụ thủ trưởng phó chủ tịch giám đốc lãnh đồng
    chí doanh sự công lập bàn thôn khu khối cụm cá nhà trường học giáo nhiệm khoa bệnh viện cán cộng
    khác nêu dưới vùng miền núi có quyền thầy cô phụ trách quốc gia tư pháp kinh tế mặt trận nông nữ
    thanh niên hiệp lâm đình cư chợ cao đẳng đại sát kiểm soát tòa án thương mại tín dụng ngân hàng nước đầu mối bí thư
    biển ven cảng cá bến nhánh quần chúng làng ấp khóm xóm bản buôn đặc đa cổ phần phổ thông mầm non
    hành chánh quân biên giới nhóm tiểu chương trình mục tiêu động số hệ thống lực lượng vũ trang diện
"""
NOUNS = frozenset(_NOUNS_TEXT.split())
# One office of two bodies: 'Văn phòng HĐND và UBND xã', 'Văn phòng Đoàn ĐBQH và HĐND tỉnh'.
_ONE_OFFICE = "".join(
    rf"(?<!{name})"
    for body in ("HĐND", "Hội đồng nhân dân", "Đoàn ĐBQH", "Đoàn Đại biểu Quốc hội", "Đoàn đại biểu Quốc hội")
    for name in (f"Văn phòng {body}", f"văn phòng {body}", f"VP {body}")
)
LIST_BREAK = re.compile(
    r"(?:\s+\+\s+|\+\s*(?=P\.)|\s*;\s*(?:và\s+)?"
    rf"|(?<!Bưu chính)\s*,\s*(?:và\s+)?(?=(?:{_ANY_HEAD}|các|Các|VTV|VOV)(?!\w)|P\.\s?[A-ZĐ]))(?![^()]*\))"
    rf"|(?:\s*,\s*|\s+và\s+)(?=(?:thôn|ấp|bản|xóm|khóm|buôn|tổ dân phố|chi hội|chi bộ|chi đoàn) [{CAPITALS}\d])"
    rf"|(?:\s*,\s*|\s+và\s+)(?=(?:đ/c|đồng chí|ông|bà|anh|chị|cô|thầy) [{CAPITALS}])"
    rf"|{_ONE_OFFICE}\s+và\s+(?=(?:{_ANY_HEAD}|các|Các"
    r"|chủ tịch|giám đốc|thủ trưởng|trưởng|chánh văn phòng|hiệu trưởng|bí thư)(?!\w))(?!Xã hội|Tổ chức cán bộ)"
)
TOKEN = re.compile(r"\S+")
ROLE = re.compile(r"\s*\((?!\s*(?:qua|sau đây)).{1,80}?\)")
LEGAL = re.compile(r"(?:đề nghị|yêu cầu|giao|phân công)\s+của\b", re.IGNORECASE)
PREFIX = re.compile(
    r"^(?:(?:cũng )?(?:tại|theo) (?:công văn|chỉ thị|công điện|văn bản|kế hoạch|thông báo) (?:này|trên),|đồng chí"
    r"|các đồng chí|(?:các )?ông(?:,| \(bà\)| bà)(?: bà)?|đ/c|mời|đối với|về phía"
    r"|giao(?: cho)?|đề nghị|yêu cầu|phân công"
    r"|trách nhiệm(?: của)?|nhiệm vụ(?: chung| cụ thể)? (?:đối với|cho))\s+(?=\S)",
    re.IGNORECASE,
)
MOST = 420
BOARD = re.compile(
    r"(?:(?:Phó )?(?:Trưởng|Chủ tịch) )?(?:Ban Chỉ đạo|Ban Điều hành|Tổ công tác|Hội đồng|Tiểu ban"
    r"|Đoàn kiểm tra)(?: [a-zđ ]{0,20}?)? (?:thực hiện|triển khai|phòng, chống|phòng chống|về|xây dựng)\s"
    r"[^;:.\n]{3,160}?(?=\s+(?:kết luận|yêu cầu|đề nghị|thông báo|có trách nhiệm|chủ trì|phối hợp với|tham mưu"
    r"|giao|chỉ đạo|ban hành)\b|[;:]|,\s*(?:các|Sở|UBND|Bộ|Ban|Văn phòng)\b)"
)
WHERE = compiled(
    r"(?:đóng (?:chân )?)?trên địa bàn|tại địa phương|nêu trên|có tên trên|có tên tại [\w ]{4,16} này"
    r"|trong (?:tỉnh|huyện|toàn|hệ thống|ngành|cả nước)|ngoài nhà nước|ở địa phương"
    r"|còn lại|ở cơ sở|ở trung ương|trên toàn|từ(?: [⟨A⟩][⟨a⟩]+){2,3} đến(?: [⟨A⟩][⟨a⟩]+){2,3}"
    r"|(?:(?<=đơn vị )|(?<=địa phương )|(?<=cơ quan )|(?<=đảng viên )|(?<=ác xã )|(?<=ác trường ))"
    r"được (?:thanh tra|kiểm tra|giám sát|kiểm toán|giao nhiệm vụ|giao vốn|giao chủ trì)(?:, (?:thanh tra|kiểm tra"
    r"|giám sát))*"
    r"|(?<=cá nhân )được phân công"
    r"|(?:(?<=tổ chức )|(?<=cá nhân )|(?<=hộ gia đình ))được (?:Nhà nước )?(?:giao|cho thuê)(?:,? (?:và )?(?:giao"
    r"|cho thuê))*"
    r" (?:đất|rừng|mặt nước|khu vực biển)(?:,? (?:và )?(?:đất|rừng))?"
)
WHICH = re.compile(  # of several, when an order follows: 'Các trường | đã thu sai quy định | phải …'
    r"(?:có tên trong(?: [^\W\d_A-ZĐ]+){1,4}|được (?:giao|phân công|chọn|hỗ trợ)(?: [^\W\d_A-ZĐ]+){0,5}?|(?:đã|đang"
    r"|chưa"
    r"|tham gia)(?: [^\W\d_A-ZĐ]+){1,6}?)"
    r"(?= (?:phải|có trách nhiệm|chịu trách nhiệm|khẩn trương)\b)"
)
SEVERAL = re.compile(r"(?:(?:Thủ trưởng|Giám đốc|Chủ tịch|Lãnh đạo|Chủ) )?(?:[Cc]ác|[Nn]hững) ")
PLACED = re.compile(rf"\s+(?:{WHERE.pattern})(?: [^\s,;.]+){{0,3}}$")
TRADE = compiled(r"(?:[Cc]ác )?(?:[Hh]ợp tác xã|HTX|Tổ hợp tác|Công ty)(?P<work>(?: [⟨a⟩]+){1,6}) (?=[⟨A⟩])")
_FUNCTION_TEXT = """
    đang đã sẽ được bị là để theo về nhằm do khi nếu thì mà rất còn chưa vẫn với cùng trong tại trên ở
    từ đến tới biết qua cho bằng như nhưng này đó hoặc
"""
FUNCTION = frozenset(_FUNCTION_TEXT.split())
FIELDS = re.compile(
    "(?:Giao thông vận tải|Giao thông Vận tải|Giáo dục và Đào tạo|Nông nghiệp và Phát triển nông thôn"
    "|Nông nghiệp và Môi trường|Tài nguyên và Môi trường|Kế hoạch và Đầu tư"
    "|Lao động - Thương binh và Xã hội|Lao động, Thương binh và Xã hội|Văn hóa, Thể thao và Du lịch"
    "|Văn hoá, Thể thao và Du lịch|Văn hóa và Thể thao|Thông tin và Truyền thông"
    "|Các vấn đề chung về xây dựng pháp luật|giáo dục (?:thường xuyên|nghề nghiệp)"
    "|Khoa học và Công nghệ|Dân tộc và Tôn giáo|Tuyên giáo và Dân vận|Mặt trận Tổ quốc Việt Nam|Bảo hiểm xã hội"
    "|cải cách (?:hành chính|tư pháp)|chuyển đổi số|giảm nghèo|xây dựng nông thôn mới|Y tế dự phòng"
    "|Quản lý (?:xây dựng|chất lượng)(?: công trình)?|bảo tồn(?: thiên nhiên| biển| loài)*|bán trú|nội trú"
    "|thủy lợi(?:,| và) thủy điện|thủy điện(?:,| và) thủy lợi|(?:Quản lý )?trật tự (?:đô thị|giao thông|xây dựng)"
    "|Chữ thập đỏ|Công nghệ, chuyển đổi số(?: và Tự động hóa)?|Nghiệp vụ (?:thuế|y|dược|hải quan)|Thông tin - Thư viện"
    "|đầu tư(?: xây dựng)?(?: và)? kinh doanh hạ tầng(?: KCN| khu công nghiệp| kỹ thuật)*|tự đánh giá"
    "|tư vấn(?:,? (?:và )?(?:thiết kế|giám sát|thẩm tra|lập dự án))+|(?<=kiểm tra )nội bộ"
    "|Kiểm tra, kiểm soát nội bộ|Công tác chính trị - Học sinh, sinh viên|loại [IVX]+(?:,? (?:và )?(?:loại )?[IVX]+)*"
    "|Hồi sức(?: tích cực)?(?: -)? cấp cứu|Cấp cứu(?: lưu động"
    "|,? hồi sức[\\w ]{0,12})?|hàng hải|Văn thư(?:,"
    "| -) lưu trữ"
    "|rừng (?:phòng hộ|đặc dụng|sản xuất)(?:(?:,| và) (?:phòng hộ|đặc dụng|sản xuất))*"
    "|phối hợp (?:phổ biến,? giáo dục pháp luật|PBGDPL|công tác)|Bưu chính,? Viễn thông"
    "|Văn hóa(?:,| -) Thông tin(?: và Thể thao)?|Thể dục(?:,| -)? Thể thao|Thương mại(?: và|,) Du lịch"
    "|chấm (?:thi|phúc khảo|thi đua)|coi thi|ra đề(?: thi)?|in sao đề(?: thi)?"
    "|tiết kiệm và vay vốn|xử lý (?:nước thải|(?:bãi )?rác(?: thải)?|chất thải)"
    "|vì sự tiến bộ (?:của )?phụ nữ"
    "|đại diện cha mẹ học sinh|(?:Ngoại|Nội|Sản|Nhi) tổng hợp|Kiểm soát bệnh tật|An toàn(?: vệ sinh)? thực phẩm"
    "|An toàn giao thông"
    "|Bồi thường, hỗ trợ(?:,| và) tái định cư|xây dựng Đảng"
    "|Phục vụ hành chính công|Cung ứng dịch vụ(?: sự nghiệp)? công|Phát triển quỹ đất"
    "|Dịch vụ (?:tổng hợp|hành chính công|nông nghiệp|việc làm|đấu giá tài sản)|Kỹ thuật nông nghiệp"
    "|Điều hành (?:đô thị )?thông minh|Giám sát,? điều hành[ \\w]{0,24}thông minh"
    "|(?:Kế hoạch|Hành chính|Tổ chức|Nghiệp vụ)(?: và | - | )(?:tổng hợp|nghiệp vụ|quản trị|cán bộ|tài vụ)"
    "|Giải phóng mặt bằng|Khai thác (?:công trình )?thủy lợi|Công nghệ thông tin"
    "|Vật tư(?:,| -) (?:trang )?thiết bị(?: y tế)?|Quản lý chất lượng|lâm sàng(?:, cận lâm sàng)?"
    "|(?:Điều phối )?Nông thôn mới|Bảo vệ(?:,| và) phát triển rừng|Bảo vệ môi trường|khám(?: bệnh)?,? chữa bệnh"
    "|Giám sát,? (?:kiểm tra )?(?:và )?xử lý sau thanh tra|Quản lý nợ(?: và cưỡng chế(?: nợ)?(?: thuế)?)?"
    "|Phòng,? chống(?:,? (?:và )?(?:thiên tai|tham nhũng|lãng phí|tiêu cực|tội phạm|ma túy|mại dâm"
    "|dịch(?: bệnh)?(?: COVID-19| gia súc,? gia cầm| động vật| ở người)?|cháy(?:,? chữa cháy)?(?: rừng)?|buôn lậu"
    "|gian lận thương mại|hàng giả"
    "|tệ nạn xã hội|bạo lực gia đình|HIV/AIDS|mua bán người|khủng bố))+"
    "(?:(?: và|,) (?:Phòng thủ dân sự|tìm kiếm cứu nạn))*|và phát thanh,? truyền hình"
    "|chi nhánh(?= (?:tỉnh|thành phố|huyện|khu vực))"
    "|là (?:tổ chức|cá nhân|hộ gia đình)(?=[:,;]|$| phải| có trách nhiệm)"
    "|Công nghệ số cộng đồng|Công tác(?: liên ngành)?"
    "|Xúc tiến (?:đầu tư|thương mại|du lịch)(?:(?:,| và| -) (?:đầu tư|thương mại|du lịch))*|tham mưu,? giúp việc"
    "|(?:Quản lý )?(?:các )?dự án(?:,? (?:đầu tư|xây dựng|công trình|giao thông|dân dụng|công nghiệp|nông nghiệp|và|các"
    "|phát triển|nông thôn|hạ tầng|đô thị|khu vực|thủy lợi|chuyên ngành))*)(?!\\w)",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"(?:[^\s,;:.]+\s+){1,5}?(?=(?:chủ trì|có trách nhiệm|phối hợp với|tham mưu|chịu trách nhiệm|khẩn trương"
    r"|tiếp tục|tăng cường"
    r"|chủ động|đẩy mạnh)\b)"
)
_UNSURE = (
    "sau khi|trước khi|trước ngày|hằng năm|hàng năm|chậm nhất|trên cơ sở|trong phạm vi|theo chức năng|thông tin"
    "|quy định|kế hoạch|tích cực|khẩn trương|thường xuyên|kịp thời|trực tiếp|nghiêm túc|quyết liệt|nhanh chóng"
    "|kiên quyết|định kỳ|đồng thời|quản lý|tổ chức|có liên quan|thường trực|dự phòng|phòng chống|phòng, chống"
)
_SURE = "|".join(verb for verb in VERBS.split("|") if " " in verb and verb not in _UNSURE.split("|"))
RUNS_ON = re.compile(
    r"\s+(?!(?:vừa|mới|nay|hiện|hằng|hàng|mỗi|từng|sáng|chiều|luôn|cũng|đều|không|cơ bản|thống nhất|nhất|đồng ý"
    r"|đánh giá|ghi nhận)\b)"
    r"(?P<more>(?:[^\W\d_A-ZĐ]+\s+){0,5}?[^\W\d_A-ZĐ]+)\s+"
    rf"(?:phải|{_SURE})\b(?! của\b| này\b)"
)
PAIRS = frozenset(
    {
        "hàng không",
        "thường trực",
        "thư chi",
        "chi bộ",
        "chi đoàn",
        "giáo dục",
        "kiểm tra",
        "thanh tra",
        "công trình",
        "công lập",
        "chương trình",
        "quy trình",
        "hành chính",
        "địa bàn",
        "trang trại",
        "thi đua",
    }
)

_BEFORE_FIELDS_TEXT = """
    ty nhánh thầu
    trạm máy
    hành mtv tnhh tổ đồng khu trường ptdt rừng hồ chứa đập nước báo huy đạo khoa quan tâm sở bộ phòng ban lý vụ
    cục ngành
"""
BEFORE_FIELDS = frozenset(_BEFORE_FIELDS_TEXT.split())
PLURAL = re.compile(
    r"(?:các|những) (?:tỉnh|huyện|xã|phường|quận|bộ|sở|phòng|thành phố|trường|đơn vị|huyện ủy|đảng ủy"
    r"|công ty(?: tnhh| mtv| cổ phần){0,2}|chi nhánh|ban quản lý)(?:, [^:]{2,30})?:$",
    re.I,
)

BEFORE_BODIES = frozenset(["ban", "chức", "các", "mọi", "nghiệp", "quan", "thể", "và", "vị"])
BODIES = re.compile(
    r"tổ chức (?:chính trị|đảng|đoàn thể|xã hội|liên quan|có liên quan|cá nhân|, cá nhân"
    r"|hội(?! nghị| thảo| thi| diễn| trại| chợ| đàm)|tín dụng|công đoàn)"
)
LEVELS = re.compile(r"cấp (?:tỉnh|huyện|xã|cơ sở|trên|dưới|thành|phường|ủy|uỷ|trung|phòng|sở|bộ|nước|học)")
NOUN_VERBS = (
    "quản lý",
    "thanh tra",
    "kiểm tra",
    "điều hành",
    "tổng hợp",
    "truyền thông",
    "thống kê",
    "giám sát",
    "đầu tư",
    "phát triển",
    "bảo vệ",
    "tiếp công dân",
    "thông tin",
    "báo chí",
    "thường trực",
    "thi công",
    "xử lý",
    "xúc tiến",
    "ứng dụng",
    "đào tạo",
    "công tác",
    "dự ",
)
_BEFORE_NOUNS_TEXT = """
    ban bộ các cục ngành phòng quan thường trường tâm tổ viện và vị đoàn đơn đội thầu
"""
BEFORE_NOUNS = frozenset(_BEFORE_NOUNS_TEXT.split())
ONLY_VERBS = frozenset(
    {"không", "nộp", "gửi", "rà", "phải", "cần", "đưa", "cử", "treo", "vừa", "lo"}
)  # in no agency's name
