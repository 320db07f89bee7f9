"""The phrases of the article that is open, read from the collection as far as they come into sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from desktop.domain.article import Article, TextSpan
from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.services.phrase_memory import PhraseMemory
from desktop.ui.widgets.phrase_marks import Density, PhraseMark, memory_level
from desktop.ui.workspace import Workspace

_STRETCH = 5_000  # characters read at a time
_IMPORTANT = 0.77  # scores from here are marked without a card: the upper tenth of an official document
_AGAIN = 4_000  # characters after which an important phrase is marked once more


class ReadingMarks:
    """Marks of one article; where a card's words and a phrase overlap, the card's are marked."""

    def __init__(self, workspace: Workspace, article: Article, density: Density) -> None:
        self._workspace, self._article, self.density = workspace, article, density
        self._stretches: dict[int, tuple[list[PhraseMark], list[int]]] = {}
        self._memory: list[PhraseMemory] = []
        self._memory_starts: list[int] = []

    def remember(self, memory: Sequence[PhraseMemory]) -> None:
        """Take up how well the cards of the article are known now, in text order."""
        self._memory = list(memory)
        self._memory_starts = [each.start for each in self._memory]
        self._stretches = {}

    def show(self, density: Density) -> None:
        """Mark more or less."""
        self.density = density
        self._stretches = {}

    def between(self, start: int, end: int) -> Sequence[PhraseMark]:
        """Those that touch ``[start, end)``."""
        found: list[PhraseMark] = []
        for number in range(max(start - 200, 0) // _STRETCH, end // _STRETCH + 1):
            marks, starts = self._stretch(number)
            first = max(bisect_right(starts, start) - 1, 0)
            found += [mark for mark in marks[first : bisect_left(starts, end)] if mark.end > start]
        return found

    def at(self, offset: int) -> PhraseMark | None:
        """The one that ``offset`` stands in."""
        return next((mark for mark in self.between(offset, offset + 1) if mark.start <= offset < mark.end), None)

    def next(self, offset: int, step: int) -> PhraseMark | None:
        """The first that is seen at or after ``offset`` (step 1), the last that ends at or before it (-1)."""
        number, last = offset // _STRETCH, len(self._article.text) // _STRETCH
        while 0 <= number <= last:
            marks, _ = self._stretch(number)
            ahead = [each for each in marks if each.seen and (each.start >= offset if step > 0 else each.end <= offset)]
            if ahead:
                return ahead[0] if step > 0 else ahead[-1]
            number += step
        return None

    def _stretch(self, number: int) -> tuple[list[PhraseMark], list[int]]:
        if number not in self._stretches:
            start, end = number * _STRETCH, (number + 1) * _STRETCH
            phrases = self._workspace.library.phrases(self._article.id, TextSpan(start, end))
            first, last = bisect_left(self._memory_starts, start), bisect_left(self._memory_starts, end)
            marks = self._merge(phrases, self._memory[first:last])
            self._stretches[number] = marks, [mark.start for mark in marks]
        return self._stretches[number]

    def _merge(self, phrases: Sequence[PhraseOccurrence], memory: Sequence[PhraseMemory]) -> list[PhraseMark]:
        kinds = {(phrase.start, phrase.end): phrase.kind for phrase in phrases}
        everything = self.density is Density.ALL
        marks: list[PhraseMark] = []
        for known in memory:
            if marks and known.start < marks[-1].end:
                continue
            level = memory_level(known.state, known.retrievability)
            kind = str(kinds.get((known.start, known.end), "word"))
            marks.append(
                PhraseMark(known.start, known.end, kind, level, known.retrievability, known.due, lined=everything)
            )
        ends = [mark.end for mark in marks]
        asked = len(marks)
        end = 0
        for phrase in phrases:
            after = bisect_right(ends, phrase.start)
            if phrase.start < end or (after < asked and marks[after].start < phrase.end):
                continue
            end = phrase.end
            marks.append(PhraseMark(phrase.start, phrase.end, phrase.kind, seen=everything or self._matters(phrase)))
        return sorted(marks, key=lambda mark: mark.start)

    def _matters(self, phrase: PhraseOccurrence) -> bool:
        if phrase.kind is PhraseKind.OWN:
            return True
        if self.density is Density.CARDS or phrase.score < _IMPORTANT:
            return False
        return self._article.text.rfind(phrase.text, max(phrase.start - _AGAIN, 0), phrase.start) < 0
