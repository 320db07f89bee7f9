"""A number for any run of characters of a text, found at once for as many runs as one likes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEP = 0x9E3779B97F4A7C15  # odd, so that its powers can be divided by


class TextHashes:
    """The numbers (64 bits) of the runs of characters of a text; they are the same everywhere and at any time.

    Runs of the same characters have the same number, different ones nearly surely different numbers.
    """

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64) + np.uint64(1)
        self._inverses = _powers(pow(_STEP, -1, 1 << 64), len(codes))
        self._sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes * _powers(_STEP, len(codes)), out=self._sums[1:])

    def of(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.uint64]:
        """The numbers of the runs ``[start, end)``, none of them empty."""
        whole = self._sums.take(end)
        whole -= self._sums.take(start)
        whole *= self._inverses.take(start)
        return whole


def _powers(base: int, size: int) -> NDArray[np.uint64]:
    """1, the base, its square and so on, each without what goes beyond 64 bits."""
    powers = np.full(size, base, np.uint64)
    powers[:1] = 1
    return np.multiply.accumulate(powers, out=powers)
