"""Which clozes of a whole article to ask: its key phrases, each in its most telling sentence."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.article import Sentence, TextSpan
from desktop.domain.cloze import Blank, Cloze, Density
from desktop.domain.phrase import PhraseKind, PhraseOccurrence

SHORTEST_SENTENCE = 8
LONGEST_ANSWER = 30
# How much a phrase of this kind is worth before the examiner's model has its say (0..1).
_WORTH: Mapping[PhraseKind, float] = {
    PhraseKind.OWN: 1.0,
    PhraseKind.SHORTHAND: 0.9,
    PhraseKind.QUOTED: 0.7,
    PhraseKind.FORMULA: 0.35,
    PhraseKind.TITLE: 0.35,
    PhraseKind.NUMBER: 0.3,
    PhraseKind.DATE: 0.3,
    PhraseKind.TERM: 0.25,
    PhraseKind.NAME: 0.2,
}
_CROWDING = 0.6  # what a further cloze in the same stretch of text is still worth


@dataclass(frozen=True, slots=True)
class _Limits:
    chars_per_cloze: int | None  # over the article; None: as many as there are
    chars_per_sentence_cloze: int
    uses: int  # how often one answer may be asked


_LIMITS = {
    Density.FEW: _Limits(400, 120, 1),
    Density.NORMAL: _Limits(160, 60, 1),
    Density.DENSE: _Limits(80, 40, 2),
    Density.ALL: _Limits(None, 12, 1_000),
}


class _Candidate(NamedTuple):
    value: float
    sentence: int
    start: int  # in the sentence, as is end
    end: int
    answer: str
    kind: str


def choose_clozes(
    text: str,
    sentences: Sequence[Sentence],
    phrases: Sequence[PhraseOccurrence],
    blanks: Sequence[Sequence[Blank]],
    density: Density,
) -> list[Cloze]:
    """Clozes in text order.

    ``blanks`` holds, sentence by sentence, what an examiner would blank (spans within the sentence).
    A phrase or a blank is a candidate; it is taken while its sentence, its stretch of the article and its
    answer have room. No two clozes of one sentence overlap or contain one another's answer.
    """
    if density is Density.NONE:
        return []
    limits = _LIMITS[density]
    room = len(text) if limits.chars_per_cloze is None else max(1, len(text) // limits.chars_per_cloze)
    stretch = (limits.chars_per_cloze or 1) * 3
    waiting = sorted(
        _candidates(text, sentences, phrases, blanks), key=lambda c: (-c.value, c.sentence, c.start, c.end)
    )
    taken: dict[int, list[_Candidate]] = {}
    used: Counter[str] = Counter()
    crowd: Counter[int] = Counter()
    number = 0
    # Lazy greedy choice: a candidate whose stretch has filled up since it was valued goes back with its new value.
    heap = [(-candidate.value, index, 0) for index, candidate in enumerate(waiting)]
    heapq.heapify(heap)
    while heap and number < room:
        _, index, crowd_then = heapq.heappop(heap)
        candidate = waiting[index]
        place = sentences[candidate.sentence].start // stretch
        if limits.chars_per_cloze is not None and crowd[place] > crowd_then:
            heapq.heappush(heap, (-candidate.value * _CROWDING ** crowd[place], index, crowd[place]))
            continue
        others = taken.setdefault(candidate.sentence, [])
        span = sentences[candidate.sentence]
        if used[candidate.answer] >= limits.uses or not _fits(candidate, others, span, limits):
            continue
        others.append(candidate)
        used[candidate.answer] += 1
        crowd[place] += 1
        number += 1
    chosen = sorted((c for others in taken.values() for c in others), key=lambda c: (c.sentence, c.start))
    return [_cloze(text, sentences[candidate.sentence], candidate) for candidate in chosen]


def _candidates(
    text: str,
    sentences: Sequence[Sentence],
    phrases: Sequence[PhraseOccurrence],
    blanks: Sequence[Sequence[Blank]],
) -> list[_Candidate]:
    found: list[_Candidate] = []
    position = 0
    for number, (sentence, proposed) in enumerate(zip(sentences, blanks, strict=True)):
        while position < len(phrases) and phrases[position].start < sentence.start:
            position += 1
        inside = position
        length = sentence.end - sentence.start
        unclaimed = list(proposed)
        while inside < len(phrases) and phrases[inside].start < sentence.end:
            phrase = phrases[inside]
            inside += 1
            start, end = phrase.start - sentence.start, phrase.end - sentence.start
            if end > length or not _askable(start, end, length):
                continue
            # An examiner who blanks a part of a phrase means the phrase.
            inner = [blank for blank in unclaimed if start <= blank.start and blank.end <= end]
            unclaimed = [blank for blank in unclaimed if blank not in inner]
            probability = max((blank.score * (blank.end - blank.start) / (end - start) for blank in inner), default=0.0)
            value = _WORTH[phrase.kind] * (0.5 + phrase.score) + probability
            found.append(_Candidate(value, number, start, end, phrase.text, str(phrase.kind)))
        for blank in unclaimed:
            if _askable(blank.start, blank.end, length):
                answer = text[sentence.start + blank.start : sentence.start + blank.end]
                found.append(_Candidate(blank.score, number, blank.start, blank.end, answer, "word"))
    return found


def _askable(start: int, end: int, length: int) -> bool:
    """Enough of the sentence is left to ask by, and the answer can be typed."""
    return length >= SHORTEST_SENTENCE and 0 < end - start <= min(LONGEST_ANSWER, length * 2 // 3)


def _fits(candidate: _Candidate, others: Sequence[_Candidate], sentence: Sentence, limits: _Limits) -> bool:
    room = -(-(sentence.end - sentence.start) // limits.chars_per_sentence_cloze)
    return len(others) < room and not any(
        (candidate.start < other.end and other.start < candidate.end)
        or candidate.answer in other.answer
        or other.answer in candidate.answer
        for other in others
    )


def hide_everywhere(sentence: str, answer: str, start: int) -> tuple[TextSpan, ...]:
    """The answer's place at ``start`` of a sentence and every other where the sentence repeats it, in order."""
    size = len(answer)
    blanks = [TextSpan(start, start + size)]
    at = sentence.find(answer)
    while at >= 0:
        if at + size <= start or at >= start + size:
            blanks.append(TextSpan(at, at + size))
        at = sentence.find(answer, at + size)
    return tuple(sorted(blanks))


def _cloze(text: str, sentence: Sentence, candidate: _Candidate) -> Cloze:
    """The cloze of a candidate."""
    words = text[sentence.start : sentence.end]
    return Cloze(
        sentence=words,
        blanks=hide_everywhere(words, candidate.answer, candidate.start),
        answer=candidate.answer,
        kind=candidate.kind,
        article_start=sentence.start,
        score=candidate.value,
    )
