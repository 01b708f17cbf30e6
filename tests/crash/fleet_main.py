"""What a worker has loaded before it is forked: all that `dondoc run` would load by itself."""

from __future__ import annotations

import bot.run
import bot.telegram
import bot.telegram_hook
import tests.house.at_its_hour
from handlers.acts import acts

__all__ = ["bot", "tests"]
acts()
