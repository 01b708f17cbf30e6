"""Read a document whose letters were lost as if it were whole, and give back its words and places as they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from core.proposal import ProposedDirective, ProposedTask
from documents.understand.glued import known_syllables
from documents.understand.paragraphs import Para
from documents.understand.spoiled import impossible, originals, pairs

_WORD = re.compile(r"[^\W\d_]+")
_SHOWS = 2  # words that cannot be Vietnamese, and could be ours with one thing lost


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
    if len(impossible().keys() & set(_WORD.findall(said))) < _SHOWS:
        return None
    marks = [(0, 0)]
    made: list[Para] = []
    start = 0
    for para in paras:
        whole = _whole(para, start, marks)
        made.append(replace(para, text=whole, start=start, cells=tuple(_text(cell) for cell in para.cells)))
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


def _whole(para: Para, start: int, marks: list[tuple[int, int]]) -> str:
    """The paragraph's text made whole, with the places of what was mended noted."""
    parts: list[str] = []
    last = 0
    for begins, ends, word in mends(para.text):
        parts += [para.text[last:begins], word]
        at = start + sum(map(len, parts))
        marks += [(at - len(word), para.start + begins), (at, para.start + ends)]
        last = ends
    return "".join(parts) + para.text[last:]


def _text(cell: str) -> str:
    return _whole(Para(0, cell, 0), 0, [])


def mends(text: str) -> Iterator[tuple[int, int, str]]:
    """Which words to read otherwise: two that make one of our phrases, or one that cannot be a word."""
    words = list(_WORD.finditer(text))
    taken = None
    for one, other in zip_longest(words, words[1:]):
        if one is taken:
            continue
        beside = other is not None and text[one.end() : other.start()] == " "
        pair = _pair(one.group().lower(), other.group().lower()) if beside else None
        if pair is not None:
            taken = other
            for found, word in zip((one, other), pair, strict=True):
                if found.group().lower() != word:
                    yield found.start(), found.end(), _in_case(found.group(), word)
        elif len(known := impossible().get(one.group().lower(), ())) == 1:
            yield one.start(), one.end(), _in_case(one.group(), *known)


def _pair(one: str, other: str) -> tuple[str, str] | None:
    """The only phrase of ours that these two can have been; None where they are one, or none."""
    if (one, other) in pairs():
        return None
    before, after = (one, *originals().get(one, ())), (other, *originals().get(other, ()))
    found = [(first, second) for first in before for second in after if (first, second) in pairs()]
    found = [pair for pair in found if _may_change((one, other), pair)]
    return found[0] if len(found) == 1 else None


def _may_change(words: tuple[str, str], pair: tuple[str, str]) -> bool:
    """A word we know is spoiled only beside one that is: 'cơng đồn', but neither 'số công báo' nor 'đầu tư ra'."""
    changed = [word for word, whole in zip(words, pair, strict=True) if word != whole]
    return not known_syllables().issuperset(changed)


def _in_case(typed: str, word: str) -> str:
    if typed.isupper() and (len(typed) > 1 or len(word) == 1):
        return word.upper()
    return word[0].upper() + word[1:] if typed[0].isupper() else word
