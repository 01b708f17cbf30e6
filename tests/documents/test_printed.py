"""A document printed to PDF, its lines wrapped and its letterhead run together, gives the tasks its text gives."""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path

import pytest

from core.proposal import ProposedDirective
from core.workdays import WorkingCalendar
from documents.limits import Limits
from documents.plain import from_text
from documents.reading import read_file
from documents.understand import understand

WRITTEN = Path(__file__).parent / "written"
PAGE = """<meta charset="utf-8"><style>
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page) } }
p { font: 14pt serif; margin: 4pt 0; text-align: justify; text-indent: 10mm }
</style>"""
DOCUMENTS = ("03-chi-thi-tinh", "06-quyet-dinh", "09-yeu-cau-so", "18-van-phong-chinh-phu", "25-cong-dien-tinh")
PARTY = ("10-dang-uy", "35-nghi-quyet-dang", "41-ke-hoach-dang")


def printed(text: str, folder: Path) -> Path:
    page, paper = folder / "page.html", folder / "paper.pdf"
    lines = (line.text for line in from_text(text).lines)
    page.write_text(PAGE + "".join(f"<p>{html.escape(line)}</p>" for line in lines), "utf-8")
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    assert chromium, "printing needs Chromium"
    quiet = ("--headless", "--no-sandbox", "--disable-background-networking", "--no-pdf-header-footer")
    subprocess.run([chromium, *quiet, f"--print-to-pdf={paper}", page], check=True, capture_output=True, timeout=60)
    return paper


def essence(read: ProposedDirective) -> list[object]:
    head = (read.number, read.type, read.issued_on)
    return [head, *((task.lead, task.deadline and task.deadline.date, task.recurrence) for task in read.tasks)]


@pytest.mark.parametrize("name", DOCUMENTS + PARTY)
def test_a_printed_document_gives_the_tasks_of_its_text(name: str, tmp_path: Path, calendar: WorkingCalendar) -> None:
    text = (WRITTEN / f"{name}.txt").read_text("utf-8")
    paper = read_file(printed(text, tmp_path), Limits())
    assert paper.kind == "pdf"
    assert essence(understand(paper, calendar=calendar)) == essence(understand(text, calendar=calendar))
