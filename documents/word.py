"""Read a .docx file in reading order: paragraphs with bullets and numbers, tables as rows, letterheads as lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from core.problems import AskAgain
from core.text import clean
from documents.legacy import change_for, change_needed
from documents.limits import Limits
from documents.source import Line, Source, row
from documents.tables_shape import is_layout
from documents.word_aside import heads_and_feet, word_art
from documents.word_numbers import Numbers
from documents.zips import checked_zip, refuse_entities

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t", _W + "noBreakHyphen": "-", _W + "softHyphen": ""}
_SKIPPED = {_W + "del", _W + "moveFrom", _W + "instrText", _W + "pPr", _W + "rPr", _MC + "Fallback", _W + "delText"}
_WRAPPERS = {_W + "sdt", _W + "sdtContent", _W + "ins", _W + "moveTo", _W + "customXml", _W + "smartTag"}
_HEADLINE = re.compile(
    r"CỘNG H[ÒO]A X|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]|\bSố\s*:|ngày .{0,12}tháng .{0,12}năm \d{4}"
    r"|^\W*(?:DỰ THẢO|LƯU HÀNH NỘI BỘ|KHÔNG PHỔ BIẾN)|^(?:ỦY BAN|UBND|SỞ|BỘ|TỈNH ỦY|HUYỆN ỦY|VĂN PHÒNG)\s"
)
_MAIN = "word/document.xml"


def read_docx(data: bytes, limits: Limits) -> Source:
    """The document's paragraphs and rows; a container that is not a Word document is refused."""
    container = checked_zip(data, limits)
    if _MAIN not in container.namelist():
        raise AskAgain("unknown_kind")
    refuse_entities(container)
    body, numbers, heads, edges = _opened(data)
    _in_unicode([*edges, body])
    lines = [line for head in heads for line in _blocks(head, numbers) if _HEADLINE.search(line.text)]
    lines += [line for line in _blocks(body, numbers) if line.text.strip()]
    if not lines:
        raise AskAgain("empty")
    aside = [line.text for edge in edges for line in _blocks(edge, numbers)]
    return Source(tuple(_mended(lines)), kind="docx", aside=(*aside, *word_art([body, *edges])))


def _in_unicode(parts: list[Any]) -> None:
    """Runs set in the fonts of before Unicode become Unicode; a font of capitals (.VnTimeH) had small letters typed."""
    runs = [run for part in parts for run in part.iter(_W + "t") if run.text]
    change = change_for(" ".join(run.text for run in runs))
    for run in runs if change is not None else ():
        if change is not None and change_needed(run.text):
            run.text = change(run.text).upper() if _capitals(run) else change(run.text)


def _capitals(text: Any) -> bool:
    fonts = text.getparent().find(f"{_W}rPr/{_W}rFonts")
    name = fonts.get(_W + "ascii", "") if fonts is not None else ""
    return bool(name.lower().startswith(".vn") and name.endswith("H"))


def _heads(document: Any) -> list[Any]:
    """What stands above the first page may be the letterhead."""
    section = document.sections[0] if len(document.sections) else None
    kinds = (section.first_page_header, section.header) if section is not None else ()
    return [head.part.element for head in kinds if not head.is_linked_to_previous][:1]


def _opened(data: bytes) -> tuple[Any, Numbers, list[Any], list[Any]]:
    """python-docx meets files of every maker: whatever it stumbles over is a broken file to the sender."""
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        heads = _heads(document)
        return document.element.body, Numbers(document), heads, heads_and_feet(document)
    except Exception as error:
        raise AskAgain("broken") from error


def _mended(lines: list[Line]) -> list[Line]:
    """A sentence cut by a page end in the original stays one paragraph; only plain paragraphs can be such halves."""
    done: list[Line] = []
    for line in lines:
        if done and not line.cells and not done[-1].cells and line.text[0].islower() and _open(done[-1].text):
            done[-1] = Line(f"{done[-1].text} {line.text}")
        else:
            done.append(line)
    return done


def _open(text: str) -> bool:
    return len(text) > 60 and not text.endswith((".", ";", ":", "?", "!", "”", '"', ")"))


def _blocks(parent: Any, numbers: Numbers) -> Iterator[Line]:
    for child in parent:
        if child.tag == _W + "p":
            yield from _paragraph(child, numbers)
        elif child.tag == _W + "tbl":
            yield from _table(child, numbers)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, numbers)


def _paragraph(element: Any, numbers: Numbers) -> Iterator[Line]:
    mark = numbers.mark(element)
    text = clean("".join(_texts(element)))
    for index, piece in enumerate(text.split("\n")):
        shown = f"{mark} {piece.strip()}" if mark and index == 0 and piece.strip() else piece.rstrip()
        if shown.strip():
            yield Line(shown.strip())
    for box in element.iter(_W + "txbxContent"):
        if not any(parent.tag == _MC + "Fallback" for parent in box.iterancestors()):
            yield from _blocks(box, numbers)


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == _W + "txbxContent":
            continue
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _texts(child)


def _table(element: Any, numbers: Numbers) -> Iterator[Line]:
    rows = [
        [list(_blocks(cell, numbers)) for cell in _cells(line)]
        for line in element.iter(_W + "tr")
        if _own(line, element)
    ]
    flat = [[" ".join(line.text for line in cell) for cell in cells] for cells in rows]
    if is_layout(flat):
        for cells in rows:
            for cell in cells:
                yield from cell
    else:
        yield from (row(cells) for cells in flat if any(cells))


def _own(line: Any, table: Any) -> bool:
    return next(parent for parent in line.iterancestors() if parent.tag == _W + "tbl") is table


def _cells(line: Any) -> Iterator[Any]:
    """A cell merged downwards repeats nothing: Word leaves the lower ones empty."""
    for child in line:
        if child.tag == _W + "tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)
