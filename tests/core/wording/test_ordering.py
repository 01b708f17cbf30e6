"""How an order given by word of mouth is shown."""

from __future__ import annotations

import datetime as dt

from core.model import Directive, DirectiveState, DraftTask
from core.verbal_order import KIND, VerbalOrder
from core.wording import ordering as say
from tests.core.wording.shape import well_shaped
from tests.core.wording.voice import DUE, LONG


def test_what_is_written_down_is_one_short_message():
    one = Directive(1, DirectiveState.DRAFT, 2, type=KIND, issued_on=dt.date(2026, 3, 12))
    draft = DraftTask(1, 1, 1, "", LONG, None, leads=(), supporting=(), due=DUE)
    order = VerbalOrder(LONG, LONG, "12/3", LONG)
    well_shaped(say.recorded(one, draft, order, lead=LONG, today=dt.date(2026, 3, 16)))
    well_shaped(say.ask_whole())
