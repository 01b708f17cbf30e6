"""What a worker has loaded before it is forked: all that `dondoc run` would load by itself."""

from __future__ import annotations

import bot.command_run
import bot.run
import bot.telegram
import bot.telegram_hook
from handlers.acts import acts

__all__ = ["bot"]
acts()
