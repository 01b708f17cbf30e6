"""Read a document whose letters were lost as if it were whole, and give back its words and places as they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.proposal import ProposedDirective, ProposedTask
from documents.understand.paragraphs import Para
from documents.understand.speller import WORD, Speller
from documents.understand.spoiled import impossible

_SHOWS = 3  # words to be read otherwise, among them one that cannot be Vietnamese: fewer are slips of the pen


@dataclass(frozen=True, slots=True)
class Mended:
    """The paragraphs as understood; `marks` tie places in them to places in the text as it stands."""

    paras: list[Para]
    text: str
    source: str
    marks: list[tuple[int, int]]

    def place(self, at: int) -> int:
        """Where a place of the mended text is in the source; within a mended word, no further than its end."""
        index = bisect_right(self.marks, (at, len(self.source)))
        mended, place = self.marks[index - 1]
        ends = self.marks[index][1] if index < len(self.marks) else len(self.source)
        return min(place + at - mended, ends)

    def written(self, words: str, start: int = 0, end: int | None = None) -> str:
        """These words as the source has them, where they stand in it as they are said."""
        at = self.text.find(words, start, len(self.text) if end is None else end)
        return self.source[self.place(at) : self.place(at + len(words))] if at >= 0 else words


def mending(paras: Sequence[Para], text: str) -> Mended | None:
    """The text made whole; None for a text that shows no damage, as nearly all do."""
    said = " ".join(set(text.split())).lower()  # each word once: a long text is looked through at each reading
    if impossible().keys().isdisjoint(WORD.findall(said)):
        return None
    speller = Speller(text)
    spoiled = {para.text[start:end].lower() for para in paras for start, end, _ in speller.mends(para.text)}
    if len(spoiled) < _SHOWS:
        return None
    marks = [(0, 0)]
    made: list[Para] = []
    start = 0
    for para in paras:
        whole = _whole(para, speller, start, marks)
        cells = tuple(_whole(Para(0, cell, 0), speller, 0, []) for cell in para.cells)
        made.append(replace(para, text=whole, start=start, cells=cells))
        start += len(whole) + 1
        marks.append((start, para.end + 1))
    return Mended(made, "\n".join(para.text for para in made), text, marks)


def as_written(read: ProposedDirective, mended: Mended) -> ProposedDirective:
    """What was read, in the document's own words and places; agencies keep the names they have."""
    return replace(
        read,
        text=mended.source,
        subject=read.subject and mended.written(read.subject),
        signer=read.signer and replace(read.signer, name=mended.written(read.signer.name)),
        tasks=tuple(_task_as_written(task, mended) for task in read.tasks),
    )


def _task_as_written(task: ProposedTask, mended: Mended) -> ProposedTask:
    start, end = map(mended.place, task.span)
    return replace(
        task,
        text=mended.source[start:end],
        span=(start, end),
        deadline=task.deadline and replace(task.deadline, text=mended.written(task.deadline.text, *task.span)),
        recurrence=task.recurrence and replace(task.recurrence, text=mended.written(task.recurrence.text, *task.span)),
    )


def _whole(para: Para, speller: Speller, start: int, marks: list[tuple[int, int]]) -> str:
    """The paragraph's text made whole, with the places of what was mended noted."""
    whole, last = "", 0
    for begins, ends, word in speller.mends(para.text):
        whole += para.text[last:begins]
        marks += [(start + len(whole), para.start + begins), (start + len(whole) + len(word), para.start + ends)]
        whole += word
        last = ends
    return whole + para.text[last:]
