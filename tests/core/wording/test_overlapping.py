"""How a resemblance is asked about."""

from __future__ import annotations

from dataclasses import replace

from core.model import Directive, DirectiveState, DraftTask, NamedAgency
from core.wording import overlapping as say
from tests.core.wording.shape import well_shaped
from tests.core.wording.voice import DUE, LONG, LONG_TASK, TASK

ON = Directive(1, DirectiveState.DRAFT, 2, number="1234/QĐ-UBND-KGVX")
DRAFT = DraftTask(1, 1, 12, "III.2", LONG, None, leads=(NamedAgency("Sở Nội vụ", 1, 100.0),), supporting=())


def test_every_message_about_a_resemblance_is_short_and_polite():
    for reply in (
        say.overlap(DRAFT, [LONG_TASK] * 9, note=say.same(12, range(9))),
        say.both(ON, DRAFT, [LONG_TASK]),
        say.notice(ON, LONG_TASK, due=None, to=1),
        say.notice(replace(ON, number=None), TASK, due=DUE, to=1),
    ):
        well_shaped(reply)
