"""Which clozes of a whole article to ask: its key phrases, each in its most telling sentence."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

from desktop.domain.article import Sentence, TextSpan
from desktop.domain.cloze import Blank, Cloze, Density
from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.domain.proposal import Proposal, Reason, ReasonKind
from desktop.pipeline.askable import find_ground, is_askable
from desktop.pipeline.blank_rows import OPENING
from desktop.pipeline.enumerations import EnumerationKind, find_enumerations
from desktop.pipeline.own_phrases import OWN_SCORE

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
_LEAST_LIKELY = 0.05  # of a blank that is no phrase and no item
_COMMON = frozenset((PhraseKind.TERM, PhraseKind.NAME))
# Said more often in an article, a common word is what it is all about, and known by heart after a page.
_USUAL = 6
_CHARACTERS_OF_A_USE = 1_500
_IN_TITLE = 0.4  # of what a phrase is worth that the title says
_OFTEN = 3  # times from which a phrase is one that the article keeps saying
_TELLING = 4  # characters: shorter words that are no phrase are said often by any article
_LIKELY = 0.2  # probabilities from here on are worth a word
_CROWDING = 0.6  # what a further cloze in the same stretch of text is still worth
# Reports quote the names of their campaigns by the dozen; what is asked is more than names.
_LOUD = frozenset((PhraseKind.QUOTED, PhraseKind.SHORTHAND))
_MOST_OF_A_KIND = 0.3
_OVERDONE = 0.45  # what another one is still worth


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
    waiting = sorted(candidates, key=itemgetter(0), reverse=True)  # of equal ones the first in the text first
    taken: dict[int, list[_Candidate]] = {}
    used: Counter[str] = Counter()
    crowd: Counter[int] = Counter()
    number = 0
    limited = limits.chars_per_cloze is not None
    kinds: Counter[str] = Counter()

    def value(candidate: _Candidate) -> float:
        """What a candidate is worth beside what was taken."""
        worth = candidate.value
        if limited:
            worth *= _CROWDING ** crowd[sentences[candidate.sentence].start // stretch]
            if candidate.kind in _LOUD and kinds[candidate.kind] >= room * _MOST_OF_A_KIND:
                worth *= _OVERDONE
        return worth

    # Lazy greedy choice: a candidate that has lost worth since it was valued goes back with its new value.
    again: list[tuple[float, int]] = []
    first = 0
    while number < room and (again or first < len(waiting)):
        if again and (first == len(waiting) or again[0] < (-waiting[first].value, first)):
            valued, index = heapq.heappop(again)
        else:
            valued, index = -waiting[first].value, first
            first += 1
        candidate = waiting[index]
        if used[candidate.answer] >= limits.uses:
            continue
        if -value(candidate) > valued:
            heapq.heappush(again, (-value(candidate), index))
            continue
        others = taken.setdefault(candidate.sentence, [])
        span = sentences[candidate.sentence]
        if not _fits(candidate, others, span, limits):
            continue
        others.append(candidate)
        used[candidate.answer] += 1
        crowd[span.start // stretch] += 1
        kinds[candidate.kind] += 1
        number += 1
    return sorted((c for others in taken.values() for c in others), key=lambda c: (c.sentence, c.start))


def _candidates(
    text: str,
    sentences: Sequence[Sentence],
    phrases: Sequence[PhraseOccurrence],
    blanks: Sequence[Sequence[Blank]],
) -> list[_Candidate]:
    grounds, title = find_ground(text, sentences)
    worths = _worths(text, phrases, title)
    found: list[_Candidate] = []
    position = 0
    for number, (sentence, ground, proposed) in enumerate(zip(sentences, grounds, blanks, strict=True)):
        offset, end_of_sentence = sentence
        while position < len(phrases) and phrases[position].start < offset:
            position += 1
        if ground.first is None:
            continue
        words = text[offset:end_of_sentence]
        likely = sorted(_unwrapped(words, blank) for blank in proposed if blank.start >= ground.first)
        first = 0  # of the likely blanks that do not begin before the phrase
        claimed: set[int] = set()
        listed = _listed(words)
        inside = position
        while inside < len(phrases) and phrases[inside].start < end_of_sentence:
            phrase = phrases[inside]
            inside += 1
            start, end = phrase.start - offset, phrase.end - offset
            if start < ground.first or end > len(words) or not is_askable(phrase.text, words, ground):
                continue
            # An examiner who blanks a part of a phrase means the phrase.
            while first < len(likely) and likely[first].start < start:
                first += 1
            probability = 0.0
            for place in range(first, len(likely)):
                blank = likely[place]
                if blank.end > end:
                    break
                claimed.add(place)
                probability = max(probability, blank.score * (blank.end - blank.start) / (end - start))
            value = worths[phrase.text, phrase.kind] * (0.5 + phrase.score) + probability
            size = listed.pop((start, end), 0)
            found.append(_Candidate(value, number, start, end, phrase.text, str(phrase.kind), probability, size))
        for place, (start, end, score) in enumerate(likely):
            if place in claimed:
                continue
            size = listed.pop((start, end), 0)
            answer = words[start:end]
            value = max(score, _ITEM_WORTH) if size else score * (_IN_TITLE if answer in title else 1)
            if (size or score >= _LEAST_LIKELY) and is_askable(answer, words, ground):
                found.append(_Candidate(value, number, start, end, answer, "word", score, size))
        for (start, end), size in listed.items():
            answer = words[start:end]
            if ground.first <= start and 1 < len(answer) <= _LONGEST_ITEM and is_askable(answer, words, ground):
                found.append(_Candidate(_ITEM_WORTH, number, start, end, answer, "word", 0.0, size))
    return found


def _worths(text: str, phrases: Sequence[PhraseOccurrence], title: str) -> dict[tuple[str, PhraseKind], float]:
    """How much each phrase is worth in this article."""
    usual = max(_USUAL, len(text) // _CHARACTERS_OF_A_USE)
    own = {phrase.text for phrase in phrases if phrase.score >= OWN_SCORE}
    worths = {}
    for (words, kind), times in Counter((phrase.text, phrase.kind) for phrase in phrases).items():
        worth = _WORTH[kind]
        if kind in _COMMON and times > usual:
            worth *= sqrt(usual / times)
        if words in title and words not in own:
            worth *= _IN_TITLE
        worths[words, kind] = worth
    return worths


def _unwrapped(words: str, blank: Blank) -> Blank:
    """A blank without the marks around it: “…” and 《…》 are printed, not asked."""
    start, end, score = blank
    if end - start > 2 and OPENING.get(words[start]) == words[end - 1]:
        return Blank(start + 1, end - 1, score)
    return blank


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
