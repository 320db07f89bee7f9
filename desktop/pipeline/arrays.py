"""Arithmetic that the networks share.

Weights are whole multiples of powers of two within a signed byte, and activations are rounded to 8 bits, so that every
sum of products is exact in float32: it is the same on any machine, in any order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

STEP = np.float32(1 / 32)
MOST = np.float32(255 / 32)
"""Activations are multiples of ``STEP`` from 0 to ``MOST``."""


def rounded(values: Floats) -> Floats:
    """Activations: the positive part, in steps; in the place of ``values``."""
    values *= 1 / STEP
    np.clip(np.rint(values, out=values), 0, MOST / STEP, out=values)
    values *= STEP
    return values


def distinct(values: Ints) -> tuple[Ints, Ints]:
    """The values in order, each once, and the place among them of each of ``values``.

    What ``np.unique`` does, which first imports numpy's masked arrays: 10 ms.
    """
    order = values.argsort(kind="stable")
    ordered = values[order]
    is_first = np.ones(len(values), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    place = np.empty(len(values), np.int64)
    place[order] = np.cumsum(is_first) - 1
    return ordered[is_first], place
