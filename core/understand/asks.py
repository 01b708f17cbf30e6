"""Messages that want something of the bot rather than report: lists, summaries, questions, requests."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.understand.model import Intent, Question, Request
from core.understand.pieces import Kind

_T = Kind.TASK.value
_WORK = r"(?:dau viec|cong viec|nhiem vu|viec|nvu|nv)"
_MANY = r"(?:bao nhieu|may|bn)"
_WHOSE = r"(?:toi|em|minh|e|tui|chung toi|chung em|ben em|ben minh|anh|chau)"


@dataclass(frozen=True, slots=True)
class Ask:
    intent: Intent
    question: Question | None = None
    request: Request | None = None


def _table(rows: list[tuple[Ask, list[str]]]) -> list[tuple[re.Pattern[str], Ask]]:
    return [(re.compile(rf"(?<![a-z])(?:{'|'.join(patterns)})(?![a-z])"), ask) for ask, patterns in rows]


_GAP = "[^.;]{0,60}"
_NO = "(?:khong|ko|k|khg)"
_WHEN = "(?:bao gio|khi nao|ngay nao|ngay may|luc nao|chung nao|hom nao)"
_SHOW = "(?:xem|mo|doc|coi|hien)"
_PAPERS = "(?:van ban|tai lieu|file|tep|ban goc|ban chinh|noi dung)"
_WHAT = "(?:nao|gi|chi(?= (?:toi|den|sap|het|phai|can) ))"  # 'việc chi tới hạn'
_LATE = "(?:qua han|tre han|tre|cham)"
_AGENCY = "(?:don vi|xa|so|phuong|co quan|phong|noi)"
_FIGURES = "(?:tong hop|thong ke|so lieu|tong quan)"
_OF_WHAT = "thuc hien|tien do|ket qua|nhiem vu|cong viec|chung|theo|thang|quy|tuan|nam|cac|cua|so lieu|tinh hinh"
_GIVE = "cho (?:toi |em |anh |xin |xem )*|xin |xem |gui |lam |can |in |xuat "
_PERIOD = f"(?:hom nay|tuan nay|ngay mai|mai|thang nay|tuan sau|{Kind.DATE.value}+)"

_PLEASE = "(?:xin |de nghi |cho |toi |em |can |muon )*"
_POLITELY = "(?:[ ,.]*(?:di|nhe|nha|a|giup|voi|them|nao))*[ .!]*$"
_WISH = "(?:thoi|da|xin|xin phep|cho|nay|em|toi|don vi|chung toi|ben em|minh|,| )*"
_OF_IT = rf"(?:{_WISH}{_T}+ ?[:,-]? ?{_WISH})"
_DROP = "(?:thu hoi|rut|huy|bo)(?: lai)?"
_PAPER = "(?:don|de nghi|yeu cau|van ban|cong van|to trinh|viec)"
_WANT = "(?: (?:can|xin|de nghi|phai|muon|con))"
_LATER = f"(?:gia han|lui han|keo dai (?:thoi )?han|dieu chinh (?:thoi )?han)(?: cua)?(?: {_T}+)?"
_UP_TO = f"(?: (?:den |toi )?(?:ngay )?{Kind.DATE.value}+)?"
_WORDS = "(?: (?!xong|hoan thanh|den|toi|sang)[a-z]+)*"  # nothing else of the work, no other date
_AFTER = (
    rf"(?:(?: giup (?:em|toi))?{_POLITELY}|(?: nua| lai)*[ ,.;]+(?:vi|do|se|de|van){_WORDS}[ .!]*$| nua{_POLITELY})"
)
_DUTY = "(?:nhiem vu|viec|phan viec|phan|trach nhiem|chuc nang)"
_BLAMED = " (?:[a-z]+ )?(?:cham|tre|gay|sai|thieu)"
_ALONE = f"(?:(?!{Kind.SHARE.value}|xong|con lai|hoan thanh)[^.;])*"  # nothing is reported before it
_US = (
    "(?:(?:cua )?(?:(?:ben|don vi|co quan|so|xa|phuong|phong|ban) )?(?:chung toi|chung em|ben em|toi|em|minh)"
    "|don vi nay)"
)
_REQUESTS = _table(
    [
        (
            Ask(Intent.UNCLEAR, request=Request.NOT_OURS),
            [
                rf"{_NO} (?:dung|thuoc|phai) (?:chuc nang|tham quyen|(?:nhiem vu|viec) cua|linh vuc|trach nhiem)",
                rf"^{_ALONE}(?:{_NO}|dau) (?:phai|thuoc)(?: la)?(?: {_DUTY})?(?: cua| ve)? {_US}(?!{_BLAMED})",
                rf"^{_ALONE}{_US} {_NO} (?:phu trach|chu tri|co chuc nang|duoc giao chuc nang)",
                "trai chuc nang",
                "nham don vi",
                "giao nham",
                "sai chuc nang",
            ],
        ),
        (Ask(Intent.UNCLEAR, request=Request.MY_DATA), ["thong tin cua (?:toi|em|minh)"]),
    ]
)
_OPENING_REQUESTS = _table(
    [
        # Nobody asks for these here but with the words of a decision: not a report of the task.
        (Ask(Intent.UNCLEAR), [rf"(?:xin |cho |de nghi )?(?:tam dung|ngung|thoi theo doi|huy)(?: theo doi)? {_T}"]),
        (
            Ask(Intent.UNCLEAR, request=Request.ALLOCATE),
            [
                rf"(?:xin |de nghi |cho )?phan cong (?:lai )?{_T}.* cho(?= )",
                rf"(?:xin )?giao (?:lai )?{_T}.* cho(?= )",
                rf"{_PLEASE}phan cong (?:lai |viec )*{_T}+{_POLITELY}",
                rf"{_T}+ ?[:,-] ?{_PLEASE}phan cong(?: lai)?(?: cho)?(?: [a-z/]+){{0,5}}{_POLITELY}",
                rf"{_T}+ {_PLEASE}(?:phan cong|giao)(?: lai)? cho(?: [a-z/]+){{1,5}}{_POLITELY}",
                rf"{_PLEASE}phan cong(?: cho)?(?: [a-z/]+){{1,6}} {_T}+{_POLITELY}",
                rf"{_PLEASE}phan cong(?: lai)? cho(?: (?!xong|roi|het)[a-z/]+){{1,6}}{_POLITELY}",
            ],
        ),
        (
            Ask(Intent.UNCLEAR, request=Request.KEEP_DEADLINE),
            [
                rf"{_WISH}{_OF_IT}?{_DROP}(?: {_T}+)?(?: {_PAPER})*(?: xin| de nghi)* {_LATER}{_UP_TO}{_AFTER}",
                rf"{_WISH}{_OF_IT}?{_NO}{_WANT}* (?:{_LATER} nua|nua,? {_LATER}){_AFTER}",
                rf"{_OF_IT}{_NO}{_WANT}* {_LATER}{_AFTER}",
            ],
        ),
        (Ask(Intent.UNCLEAR, request=Request.WITHDRAW), [rf"(?:xin |cho )?thu hoi(?: bao cao| {_T})?"]),
        (
            Ask(Intent.UNCLEAR, request=Request.HANDOVER),
            [
                "(?:xin |em |toi )*(?:nghi phep|ban giao(?: viec| nhiem vu)?|chuyen nguoi khac)",
                "(?:xin |em |toi )*(?:sap |chuan bi |se )?(?:nghi huu|ve huu|chuyen cong tac)",
                rf"(?:xin |em |toi )*(?:nghi|(?:di )?cong tac) (?:tu |den |het |ngay |vao )*{Kind.DATE.value}",
                rf"(?:xin |em |toi )*chuyen {_T}+ (?:cho|sang)",
            ],
        ),
    ]
)
_OF_A_TASK = _table(
    [
        (
            Ask(Intent.UNCLEAR, Question.DUE),
            [
                rf"(?:han|thoi han|deadline){_GAP}(?:{_WHEN}|la ngay|the nao|may gio|den dau|bn ngay|bao nhieu)",
                rf"{_WHEN} (?:la |thi |phai )*(?:den |het |toi )?(?:han|nop|xong|hoan thanh)",
                "con (?:may|bao nhieu) ngay",
                rf"(?:phai |can )?(?:xong|hoan thanh|nop|bao cao) (?:vao |truoc )?{_WHEN}",
                rf"^(?:cho hoi |hoi |xem )?(?:han|thoi han)(?: cua)? {_T}+[ ?]*$",
                rf"{_T} (?:han|thoi han)(?: ngay)? (?:nao|gi|dau|may)",
                rf"{_T} den (?:bao gio|khi nao)",
                "khi nao den han",
            ],
        ),
        (
            Ask(Intent.UNCLEAR, Question.WHO),
            ["(?<!bao )ai(?! cung)", "(?:nguoi|don vi|co quan|phong|xa|so) nao", "do ai", "cua ai", "la ai", "ai$"],
        ),
        (
            Ask(Intent.UNCLEAR, Question.TEXT),
            [
                rf"(?:noi dung|chi tiet|yeu cau)(?: cua| day du)? {_T}",
                rf"^(?:cho )?(?:em |toi |minh )?(?:xin )?{_SHOW}(?: lai)?(?: chi tiet| noi dung)? {_T}+",
                rf"{_T} (?:la |co )?(?:noi dung|viec)? ?(?:la )?gi(?: vay| the| a)?[ ?]*$",
                rf"{_T} (?:yeu cau|noi|giao|lam) (?:nhung |cai )?gi",
                rf"{_T} noi dung(?: la)?(?: gi| the nao)?[ ?]*$",
                rf"{_T} la (?:lam )?gi",
                rf"^gui (?:lai )?(?:giup )?(?:toi |em |minh |anh |cho )*{_PAPERS} (?:cua )?{_T}",
            ],
        ),
    ]
)
_STILL = "(?:con |van |dang |ma )*(?:chua|chx)"
_DOES = "(?:co )?(?:ai|nguoi)(?: nao)? (?:lam|phu trach|nhan)"
_GIVEN = f"(?:(?:duoc )?(?:phan cong|giao (?:viec )?cho (?:ai|nguoi nao))|{_DOES})"
_SUMMARY = _table(
    [
        (Ask(Intent.SUMMARY, Question.UNALLOCATED), [rf"{_MANY} {_WORK} {_STILL} {_GIVEN}"]),
        (
            Ask(Intent.SUMMARY, Question.OVERDUE),
            [rf"{_MANY} {_WORK}{_GAP}{_LATE}", rf"(?:con|co|bi) {_MANY} {_WORK} (?:qua|tre)"],
        ),
        (
            Ask(Intent.SUMMARY, Question.COMPARE),
            [
                rf"(?:{_AGENCY}|ai) nao{_GAP}(?:{_LATE}|tot|nhanh|kem|yeu|chua bao cao|nhieu|it)",
                "(?:con )?(?:nhung |con )?ai (?:con )?chua (?:bao cao|nop|gui)",
            ],
        ),
        (
            Ask(Intent.SUMMARY, Question.COUNT),
            [
                rf"{_MANY} {_WORK}",
                rf"{_MANY} (?:cai )?(?:qua han|den han|xong|chua xong)",
                rf"tong so {_WORK}",
            ],
        ),
        (
            Ask(Intent.SUMMARY),
            [
                rf"(?:{_FIGURES}|tom tat|tinh hinh|ket qua|tien do) (?:{_OF_WHAT}|{Kind.DOCUMENT.value})",
                rf"(?:^|{_GIVE})(?:ban |bang |bao cao |so lieu |file |so |cai )?{_FIGURES}",
                "(?:bao cao|bang) tong hop",
                "ty le (?:hoan thanh|dung han)",
                "noi trong hop",
                rf"(?:{_AGENCY}|ubnd|ban|huyen)[^.;]{{0,40}}(?:the nao|ra sao|den dau|toi dau|nhu nao|ntn)",
                "xuat (?:excel|file|word|bao cao)",
                "tinh hinh (?:the nao|ra sao|chung)",
                "(?:^|bao cao )tinh hinh$",
            ],
        ),
    ]
)
_LIST = _table(
    [
        (
            Ask(Intent.LIST, Question.UNALLOCATED),
            [
                rf"(?:{_WORK}|{_AGENCY})(?: nao| gi)? {_STILL} {_GIVEN}",
                rf"(?:con |co )?(?:gi|cai nao) {_STILL} {_GIVEN}",
                r"^(?:con |nhung |cac |danh sach |ds |xem )*(?:chua|chx) (?:duoc )?phan cong(?: (?:cho )?ai)?[ .?]*$",
            ],
        ),
        (
            Ask(Intent.LIST, Question.OVERDUE),
            [
                rf"{_WORK} (?:nao|gi){_GAP}{_LATE}",
                rf"{_WORK} (?:bi |da |dang )*{_LATE}",
                rf"qua han(?: {_WORK})?(?: cua.*)? (?:la )?(?:nao|gi|viec gi)",
                "co (?:gi|viec gi|nv nao) qua han",
            ],
        ),
        (
            Ask(Intent.LIST, Question.SOON),
            [
                rf"{_WORK} {_WHAT}{_GAP}(?:den han|toi han|sap han|phai xong|can lam|gap|phai nop|het han)",
                rf"{_WORK} (?:sap |gan |chuan bi )?(?:den han|toi han|het han)",
                "(?:sap|gan) (?:den|toi|het) han",
                rf"{_PERIOD}{_GAP}{_WORK} (?:gi|nao)",
                rf"{_WORK} {Kind.DATE.value}+[ ?]*$",
                rf"{_WORK} (?:hom nay|tuan nay|thang nay)",
            ],
        ),
        (
            Ask(Intent.LIST),
            [
                "(?:danh sach|ds|liet ke|danh muc|list)",
                rf"{_WORK} (?:duoc giao )?(?:cua|cho) {_WHOSE}",
                rf"{_WORK} (?:gi|nao)",
                rf"{_WORK} (?:cua )?{_WHOSE} (?:la |dang |con )*(?:gi|nao|lam|phu trach)",
                rf"(?:cho )?{_SHOW}(?: lai)?(?: tat ca| het| ca)?(?: cac| nhung)? {_WORK}",
                rf"(?:cac|nhung) {_WORK} (?:dang|con|chua|sap|duoc|toi|em|da|can|phai)",
                rf"^{_WORK} (?:dang|con|chua) [a-z ]*$",
                rf"{_WHOSE} (?:co|con|dang co|duoc giao) (?:nhung )?{_WORK} (?:gi|nao)",
                "con (?:gi|viec) (?:phai|can|chua) [a-z ]+",
                "phai lam (?:nhung )?(?:gi|viec gi)",
                "viec (?:ton|con lai|ton dong)",
            ],
        ),
    ]
)


def request_in(text: str) -> Ask | None:
    """A request stands before anything that looks like a report."""
    bare = text.strip(" .,!")
    opening = next((ask for pattern, ask in _OPENING_REQUESTS if pattern.match(bare)), None)
    return opening or next((ask for pattern, ask in _REQUESTS if pattern.search(text)), None)


def question_of_a_task(text: str) -> Ask | None:
    return next((ask for pattern, ask in _OF_A_TASK if pattern.search(text.strip())), None)


def overview_in(text: str) -> Ask | None:
    """A list or a summary: only for messages that name no task."""
    mine = re.search(rf"^(?:cho hoi |hien |hom nay |da )?{_WHOSE} (?:con|co|dang co) {_MANY} {_WORK}", text.strip())
    if mine:
        return Ask(Intent.LIST, Question.COUNT)
    for table in (_SUMMARY, _LIST):
        for pattern, ask in table:
            if pattern.search(text.strip()):
                return ask
    return None
