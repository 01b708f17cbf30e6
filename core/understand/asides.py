"""What a message says beside the matter: whom it speaks to, a complaint of the reminder, 'all five of them'.

An aside takes nothing back and adds nothing, so the rules that follow do not see it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.understand.numbers import NUMBER_WORDS
from core.understand.pieces import Kind, Piece, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.understand.letters import Line

_T = Kind.TASK.value
_N = rf"(?:\d{{1,3}}|{NUMBER_WORDS}|may|vai|nua)"
_TITLE = r"(?:anh|chi|co|chu|bac|cau|di|ong|thay|em|sep|a|c|dong chi|d/c|dc)"
_NO = r"(?:khong|ko|k|kg|hong|chang|cha|dau)"
_REST = r"[^.,;:?!\n]{0,80}"
_CALM = rf"(?!{_REST}(?<![a-z])(?:chua|chx|thieu|con|xong|hoan|vuong)(?![a-z]))"  # nothing of the work in what follows
_LESS = r"(?:chua|gan|sap|moi|dang|co ban|tam|du kien|noi|dua|bao)(?![a-z])"
_END = r"(?=(?: (?:a|ha|nhi|sao|hay sao|u))*(?:[.,;?!\n]|$))"
_SHARES = r"(?:noi dung|hang muc|phan viec|dau viec|yeu cau|tieu chi|chi tieu|cong viec|muc tieu|viec)"
_LOOK = r"(?:xem|cap nhat|danh dau|tick|tich|ghi nhan|xac nhan|check|kiem tra|dong|chot)"
_HELP = r"(?:giup|gium|dum|ho|cho em|ha em)"
_BLAME = (
    r"(?:nhac|bao do|bao qua han|bao tre)(?: (?:hoai|mai|nua|vay|the|z|em|toi|tui|minh|ben em|xa em|hoai vay)){0,3}"
)
_LEFT_OVER = "do dang|dang do|ton dong|sot|sot lai|chua xong"
_LATE = rf"(?:tre|cham|muon)(?: (?:mat )?{_N} (?:ngay|hom|tuan))?"
_CONFIRM = r"(?:ket thuc theo doi|dung theo doi|dong ho so|(?:xac nhan|ghi nhan)(?: da)? hoan thanh)"
_TO_TELL = "(?:khong |chua |mat )?(?:bao(?! cao)|cap nhat|nhan|tra loi|bam)"
_LAGS = r"(?:chua (?:cap nhat|hien|ghi nhan)|(?:van|cu|con) (?:nhac|hien|do))"

_PATTERNS = [
    # how early or late
    rf"(?:truoc|som hon|som|tre|cham|qua) (?:thoi )?han (?:mat |tan |den |toi )?{_N} (?:ngay|hom|bua|tuan|thang)",
    rf"som (?:hon )?(?:mat |tan |den |toi )?{_N} (?:ngay|hom|bua|tuan)",
    rf"(?:cham|tre|muon|som) (?:hon )?(?:mat |tan )?{_N} (?:ngay|hom|tuan) so voi (?:thoi |tien )?(?:han|do|ke hoach)",
    # all of it: 'toàn bộ 5 nội dung'
    rf"(?:toan bo|tat ca|het|du|day du|ca) (?:ca |cac )?{_N} {_SHARES}(?: (?:duoc giao|de ra|theo yeu cau))*",
    # nothing left of it: 'không còn gì dở dang', 'không thiếu gì'
    rf"{_NO} (?:con|co|de|bo)(?: lai| sot)? (?:[a-z]+ ){{0,3}}?(?:{_LEFT_OVER})(?: gi)?(?: nua| het| ca)?",
    rf"{_NO} (?:con |bo |de )?sot (?:lai )?(?:noi dung|muc|viec|cai|thu|phan)? ?(?:gi|nao)(?: nua| het| ca)?{_END}",
    rf"{_NO} con (?:viec|phan viec|noi dung) (?:gi|nao) (?:phai|can) (?:lam|xu ly|giai quyet)",
    rf"{_NO} (?:con|thieu) (?:cai |thu |muc |noi dung )?(?:gi|nao)(?: nua| het| ca)?{_END}",
    # a complaint: 'sao còn nhắc hoài', 'mà hệ thống chưa cập nhật'
    rf"(?:(?:the |vay )?ma )?(?:sao|ma)(?: [a-z]+){{0,3}} (?:con|cu|van|lai|toan) (?:[a-z]+ )?{_BLAME}{_END}",
    rf"sao(?: [a-z]+){{0,2}} (?:con|cu|van|lai|toan) (?:[a-z]+ )?nhac(?= {_T})",
    rf"(?<=roi )ma(?: {_TITLE}| a)?{_END}",
    rf"(?:nhung |ma |do |tai )(?:[a-z]+ ){{0,2}}quen {_TO_TELL}(?: (?:bot|len|he thong|voi|cho))*(?: {_TITLE})?{_END}",
    rf"(?:the |vay )?ma (?:tren |cai )?(?:he thong|bot|may|phan mem|app)(?: [a-z]+)? {_LAGS}",
    rf"ai (?:noi|bao|don) (?:bay|bua|vay|the)(?: (?:vay|the|da))?{_END}",
    rf"(?:chi (?:co )?|co |moi )?(?:dieu|toi)(?: la)? (?:hoi )?{_LATE}{_END}",
    r"(?:khoi|dung|thoi|dau can|khong can|ko can) nhac(?: nho)?(?: nua| em| tui| hoai)*",
    rf"ai (?:noi|bao|don)(?: la)? (?:chua|khong|ko|chx|hong)[^.,;?!\n{_T}]{{0,40}}(?=,)",
    # a courtesy: 'có gì anh xem giúp em', 'nhờ chị đánh dấu giúp'
    rf"co gi (?:thi )?(?!em |a |c ){_TITLE} {_CALM}{_REST}{_END}",
    rf"(?:nho |xin |mong |phien |lam phien )?{_TITLE} {_LOOK}(?: [a-z]+){{0,3}} {_HELP}(?![a-z]){_CALM}{_REST}{_END}",
    # 'đề nghị cho kết thúc theo dõi', 'anh cho em xin xác nhận hoàn thành'
    rf"(?:(?:de nghi|nho|mong|xin)(?: {_TITLE})?(?: cho)?|(?:{_TITLE} )?cho em xin) {_CONFIRM}{_END}",
    # 'xong rồi nghe chú': not what was heard
    rf"(?<!em )(?<!toi )(?<!tui )(?<!moi )(?<!minh )(?<!, )nghe(?: {_TITLE})?(?=\s*(?:[.,;!\n]|$))",
    # a denial of less: 'không phải gần xong mà xong hẳn', 'xong rồi chứ không phải chưa'
    rf"{_NO} phai (?:la )?{_LESS}(?: [a-z]+){{0,5}}? ma(?= [a-z])",
    rf"chu {_NO} (?:phai|co) (?:la )?{_LESS}[^.,;?!\n{_T}]{{0,80}}?{_END}",
]
_ASIDE = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(_PATTERNS)})(?![a-z0-9])")

_ORDINALS = {"hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "ut"}  # 'anh Ba', the third child
_NAMED = rf"{_TITLE} (?P<name>[a-z]+(?: [a-z]+){{0,3}}?)"
_AFTER = "".join(rf"(?<= {word} )|" for word in ("roi", "r", "a", "nha", "nhe", "nghen", "nghe", "nhen", "hen", "oi"))
_CALLED = [
    re.compile(rf"(?:{_AFTER.rstrip('|')}){_NAMED}(?=(?: oi| a)*\s*(?:[.,;!\n)]|$))"),
    re.compile(rf"(?:(?:^|(?<=[.,;!\n] )|(?<=\n))(?:(?:da|thua|kinh|bam|vang|bao cao|bc|alo) )*){_NAMED} oi(?![a-z])"),
    re.compile(
        rf"(?:^|(?<=[.,;!\n] )|(?<=\n))(?:(?:da|thua|kinh|bam|vang|bao cao|bc|alo) )+{_NAMED}(?=\s?(?:[,:]|{_T}))"
    ),
]


def find_asides(line: Line, text: str) -> list[Piece]:
    """`text`: the plain text with what is read already covered."""
    free = Taken(len(text))
    spans = [*(found.span() for found in _ASIDE.finditer(text)), *_called(line, text)]
    return [Piece(Kind.ASIDE, start, end, None) for start, end in spans if free.take(start, end)]


def _called(line: Line, text: str) -> Iterator[tuple[int, int]]:
    """'… rồi anh Ba', 'dạ chị Hương ơi': a name, told by its capital, or an order of birth."""
    for pattern in _CALLED:
        for found in pattern.finditer(text):
            words = line.words_of(found.start("name"), found.end("name")).split()
            if all(word[0].isupper() for word in words) or found["name"] in _ORDINALS:
                yield found.start(), found.end()
