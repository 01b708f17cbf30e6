"""Understanding of what people type in chat: rules only, no model, no network."""

from core.understand.commands import Command, command
from core.understand.courtesies import Courtesy, assents, courtesy
from core.understand.dates import SpokenDay, read_date, read_near_date
from core.understand.documents import Signed, read_document, read_signed
from core.understand.leave_days import leave_days
from core.understand.model import Doubt, Intent, Question, Request, Said, Understood, as_json
from core.understand.sentence import understand

__all__ = [
    "Command",
    "Courtesy",
    "Doubt",
    "Intent",
    "Question",
    "Request",
    "Said",
    "Signed",
    "SpokenDay",
    "Understood",
    "as_json",
    "assents",
    "command",
    "courtesy",
    "leave_days",
    "read_date",
    "read_document",
    "read_near_date",
    "read_signed",
    "understand",
]
