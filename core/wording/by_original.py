"""Say figures by the original deadline: headed so on every page, and its buttons go on by the same measure."""

from __future__ import annotations

from dataclasses import replace

from core.figures import Kind, Measure
from core.messages import Args, Choice, Reply

HEAD = "Tính theo hạn ban đầu"
BY: Args = {"measure": Measure.ORIGINAL.value}
ASK = Choice("Theo hạn ban đầu", "summary.original")
_BACK_TO_FORCE = Choice("Theo hạn hiện nay", "summary.show")
_GO_ON = frozenset({"summary.list", "summary.compare", "summary.export", "summary.file", "summary.directive"})


def of_directive(directive: int) -> Choice:
    return Choice(ASK.label, "summary.directive", {"directive": directive, **BY})


def headed(reply: Reply, measure: Measure) -> Reply:
    """The same message as by the deadline in force; only what is read aloud gives its place to the way back."""
    if measure is Measure.IN_FORCE:
        return reply
    choices = (_carried(choice) for choice in reply.choices)
    return replace(reply, text=f"{HEAD}.\n{reply.text}", choices=tuple(one for one in choices if one))


def _carried(choice: Choice) -> Choice | None:
    if choice.act == ASK.act:
        return None
    if choice.label == ASK.label:
        args = {name: value for name, value in choice.args.items() if name not in BY}
        return Choice(_BACK_TO_FORCE.label, choice.act, args)
    if choice.act in _GO_ON:
        return replace(choice, args={**choice.args, **BY})
    others = {
        "summary.overdue": Choice(choice.label, "summary.list", {"kind": Kind.OVERDUE.value, **BY}),
        "summary.spoken": _BACK_TO_FORCE,
        "summary.show": Choice(choice.label, ASK.act),
    }
    return others.get(choice.act, choice)
