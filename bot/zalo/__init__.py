"""Zalo as a channel: a bot (the Bot API), and an Official Account (OAuth, templates) for more people."""
