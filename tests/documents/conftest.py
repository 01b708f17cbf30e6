"""Real documents that were labelled by hand, and how they are read in tests."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from core.proposal import ProposedDirective, ProposedTask
from core.workdays import WorkingCalendar
from documents.limits import Limits
from documents.reading import read_file
from documents.understand import understand

CORPUS = Path(__file__).parent.parent / "corpus" / "docs"
_CALENDAR = WorkingCalendar()

Reads = Callable[[str], ProposedDirective]


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return _CALENDAR


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def understood() -> Reads:
    """A document of the corpus, read and understood; each once a run."""
    known: dict[str, ProposedDirective] = {}

    def read(name: str) -> ProposedDirective:
        if name not in known:
            known[name] = understand(read_file(CORPUS / name, Limits()), calendar=_CALENDAR)
        return known[name]

    return read


@pytest.fixture(scope="session")
def says() -> Reads:
    """A text written in a test, understood."""
    return lambda text: understand(text, calendar=_CALENDAR)


def day(task: ProposedTask) -> date | None:
    """When it is due."""
    return task.deadline.date if task.deadline else None


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def scorer(corpus: Path) -> ModuleType:
    return _module(corpus.parent / "score.py")


@pytest.fixture(scope="session")
def labels() -> ModuleType:
    return _module(Path(__file__).parent / "labels.py")
