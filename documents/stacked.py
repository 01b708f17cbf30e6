"""Find tables whose cells stand one under another: 'STT', the heads, '1', its cells, '2' …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.text import fold
from documents.joining import RawLine
from documents.source import row
from documents.stacked_cells import TIME, placed, role_of
from documents.tables_shape import has_heads

_COUNTED = frozenset({"stt", "tt", "so tt"})
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\.?")
_ROW = re.compile(r"\d{1,3}[.)]\s+(?=[^\W\d])")
_LETTERED = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])[.)/]\s+[^\W\d_]")  # 'A. HƯỚNG ĐẾN NGƯỜI BỆNH' on a line
_TITLE = re.compile(r"[IVX]{1,5}[.)]\s+(?=[^\W\d])")
_CHAPTER = re.compile(r"(?:[IVX]{1,5}|[A-HĐ]|\d{1,2})[./)-]\s+[^\W\d_]")  # in capitals the document goes on
_BEHIND = re.compile(r"Điều \d|Nơi nhận\b")
_LEAST_HEADS = 3
_BEGINS = {"I", "A"}
_MOST_HEADS = 9
_CELL = 160
_MOST_CELLS = 14  # lines of one row
_LEAST_SPACED = 9  # heads and a row
_MOST_LINES = 8  # of one cell


def with_stacked(lines: Sequence[RawLine]) -> list[RawLine]:
    """The same lines, those of such tables as rows."""
    lines = _closed_up(_with_heads_apart(lines))
    done: list[RawLine] = []
    index, count = 0, 1
    while index < len(lines):
        heads = _heads(lines, index)
        count = _begun_at(lines, index + len(heads), count) if heads else count
        if not heads and (width := _numbered(lines, index)):
            index = _take_numbered(lines, index, width, done)
            continue
        if not heads and (width := _uncounted(lines, index)):
            while _whole(lines, index, width):
                done.append(_as_row([line.text.strip() for line in lines[index : index + width]], lines[index]))
                index += width
            continue
        if not heads:
            done.append(lines[index])
            index += 1
            continue
        done.append(_as_row(heads, lines[index]))
        index = _over_section(lines, index + len(heads), count, done)
        while (taken := _cells(lines, index, count)) is not None:
            cells, after = taken
            done.append(_as_row([cells[0], *placed(cells[1:], heads[1:])], lines[index]))
            count += 1
            index = _over_section(lines, after, count, done)
    return done


def _with_heads_apart(lines: Sequence[RawLine]) -> list[RawLine]:
    """'STT   Nội dung   Cơ quan   Thời hạn' on one line over cells of which each has its own."""
    done: list[RawLine] = []
    at = 0
    while at < len(lines):
        below = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].text.strip()), at)
        first = lines[below].text.strip(" .")
        heads = _heads_on(lines[at]) if first in _BEGINS or first.isdigit() else []
        done += [replace(lines[at], text=head, row=None) for head in heads] or [lines[at]]
        at = below if heads else at + 1
    return done


def _heads_on(line: RawLine) -> list[str]:
    """The heads that this line or row has; none where it has no column of counts."""
    heads = list(line.row.cells) if line.row is not None else re.split(r"\t+|\s{3,}", line.text.strip())
    counted = len(heads) >= _LEAST_HEADS and fold(heads[0]).strip(" .") in _COUNTED
    return heads if counted and has_heads(heads) else []


def _closed_up(lines: Sequence[RawLine]) -> list[RawLine]:
    """The same lines; where blank lines stand between a table's cells, a line for each; three are an empty cell."""
    done: list[RawLine] = []
    index = 0
    while index < len(lines):
        cells = _spaced(lines, index) if fold(lines[index].text).strip(" .") in _COUNTED else []
        if len(cells) < _LEAST_SPACED:
            done.append(lines[index])
            index += 1
            continue
        for begin, end, blank in cells:
            done.append(replace(lines[begin], text=" ".join(line.text.strip() for line in lines[begin:end])))
            done += [lines[end]] * (blank // 2)
        index = cells[-1][1]
    return done


def _spaced(lines: Sequence[RawLine], index: int) -> list[tuple[int, int, int]]:
    """Where each cell begins and ends that one blank line follows, or three, and how many do."""
    cells: list[tuple[int, int, int]] = []
    while index < len(lines) and (end := _end_of_cell(lines, index)) > index:
        blank = next((n for n, line in enumerate(lines[end : end + 5]) if line.text.strip() or line.row), 0)
        cells.append((index, end, blank if blank == 3 else 0))
        if blank not in {1, 3}:
            break
        index = end + blank
    return cells


def _end_of_cell(lines: Sequence[RawLine], index: int) -> int:
    """Where the lines end that stand together here, if they can be a cell."""
    end = next((n for n in range(index, len(lines)) if lines[n].row or not lines[n].text.strip()), len(lines))
    texts = [line.text.strip() for line in lines[index:end]]
    fits = len(texts) <= _MOST_LINES and sum(map(len, texts)) < 3 * _CELL and not any(map(_goes_on, texts))
    return end if fits and all(len(text) < _CELL for text in texts) else index


def _headed(lines: Sequence[RawLine], index: int) -> Iterator[tuple[int, str]]:
    """How many columns heads may have that begin here, where none counts, and the last one's role: what, who, when."""
    if role_of(lines[index].text) != "task":
        return
    for width in range(_LEAST_HEADS, _MOST_HEADS):
        heads = [line.text.strip() for line in lines[index : index + width]]
        roles = [role_of(head) for head in heads]
        if all(heads) and {"who", "when"} <= set(roles) and has_heads(heads):
            yield width, roles[-1]


def _uncounted(lines: Sequence[RawLine], index: int) -> int:
    """The columns of a table without a column of counts: heads of who and when, then rows that end in a time."""
    for width, last in _headed(lines, index):
        rows = [lines[index + n * width : index + (n + 1) * width] for n in (1, 2)]
        if last == "when" and all(_whole(row, 0, width) and TIME.search(fold(row[-1].text)) for row in rows):
            return width
    return 0


def _numbered(lines: Sequence[RawLine], index: int) -> int:
    """The columns of a table whose rows are counted in their first cell: '1. Ban hành …', who, when, '2. …'."""
    for width, _ in _headed(lines, index):
        texts = [line.text.strip() for line in lines[index + width : index + width + 2 * _MOST_CELLS]]
        begins = [n for n, text in enumerate(texts) if _ROW.match(text)]
        titled = begins[:1] == [0] or (begins[:1] == [1] and _TITLE.match(texts[0]))
        if titled and len(begins) > 1 and begins[1] - begins[0] >= width:
            return width
    return 0


def _take_numbered(lines: Sequence[RawLine], index: int, width: int, done: list[RawLine]) -> int:
    """Its rows, the titles of its sections between them; where it ends."""
    heads = [line.text.strip() for line in lines[index : index + width]]
    done.append(_as_row(heads, lines[index]))
    body = list(_body(lines, index + width, heads))
    begins = [n for n, (_, text) in enumerate(body) if _ROW.match(text) or _TITLE.match(text)]
    for start, end in pairwise([*begins, len(body)]):
        at, text = body[start]
        if _TITLE.match(text):
            done.append(_as_row([text], lines[at]))
        else:
            cells = [_ROW.sub("", text, count=1), *(text for _, text in body[start + 1 : end])]
            done.append(_as_row(placed(cells, heads), lines[at]))
    return body[-1][0] + 1


def _body(lines: Sequence[RawLine], at: int, heads: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The table's own lines: no blank ones, no heads said again on the next page, no page's number before them."""
    texts = [line.text.strip() for line in lines]
    while at < len(lines):
        ahead = next((n for n in range(at, len(texts)) if texts[n] and not texts[n].isdigit()), at)
        if texts[ahead : ahead + len(heads)] == list(heads):
            at = ahead + len(heads)
            while at < len(texts) and not texts[at]:
                at += 1
        elif texts[at]:
            yield at, texts[at]
            at += 1
        elif _ROW.match(texts[ahead]) or _TITLE.match(texts[ahead]):
            at = ahead
        else:
            return


def _whole(lines: Sequence[RawLine], index: int, width: int) -> bool:
    """Whether a line stands here for every column."""
    cells = lines[index : index + width]
    return len(cells) == width and all(line.row is None and 0 < len(line.text.strip()) < _CELL for line in cells)


def _over_section(lines: Sequence[RawLine], index: int, count: int, done: list[RawLine]) -> int:
    """'II' and its title between two rows are a row of their own."""
    index = _past_blank(lines, index, count)
    ahead = [line.text.strip() for line in lines[index : index + 3]]
    if len(ahead) > 1 and _LETTERED.match(ahead[0]) and ahead[1].strip(".") == str(count):
        done.append(_as_row(ahead[:1], lines[index]))
        return index + 1
    if len(ahead) < 3 or not _SECTION.fullmatch(ahead[0]) or ahead[2].strip(".") != str(count):
        return index
    done.append(_as_row(ahead[:2], lines[index]))
    return index + 2


def _past_blank(lines: Sequence[RawLine], index: int, count: int) -> int:
    """The last cell of a row may be empty: a blank line before the next count, or before a section over it."""
    ahead = [line.text.strip() for line in lines[index : index + 4]]
    counted = [n for n, text in enumerate(ahead) if text.strip(".") == str(count)]
    goes_on = ahead[:1] == [""] and counted[:1] in ([1], [3]) and (counted == [1] or _SECTION.fullmatch(ahead[1]))
    return index + 1 if goes_on else index


def _begun_at(lines: Sequence[RawLine], index: int, count: int) -> int:
    """A page may begin with the heads said again and go on with row 5; '1' begins a table anew."""
    text = next((line.text.strip(" .") for line in lines[index : index + 3] if line.text.strip(" .").isdigit()), "")
    return int(text) if text else count


def _heads(lines: Sequence[RawLine], index: int) -> list[str]:
    """The heads from this line up to the first row's count."""
    if lines[index].row is not None or fold(lines[index].text).strip(" .") not in _COUNTED:
        return []
    texts = [line.text.strip() for line in lines[index : index + _MOST_HEADS]]
    ends = next((n for n, text in enumerate(texts) if text.strip(".").isdigit() or (n > 2 and _opens_section(text))), 0)
    return texts[:ends] if ends >= 3 and all(texts[:ends]) and has_heads(texts[:ends]) else []


def _opens_section(text: str) -> bool:
    return _SECTION.fullmatch(text) is not None or (_LETTERED.match(text) is not None and text.isupper())


def _cells(lines: Sequence[RawLine], index: int, count: int) -> tuple[list[str], int] | None:
    """The lines of this row and where it ends: at the next count, heads said again, a section or a blank line."""
    if index >= len(lines) or lines[index].text.strip(" .") != str(count):
        return None
    cells, at = [str(count)], index + 1
    while at < len(lines) and len(cells) < _MOST_CELLS:
        text = lines[at].text.strip()
        if not text and (after := _over_page(lines, at)) > at:
            at = after
            continue
        if not text and _counts_on(lines, at + 1, count + 1):
            at += 1
            continue
        if not text or lines[at].row is not None or text.strip(".") == str(count + 1) or fold(text) in _COUNTED:
            break
        if _SECTION.fullmatch(text) or _goes_on(text):
            break
        cells.append(text)
        at += 1
    return (cells, at) if len(cells) > 1 else None


def _goes_on(text: str) -> bool:
    """'III. TỔ CHỨC THỰC HIỆN' and 'IV. Kinh phí' behind the last row are no cells of it."""
    if _BEHIND.match(text) or _TITLE.match(text):
        return True
    return text.isupper() and _CHAPTER.match(text) is not None


def _over_page(lines: Sequence[RawLine], at: int) -> int:
    """A blank line, a page's number and a blank line do not end a row that goes on behind them."""
    ahead = [line.text.strip() for line in lines[at : at + 4]]
    goes_on = len(ahead) == 4 and ahead[1].isdigit() and not ahead[2] and fold(ahead[3]) not in _COUNTED
    return at + 3 if goes_on and ahead[3] else at


def _counts_on(lines: Sequence[RawLine], at: int, count: int) -> bool:
    """An empty cell leaves a blank line; short lines and the next count behind it show that the row goes on."""
    texts = [line.text.strip() for line in lines[at : at + _MOST_CELLS]]
    ahead = next((n for n, text in enumerate(texts[:-1]) if text.strip(".") == str(count) and texts[n + 1]), 0)
    return ahead > 0 and all(0 < len(text) < _CELL for text in texts[:ahead])


def _as_row(cells: Sequence[str], line: RawLine) -> RawLine:
    return RawLine(" ".join(cells), line.page, row=row(list(cells), page=line.page))
