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
from desktop.pipeline.blank_features import MOST_REPEATED, Context, mixed
from desktop.pipeline.blank_rows import Ints, Rows

Floats = NDArray[np.float32]

BUCKETS = (8192, 2048, 2048, 4096, 4096, 256, 8, 16, 16, 2, 4, MOST_REPEATED + 1, 5, 10)
"""Vectors for words, first and last character, first and last two, tag, size, two surprisals, inner border; and for
what a piece is in its sentence (`Context`): depth, repeated, cited, clause.
"""
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

    def scores(self, rows: Rows, context: Context, spans: Spans) -> Floats:
        """Log odds of each candidate against the others of its sentence."""
        hidden = self._read(rows, context)
        size = hidden.shape[1]
        start, end = spans
        count = end - start
        # What a border is worth is the sum of what the piece before it and the piece behind it are.
        at_start, at_end, as_start, as_end = (
            _shifted_sum(hidden @ weights[:size], hidden @ weights[size:])
            for weights in (self.at_start, self.at_end, self.as_start, self.as_end)
        )
        between = hidden @ self.between
        between *= np.float32(256)
        sums = np.zeros((len(hidden) + 1, size), np.int32)
        np.cumsum(np.rint(between, out=between).astype(np.int32), 0, out=sums[1:])
        whole = at_start.take(start, 0)
        whole += at_end.take(end, 0)
        inside = sums.take(end, 0)
        inside -= sums.take(start, 0)
        mean = inside.astype(np.float32)
        mean /= (count * 256).astype(np.float32)[:, None]
        whole += mean
        by_both = (self.by_size[:, None] + self.by_pieces).reshape(-1, size)
        steps = SIZES[np.minimum(rows.offset[end] - rows.offset[start], len(SIZES) - 1)]
        whole += by_both.take(steps * (MOST_PIECES + 1) + np.minimum(count, MOST_PIECES), 0)
        found: Floats = rounded(whole) @ self.out
        found += as_start[start]
        found += as_end[end]
        return found

    def _read(self, rows: Rows, context: Context) -> Floats:
        """What the network makes of each piece among its neighbours."""
        empty = rows.kind == 0
        hidden = rounded(self._embedded(rows, context))
        hidden[empty] = 0
        near = rounded(_convolved(hidden, self.convolution_1, DILATIONS[0], self.added_1))
        near[empty] = 0
        far = rounded(_convolved(near, self.convolution_2, DILATIONS[1], self.added_2))
        far += near
        far[empty] = 0
        return np.minimum(far, MOST, out=far)

    def _embedded(self, rows: Rows, context: Context) -> Floats:
        vectors = self.vectors[kind_places(rows.kinds)].sum(1)[rows.kind]
        for places in context_places(context).T:
            vectors += self.vectors[places]
        summed: Floats = vectors
        return summed


def context_places(context: Context) -> Ints:
    """Which vectors each row has besides those of its kind."""
    clause = np.maximum(context.clause, 0)  # below 0 in the empty rows between sentences
    columns = (context.depth, context.repeated, context.cited, clause)
    places: Ints = np.stack(columns, 1) + _BASES[10:14]
    return places


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


def _convolved(hidden: Floats, weights: Floats, dilation: int, added: Floats) -> Floats:
    """Each row and those around it by their weights; the empty rows at both ends stand for what lies beyond."""
    size = hidden.shape[1]
    total = hidden @ weights[REACH * size : (REACH + 1) * size]
    for place in range(2 * REACH + 1):
        step = (place - REACH) * dilation
        if step:
            part = hidden @ weights[place * size : (place + 1) * size]
            if step > 0:
                total[:-step] += part[step:]
            else:
                total[-step:] += part[:step]
    total += added
    return total


def _shifted_sum(before: Floats, behind: Floats) -> Floats:
    """For each border the piece before it and the piece behind it; nothing lies before the first."""
    behind[1:] += before[:-1]
    return behind


def rounded(values: Floats) -> Floats:
    """Activations: the positive part, in steps; in the place of ``values``."""
    values *= 1 / STEP
    np.clip(np.rint(values, out=values), 0, MOST / STEP, out=values)
    values *= STEP
    return values
