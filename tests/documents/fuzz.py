"""Break real files in many ways and read them; `python -m tests.documents.fuzz 10000` does so at length."""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path

from core.problems import Problem
from core.workdays import WorkingCalendar
from documents.limits import Limits
from documents.pictures import frames
from documents.reading import read_bytes
from documents.stamps import stamps_on
from documents.understand import understand
from tests.documents.papers import LETTER, page, picture, stamped, tiff

CORPUS = Path(__file__).parent.parent / "corpus" / "docs"
LIMITS = Limits(scanned_pages=0)  # recognition is another program's, bounded by its own time
CALENDAR = WorkingCalendar()
_PICTURES = (b"II*", b"\xff\xd8", b"\x89PNG", b"GIF8", b"BM", b"RIFF")
_SLOW = 20.0
_EVERY = 500


def mutated(data: bytes, chance: random.Random) -> bytes:
    way = chance.randrange(5)
    if way == 0:
        return data[: chance.randrange(len(data))]
    if way == 1:
        return data[chance.randrange(len(data)) :]
    broken = bytearray(data)
    for _ in range(chance.choice((1, 8, 200))):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    if way == 3:
        at = chance.randrange(len(broken))
        broken[at:at] = chance.randbytes(chance.randrange(1, 300))
    if way == 4:
        at, size = chance.randrange(len(broken)), chance.randrange(1, 3000)
        del broken[at : at + size]
    return bytes(broken)


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """The container stays whole; its parts are broken, so that the parser behind it is reached."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, mutated(part, chance) if part and chance.random() < 0.3 else part)
    return made.getvalue()


def workbook() -> bytes:
    """A small table of tasks, for want of a real one."""
    from openpyxl import Workbook

    book, made = Workbook(), io.BytesIO()
    for row in (["TT", "Nội dung", "Chủ trì", "Thời hạn"], [1, "Rà soát quy hoạch", "Sở Xây dựng", "30/6/2025"]):
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def pictures() -> dict[str, bytes]:
    """A scanner's file of two pages, a photograph and a drawing, each with a red stamp."""
    pages = [stamped(page(lines), "MẬT", turned=5.0).resize((560, 480)) for lines in (LETTER, LETTER[:2])]
    photographs = {f"picture.{kind.lower()}": picture(pages[0], kind) for kind in ("JPEG", "PNG", "GIF", "BMP", "WEBP")}
    return {"pages.tiff": tiff(pages), **photographs}


def headed() -> bytes:
    """A Word document whose mark stands in a head, with a picture in it."""
    from docx import Document

    document, made = Document(), io.BytesIO()
    document.add_paragraph("Đề nghị các xã báo cáo trước ngày 20/3/2026.")
    document.sections[0].header.paragraphs[0].text = "MẬT"
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture(page().resize((60, 50)))))
    document.save(made)
    return made.getvalue()


def originals() -> dict[str, bytes]:
    """Every kind of file that is read here."""
    found = {
        path.name: path.read_bytes()
        for path in sorted(CORPUS.iterdir())
        if path.suffix in {".txt", ".pdf", ".doc", ".docx"}
    }
    return {**found, **pictures(), "table.xlsx": workbook(), "headed.docx": headed()}


def broken(name: str, data: bytes, chance: random.Random) -> bytes:
    inside = name.endswith(("docx", "xlsx")) and chance.random() < 0.6
    return mutated_inside(data, chance) if inside else mutated(data, chance)


def read_or_refuse(data: bytes) -> bool:
    """Whether it could be read; anything but a Problem comes out as it is."""
    try:
        if data.startswith(_PICTURES):  # recognition apart, all that is done with one
            return [stamps_on(page) for page in frames(data, most=3)] != []
        understand(read_bytes(data, LIMITS), calendar=CALENDAR)
    except Problem:
        return False
    return True


@dataclass(slots=True)
class Tally:
    """What came of the files so far."""

    files: int = 0
    read: int = 0
    escaped: int = 0
    slowest: float = 0.0

    def __str__(self) -> str:
        refused = self.files - self.read - self.escaped
        counts = f"{self.read} read, {refused} refused, {self.escaped} escaped"
        return f"{self.files} files: {counts}, slowest {self.slowest:.1f} s"

    def count(self, name: str, data: bytes) -> None:
        self.files += 1
        begun = time.perf_counter()
        try:
            self.read += read_or_refuse(data)
        except Exception as error:  # noqa: BLE001 (this is what is looked for)
            self.escaped += 1
            kept = Path.cwd() / f"escaped-{self.files}-{name}"
            kept.write_bytes(data)
            say(f"{kept.name}: {type(error).__name__}: {error}")
        self.slowest = max(self.slowest, time.perf_counter() - begun)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    warnings.simplefilter("ignore")  # of libraries, of what is broken in a file
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chance, files, tally = random.Random(times), originals(), Tally()
    names = sorted(files)
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        while tally.files < times:
            name = chance.choice(names)
            tally.count(name, broken(name, files[name], chance))
            if tally.files % _EVERY == 0:
                say(str(tally))
        left = len(list(Path(folder).iterdir()))
    say(f"{tally}; {left} files left behind")
    return 1 if tally.escaped or left or tally.slowest > _SLOW else 0


if __name__ == "__main__":
    sys.exit(main())
