"""What reading a document costs in its child: pages a second by format, scans against Tesseract alone, memory at 300 pages."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from documents.child import read_in_child
from documents.commands import find_command
from documents.pictures import plain
from documents.portable import render_page

PAGES = 300
SCANNED = 6
LINES = 38  # a page of a letter
TESSERACT_DPI = 200
POINT = "- Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát quy hoạch khu dân cư số {n}, báo cáo UBND tỉnh trước ngày 30/6/2025."
HEAD = "UBND TỈNH BẮC HÀ\nSố: 12/UBND-NC\nBắc Hà, ngày 18 tháng 3 năm 2025\nKính gửi: Các sở, ban, ngành\nChủ tịch UBND tỉnh yêu cầu:\n"


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        for kind, make in (("txt", txt), ("docx", docx), ("pdf", pdf)):
            path = Path(folder) / f"bench.{kind}"
            path.write_bytes(make(PAGES))
            seconds, tasks = _read(path)
            yield f"{kind:5} {PAGES} pages in {seconds:.2f} s = {PAGES / seconds:.0f} pages/s, {tasks} tasks"
        yield f"memory of the largest child so far, {PAGES} pages: {_largest_child_mb():.0f} MB"
        pictures = Path(folder) / "scan.pdf"
        pictures.write_bytes(scan(SCANNED))
        yield _against_tesseract(pictures)


def _read(path: Path) -> tuple[float, int]:
    begun = time.perf_counter()
    tasks = len(read_in_child(path, name=path.name).tasks)
    return time.perf_counter() - begun, tasks


def _largest_child_mb() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _paragraphs(pages: int) -> list[str]:
    """Points of two printed lines each, as many as fill so many pages."""
    return [POINT.format(n=n) for n in range(1, pages * LINES // 2 + 1)]


def txt(pages: int) -> bytes:
    return (HEAD + "\n".join(_paragraphs(pages))).encode()


def docx(pages: int) -> bytes:
    from docx import Document

    document, made = Document(), io.BytesIO()
    for line in [*HEAD.splitlines(), *_paragraphs(pages)]:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def pdf(pages: int) -> bytes:
    """The sample's own pages over and over: a text layer with Vietnamese letters and real places."""
    return _built(pages, lambda made, source, n: made.import_pages(source, [n % len(source)]))


def scan(pages: int) -> bytes:
    return _built(pages, lambda made, source, n: _pictured(made, source[n % len(source)]))


def _built(pages: int, add: Callable[[Any, Any, int], object]) -> bytes:
    import pypdfium2 as pdfium

    sample = Path(__file__).parent.parent / "tests" / "corpus" / "docs" / "000.pdf"
    source, made, out = pdfium.PdfDocument(sample), pdfium.PdfDocument.new(), io.BytesIO()
    for n in range(pages):
        add(made, source, n)
    made.save(out)
    made.close()
    source.close()
    return out.getvalue()


def _pictured(made: Any, page: Any) -> None:
    import pypdfium2 as pdfium

    image = pdfium.PdfImage.new(made)
    image.set_bitmap(page.render(scale=TESSERACT_DPI / 72, grayscale=True))
    image.set_matrix(pdfium.PdfMatrix().scale(*page.get_size()))
    blank = made.new_page(*page.get_size())
    blank.insert_obj(image)
    blank.gen_content()


def _against_tesseract(scan: Path) -> str:
    """The same pictures, as many at a time as there are cores, with nothing else done."""
    import pypdfium2 as pdfium

    tesseract = find_command("tesseract")
    if tesseract is None:
        return "scans: Tesseract is not installed"
    document = pdfium.PdfDocument(scan)
    pictures = [plain(render_page(document, n, dpi=TESSERACT_DPI)) for n in range(SCANNED)]
    document.close()
    begun = time.perf_counter()
    _alone(tesseract, pictures)
    alone = time.perf_counter() - begun
    ours, _ = _read(scan)
    return (
        f"scans {SCANNED / ours:.2f} pages/s, Tesseract alone {SCANNED / alone:.2f} pages/s, ratio {alone / ours:.2f}"
    )


def _alone(tesseract: str, pictures: list[bytes]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    command = [tesseract, "stdin", "stdout", "-l", "vie", "--dpi", str(TESSERACT_DPI), "tsv"]
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(
            pool.map(lambda one: subprocess.run(command, input=one, capture_output=True, check=True, env=env), pictures)
        )


if __name__ == "__main__":
    for line in run():
        sys.stdout.write(line + "\n")
