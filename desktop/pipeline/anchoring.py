"""Where the words of a card stand after its text was revised, or that the learner must mend it.

The sentence of the words is looked up among the matched sentences; only in its successor are they looked for. Where
the sentence was reworded, the words must be there unchanged, and what stands around them decides which of several
occurrences they are. Words are never taken elsewhere in the text, however often they occur.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from desktop.domain.article import TextSpan
from desktop.pipeline.sentence_matching import Matching, SentenceLink, match_sentences
from desktop.pipeline.text_comparison import WORD, common_blocks, fold, spelled

_CONTEXT = 12  # characters looked at on either side
_LIKELY = 0.45  # similarity from which a reworded sentence counts as the same for any of its words
_NEAR = 4  # characters of context that must be the same where it is less similar
_SEEN = 2  # characters of context that the comparison of the whole sentences is worth
_RIVAL = 0.6  # of the best agreement; what has more of it may be the right one as well
_COVERED = 0.9  # of a sentence's letters must be followed by its clauses
_STRAY = 4  # clauses of others that may stand between them
_CLAUSE = re.compile(r"\w(?:[\w ]*\w)?")


class Evidence(StrEnum):
    """What shows that the words are the same ones."""

    SENTENCE = "sentence"  # their whole sentence is unchanged, here or elsewhere
    CONTEXT = "context"  # their sentence changed, they and what is around them did not


class Loss(StrEnum):
    """Why the learner must mend a card."""

    REMOVED = "removed"  # its sentence is gone
    REWORDED = "reworded"  # its sentence is there, its words are not, or not surely
    AMBIGUOUS = "ambiguous"  # several places fit as well


class Anchored(NamedTuple):
    """The words stand at ``[start, end)`` of the new text, in ``sentence``. ``confidence`` in 0..1.

    ``sentence`` runs from the first to the last sentence that the words touch.
    """

    start: int
    end: int
    sentence: TextSpan
    confidence: float
    evidence: Evidence


class Lost(NamedTuple):
    """The words have no sure place. ``sentence`` is what became of their sentence in the new text, if anything did.

    ``words`` is what stands there in their place, a suggestion; None where nothing does.
    """

    reason: Loss
    sentence: TextSpan | None = None
    words: TextSpan | None = None


def reanchor(matching: Matching, anchors: Sequence[TextSpan]) -> list[Anchored | Lost]:
    """For the words at each of ``anchors`` in the old text, where they stand in the new one.

    Words that differ in nothing but width, quotation marks and spaces are the same. Raises ValueError for an anchor
    that is empty or outside the old text.
    """
    reanchoring = _Reanchoring(matching)
    return [reanchoring.place(TextSpan(*anchor)) for anchor in anchors]


class _Words(NamedTuple):
    """The words of a stretch of text: ``letters`` without marks and spaces, and where each stands."""

    letters: str
    places: list[int]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> _Words:
        folded = fold(text[start:end])
        runs = [match.span() for match in WORD.finditer(folded)]
        letters = "".join(folded[first:last] for first, last in runs)
        return cls(letters, [start + at for first, last in runs for at in range(first, last)])


class _Stretch(NamedTuple):
    """An old sentence and its successor, with the blocks ``(old, new, size)`` of letters that stayed."""

    old: _Words
    new: _Words
    blocks: list[tuple[int, int, int]]

    def successor(self, at: int) -> int:
        """The new letter that the old letter ``at`` became; -1 if it is gone."""
        index = bisect_right(self.blocks, at, key=lambda block: block[0]) - 1
        if index < 0:
            return -1
        old, new, size = self.blocks[index]
        return new + at - old if at < old + size else -1


class _Reanchoring:
    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self._starts = [sentence.start for sentence in matching.old_sentences]
        self._new_starts = [sentence.start for sentence in matching.new_sentences]
        self._links = {at: link for link in matching.links for at in range(link.old_first, link.old_last)}
        self._stretches: dict[SentenceLink, _Stretch] = {}

    def place(self, anchor: TextSpan) -> Anchored | Lost:
        matching = self._matching
        start, end = anchor
        if not 0 <= start < end <= len(matching.old):
            raise ValueError(f"no anchor in this text: {start}..{end}")
        if matching.old == matching.new:
            return Anchored(start, end, self._sentence(start, end), 1.0, Evidence.SENTENCE)
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, end - 1) - 1, 0)
        links = [self._links.get(at) for at in range(first, last + 1)]
        if any(at in matching.twins for at in range(first, last + 1)):
            return Lost(Loss.AMBIGUOUS)
        known = [link for link in links if link is not None]
        found: Anchored | Lost | None = None
        if known:
            found = self._shifted(anchor, known[0]) if len(links) == 1 else None
            found = found or self._placed(anchor, known, whole=len(known) == len(links))
        if found and (found.confidence == 1.0 if isinstance(found, Anchored) else found.reason is Loss.AMBIGUOUS):
            return found
        elsewhere = self._by_clauses(anchor, first)
        if isinstance(found, Anchored) and elsewhere and found[:2] != elsewhere[:2]:
            return Lost(Loss.AMBIGUOUS, found.sentence, TextSpan(found.start, found.end))
        if isinstance(found, Anchored):
            return found
        return elsewhere or found or Lost(Loss.AMBIGUOUS if first in matching.ambiguous else Loss.REMOVED)

    def _shifted(self, anchor: TextSpan, link: SentenceLink) -> Anchored | None:
        """The place in a sentence that is the same to the letter."""
        matching = self._matching
        if link.similarity < 1.0:
            return None
        old, new = matching.old_sentences[link.old_first], matching.new_sentences[link.new_first]
        if anchor.end > old.end or matching.old[old.start : old.end] != matching.new[new.start : new.end]:
            return None
        shift = new.start - old.start
        return Anchored(anchor.start + shift, anchor.end + shift, new, 1.0, Evidence.SENTENCE)

    def _placed(self, anchor: TextSpan, links: Sequence[SentenceLink], whole: bool) -> Anchored | Lost:
        """The place of words whose sentence changed; ``whole`` unless a sentence of theirs is gone."""
        link = SentenceLink(
            links[0].old_first,
            links[-1].old_last,
            min(link.new_first for link in links),
            max(link.new_last for link in links),
            min(link.similarity for link in links),
        )
        successor = TextSpan(
            self._matching.new_sentences[link.new_first].start, self._matching.new_sentences[link.new_last - 1].end
        )
        # Words that straddle sentences are followed only where these stay together.
        together = link.new_last - link.new_first <= sum(
            each.new_last - each.new_first for each in dict.fromkeys(links)
        )
        if not whole or not together:
            return Lost(Loss.REWORDED, successor)
        if link not in self._stretches:
            self._stretches[link] = self._compare(link)
        stretch = self._stretches[link]
        first = bisect_right(stretch.old.places, anchor.start - 1)
        last = bisect_right(stretch.old.places, anchor.end - 1)
        if first == last:
            return Lost(Loss.REWORDED, successor)
        found = _occurrence(stretch, first, last, link.similarity)
        if isinstance(found, Loss):
            return Lost(found, successor, self._instead(stretch, first, last))
        start, end = self._with_marks(
            anchor,
            (stretch.old.places[first], stretch.old.places[last - 1]),
            (stretch.new.places[found], stretch.new.places[found + last - first - 1]),
        )
        if spelled(self._matching.new[start:end]) != spelled(self._matching.old[anchor.start : anchor.end]):
            return Lost(Loss.REWORDED, successor, TextSpan(start, end))
        evidence = Evidence.SENTENCE if link.similarity == 1.0 else Evidence.CONTEXT
        return Anchored(start, end, self._sentence(start, end), link.similarity, evidence)

    @cached_property
    def _clauses(self) -> Matching:
        """The clauses of the sentences that changed, matched as sentences are: what a split or merger leaves whole."""
        matching = self._matching
        links = [link for link in matching.links if link.similarity == 1.0]
        same_old = {at for link in links for at in range(link.old_first, link.old_last)}
        same_new = {at for link in links for at in range(link.new_first, link.new_last)}
        old = _split_clauses(matching.old, matching.old_sentences, same_old)
        new = _split_clauses(matching.new, matching.new_sentences, same_new)
        return match_sentences(matching.old, matching.new, old, new)

    @cached_property
    def _same_clauses(self) -> dict[int, int]:
        return {link.old_first: link.new_first for link in self._clauses.links if link.similarity == 1.0}

    def _by_clauses(self, anchor: TextSpan, at: int) -> Anchored | None:
        """The place of words in a sentence most of whose clauses stand unchanged and together elsewhere."""
        clauses = self._clauses
        if not clauses.old_sentences:
            return None
        sentence = self._matching.old_sentences[at]
        first = max(bisect_right(clauses.old_sentences, (sentence.start, len(clauses.old))) - 1, 0)
        whole, followed = 0, []
        successors: dict[int, int] = {}  # places of letters, old -> new
        for index in range(first, len(clauses.old_sentences)):
            if clauses.old_sentences[index].start >= max(sentence.end, anchor.end):
                break
            old = _Words.of(clauses.old, *clauses.old_sentences[index])
            whole += len(old.letters)
            if index in self._same_clauses:
                new = _Words.of(clauses.new, *clauses.new_sentences[self._same_clauses[index]])
                if old.letters == new.letters:
                    followed.append(self._same_clauses[index])
                    successors.update(zip(old.places, new.places, strict=True))
        together = followed == sorted(followed) and followed and followed[-1] - followed[0] < len(followed) + _STRAY
        share = len(successors) / max(whole, 1)
        words = _Words.of(clauses.old, *anchor)
        if share < _COVERED or not together or not words.places or any(at not in successors for at in words.places):
            return None
        start, end = self._with_marks(
            anchor, (words.places[0], words.places[-1]), (successors[words.places[0]], successors[words.places[-1]])
        )
        if spelled(clauses.new[start:end]) != spelled(clauses.old[anchor.start : anchor.end]):
            return None
        return Anchored(start, end, self._sentence(start, end), min(share, 0.99), Evidence.CONTEXT)

    def _compare(self, link: SentenceLink) -> _Stretch:
        matching = self._matching
        old_spans, new_spans = matching.old_sentences, matching.new_sentences
        old = _Words.of(matching.old, old_spans[link.old_first].start, old_spans[link.old_last - 1].end)
        new = _Words.of(matching.new, new_spans[link.new_first].start, new_spans[link.new_last - 1].end)
        return _Stretch(old, new, common_blocks(old.letters, new.letters))

    def _instead(self, stretch: _Stretch, first: int, last: int) -> TextSpan | None:
        """What stands between the neighbours of the old letters ``[first, last)`` now."""
        before = next((to for at in range(first - 1, -1, -1) if (to := stretch.successor(at)) >= 0), -1)
        size = len(stretch.old.letters)
        behind = next((to for at in range(last, size) if (to := stretch.successor(at)) >= 0), len(stretch.new.letters))
        if behind - before <= 1:
            return None
        return TextSpan(stretch.new.places[before + 1], stretch.new.places[behind - 1] + 1)

    def _with_marks(self, anchor: TextSpan, letters: tuple[int, int], found: tuple[int, int]) -> tuple[int, int]:
        """The span from the first to the last letter ``found``, with the marks around the old first and last."""
        old, new = self._matching.old, self._matching.new
        start, end = found[0], found[1] + 1
        for mark in reversed(spelled(old[anchor.start : letters[0]])):
            before = start
            while before > 0 and fold(new[before - 1]) == " ":
                before -= 1
            if before == 0 or fold(new[before - 1]) != mark:
                break
            start = before - 1
        for mark in spelled(old[letters[1] + 1 : anchor.end]):
            behind = end
            while behind < len(new) and fold(new[behind]) == " ":
                behind += 1
            if behind == len(new) or fold(new[behind]) != mark:
                break
            end = behind + 1
        return start, end

    def _sentence(self, start: int, end: int) -> TextSpan:
        """From the first to the last new sentence that ``[start, end)`` touches."""
        sentences = self._matching.new_sentences
        if not sentences:
            return TextSpan(start, end)
        first = max(bisect_right(self._new_starts, start) - 1, 0)
        last = max(bisect_right(self._new_starts, end - 1) - 1, 0)
        return TextSpan(min(sentences[first].start, start), max(sentences[last].end, end))


def _split_clauses(text: str, sentences: Sequence[TextSpan], without: set[int]) -> list[TextSpan]:
    """The stretches between marks of the sentences that are not in ``without``; a line end alone does not part them."""
    clauses = []
    at = 0
    while at < len(sentences):
        last = at
        while last < len(sentences) and last not in without:
            last += 1
        if last > at:
            start = sentences[at].start
            region = fold(text[start : sentences[last - 1].end])
            clauses += [TextSpan(start + match.start(), start + match.end()) for match in _CLAUSE.finditer(region)]
        at = last + 1
    return clauses


def _occurrence(stretch: _Stretch, first: int, last: int, similarity: float) -> int | Loss:
    """Which of the occurrences of the old letters ``[first, last)`` in the new sentence is theirs."""
    old, new = stretch.old.letters, stretch.new.letters
    wanted = old[first:last]
    there = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", new)]
    if not there:
        return Loss.REWORDED
    if old == new:
        return first

    def agreement(at: int, to: int) -> int:
        """How many characters around both are the same, and whether the comparison sees one in the other."""
        same = _same_before(old, at, new, to) + _same_behind(old, at + last - first, new, to + last - first)
        end = last - first - 1
        seen = stretch.successor(at) == to and stretch.successor(at + end) == to + end
        return same + _SEEN * seen

    here = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", old)]
    best = max(there, key=lambda to: agreement(first, to))
    score = agreement(first, best)
    rivals = [agreement(first, to) for to in there if to != best] + [agreement(at, best) for at in here if at != first]
    if rivals and max(rivals) >= _RIVAL * score:
        return Loss.AMBIGUOUS
    if score < (_SEEN if similarity >= _LIKELY else _NEAR):
        return Loss.REWORDED
    return best


def _same_before(old: str, at: int, new: str, to: int) -> int:
    count = 0
    while count < min(at, to, _CONTEXT) and old[at - count - 1] == new[to - count - 1]:
        count += 1
    return count


def _same_behind(old: str, at: int, new: str, to: int) -> int:
    count = 0
    while count < min(len(old) - at, len(new) - to, _CONTEXT) and old[at + count] == new[to + count]:
        count += 1
    return count
