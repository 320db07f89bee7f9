"""Where in a text a term of the lexicon may stand, for all places at once: hashes decide, the lexicon makes sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.pipeline.text_hashes import TextHashes

_BITS = 20
_ANY, _FIRM = 1, 2


def _places(hashes: TextHashes, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places in a table of ``1 << _BITS`` for the runs ``[start, end)`` of a text, none of them empty."""
    whole = hashes.of(start, end)
    whole >>= np.uint64(64 - _BITS)
    places: NDArray[np.int64] = whole.view(np.int64)
    return places


class TermSieve(NamedTuple):
    """What may be a term, by the place of its hash: others share it now and then.

    ``reach`` is the length of the longest term whose first two characters have that hash; ``held`` says whether a term
    has it, and whether a firm one does.
    """

    reach: NDArray[np.int16]
    held: NDArray[np.uint8]

    @classmethod
    def of(cls, terms: Sequence[str], firm: Sequence[bool]) -> TermSieve:
        """The sieve of these terms, each of two characters or more, and whether each is firm."""
        sizes = np.fromiter(map(len, terms), np.int64, len(terms))
        ends = np.cumsum(sizes)
        hashes = TextHashes("".join(terms))
        reach, held = np.zeros(1 << _BITS, np.int16), np.zeros(1 << _BITS, np.uint8)
        np.maximum.at(reach, _places(hashes, ends - sizes, ends - sizes + 2), sizes.astype(np.int16))
        marks = np.where(np.array(firm, bool), _ANY | _FIRM, _ANY).astype(np.uint8)
        np.bitwise_or.at(held, _places(hashes, ends - sizes, ends), marks)
        return cls(reach, held)

    def likely(self, text: str, edges: bytes | bytearray, firm_length: int) -> Iterable[tuple[int, int]]:
        """Where there may be a term, in text order, the longer first.

        ``edges`` has a nonzero byte where a word begins or ends; elsewhere only firm terms of ``firm_length`` stand.
        """
        if len(text) < 2:
            return ()
        hashes = TextHashes(text)
        reach, held = self
        edge = np.frombuffer(edges, np.uint8) > 0
        start = np.arange(len(text) - 1)
        most = np.minimum(reach.take(_places(hashes, start, start + 2)), len(text) - start)
        starts, ends = [], []
        for size in range(2, int(most.max()) + 1):
            longer = most >= size
            start, most = start[longer], most[longer]
            first, last = start, start + size
            bordered = edge[first] & edge[last]
            if size < firm_length:
                first, last = first[bordered], last[bordered]
                fits = held.take(_places(hashes, first, last)) > 0
            else:
                there = held.take(_places(hashes, first, last))
                fits = there >= np.where(bordered, _ANY, _FIRM)
            starts.append(first[fits])
            ends.append(last[fits])
        first, last = np.concatenate([[], *starts]).astype(np.int64), np.concatenate([[], *ends]).astype(np.int64)
        order = np.lexsort((-last, first))
        return zip(first[order].tolist(), last[order].tolist(), strict=True)
