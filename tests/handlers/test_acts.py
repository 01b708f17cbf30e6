"""Every button and question leads to an act that exists and takes what it carries."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.acts import acts, commands

ROOT = Path(__file__).parents[2]
ALWAYS = {"said"}  # an answer in words is handed over under this name


@dataclass(frozen=True)
class Offered:
    """A Choice or Asks written in the source: its act, and the names of its arguments where they are written out."""

    where: str
    act: str
    args: frozenset[str] | None
    asks: bool


def offered() -> Iterator[Offered]:
    for folder in ("core/wording", "handlers", "jobs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                found = _offered(node, path)
                if found:
                    yield found


def _offered(node: ast.AST, path: Path) -> Offered | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Choice", "Asks"}):
        return None
    asks = node.func.id == "Asks"
    named = {word.arg: word.value for word in node.keywords}
    places = dict(zip(("act", "args") if asks else ("label", "act", "args"), node.args, strict=False))
    act, args = named.get("act", places.get("act")), named.get("args", places.get("args"))
    if not (isinstance(act, ast.Constant) and isinstance(act.value, str)):
        return None
    return Offered(f"{path.name}:{node.lineno}", act.value, _names(args), asks)


def _names(args: ast.expr | None) -> frozenset[str] | None:
    if args is None:
        return frozenset()
    if not isinstance(args, ast.Dict) or not all(isinstance(key, ast.Constant) for key in args.keys):
        return None
    return frozenset(str(key.value) for key in args.keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize("one", list(offered()), ids=lambda one: f"{one.act}@{one.where}")
def test_what_is_offered_exists_and_fits(one: Offered) -> None:
    assert one.act in acts(), f"{one.where} offers {one.act}, which nobody does"
    if one.args is None:
        return
    names = one.args | ALWAYS if one.asks else one.args
    wanted = inspect.signature(acts()[one.act].do).parameters.values()
    required = {p.name for p in wanted if p.default is p.empty and p.kind is p.KEYWORD_ONLY}
    known = {p.name for p in wanted if p.kind is p.KEYWORD_ONLY}
    assert required <= names <= known or any(p.kind is p.VAR_KEYWORD for p in wanted), f"{one.where}: {one.act}"


def test_every_command_of_the_contract_leads_somewhere_and_is_given_its_argument() -> None:
    contract = {"start", "nhiemvu", "nv", "baocao", "tonghop", "vanban", "chuaxacnhan", "moi"}
    contract |= {"tailieu", "lichsu", "huy", "trogiup"}
    assert commands().keys() >= contract
    for name, act in commands().items():
        assert "said" in inspect.signature(acts()[act].do).parameters, f"/{name}: {act} is not told what was typed"


def test_what_free_words_ask_for_exists() -> None:
    from handlers import asked

    names = {*asked._BY_INTENT.values(), *asked._OF_A_TASK.values(), "me.show", "summary.compare", "task.question"}
    names |= {"review.typed", "directive.received", "report.file"}
    assert names <= acts().keys()
