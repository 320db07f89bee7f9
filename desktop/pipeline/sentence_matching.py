"""Which sentence of a new text is which sentence of the old one, wherever it moved and however it was reworded.

Sentences are compared by their words, without marks, spaces and the number in front of them (第三条, （一）). In turn:

1. long sentences that stand once in each text belong together, wherever they stand;
2. from these on, neighbours that are the same belong together, forwards first, then backwards; two old sentences
   that both lay claim to one new sentence get nothing;
3. what is left belongs to the most similar sentence, neighbours counting, if no other comes near it;
4. what is left between two neighbours belongs together in its order where both sides hold the same;
5. a sentence that was split or merged takes in the pieces beside it.

Each step is linear in the length of the texts, but for the third, which is linear in what is left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.article import TextSpan
from desktop.pipeline.text_comparison import WORD, fold

# The number a sentence may carry in front, in a folded text.
_NUMERAL = "零〇一二三四五六七八九十百千两"
_LABEL = re.compile(
    rf" *(?:第 ?[{_NUMERAL}\d]+ ?(?:分?编|[章节条款项])(?:之[{_NUMERAL}]+)?(?= )|\([{_NUMERAL}\d]+\)|[{_NUMERAL}]+、"
    r"|\d{1,3}(?:[、)]|\.(?!\d))|[①-⑳])"
)
_LONG = 8  # words of so many characters are known anywhere, shorter ones only beside their neighbours
_GRAM = 3
_COMMON_GRAM = 40  # sentences; what stands in more of them tells nothing
_MOST_CANDIDATES = 8
_MOST_ROUNDS = 40
_NEIGHBOUR = 0.15  # what a neighbour in its place adds to the similarity
_SIMILAR = 0.6  # from here on it is the same sentence
_MARGIN = 0.05  # how much better it must be than any other
_CLEAR = 0.08  # how much more similar it must be, unless it is the same
_CONTAINED = 0.6  # of a piece, for it to belong to a split sentence


class SentenceLink(NamedTuple):
    """Old sentences ``[old_first, old_last)`` became the new sentences ``[new_first, new_last)``; all are indexes.

    Both ranges hold one sentence unless it was split or merged. ``similarity`` is the share of three-character
    pieces in common, 0..1; 1 where the words are the same.
    """

    old_first: int
    old_last: int
    new_first: int
    new_last: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Matching:
    """Two texts, their sentences, and which belong together.

    ``links`` are in the order of the old text; no sentence is in two of them. ``ambiguous`` holds the old
    sentences that have no link because several fit as well, ``twins`` those of them that fit to the word.
    """

    old: str
    new: str
    old_sentences: tuple[TextSpan, ...]
    new_sentences: tuple[TextSpan, ...]
    links: tuple[SentenceLink, ...]
    ambiguous: frozenset[int]
    twins: frozenset[int]


def match_sentences(
    old: str, new: str, old_sentences: Iterable[tuple[int, int]], new_sentences: Iterable[tuple[int, int]]
) -> Matching:
    """Match the sentences of two versions of a text. The spans are sorted and do not overlap."""
    old_spans = tuple(TextSpan(*span) for span in old_sentences)
    new_spans = tuple(TextSpan(*span) for span in new_sentences)
    pairing = _Pairing(_keys(old, old_spans), _keys(new, new_spans))
    pairing.pair_unique()
    pairing.pair_neighbours()
    pairing.pair_similar()
    pairing.pair_remaining()
    return Matching(old, new, old_spans, new_spans, *pairing.result())


def _keys(text: str, spans: Sequence[TextSpan]) -> list[str]:
    """The words of each sentence; its number only where it is all there is."""
    folded = fold(text)
    keys = []
    for start, end in spans:
        label = _LABEL.match(folded, start, end)
        body = "".join(WORD.findall(folded, label.end(), end)) if label else ""
        keys.append(body or "".join(WORD.findall(folded, start, end)))
    return keys


def _grams(key: str) -> frozenset[str]:
    return frozenset(key[at : at + _GRAM] for at in range(max(len(key) - _GRAM + 1, 1)))


_Best = tuple[float, int, float]  # the best score, whose it is, and the second score


class _Pairing:
    """Pairs found so far: ``to_new[old]`` and ``to_old[new]`` are indexes, -1 for none."""

    def __init__(self, old_keys: list[str], new_keys: list[str]) -> None:
        self.old_keys = old_keys
        self.new_keys = new_keys
        self.to_new = [-1] * len(old_keys)
        self.to_old = [-1] * len(new_keys)
        self.similarity: dict[int, float] = {}  # of reworded old sentences
        self.contested_old: set[int] = set()
        self.contested_new: set[int] = set()
        self.doubtful: set[int] = set()
        self.old_grams: dict[int, frozenset[str]] = {}
        self.new_grams: dict[int, frozenset[str]] = {}

    def pair_unique(self) -> None:
        """Pair the long sentences that stand once in each text."""
        old_count, new_count = Counter(self.old_keys), Counter(self.new_keys)
        place = {key: at for at, key in enumerate(self.new_keys)}
        for at, key in enumerate(self.old_keys):
            if len(key) >= _LONG and old_count[key] == 1 and new_count[key] == 1:
                self._pair(at, place[key])

    def pair_neighbours(self) -> None:
        """Go on from every pair as long as the sentences beside it are the same."""
        seeds = [(at, to) for at, to in enumerate(self.to_new) if to >= 0]
        forward: set[int] = set()
        for at, to in [(-1, -1), *seeds]:
            at, to = at + 1, to + 1
            while self._free(at, to) and self.old_keys[at] == self.new_keys[to]:
                self._pair(at, to)
                forward.add(at)
                at, to = at + 1, to + 1
        for at, to in [*reversed(seeds), (len(self.old_keys), len(self.new_keys))]:
            at, to = at - 1, to - 1
            while at >= 0 and to >= 0 and self._old_free(at) and self.old_keys[at] == self.new_keys[to]:
                rival = self.to_old[to]
                if rival in forward:
                    self.to_new[rival] = self.to_old[to] = -1
                    self.contested_old.add(rival)
                    self.contested_new.add(to)
                elif rival >= 0:
                    break
                if to in self.contested_new:
                    self.contested_old.add(at)
                else:
                    self._pair(at, to)
                at, to = at - 1, to - 1

    def pair_similar(self) -> None:
        """Pair reworded sentences, the surest first, each with the one new sentence that is most like it."""
        candidates = self._candidates()
        for _ in range(_MOST_ROUNDS):
            chosen = self._surest(candidates)
            if not chosen:
                break
            for at, to in chosen:
                self._pair(at, to)
                self.similarity[at] = candidates.pop(at)[to]
        self.doubtful = {
            at
            for at, found in candidates.items()
            if any(self.to_old[to] < 0 and self._score(at, to, likeness) >= _SIMILAR for to, likeness in found.items())
        }

    def _candidates(self) -> dict[int, dict[int, float]]:
        """For each old sentence without a pair, the new ones without a pair that are like it."""
        old_left = [at for at, key in enumerate(self.old_keys) if key and self._old_free(at)]
        new_left = [at for at, key in enumerate(self.new_keys) if key and self._new_free(at)]
        if not old_left or not new_left:
            return {}
        self.old_grams = {at: _grams(self.old_keys[at]) for at in old_left}
        self.new_grams = {at: _grams(self.new_keys[at]) for at in new_left}
        holders: dict[str, list[int]] = {}
        for to, grams in self.new_grams.items():
            for gram in grams:
                holders.setdefault(gram, []).append(to)
        candidates = {}
        for at in old_left:
            votes: Counter[int] = Counter()
            for gram in self.old_grams[at]:
                holding = holders.get(gram, ())
                if len(holding) <= _COMMON_GRAM:
                    votes.update(holding)
            near = [to for to in self._slots(at) if to in self.new_grams]
            likely = [to for to, _ in votes.most_common(_MOST_CANDIDATES)]
            found = {to: self._similarity(at, to) for to in (*near, *likely)}
            candidates[at] = {to: similarity for to, similarity in found.items() if similarity > 0.25}
        return candidates

    def _slots(self, at: int) -> Iterator[int]:
        """Where a sentence would stand if it had only followed its neighbours."""
        if at > 0 and self.to_new[at - 1] >= 0:
            yield self.to_new[at - 1] + 1
        if at + 1 < len(self.to_new) and self.to_new[at + 1] > 0:
            yield self.to_new[at + 1] - 1

    def _similarity(self, at: int, to: int) -> float:
        if self.old_keys[at] == self.new_keys[to]:
            return 1.0
        old_grams, new_grams = self.old_grams[at], self.new_grams[to]
        return min(2 * len(old_grams & new_grams) / (len(old_grams) + len(new_grams)), 0.99)

    def _surest(self, candidates: dict[int, dict[int, float]]) -> list[tuple[int, int]]:
        """The pairs that are better than any other for both sides."""
        best_old: dict[int, _Best] = {}
        best_new: dict[int, _Best] = {}
        like_old: dict[int, _Best] = {}  # by similarity, neighbours not counting
        like_new: dict[int, _Best] = {}
        for at, found in candidates.items():
            for to, similarity in found.items():
                if self.to_old[to] < 0:
                    score = self._score(at, to, similarity)
                    _note(best_old, at, to, score, self.new_grams)
                    _note(best_new, to, at, score, self.old_grams)
                    _note(like_old, at, to, similarity, self.new_grams)
                    _note(like_new, to, at, similarity, self.old_grams)
        chosen = []
        for at, (score, to, second) in best_old.items():
            if score < _SIMILAR or best_new[to][1] != at or score - max(second, best_new[to][2]) < _MARGIN:
                continue
            # Neighbours decide between the same words, but not between words that are nearly alike.
            similarity = candidates[at][to]
            rival = max(_rival(like_old[at], to), _rival(like_new[to], at))
            if similarity == 1.0 or similarity - rival >= _CLEAR:
                chosen.append((at, to))
        return chosen

    def _score(self, at: int, to: int, similarity: float) -> float:
        if min(len(self.old_keys[at]), len(self.new_keys[to])) < _LONG:
            similarity /= 2
        before = self.to_new[at - 1] == to - 1 if at and to else at == to
        last_old, last_new = at + 1 == len(self.to_new), to + 1 == len(self.to_old)
        behind = last_old and last_new if last_old or last_new else self.to_new[at + 1] == to + 1
        return similarity + _NEIGHBOUR * (before + behind)

    def pair_remaining(self) -> None:
        """Pair what is the same on both sides of a gap between two pairs, in its order."""
        for old_gap, new_gap in self._gaps():
            old_words = {self.old_keys[at] for at in old_gap}
            new_words = {self.new_keys[to] for to in new_gap}
            same_old = [at for at in old_gap if self.old_keys[at] in new_words and self._old_free(at)]
            same_new = [to for to in new_gap if self.new_keys[to] in old_words and self._new_free(to)]
            if [self.old_keys[at] for at in same_old] == [self.new_keys[to] for to in same_new]:
                for at, to in zip(same_old, same_new, strict=True):
                    self._pair(at, to)

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """The stretches without a pair, old and new, between pairs that follow one another in both texts."""
        last_old = last_new = -1
        for at in range(len(self.to_new) + 1):
            to = self.to_new[at] if at < len(self.to_new) else len(self.to_old)
            if to < 0:
                continue
            if at - last_old > 1 and to - last_new > 1 and all(self.to_old[n] < 0 for n in range(last_new + 1, to)):
                yield range(last_old + 1, at), range(last_new + 1, to)
            last_old, last_new = at, to

    def links(self) -> Iterator[SentenceLink]:
        """The pairs in old order, each reworded one with the pieces that were split off it or merged into it."""
        taken: set[int] = set()
        for at, to in enumerate(self.to_new):
            if to < 0 or at in taken:
                continue
            similarity = self.similarity.get(at, 1.0)
            if similarity == 1.0:
                yield SentenceLink(at, at + 1, to, to + 1, 1.0)
                continue
            new_first, new_last = self._widened(to, self.old_grams[at], self.new_grams, self.to_old)
            for piece in range(new_first, new_last):
                self.to_old[piece] = at
            whole = frozenset[str]().union(*(self.new_grams[piece] for piece in range(new_first, new_last)))
            old_first, old_last = self._widened(at, whole, self.old_grams, self.to_new)
            taken.update(range(old_first, old_last))
            for piece in range(old_first, old_last):
                self.to_new[piece] = to
            parts = frozenset[str]().union(*(self.old_grams[piece] for piece in range(old_first, old_last)))
            if len(parts) > len(self.old_grams[at]) or new_last - new_first > 1:
                similarity = 2 * len(parts & whole) / (len(parts) + len(whole))
            yield SentenceLink(old_first, old_last, new_first, new_last, min(similarity, 0.99))

    def _widened(
        self, at: int, whole: frozenset[str], pieces: dict[int, frozenset[str]], pairs: list[int]
    ) -> tuple[int, int]:
        """The range around ``at`` of sentences without a pair whose words are in ``whole``."""

        def belongs(piece: int) -> bool:
            grams = pieces.get(piece)
            return grams is not None and pairs[piece] < 0 and len(grams & whole) >= _CONTAINED * len(grams)

        first, last = at, at + 1
        while belongs(first - 1):
            first -= 1
        while belongs(last):
            last += 1
        return first, last

    def result(self) -> tuple[tuple[SentenceLink, ...], frozenset[int], frozenset[int]]:
        """The links, the ambiguous old sentences and the twins among them."""
        links = tuple(self.links())
        ambiguous = frozenset(at for at in self.contested_old | self.doubtful if self.to_new[at] < 0)
        words = set(self.new_keys)
        return links, ambiguous, frozenset(at for at in ambiguous if self.old_keys[at] in words)

    def _pair(self, at: int, to: int) -> None:
        self.to_new[at] = to
        self.to_old[to] = at

    def _old_free(self, at: int) -> bool:
        return self.to_new[at] < 0 and at not in self.contested_old

    def _new_free(self, to: int) -> bool:
        return self.to_old[to] < 0 and to not in self.contested_new

    def _free(self, at: int, to: int) -> bool:
        return at < len(self.to_new) and to < len(self.to_old) and self._old_free(at) and self._new_free(to)


def _rival(best: _Best, partner: int) -> float:
    """The best score of any other than ``partner``."""
    score, other, second = best
    return second if other == partner else score


def _note(best: dict[int, _Best], key: int, other: int, score: float, grams: dict[int, frozenset[str]]) -> None:
    """Keep the best score of ``key`` and its best rival; two pieces of one split sentence are no rivals."""
    top, partner, second = best.get(key, (0.0, -1, 0.0))
    pieces = (
        abs(partner - other) == 1
        and partner >= 0
        and len(grams[partner] & grams[other]) <= (1 - _CONTAINED) * min(len(grams[partner]), len(grams[other]))
    )
    if score > top:
        best[key] = (score, other, second if pieces else max(top, second))
    elif score > second and not pieces:
        best[key] = (top, partner, score)
