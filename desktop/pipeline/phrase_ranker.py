"""How likely readers mark a run of words: a small network over what is known of the run here and in the whole text.

``phrase_model`` weighs each word by its neighbours. This judges whole runs: what that model says of the run, of the
words around it and of the same run elsewhere in the text, what lists say of it, how often readers marked it in other
texts, beside what it stands, and what its first and last word, all of them together and the two around it are like
(vectors of words, from their company in laws, reports and statements). One hidden layer; the weights are trained by
``tools/train_phrases.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count, pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.text_hashes import TextHashes

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

DIMENSIONS = 32  # of a word's vector
PARTS = 5  # words whose vectors count: the first, the last, the one before, the one behind, the mean of the run
LISTED_KINDS: list[PhraseKind] = [kind for kind in PhraseKind if kind is not PhraseKind.OWN]
REMEMBERED = 4
FEATURES = 17 + len(LISTED_KINDS) + REMEMBERED
VECTOR_SCALE = 127.0
_MOST_ALIKE = 20
_LONGEST = 60
_AT_ONCE = 2048  # runs whose hidden layer stays near the processor
_SURE = 0.002  # nothing is taken to be surer
_RARE = 0.3  # what is added to the counts of what readers saw


class Runs(NamedTuple):
    """Runs of words, ``first`` to ``last``, both included, and how likely each is one phrase (0..1); in no order."""

    first: Ints
    last: Ints
    probability: Floats


class Listed(NamedTuple):
    """What lists and forms say of each run as a whole.

    ``kind`` is a place in ``LISTED_KINDS``, -1 where they say nothing; ``steady`` is what readers nearly always mark.
    """

    kind: Ints
    prior: Floats
    steady: NDArray[np.bool_]


class Remembered(NamedTuple):
    """How often readers marked runs of words, and how often they read over them; runs by their ``run_keys``."""

    keys: NDArray[np.uint64]  # in order
    counts: NDArray[np.uint8]  # (keys, 2): marked, read over

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.uint8]:
        """The counts of these runs, a row a run."""
        place = np.searchsorted(self.keys, keys)
        place[place == len(self.keys)] = 0
        found: NDArray[np.uint8] = self.counts[place] * (self.keys[place] == keys)[:, None]
        return found


def remembered_features(counts: NDArray[np.generic]) -> Singles:
    """What the network is told of these counts: a row a run, ``REMEMBERED`` columns."""
    marked, passed = counts.T.astype(np.float64)
    known = marked + passed > 0
    odds = np.where(known, np.log((marked + _RARE) / (passed + _RARE)), 0)
    return np.stack([np.log1p(marked), np.log1p(passed), odds, known], 1).astype(np.float32)


def number_words(words: Sequence[str]) -> tuple[list[str], Ints]:
    """The different words, and for each word its place among them."""
    number = dict(zip(dict.fromkeys(words), count(), strict=False))
    return list(number), np.array([*map(number.__getitem__, words)], np.int64)


def run_keys(words: Sequence[str], runs: Runs) -> NDArray[np.uint64]:
    """A number for each run, the same for equal texts."""
    borders = _borders(words)
    return TextHashes("".join(words)).of(borders[runs.first], borders[runs.last + 1])


def _borders(words: Sequence[str]) -> Ints:
    """Where each word begins, and where the last one ends."""
    borders = np.zeros(len(words) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, words), np.int64, len(words)), out=borders[1:])
    return borders


def run_features(
    words: Sequence[str], number: Ints, labels: Floats, runs: Runs, keys: NDArray[np.uint64], listed: Listed
) -> Singles:
    """What the network is told of each run by the text and lists: a row a run, ``FEATURES - REMEMBERED`` columns.

    Equal words have equal numbers, equal runs equal keys; ``labels`` are the probabilities for each word: outside,
    begin, inside, end, single.
    """
    first, last, worth = runs
    borders = _borders(words)
    group = _groups(keys)
    counts = np.bincount(group)
    squares = worth * worth
    most = np.zeros(len(counts))
    np.maximum.at(most, group, worth)
    around = np.concatenate([[0], number + 1, [0]])
    outside = np.concatenate([[1.0], labels[:, 0], [1.0]])
    passed = np.concatenate([[0.0], np.cumsum(labels[:, 0])])
    columns = [
        _log_odds(worth),
        _log_odds(np.sqrt(np.sqrt(np.bincount(group, squares * squares) / counts)))[group],
        _log_odds(np.bincount(group, worth) / counts)[group],
        _log_odds(most)[group],
        np.log1p(np.minimum(counts, _MOST_ALIKE))[group],
        _different(group, around[first])[group],
        _different(group, around[last + 2])[group],
        _log_odds(labels[first, 1]),
        _log_odds(labels[first, 4]),
        _log_odds(labels[last, 3]),
        _log_odds(labels[last, 4]),
        _log_odds(outside[first]),
        _log_odds(outside[last + 2]),
        _log_odds((passed[last + 1] - passed[first]) / (last + 1 - first)),
        np.log1p(np.minimum(borders[last + 1] - borders[first], _LONGEST)),
        listed.prior,
        listed.steady,
        *(listed.kind == kind for kind in range(len(LISTED_KINDS))),
    ]
    return np.stack(columns, 1).astype(np.float32)


def _groups(keys: NDArray[np.uint64]) -> Ints:
    """A number for each run; equal keys have equal numbers."""
    order = keys.argsort()
    group = np.zeros(len(keys), np.int64)
    group[order[1:]] = np.cumsum(np.diff(keys[order]) > 0)
    return group


def _different(group: Ints, beside: Ints) -> Floats:
    """Of each group the logarithm of how many different words stand beside its runs."""
    most = int(beside.max(initial=0)) + 1
    pairs = np.sort(group * most + beside)  # np.unique would import numpy.ma, 10 ms at the start
    counts = np.bincount(pairs[np.diff(pairs, prepend=-1) > 0] // most)
    found: Floats = np.log1p(np.minimum(counts, _LONGEST))
    return found


def _log_odds(probability: Floats) -> Floats:
    clipped = np.clip(probability, _SURE, 1 - _SURE)
    found: Floats = np.log(clipped / (1 - clipped))
    return found


class Ranker(NamedTuple):
    """The network. ``rows`` gives the row of a word's vector; row 0, of zeros, is for all others."""

    rows: Mapping[str, int]
    remembered: Remembered
    vectors: NDArray[np.int8]  # (words + 1, DIMENSIONS), in parts of ``VECTOR_SCALE``
    by_features: Singles  # (FEATURES, hidden)
    by_words: Singles  # (PARTS, DIMENSIONS, hidden)
    added: Singles  # (hidden,)
    out: Singles  # (hidden + 1,), the last what is added to the log odds

    @classmethod
    def parse(cls, names: bytes, data: bytes) -> Ranker:
        """Read the words, divided by NUL, and what ``packed`` wrote."""
        spelled = names.decode().split("\x00")
        size = int.from_bytes(data[:4], "little")
        ends = np.cumsum([4, 8 * size, 2 * size, len(spelled) * DIMENSIONS]).tolist()
        keys, counts, words = (data[start:end] for start, end in pairwise(ends))
        remembered = Remembered(np.frombuffer(keys, "<u8"), np.frombuffer(counts, np.uint8).reshape(size, 2))
        vectors = np.zeros((len(spelled) + 1, DIMENSIONS), np.int8)
        vectors[1:] = np.frombuffer(words, np.int8).reshape(len(spelled), DIMENSIONS)
        weights = np.frombuffer(data[ends[-1] :], "<f4")  # sliced, so that the numbers are aligned
        hidden = (len(weights) - 1) // (FEATURES + PARTS * DIMENSIONS + 2)
        splits = np.cumsum([FEATURES * hidden, PARTS * DIMENSIONS * hidden, hidden])
        by_features, by_words, added, out = np.split(weights, splits)
        rows = dict(zip(spelled, range(1, len(spelled) + 1), strict=True))
        shaped = by_features.reshape(FEATURES, hidden), by_words.reshape(PARTS, DIMENSIONS, hidden)
        return cls(rows, remembered, vectors, *shaped, added, out)

    def packed(self) -> tuple[bytes, bytes]:
        """What ``parse`` reads: behind one another how many keys, they, their counts, the vectors, the weights."""
        keys, counts = self.remembered
        weights = (self.by_features, self.by_words, self.added, self.out)
        parts = [keys.astype("<u8"), counts, self.vectors[1:], *(each.astype("<f4") for each in weights)]
        data = len(keys).to_bytes(4, "little") + b"".join(each.tobytes() for each in parts)
        return "\x00".join(self.rows).encode(), data

    def probabilities(
        self, words: Sequence[str], labels: Floats, runs: Runs, keys: NDArray[np.uint64], listed: Listed
    ) -> Floats:
        """How likely each run is marked (0..1); ``keys`` are the ``run_keys``."""
        different, number = number_words(words)
        vectors = self.vectors[[*map(self.rows.get, different, repeat(0)), 0]]
        around = np.concatenate([[-1], number, [-1]])
        singles = vectors.astype(np.float32) / np.float32(VECTOR_SCALE)
        by_part = [singles @ weights for weights in self.by_words[:-1]]
        told = np.hstack(
            [
                run_features(words, number, labels, runs, keys, listed),
                remembered_features(self.remembered.find(keys)),
            ]
        )
        odds = np.zeros(len(told))
        for start in range(0, len(told), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            first, last = runs.first[some], runs.last[some]
            hidden = told[some] @ self.by_features
            hidden += self.added
            for weighed, place in zip(by_part, (first + 1, last + 1, first, last + 2), strict=True):
                hidden += weighed.take(around[place], 0)
            size = last + 1 - first
            mean = vectors[number[first]].astype(np.float32)
            for step in range(1, int(size.max())):
                longer = np.flatnonzero(size > step)
                mean[longer] += vectors[number[first[longer] + step]]
            mean /= (VECTOR_SCALE * size).astype(np.float32)[:, None]
            hidden += mean @ self.by_words[-1]
            np.maximum(hidden, 0, out=hidden)
            odds[some] = hidden @ self.out[:-1]
        found: Floats = 1 / (1 + np.exp(-(odds + self.out[-1])))
        return found
