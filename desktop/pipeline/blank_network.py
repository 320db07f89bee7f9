"""The part of the blank ranker that reads a sentence as a sequence: a small convolutional network.

Each piece is the sum of vectors of its word, its characters, its tag and how common it is; two convolutions let it see
its neighbours; a candidate is scored from the pieces at both borders, the mean of what lies between, and its size.

Weights are whole multiples of powers of two within a signed byte, and activations are rounded to 8 bits, so that every
sum of products is exact in float32: the scores are the same on any machine and for any number of sentences at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.pipeline.blank_candidates import Spans
from desktop.pipeline.blank_features import mixed
from desktop.pipeline.blank_rows import Ints, Rows

Floats = NDArray[np.float32]

BUCKETS = (8192, 2048, 2048, 4096, 4096, 256, 8, 16, 16, 2, 4)
"""Vectors for words, first and last character, first and last two, tag, size, two surprisals, inner border, depth."""
_BASES = np.concatenate([[0], np.cumsum(BUCKETS)])
DILATIONS = (1, 2)
REACH = 2
"""Pieces that a convolution sees on each side, times its dilation."""
STEP = np.float32(1 / 32)
MOST = np.float32(255 / 32)
"""Activations are multiples of ``STEP`` from 0 to ``MOST``."""
SIZES = np.array([*range(9), 9, 9, 9, *[10] * 4, *[11] * 9, 12])
MOST_PIECES = 15


class Network(NamedTuple):
    """Weights; a pair of arrays is a matrix (inputs, outputs) and what is added."""

    vectors: Floats
    convolution_1: Floats
    added_1: Floats
    convolution_2: Floats
    added_2: Floats
    at_start: Floats
    at_end: Floats
    between: Floats
    by_size: Floats
    by_pieces: Floats
    as_start: Floats
    as_end: Floats
    out: Floats

    def scores(self, rows: Rows, depth: Ints, spans: Spans) -> Floats:
        """Log odds of each candidate against the others of its sentence."""
        filled = (rows.kind > 0)[:, None]
        hidden = rounded(self._embedded(rows, depth)) * filled
        hidden = rounded(neighbours(hidden, DILATIONS[0]) @ self.convolution_1 + self.added_1) * filled
        hidden = (rounded(neighbours(hidden, DILATIONS[1]) @ self.convolution_2 + self.added_2) + hidden) * filled
        np.minimum(hidden, MOST, out=hidden)
        border = np.concatenate([np.roll(hidden, 1, 0), hidden], 1)
        sums = np.zeros((len(hidden) + 1, self.between.shape[1]), np.int32)
        np.cumsum(np.rint(hidden @ self.between * np.float32(256)).astype(np.int32), 0, out=sums[1:])
        start, end = spans
        count = end - start
        size = SIZES[np.minimum(rows.offset[end] - rows.offset[start], len(SIZES) - 1)]
        mean = (sums[end] - sums[start]).astype(np.float32) / (count * 256).astype(np.float32)[:, None]
        whole = (border @ self.at_start)[start] + (border @ self.at_end)[end] + mean
        whole += self.by_size[size] + self.by_pieces[np.minimum(count, MOST_PIECES)]
        found: Floats = rounded(whole) @ self.out + (border @ self.as_start)[start] + (border @ self.as_end)[end]
        return found

    def _embedded(self, rows: Rows, depth: Ints) -> Floats:
        vectors = self.vectors[kind_places(rows.kinds)].sum(1)[rows.kind]
        vectors += self.vectors[_BASES[10] + depth]
        summed: Floats = vectors
        return summed


def kind_places(kinds: Ints) -> Ints:
    """Which vectors each kind of piece (`blank_rows.Kind`) is the sum of."""
    word, tag, size, inner, first, second, penultimate, last, general, official = kinds.T[:10]
    columns = [
        mixed(61, word),
        mixed(62, first),
        mixed(63, last),
        mixed(64, first, second),
        mixed(65, last, penultimate),
        mixed(66, tag),
        np.minimum(size, 7),
        general >> 2,
        official >> 2,
        inner,
    ]
    parts = [
        base + column.astype(np.int64) % bucket for base, column, bucket in zip(_BASES, columns, BUCKETS, strict=False)
    ]
    return np.stack(parts, 1)


def neighbours(hidden: Floats, dilation: int) -> Floats:
    """Each row beside those around it."""
    return np.concatenate([np.roll(hidden, -step * dilation, 0) for step in range(-REACH, REACH + 1)], 1)


def rounded(values: Floats) -> Floats:
    """Activations: the positive part, in steps."""
    found: Floats = np.rint(np.clip(values, 0, MOST) / STEP) * STEP
    return found
