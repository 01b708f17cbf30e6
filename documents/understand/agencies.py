"""Find who is addressed: where an agency's name begins, where it ends, and how a list of agencies parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.understand.agency_words import (
    BEFORE_BODIES,
    BEFORE_FIELDS,
    BEFORE_NOUNS,
    BESIDE_NAME,
    BOARD,
    BODIES,
    FIELDS,
    FUNCTION,
    HEAD,
    LEVELS,
    LIST_BREAK,
    MOST,
    NOT_HEAD,
    NOUN_VERBS,
    NOUNS,
    OF_WHICH,
    ONLY_VERBS,
    PAIRS,
    PLACED,
    PLURAL,
    ROLE,
    RUNS_ON,
    SEVERAL,
    STRONG,
    TOKEN,
    TRADE,
    WHERE,
    WHICH,
)
from documents.understand.persons import (
    BEHIND_DASH,
    POST_IN_BRACKETS,
    full_names_at,
    given_names_at,
    is_person,
    with_post,
)
from documents.understand.verbs import VERB as _VERB
from documents.understand.verbs import verb_at


@dataclass(frozen=True, slots=True)
class Named:
    """Agencies as written, and where the text goes on after them."""

    names: tuple[str, ...]
    end: int


def agencies_at(text: str, at: int = 0) -> Named | None:
    """The agencies named from this place on, when a name begins here."""
    if (persons := persons_at(text, at)) is not None:
        return persons
    if not _begins(text, at):
        return None
    board = BOARD.match(text, at)
    end = board.end() if board is not None else _to_colon(text, _further(text, _end(text, at)))
    end = end if at > _OPENER or board is not None else _to_verb(text, end)
    phrase = re.sub(
        r"(?:[\s,;]+(?:và|của|các|trong|tại|với|cùng|có|(?<!nêu )(?<!tên )trên))+$", "", text[at:end].strip(" ,;:.–-")
    )
    end = (
        at + len(text[at:end]) - len(text[at:end].lstrip()) + len(phrase)
        if not text[at:end].rstrip().endswith((":", "."))
        else end
    )
    if not phrase or (len(phrase.split()) == 1 and not phrase.isupper()):
        return None
    return Named(parted(phrase), end)


def persons_at(text: str, at: int) -> Named | None:
    found = given_names_at(text, at) or (None if _begins(text, at) else full_names_at(text, at))
    return Named(*found) if found is not None else None


_PERIOD = re.compile(r"\b(?:ngày|tuần|tháng|quý|năm|kỳ|lần)\b")
_AGREES = re.compile(r"(?:cơ bản )?(?:đồng ý|nhất trí|thống nhất|tán thành|ghi nhận|hoan nghênh)\b")
_OPENER = 30  # 'Giao trách nhiệm cho | Phòng …': how far in a sentence its doer may begin


def parted(phrase: str) -> tuple[str, ...]:
    """'Sở A, Sở B và UBND các huyện' are three; 'các sở, ban, ngành' is one."""
    phrase = POST_IN_BRACKETS.sub(r"\1", phrase)
    phrase = OF_WHICH.sub(r"\1", phrase)
    phrase = BEHIND_DASH.sub(r"\1\2", BESIDE_NAME.sub("", phrase))
    joined = ["", *(found.group() for found in LIST_BREAK.finditer(phrase))]
    pieces = [piece.strip(" ,;:.") for piece in LIST_BREAK.split(phrase)]
    pieces = with_post(pieces, joined) if is_person(pieces[0]) else pieces
    merged: list[str] = []
    for piece in pieces:
        if merged and piece and _belongs(merged[-1], piece):
            merged[-1] = f"{merged[-1]}, {piece}"
        elif piece:
            merged.append(piece)
    return tuple(merged)


def _belongs(before: str, piece: str) -> bool:
    """A lower-case noun goes on with the collective before it: 'các sở' + 'ban' + 'ngành'."""
    return (
        piece[0].islower() and not piece.startswith("các ") and before.lower().startswith(("các", "sở", "bộ", "phòng"))
    )


def _further(text: str, end: int) -> int:
    """Words no rule knows still belong to the name when 'chủ trì' or 'có trách nhiệm' follows them at once."""
    after = TOKEN.search(text, end)
    if after is None or text[end : after.start()].strip() or text[end - 1] in ",;:.":
        return end
    word = after.group()
    if word in FUNCTION or verb_at(text, after.start()) or word[0] in '([“"' or _AGREES.match(text, after.start()):
        return end
    found = STRONG.match(text, after.start())
    return found.end() if found is not None and _PERIOD.search(found.group()) is None else end


def _to_verb(text: str, end: int) -> int:
    """A sentence's own subject runs on to its verb: 'Chủ các cơ sở | cho thuê trọ phải mở lối thoát nạn'."""
    found = RUNS_ON.match(text, end) if text[end - 1 : end] not in {":", ";", "."} else None
    if found is None or _begins(text, found.start("more")) or verb_at(text, found.start("more")):
        return end
    more = found.group("more").split()
    where = more[0] in {"nơi", "có"}  # 'UBND các xã | nơi có dự án đi qua | thực hiện …'
    return end if any(word in FUNCTION - {"cho"} for word in more) and not where else found.end("more")


def _to_colon(text: str, end: int) -> int:
    """Words no rule knows belong to the name when a colon soon follows: 'Công ty TNHH Khai thác cát Thành Đạt: …'."""
    colon = text.find(":", end, end + 60)
    rest = PLACED.sub("", text[end:colon]) if colon > 0 else ""
    if (
        not rest.startswith(" ")
        or re.search(r"[.;,()“\"]|\b(?:sau|này|đó|nội dung|nhiệm vụ|việc)\b", rest)
        or len(rest.split()) > 7
    ):
        return end
    words = [word.group() for word in TOKEN.finditer(rest)]
    return end if any(word in FUNCTION for word in words) or has_verb(rest) else colon


def _verb_words(text: str, at: int) -> str:
    """The verb that stands here, as written."""
    found = _VERB.match(text, at)
    return found.group() if found else " "


def _begins(text: str, at: int) -> bool:
    return HEAD.match(text, at) is not None and NOT_HEAD.match(text, at) is None


def _head_end(text: str, at: int) -> int | None:
    """Where the head of a name ends; what an enterprise does belongs to it: 'Hợp tác xã vận tải thủy | Cửa Tùng'."""
    trade = TRADE.match(text, at)
    if trade is not None:
        work = trade.group("work").replace(" tổng hợp", "")
        if not set(work.split()) & (FUNCTION | {"và", "của", "các"}) and not has_verb(work):
            return trade.end("work")
    head = HEAD.match(text, at)
    return head.end() if head is not None else None


def _end(text: str, at: int) -> int:
    """Where the name stops: at a verb, a colon, a sentence's end, or a word that no agency's name has."""
    end = _head_end(text, at) or at
    before, doubled = text[at:end].split()[-1], False
    for token in TOKEN.finditer(text, at, min(len(text), at + MOST)):
        word = token.group()
        bare = word.strip(',;:.()“”"')
        aside = _aside(text, at, end, token)
        if aside is not None or token.start() < end:  # 'Hội Nông dân: Vận động …' ends at its colon
            end = aside.end() if aside is not None else end
            if text[end : end + 1] in {":", "."} and (aside is not None or not _lists_places(text, end + 1)):
                break
            continue
        if word.startswith("("):  # a list of who they are, longer than any role
            break
        known = _field_end(text, token.start(), before) or _listed_end(text, token, end, before)
        if known is not None:
            end, before, doubled = known, text[token.start() : known].split()[-1], True
            if text[end : end + 1] in {":", "."} and not _lists_places(text, end + 1):
                break
            continue
        if end > at and _stops(text, token.start(), bare, before, joined=text[end - 1] not in ",;", doubled=doubled):
            break
        doubled = before[:1].isupper() and bare[:1].isupper() and HEAD.fullmatch(before) is None
        end = token.end()
        if word.endswith((":", ".")) and not re.match(r"^(?:TP|TX|TT|P|Q|H)\.$", word):
            break
        before = bare
    return end


def _aside(text: str, at: int, end: int, token: re.Match[str]) -> re.Match[str] | None:
    """What tells more of the name that goes before it: a role in brackets, a place, which of several."""
    if token.group().startswith("("):
        return ROLE.match(text, end)
    begins = max(end, token.start())
    return WHERE.match(text, begins) or (WHICH.match(text, begins) if SEVERAL.match(text, at) else None)


def _field_end(text: str, at: int, before: str) -> int | None:
    """Where a field of work ends that begins here: 'Sở | Nông nghiệp và Môi trường'."""
    field = FIELDS.match(text, at)
    if field is None and before.lower() in _UNITS and verb_at(text, at) and _noun_use(text, at, before):
        return at + len(_verb_words(text, at))  # 'Tổ | bảo vệ', 'Phòng | kiểm tra'
    return field.end() if field is not None and (text[at].isupper() or before.lower() in BEFORE_FIELDS) else None


def _listed_end(text: str, token: re.Match[str], end: int, before: str) -> int | None:
    """Where the head of a further name of the list ends that begins with this word."""
    head = _head_end(text, token.start()) if _begins(text, token.start()) else None
    listed = text[end - 1] in ",;" or before in {"và", "các"} or not verb_at(text, token.start())
    return head if head is not None and head > token.end() and listed else None


def _lists_places(text: str, at: int) -> bool:
    """'UBND các tỉnh: Thanh Hóa, Nghệ An …' goes on behind its colon."""
    found = PLURAL.search(text, max(0, at - 60), at)
    after = TOKEN.search(text, at)
    if found is None or after is None or not after.group()[0].isupper():
        return False
    return not verb_at(text, after.start()) or text[after.end() + 1 : after.end() + 2].isupper()  # 'Cần Thơ'


def _stops(text: str, at: int, bare: str, before: str, *, joined: bool, doubled: bool) -> bool:
    if (
        (bare in FUNCTION | ONLY_VERBS and f"{before} {bare}".lower() not in PAIRS)
        or _AGREES.match(text, at)
        or (bare == "có" and not text.startswith(("có liên quan", "có thẩm quyền"), at))
    ):
        return True
    if bare == "+":
        return not _begins(text, at + 2)
    if not bare or bare in {"-", "–", "&", "/"}:
        return not bare or _begins(text, at + 2)
    if not joined and bare.isdigit() and before.isdigit():  # 'Các tổ dân phố 4, 5 và 12'
        return False
    if not joined and not (_begins(text, at) or bare in {"và"} or bare[0].isupper() or bare.lower() in NOUNS):
        return True
    if f"{before} {bare}".lower() in PAIRS:
        return False
    proper = before[:1].isupper() and not before.isupper() and before.lower() not in _LEVEL_WORDS
    if joined and proper and " " not in _verb_words(text, at) and not doubled:
        return False
    if verb_at(text, at) and bare[0].islower() and not _noun_use(text, at, before):
        return True
    if bare[0].isupper() or bare[0].isdigit() or bare.lower() in NOUNS:
        return False
    return not (before[:1].isupper() and not before.isupper() and joined)


_LEVEL_WORDS = {"tỉnh", "huyện", "xã", "phường", "phố", "quận", "trấn", "bộ", "sở"}  # 'Công an Tỉnh | mở đợt …'
_UNITS = {"tổ", "đội", "phòng", "ban", "tâm"}  # named by what they do
_DO_COUNT = {"trường", "vị", "phương", "xã", "phường", "thôn", "khoa"}  # 'các trường thống kê …' is no office


def _noun_use(text: str, at: int, before: str) -> bool:
    """Verbs that are nouns inside a name: 'các tổ chức chính trị', 'cơ quan quản lý nhà nước'."""
    rest, previous = text[at : at + 40].lower(), before.lower()
    if text[max(0, at - 10) : at].lower().strip().endswith("liên quan"):
        return False
    if rest.startswith("thống kê") and (
        previous in _DO_COUNT or text[:at].rstrip().endswith(("ban, ngành", "ban ngành"))
    ):
        return False
    if text[:at].endswith("chi bộ ") and not rest.startswith("trực thuộc"):
        return False
    if text[max(0, at - 12) : at].endswith(("Hải Phòng ", "iên phòng ", "uốc phòng ")):  # no office
        return False
    if rest.startswith("tổ chức"):
        listed = text[:at].rstrip().endswith(",") or previous not in {"vị", "quan"}  # 'các đơn vị tổ chức trực ban'
        return (listed and previous in BEFORE_BODIES) or BODIES.match(rest) is not None
    if re.match(r"cấp\b", rest):
        return LEVELS.match(rest) is not None or previous == "các"
    if rest.startswith("lãnh đạo"):
        return previous in {"các", "và", "chí"}
    if rest.startswith("chỉ đạo"):
        return previous == "ban"
    if rest.startswith(("trực thuộc", "trên địa bàn")):
        return True
    return rest.startswith(NOUN_VERBS) and previous in BEFORE_NOUNS


def has_verb(rest: str) -> bool:
    """Whether a verb stands anywhere in these words."""
    rest = rest.replace("trực thuộc", "")
    return any(word.group()[0].islower() and verb_at(rest, word.start()) for word in TOKEN.finditer(rest))
