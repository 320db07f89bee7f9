"""Which clozes of a whole article to ask: its key phrases, each in its most telling sentence."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop.domain.article import Sentence, TextSpan
from desktop.domain.cloze import Blank, Cloze, Density
from desktop.domain.numbering import STYLES
from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.domain.proposal import Proposal, Reason, ReasonKind
from desktop.pipeline.enumerations import EnumerationKind, find_enumerations

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
_LONGEST_ITEM = 10  # characters; where an item is longer the list was likely read wrongly
_ITEM_WORTH = 0.2  # of an item of a list that is no phrase
_OFTEN = 3  # times from which a phrase is one that the article keeps saying
_TELLING = 4  # characters: shorter words that are no phrase are said often by any article
_LIKELY = 0.2  # probabilities from here on are worth a word
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
    Density.ALL: _Limits(None, 8, 1_000),
}


class _Candidate(NamedTuple):
    value: float
    sentence: int
    start: int  # in the sentence, as is end
    end: int
    answer: str
    kind: str
    probability: float = 0.0  # that an examiner would blank this
    items: int = 0  # of the list that it is one of


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
    chosen = _choose(text, sentences, _candidates(text, sentences, phrases, blanks), density)
    return [_cloze(text, sentences[candidate.sentence], candidate) for candidate in chosen]


def propose_clozes(
    text: str,
    sentences: Sequence[Sentence],
    phrases: Sequence[PhraseOccurrence],
    blanks: Sequence[Sequence[Blank]],
    headings: Sequence[TextSpan] = (),
) -> list[Proposal]:
    """The clozes of every density in text order, each with what speaks for it.

    The arguments are those of ``choose_clozes``, which takes the same at each density; ``headings`` are spans of
    ``text``, sorted.
    """
    candidates = _candidates(text, sentences, phrases, blanks)
    starts = [heading.start for heading in headings]
    times: dict[str, int] = {}
    made: dict[tuple[int, tuple[TextSpan, ...]], Proposal] = {}
    for density in _LIMITS:
        for candidate in _choose(text, sentences, candidates, density):
            sentence = sentences[candidate.sentence]
            cloze = _cloze(text, sentence, candidate)
            place = sentence.start, cloze.blanks
            if place not in made:
                before = bisect_right(starts, sentence.start + candidate.start) - 1
                in_heading = before >= 0 and sentence.start + candidate.end <= headings[before].end
                if cloze.answer not in times:
                    times[cloze.answer] = text.count(cloze.answer)
                reasons = _reasons(candidate, times[cloze.answer], in_heading)
                made[place] = Proposal(cloze, frozenset(), reasons)
            made[place] = replace(made[place], densities=made[place].densities | {density})
    return [made[place] for place in sorted(made)]


def _reasons(candidate: _Candidate, times: int, in_heading: bool) -> tuple[Reason, ...]:
    """What speaks for a candidate, what it is first."""
    reasons = [Reason(ReasonKind.PHRASE)] if candidate.kind != "word" else []
    if in_heading:
        reasons.append(Reason(ReasonKind.HEADING))
    if candidate.items:
        reasons.append(Reason(ReasonKind.LISTED, candidate.items))
    if times >= _OFTEN and (candidate.kind != "word" or len(candidate.answer) >= _TELLING):
        reasons.append(Reason(ReasonKind.REPEATED, times))
    if candidate.probability >= _LIKELY or not reasons:
        reasons.append(Reason(ReasonKind.EXAMINER, candidate.probability))
    return tuple(reasons)


def _choose(
    text: str, sentences: Sequence[Sentence], candidates: Sequence[_Candidate], density: Density
) -> list[_Candidate]:
    limits = _LIMITS[density]
    room = len(text) if limits.chars_per_cloze is None else max(1, len(text) // limits.chars_per_cloze)
    stretch = (limits.chars_per_cloze or 1) * 3
    waiting = sorted(candidates, key=lambda c: (-c.value, c.sentence, c.start, c.end))
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
    return sorted((c for others in taken.values() for c in others), key=lambda c: (c.sentence, c.start))


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
        label = _label_end(text, sentence)
        unclaimed = [blank for blank in proposed if blank.start >= label]
        while inside < len(phrases) and phrases[inside].start < sentence.end:
            phrase = phrases[inside]
            inside += 1
            start, end = phrase.start - sentence.start, phrase.end - sentence.start
            if start < label or end > length or not _askable(start, end, length):
                continue
            # An examiner who blanks a part of a phrase means the phrase.
            inner = [blank for blank in unclaimed if start <= blank.start and blank.end <= end]
            unclaimed = [blank for blank in unclaimed if blank not in inner]
            probability = max((blank.score * (blank.end - blank.start) / (end - start) for blank in inner), default=0.0)
            value = _WORTH[phrase.kind] * (0.5 + phrase.score) + probability
            found.append(_Candidate(value, number, start, end, phrase.text, str(phrase.kind), probability))
        listed = _listed(text[sentence.start : sentence.end])
        if listed:
            first = next((n for n in range(len(found), 0, -1) if found[n - 1].sentence != number), 0)
            found[first:] = [each._replace(items=listed.pop((each.start, each.end), 0)) for each in found[first:]]
            for (start, end), size in listed.items():
                answer = text[sentence.start + start : sentence.start + end]
                same = [blank for blank in unclaimed if (blank.start, blank.end) == (start, end)]
                unclaimed = [blank for blank in unclaimed if blank not in same]
                score = same[0].score if same else 0.0
                if 1 < len(answer) <= _LONGEST_ITEM and _askable(start, end, length):
                    value = max(_ITEM_WORTH, score)
                    found.append(_Candidate(value, number, start, end, answer, "word", score, size))
        for blank in unclaimed:
            if _askable(blank.start, blank.end, length):
                answer = text[sentence.start + blank.start : sentence.start + blank.end]
                found.append(_Candidate(blank.score, number, blank.start, blank.end, answer, "word", blank.score))
    return found


def _label_end(text: str, sentence: Sentence) -> int:
    """Where in the sentence the number ends under which it is printed (第三条, （一）): a place, not knowledge."""
    if sentence.start and text[sentence.start - 1] != "\n":
        return 0
    labels = (style.pattern.match(text, sentence.start, sentence.end) for style in STYLES)
    return next((label.end() - sentence.start for label in labels if label), 0)


def _listed(sentence: str) -> dict[tuple[int, int], int]:
    """The items of the sentence's lists by their places, and how many each list has."""
    if sentence.count("、") < 2:
        return {}
    return {
        (item.start, item.end): len(found.items)
        for found in find_enumerations(sentence)
        if found.kind is EnumerationKind.LISTED
        for item in found.items
    }


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
