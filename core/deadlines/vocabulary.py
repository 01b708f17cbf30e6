"""The words by which a deadline, a start, an event, a plan or a cited document is recognised; all folded."""

from __future__ import annotations

import re
from enum import Enum, auto

from core.proposal import Boundary


class Role(Enum):
    FIRM = auto()  # 'trước ngày', 'chậm nhất', 'hoàn thành trong': a deadline wherever it stands
    LIKELY = auto()  # 'trong năm', 'đến tháng', 'vào ngày': a deadline where the sentence orders something
    UNCUED = auto()  # nothing before it: a deadline only when the phrase is nothing else
    NONE = auto()  # a cited document, an event, the past
    START = auto()


def words(*lists: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(lists)})(?![a-z])")


def _alone(word: str, *, after: str) -> str:
    """The word where none of these syllables stands before it: 'họp', and not 'phối hợp'."""
    return "".join(rf"(?<![^a-z]{syllable} )" for syllable in after.split("|")) + word


_FILL = (
    r"(?:[ ,:(\"'-]|dip (?:le |tet )?|quoc khanh |la |vao |"
    r"cac |het |ngay |thoi diem |muc |khoang |cuoi cung |lam viec |truoc |trong |cua |"
    r"nham |khi |(?:0?[2-9]|hai|ba) (?=$)|"
    r"giao dich |khai giang |bau cu |"
    r"ket thuc |nua |cuoi |gio |hanh chinh |buoi |sang |chieu |dem |thu (?:hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9]))*$"
)
_LABEL = (
    r"(?:thoi (?:han|gian|diem)|(?<!trung )(?<!dai )(?<!ngan )han|tien do|moc thoi gian|ky han)"
    r"(?: (?:hoan thanh|hoan tat|thuc hien|bao cao|gui|nop|"
    r"trinh|xong|ban hanh|chot|cuoi|cuoi cung|cham nhat|giai quyet|tra loi|cho y kien|ket qua|ho so|ve|phai|"
    r"du kien|nhan|moi|"
    r"dang ky|yeu cau|cong bo|xu ly|cua|san pham))*"
)
LABELLED = re.compile(
    rf"(?<![a-z])(?:{_LABEL}(?: [a-z]+){{0,5}}|trong (?:vong |thoi gian )?[0-9]{{1,2}} (?:ngay|tuan|thang))"
    r"[ :(]+(?:la |duoc )?$"
)
_UNTIL = r"(?:tu|ke tu|tinh tu) nay(?: cho)? den(?: het)?|cho den(?: het)?|den het"
_LATEST = (
    r"(?:cham|muon|tre) nhat(?: la)?(?: phai)?(?: xong)?(?: den)?(?: truoc)?(?: (?:het|vao|trong|cuoi))?|"
    r"khong (?:de )?(?:keo dai )?(?:qua|cham qua|muon hon|cham hon|tre hon|de qua)|(?:han|ngay) chot|han cuoi(?: cung)?"
)
_DONE_WITHIN = (
    r"(?:xong|hoan thanh|hoan tat|ket thuc|hoan thien|thuc hien xong|dut diem)(?: \w+){0,2}? (?:ngay )?"
    r"trong(?: suot)?|trong suot|ngay trong"
)

# In this order: the first that stands before the point decides.
CUES: tuple[tuple[Role, Boundary, re.Pattern[str]], ...] = tuple(
    (role, boundary, re.compile(rf"(?<![a-z])(?:{cue})(?![a-z]){_FILL}"))
    for role, boundary, cue in (
        (Role.FIRM, Boundary.BY, r"truoc (?:va|hoac) (?:trong|den het|den)"),
        (Role.FIRM, Boundary.BEFORE, r"truoc(?: (?:het|moc|thoi diem|luc))?"),
        (Role.FIRM, Boundary.BY, _LATEST),
        (Role.FIRM, Boundary.BY, _UNTIL),
        (Role.FIRM, Boundary.WITHIN, _DONE_WITHIN),
        (Role.FIRM, Boundary.WITHIN, _LABEL),
        (Role.FIRM, Boundary.WITHIN, r"(?:xong|hoan thanh|hoan tat|ket thuc|dut diem)(?: (?:vao|den|ngay))?"),
        (Role.LIKELY, Boundary.WITHIN, r"trong (?:ky|dot) sinh hoat(?: [a-z]+){0,3}"),
        (Role.LIKELY, Boundary.WITHIN, r"trong|noi trong"),
        (Role.LIKELY, Boundary.BY, r"den|het|toi|muc"),
        (Role.LIKELY, Boundary.BY, r"vao|trong cac"),
        (
            Role.START,
            Boundary.BY,
            r"(?:ke |tinh |bat dau |trien khai |ap dung )?tu|(?<!nam )(?<!thang )(?<!tuan )sau|bat dau|tu sau",
        ),
    )
)

_DOC_TYPE = (
    r"(?:luat|bo luat|phap lenh|nghi dinh|nghi quyet|quyet dinh|chi thi|thong tu|ket luan|ke hoach|chuong trinh|"
    r"cong van|"
    r"cong dien|thong bao|huong dan|quy dinh|van ban|to trinh|bao cao|de an|bien ban|giay moi|hien phap|chien luoc|"
    r"quy hoach|ho so|so(?= ?[0-9:._]))"
)
CITED = re.compile(
    r"[0-9a-z] ?[/-] ?[a-z][a-z0-9/&.-]*,? ngay $|(?<![a-z])so:? ?(?![a-z]+,? ngay)[0-9]*[^ ;\n]{0,30},? ngay $"
    rf"|(?<![a-z]){_DOC_TYPE}(?! cac )(?: [^;\n.]{{0,60}})?,? (?:ky |ban hanh |duoc ban hanh |de |lap )?ngay $"
)
PLAN = words(
    "giai doan|nhiem ky|tam nhin|dinh huong|thoi ky|chien luoc|quy hoach|nam hoc|ke hoach|chuong trinh|de an|du toan",
    "muc tieu|nghi quyet|luat|nghi dinh|quyet dinh|tong ket|so ket|tinh hinh|phuong huong|nhiem vu|ket qua|cong tac",
    "vu (?:dong|he|thu|mua|xuan)|dong xuan|he thu|thu dong|nien vu",
    "chi tieu|nien do|von|ngan sach|so voi|cung ky|du an|chi thi",
)
STATE = re.compile(
    r"(?<![a-z])(?:tinh hinh|phuong huong|nhiem vu(?! con lai)|"
    r"(?<!tra )(?<!bao cao )ket qua|cong tac|chi tieu(?! con lai)|"
    r"muc tieu|phat sinh|giai doan|(?<!giua )nhiem ky|"
    r"so voi|cung ky|du toan|ton tai|han che)(?: [a-z]+){0,4} ?$"
)
GATHERED = words("(?:to chuc|mo) (?:sinh hoat|hoi nghi|hoi thao|tap huan|lop|cuoc thi|hoi thi|chien dich|dot)")
TIMETABLE = re.compile(r"(?<![a-z])(?<!duong )(?<!am )lich(?: [a-z]+){0,3} $")  # 'ra lịch trực ban | từ 01/5 đến 31/10'
RESULTS = re.compile(r"(?<![a-z])(?:bao cao|gui|trinh)(?: [a-z]+){1,8} ket qua(?: [a-z]+){0,4} ?$")
AIMED = words("phan dau|dat (?:it nhat|toi thieu)")  # '… đến hết năm 2027 có 100% trạm': still to be reached
REACHED = words("hoan thanh|xong|hoan tat|phan dau|ket thuc")
DUTY = words(
    "hoan thanh|hoan tat|hoan thien|ban hanh|trinh|bao cao|gui|nop|xong|thuc hien|tien hanh|trien khai",
    "(?<!ban )(?<!cac )(?<!quan )to chuc|xay dung",
    "phe duyet|khac phuc|giai quyet|xu ly|tham muu|ra soat|cong bo|ket thuc|dua vao|giai ngan|cap nhat|ket noi",
    "chu tri|tong hop|tra loi|kiem tra|cung cap|dang ky|phan dau|bao dam|dam bao|trao|chuyen|thanh lap|sap xep",
    "ban giao|phai|lap|tiep nhan|lay y kien|tuyen truyen|van dong|treo|ra quan|phat dong|truc|trung bay|bo tri",
    "tham dinh|tham tra|huong dan|ket luan|lam ro|doi thoai|xac minh|hoan chinh|so ket|tong ket",
    "tap huan|(?<!giao duc va )dao tao|boi duong|chot|sua chua|lap dat|mua sam|nghiem thu|kiem ke|doi chieu",
    "dieu tra|giam sat|khoi cong|dat (?:toi thieu|it nhat|tren|tu|[0-9]+ ?%)",
    "thanh toan|chi tra|hop long|thong xe|khanh thanh|nao vet|giai toa|thao do|di doi|phat quang|phan bo|lay phieu",
    "dua(?: [a-z0-9%,]+){1,12}? (?:len|vao|xuong|ve)|sua",
    "cho (?:hoc sinh|tre|nguoi lao dong)(?: [a-z]+){0,6} nghi",
    "chuan bi|mo dot|mo (?:[0-9]+ |cac )?lop|mo cao diem|bien soan|phat hanh|khao sat|trien khai dot",
)
DELIVER = words("bao cao|gui|nop|trinh|hoan thanh|xong")
DELIVERED = re.compile(
    r"(?<![a-z])(?:bao cao|gui|nop|trinh)(?: ket qua| ve| cho)* (?!so [0-9]|cua)"
    r"(?:(?!hop |hoi nghi|phien|khai mac|phat hanh|ban hanh|ky |le |so [0-9]|dip |cua )[^.;,\n]){2,70} (?:ngay )?$"
)
SIGNED_BY_THEN = re.compile(  # 'trình Chủ tịch ký ngày 20/12': the day still to come is when it is laid before him
    rf"(?<![a-z])(?<!to )trinh (?!{_DOC_TYPE})(?:(?! da )[^.;,\n]){{2,50}}? "
    r"(?:(?:xem xet|phe duyet|duyet|cho y kien|ky|ban hanh|va),? )+"
    r"(?:ngay )?$"
)
LAID_BEFORE = re.compile(  # 'trình Ban Thường vụ xem xét tại phiên họp ngày 10/9'
    rf"(?<![a-z])(?<!to )(?:trinh|bao cao|bao ket qua) (?!{_DOC_TYPE})"
    r"(?:(?! (?:da|neu|phat bieu|ket luan|kien nghi) )[^.;\n]){2,90}? tai (?:phien|ky|cuoc|buoi|hoi nghi)"
    r"(?: hop| giao ban)?(?: [a-z]+){0,3}? (?:ngay )?$"
)
HELD = words(
    "huan luyen|doi thoai|boc tham|xet duyet|to chuc|phat dong|khai mac|ra quan|tong ve sinh|don ve sinh|dien tap"
)
# What is done within a day: 'phân luồng xe ngày 18/9', 'mở cống lúc 5h ngày 11/4', 'cho học sinh nghỉ học ngày 27/10'.
DAYS_WORK = re.compile(
    r"(?<![a-z])(?<!viec )(?<!khi )(?<!lich )(?<!ve )(?<!le )"
    r"(?:(?:phan|phun|nghiem|don|chay|tap|tong) (?:luong|khu khuan|hoa chat|thuoc|thu|dep|duyet|ve sinh)"
    r"|(?:mo|dong) (?:cong|van|dap)|cat (?:dien|nuoc)|ra quan|kham (?:suc khoe|sang loc|benh)|tiem (?:chung|phong)"
    r"|nghi (?:hoc|lam)|tap trung (?:tai|ve)|tap ket|chot (?:so luong|danh sach"
    r"|so lieu))(?![a-z])(?:,? (?!bau cu|ky thi|bao"
    r"|dot|sau|va|den|tinh|dip|dai hoi|hoi nghi|le(?![a-z]))[a-z0-9]+){0,8} (?:ngay )?$"
)
DAYS_OFF = words("nghi (?:hoc|lam|tet|le)")  # of several days: how long, and no day by which
# 'hướng dẫn tạm dừng đóng … đến hết tháng 6', 'xem xét không kiểm tra … trong năm 2020' say how long it holds.
PUT_OFF = re.compile(
    r"(?<![a-z])(?:huong dan|cho phep|xem xet)(?: [a-z]+){0,3} (?:tam dung|gia han|mien|khong)(?![a-z])[^.,;\n]*$"
)
DONE_ON = re.compile(r"(?<![a-z])(?:lam|thuc hien|tien hanh) (?:(?:luc|vao) )?$")  # 'làm vào ngày thứ Bảy 11/7'
HELD_KIND = re.compile(  # 'tổ chức lễ ra quân ngày 20/4' needs no 'vào'
    r"(?<![a-z])(?:to chuc|khai mac) (?:[0-9]+ )?(?:\"[^\"]{3,60}\"|thi|le|hoi nghi|hoi thao|hoi thi|ngay hoi"
    r"|cuoc hop|dien dan|dien tap)"
    r"(?![a-z])[^.,;\n]{0,60}$"
)
NOT_HELD = words(
    "du kien|chuan bi|phuc vu|dieu kien|tham du|moi (?:dai bieu|lanh dao|cac dong chi|du|tham du|hop)|dien ra"
    "|ky niem|chao mung|thanh lap|truyen thong",
    "khong to chuc|truoc khi|sau khi|khoi cong|(?:duoc|se|da|de|le|hop|hoi nghi|dai hoi) to chuc",
)
HAPPENED = re.compile(r"(?<![a-z])(?<!de )xay ra(?![a-z])[^.;\n]{0,60}$")
WEATHER = words(
    "mua|bao(?! (?:cao|lai|ve|cho|dam|gom|quan|tri|mat))|lu|gio|trieu|nang|dien ra|xay ra|phat sinh|ghi nhan|du bao"
    "|anh huong|nguy co"
)
FINISHED = re.compile(r"(?<![a-z])(?:xong|dut diem)(?![a-z])(?!.*(?:tiep nhan|nhan|nop|phat sinh) $)")
GLOSSED = re.compile(  # 'trước mùa mưa 2026 (31/8/2026)', 'tại kỳ họp thứ 3 (tháng 12/2011)'
    r"(?<![a-z])(?:truoc(?: khi)?|cham nhat|tai (?:ky|phien)(?: hop)?) (?:(?!ngay |[0-9]+[/.-][0-9])[^ .;()\n]+ ){1,9}"
    r"\((?:tuc |la |khoang )?(?:truoc |ngay |het )?$"
    r"|(?<![a-z])(?:truoc|den|het|vao)(?: [^ .;()\n]+){0,5} thang (?:chap|gieng) \((?:tuc |la )?(?:ngay )?$"
)
LUNAR = re.compile(  # '15/3 âm lịch', '27/1 năm Ất Tỵ' are no days of this calendar
    r" ?\(? ?(?:am lich(?![a-z])|al(?![a-z])|nam (?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy)"
    r" (?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)(?![a-z]))"
)
BARRED = re.compile(
    r"(?<![a-z])khong (?:de(?! xuat| nghi| cap)|con)(?![a-z])[^.;\n]{3,140}$"
)  # 'không để ai ở trên tàu sau 19 giờ ngày 24/8'
AVOIDED = re.compile(r"(?<![a-z])(?:khong de|tranh|han che)(?![a-z])[^.;\n]*$")  # 'không dồn việc vào cuối năm'
# 'các nghị quyết của HĐND tỉnh ban hành trước ngày 01/7/2025', told apart from what is to be issued
ISSUED = re.compile(
    r"(?<![a-z])(?:nghi quyet|quyet dinh|quy dinh|van ban|thong tu|giay (?:phep|khai sinh|chung nhan|xac nhan))"
    r"(?: (?!trinh|tham muu)[a-z]+){0,6} (?:ban hanh|cap|ky) $"
)
DONE_IN = re.compile(r"[,;] (?:va )?(?:thuc hien|trien khai|hoan thanh)(?: xong)? $")
PUT_IN_PLAN = re.compile(
    r"(?<![a-z])(?:dua|bo sung|dang ky)(?: [a-z]+){0,8} vao (?:ke hoach"
    r"|chuong trinh)(?: [a-z]+){0,6} nam (?P<year>20[0-9]{2})"
    r", (?:hoan thanh|thuc hien|xong|ket thuc)[a-z ]*$"
)
CLOSED = re.compile(r" ?\)? ?(?:[.;]|\./\.|\n|$)")
MEETS_AFTER = re.compile(r" ?,? ?(?:luc )?(?:[0-9]+ ?(?:h|gio)?[0-9]* )?(?:hop|du hop|moi)(?![a-z])")
BRACKET_CLOSED = re.compile(r" ?\) ?(?:[.;]|\./\.|\n|$)")
DONE_AFTER = re.compile(r" ?,? (?:phai |se )?(?:hoan thanh|xong|hoan tat) ?(?:[.;,\n]|$)")
LABELS = re.compile(r" ?(?:\((?:thu [a-z0-9]+|chu nhat|cn)\))?:")
PART_OF_DAY = re.compile(r"(?<![a-z])(?:sang|trua|chieu|toi|vao|luc|tu|ngay|gio|h)(?![a-z])")
LAST_AFTER = re.compile(
    r" ?[,(]? ?la (?:(?:cham|muon) nhat|(?:han|ngay|thoi diem|moc|thoi han)(?: nop| gui)? (?:chot|cuoi))(?![a-z])"
)
ASIDE = words(
    "truoc|sau|dip|ky hop|hoi nghi|dai hoi|mua|du kien|khi|nam hoc|nien vu|vu (?:dong|he|xuan|mua|thu|lua)"
)  # 'trước mùa mưa bão năm 2025' names no day
COUNTED = re.compile(r"(?<![a-z])(?:tinh|so lieu(?: [a-z]+){0,3}|chot|luy ke) ?$")
PLACE = re.compile(r"[^\n]{0,25}dia diem")
_BORN = _alone("sinh", after="hoc|ve|thi|cuu|hy|tai|tuyen|an|khai|giam|ky|ho|vi|so")
SPAN_EVENT = re.compile(
    r"(?<![a-z])(?:du kien|dien ra|ve thoi gian|khai mac|le|ky niem|dai hoi|"
    r"(?<!mo dot )(?<!khai dot )(?<!chuc dot )(?<!hien dot )cao diem|hoi nghi|hoi thao)"
    r"(?![a-z])[^.;\n]{0,50}$"
)
END_OF_DAY = re.compile(r"(?<![a-z])cuoi (?:gio|ngay|buoi)(?![a-z])")
_MEET = _alone("hop", after="phoi|tong|ket|phu|tap|truong")
EVENT = re.compile(
    rf"(?<![a-z])(?:du kien|to chuc|{_MEET}|hoi nghi|dien ra|khai mac|be mac|le|ky niem|cuoc hop|phien hop|dai hoi|"
    rf"hoi thao|tap huan|buoi|{_BORN}|bat dau|phat sinh|khoi cong|luc)"
    r"(?![a-z])[^.;\n]{0,50}$"
)
# A label, and no work: 'Lễ khai giảng: 05/9'.
NO_WORK = re.compile(rf"^\W*(?:ngay|thoi diem|so lieu|gio)(?![a-z])|{EVENT.pattern}")
PAST_BEFORE = re.compile(
    rf"(?<![a-z])(?:phat sinh|{_BORN}|co hieu luc|tiep nhan|duoc cap|duoc tuyen dung|"
    r"duoc phe duyet|duoc ban hanh|ton(?: dong)?|co ten(?: [a-z]+){0,5}|"
    r"hinh thanh|duoc giao dat|qua han|den han|hop dong ky|khoi cong|da [a-z]+(?: [a-z]+){0,4}(?<! xong))(?: tu)? ?$"
)
CLEARED = re.compile(  # 'xử lý dứt điểm các nhiệm vụ quá hạn | trước ngày 10/8'
    r"(?<![a-z])(?:xu ly|giai quyet|dut diem|hoan thanh|thu hoi)(?: [a-z]+){1,6} (?:ton dong|qua han) ?$"
)
PAST_AFTER = re.compile(
    r"(?! ?nhu (?:da|duoc) )(?! ?theo )(?: ?[,)]?) ?(?:[a-z]+ ){0,5}?(?:van con|da|moi dat|chi dat|moi chi|uoc dat|"
    r"(?:toan tinh |ca nuoc )?co(?= [0-9]| them| khoang| tong| hon| tren| duoi| gan)|van chua|chua)(?![a-z])"
)
COUNT_AFTER = re.compile(
    r" ?(?:chi tieu|xa|phuong|thi tran|huyen|tinh|nhiem vu|don vi|so|truong|ho|truong hop|diem|tieu chi|noi dung|"
    r"thanh vien|dai bieu|co quan|van ban|dong chi|cong trinh|du an|nguoi|can bo)(?![a-z])"
)
OPEN_AFTER = re.compile(
    r" ?,? ?(?:tro di|va cac ngay|va nhung ngay|den nay|den khi|cho den khi|tro ve truoc|tro ve sau)(?![a-z])"
)
PLACE_AFTER = re.compile(r"[^\n]{0,20}[;,.\n] ?-? ?(?:tai |dia diem)")
UNTIL = ("den", "cho den", "het", "toi", "muc")
ENDS = words("het|ket thuc")
BEFORE_HOUR = re.compile(r"(?<![a-z])truoc (?:luc )?[0-9]")
REPORT = words("bao cao|bc")
COMPLETE = words(
    "hoan thanh|hoan tat|ban hanh|xong|ket thuc|trinh|phe duyet|to chuc|xay dung|khac phuc|trien khai",
    "gui y kien|dut diem",
)
