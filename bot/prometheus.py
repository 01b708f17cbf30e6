"""Say numbers as Prometheus reads them: counts, ages and states; nobody's name, nobody's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Metric:
    """One family. Its values stand by the one label they differ in; a single value stands under ''."""

    name: str
    help: str
    values: Mapping[str, float] = field(default_factory=dict)
    label: str = ""
    counts: bool = False  # only ever grows while this process lives

    @classmethod
    def single(cls, name: str, help_: str, value: float) -> Metric:
        return cls(name, help_, {"": value})


def as_text(metrics: Iterable[Metric]) -> str:
    return "".join(f"{line}\n" for metric in metrics for line in _lines(metric))


def _lines(metric: Metric) -> Iterable[str]:
    yield f"# HELP dondoc_{metric.name} {metric.help}"
    yield f"# TYPE dondoc_{metric.name} {'counter' if metric.counts else 'gauge'}"
    for value, number in metric.values.items():
        label = f'{{{metric.label}="{value}"}}' if metric.label else ""
        shown = int(number) if number == int(number) else f"{number:.4f}"
        yield f"dondoc_{metric.name}{label} {shown}"
