"""Cards as an exercise on paper: sentences with rules to write on under their headings, and a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.anki import AnkiNote
from desktop.domain.article import TextSpan

_SHORTEST_RULE, _STEP = 4, 2  # characters: a rule tells little of how long its answer is


@dataclass(frozen=True, slots=True)
class WorksheetItem:
    """A numbered exercise: ``text`` with a rule for each answer."""

    number: int
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class WorksheetPart:
    """The exercises under one heading of an article; ``heading`` may be empty."""

    article: str
    heading: str
    items: tuple[WorksheetItem, ...]


def make_parts(notes: Sequence[AnkiNote]) -> list[WorksheetPart]:
    """The exercises of ``notes``, in their order, numbered through.

    Notes of one sentence are one exercise: side by side, each would give the others away.
    """
    together: dict[tuple[str, str], list[AnkiNote]] = {}
    for note in notes:
        together.setdefault((note.article, note.sentence), []).append(note)
    parts: list[WorksheetPart] = []
    for number, group in enumerate(together.values(), 1):
        first = group[0]
        heading = " ".join(first.headings[:2])
        blanks = _apart([blank for note in group for blank in note.blanks])
        answers = [first.sentence[start:end] for start, end in blanks] if blanks else [note.answer for note in group]
        answer = "；".join(dict.fromkeys(answers)).replace("\n", " ")
        item = WorksheetItem(number, with_rules(first.sentence, blanks, answer), answer)
        if parts and (parts[-1].article, parts[-1].heading) == (first.article, heading):
            parts[-1] = WorksheetPart(first.article, heading, (*parts[-1].items, item))
        else:
            parts.append(WorksheetPart(first.article, heading, (item,)))
    answers = sorted({answer for part in parts for item in part.items for answer in item.answer.split("；")}, key=len)
    return [replace(part, heading=_masked(part.heading, answers[::-1])) for part in parts]


def _masked(heading: str, answers: Sequence[str]) -> str:
    """A heading without what is asked for below it."""
    for answer in answers:
        if len(answer) > 1:
            heading = heading.replace(answer, rule(answer))
    return heading


def with_rules(sentence: str, blanks: Sequence[TextSpan], answer: str) -> str:
    """The sentence with rules of fair width for what is asked; a question gets one behind it."""
    if not blanks:
        return f"{sentence.strip()} {rule(answer)}".replace("\n", " ")
    pieces, done = [], 0
    for start, end in blanks:
        pieces += [sentence[done:start], rule(sentence[start:end])]
        done = end
    return "".join((*pieces, sentence[done:])).replace("\n", " ")


def _apart(blanks: Sequence[TextSpan]) -> list[TextSpan]:
    """The blanks in order; of those that overlap the longer."""
    kept: list[TextSpan] = []
    for blank in sorted(set(blanks), key=lambda each: (each.start - each.end, each.start)):
        if blank.start < blank.end and all(blank.end <= each.start or each.end <= blank.start for each in kept):
            kept.append(blank)
    return sorted(kept)


def rule(answer: str) -> str:
    """A line to write on, as long as the answer or a little longer."""
    return "＿" * min(max(_SHORTEST_RULE, -(-len(answer) // _STEP) * _STEP), 24)
