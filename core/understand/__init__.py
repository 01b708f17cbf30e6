"""Understanding of what people type in chat: rules only, no model, no network."""

from core.understand.commands import Command, command
from core.understand.dates import read_date
from core.understand.documents import read_document
from core.understand.model import Doubt, Intent, Question, Request, Said, Understood, as_json
from core.understand.sentence import understand

__all__ = [
    "Command",
    "Doubt",
    "Intent",
    "Question",
    "Request",
    "Said",
    "Understood",
    "as_json",
    "command",
    "read_date",
    "read_document",
    "understand",
]
