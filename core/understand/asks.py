"""Messages that want something of the bot rather than report: lists, summaries, questions, requests."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.understand.model import Intent, Question, Request
from core.understand.pieces import Kind

_T = Kind.TASK.value
_WORK = r"(?:dau viec|cong viec|nhiem vu|viec|nvu|nv)"
_MANY = r"(?:bao nhieu|may|bn)"
_WHOSE = r"(?:toi|toij|em|minh|e|tui|chung toi|chung em|ben em|ben minh|anh|chau)"


@dataclass(frozen=True, slots=True)
class Ask:
    intent: Intent
    question: Question | None = None
    request: Request | None = None


def _table(rows: list[tuple[str, Ask]]) -> list[tuple[re.Pattern[str], Ask]]:
    return [(re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"), ask) for pattern, ask in rows]


_REQUESTS = _table(
    [
        (
            r"(?:khong|ko|k|khg) (?:dung|thuoc|phai) (?:chuc nang|tham quyen|nhiem vu cua|viec cua|linh vuc|trach nhiem|pham vi)"
            r"|khong phai (?:chuc nang|viec cua|nhiem vu cua)|trai chuc nang|nham don vi|giao nham|sai chuc nang",
            Ask(Intent.UNCLEAR, request=Request.NOT_OURS),
        ),
        (r"thong tin cua (?:toi|toij|em|minh)", Ask(Intent.UNCLEAR, request=Request.MY_DATA)),
    ]
)
_OPENING_REQUESTS = _table(
    [
        (
            rf"(?:xin |de nghi |cho )?phan cong {_T}.* cho(?= )|(?:xin )?giao {_T}.* cho(?= )",
            Ask(Intent.UNCLEAR, request=Request.ALLOCATE),
        ),
        (rf"(?:xin |cho )?thu hoi(?: bao cao| {_T})?", Ask(Intent.UNCLEAR, request=Request.WITHDRAW)),
        (
            r"(?:xin |em |toi |toij )*(?:nghi phep|ban giao(?: viec| nhiem vu)?|chuyen nguoi khac)",
            Ask(Intent.UNCLEAR, request=Request.HANDOVER),
        ),
    ]
)
_OF_A_TASK = _table(
    [
        (
            rf"(?:han|thoi han|deadline|han chot)[^.;]*(?:bao gio|khi nao|ngay nao|ngay may|luc nao|chung nao|hom nao|la ngay|the nao|may gio|den dau|bn ngay)"
            rf"|(?:bao gio|khi nao|ngay nao|chung nao|hom nao|luc nao) (?:la |thi |phai )*(?:den |het |toi )?(?:han|nop|xong|hoan thanh)|con (?:may|bao nhieu) ngay"
            rf"|(?:phai |can )?(?:xong|hoan thanh|nop|bao cao) (?:vao |truoc )?(?:bao gio|khi nao|ngay nao|luc nao|chung nao|hom nao)"
            rf"|^(?:cho hoi |hoi |xem )?(?:han|thoi han)(?: cua)? {_T}+[ ?]*$|{_T} (?:han|thoi han)(?: ngay)? (?:nao|gi|dau|may)|{_T} den (?:bao gio|khi nao)|khi nao den han",
            Ask(Intent.UNCLEAR, Question.DUE),
        ),
        (
            r"(?<!bao )ai (?!cung)|(?:nguoi|don vi|co quan|phong|xa|so) nao|do ai|cua ai|la ai|ai$",
            Ask(Intent.UNCLEAR, Question.WHO),
        ),
        (
            rf"(?:noi dung|chi tiet|yeu cau)(?: cua| day du)? {_T}|^(?:cho )?(?:em |toi |toij |minh )?(?:xin )?(?:xem|mo|doc|coi|hien)(?: lai)?(?: chi tiet| noi dung)? {_T}+|{_T} (?:la |co )?(?:noi dung|viec)? ?(?:la )?gi(?: vay| the| a)?[ ?]*$"
            rf"|{_T} (?:yeu cau|noi|giao|lam) (?:nhung |cai )?gi|{_T} noi dung(?: la)?(?: gi| the nao)?[ ?]*$|{_T} la (?:lam )?gi",
            Ask(Intent.UNCLEAR, Question.TEXT),
        ),
    ]
)
_SUMMARY = _table(
    [
        (
            rf"{_MANY} {_WORK}[^.;]*(?:qua han|tre|cham)|(?:con|co|bi) {_MANY} {_WORK} (?:qua|tre)",
            Ask(Intent.SUMMARY, Question.OVERDUE),
        ),
        (
            r"(?:don vi|xa|so|phuong|co quan|phong|ai|noi) nao[^.;]*(?:cham|tre|qua han|tot|nhanh|kem|yeu|chua bao cao|nhieu|it)",
            Ask(Intent.SUMMARY, Question.COMPARE),
        ),
        (
            rf"{_MANY} {_WORK}|{_MANY} (?:cai )?(?:qua han|den han|xong|chua xong)|tong so {_WORK}",
            Ask(Intent.SUMMARY, Question.COUNT),
        ),
        (
            rf"(?:tong hop|thong ke|so lieu|tong quan|tom tat|tinh hinh|ket qua|tien do) (?:thuc hien|tien do|ket qua|nhiem vu|cong viec|chung|theo|thang|quy|tuan|nam|cac|cua|so lieu|tinh hinh|{Kind.DOCUMENT.value})"
            r"|(?:^|cho (?:toi |toij |em |anh |xin |xem )*|xin |xem |gui |lam |can |in |xuat )(?:ban |bang |bao cao |so lieu |file )?(?:tong hop|thong ke|tong quan|so lieu)|bao cao tong hop|bang tong hop|ty le (?:hoan thanh|dung han)|noi trong hop"
            r"|(?:xa|so|phuong|don vi|phong|ubnd|ban|huyen)[^.;]{0,40}(?:the nao|ra sao|den dau|nhu nao|ntn)|xuat (?:excel|file|word|bao cao)|tinh hinh (?:the nao|ra sao|chung)|(?:^|bao cao )tinh hinh$",
            Ask(Intent.SUMMARY),
        ),
    ]
)
_LIST = _table(
    [
        (
            rf"{_WORK} (?:nao|gi)[^.;]*(?:qua han|tre|cham)|(?:nhung |cac |ds |danh sach |xem |liet ke |con |co )*{_WORK} (?:bi |da |dang )*(?:qua han|tre han|tre|cham)|qua han(?: {_WORK})?(?: cua.*)? (?:la )?(?:nao|gi|viec gi)|co (?:gi|viec gi|nv nao) qua han",
            Ask(Intent.LIST, Question.OVERDUE),
        ),
        (
            rf"{_WORK} (?:nao|gi)[^.;]*(?:den han|sap han|phai xong|can lam|gap|phai nop|het han)|(?:{_WORK} )(?:sap |gan |chuan bi )?(?:den han|toi han|het han)|(?:sap|gan) (?:den|toi|het) han|(?:hom nay|tuan nay|ngay mai|mai|thang nay|tuan sau|{Kind.DATE.value}+)[^.;]*{_WORK} (?:gi|nao)"
            rf"|{_WORK} {Kind.DATE.value}+[ ?]*$|{_WORK} (?:hom nay|tuan nay|thang nay)",
            Ask(Intent.LIST, Question.SOON),
        ),
        (
            rf"(?:danh sach|ds|liet ke|danh muc|list)|{_WORK} (?:duoc giao )?(?:cua|cho) {_WHOSE}|{_WORK} (?:gi|nao)|{_WORK} (?:cua )?{_WHOSE} (?:la |dang |con )*(?:gi|nao|lam|phu trach)|(?:xem|mo|cho xem|coi|hien)(?: lai)?(?: tat ca| het| ca)?(?: cac| nhung)? {_WORK}"
            rf"|(?:cac|nhung) {_WORK} (?:dang|con|chua|sap|duoc|toi|em|da|can|phai)|^{_WORK} (?:dang|con|chua) [a-z ]*$|{_WHOSE} (?:co|con|dang co|duoc giao) (?:nhung )?{_WORK} (?:gi|nao)|con (?:gi|viec) (?:phai|can|chua) [a-z ]+|phai lam (?:nhung )?(?:gi|viec gi)|viec (?:ton|con lai|ton dong)",
            Ask(Intent.LIST),
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
