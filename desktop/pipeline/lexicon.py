"""The terms that Wengu knows, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.domain.phrase import PhraseKind


class Entry(NamedTuple):
    """What is known of a term.

    ``prior`` (0..1) is how much it matters before anything is known of the text. A ``firm`` term stands
    whatever the segmenter makes of its surroundings; another one counts only where it begins and ends
    with words.
    """

    kind: PhraseKind
    prior: float
    firm: bool


_FIRM_LENGTH = 4  # shorter terms are too often the tail of one word and the head of the next


def _stands(start: int, end: int, edges: bytes | bytearray) -> bool:
    """Whether a firm term stands although the segmenter cut elsewhere.

    It does not where a word takes just one character of it at either side (政党|的领导, 受教育|权利), nor
    where it is itself only a part of a longer word.
    """
    if end - start < _FIRM_LENGTH:
        return False
    if edges[start]:
        return edges.rfind(1, 0, end) not in (start, end - 1)
    if edges[end]:
        return edges.find(1, start) not in (start + 1, end)
    return edges.find(1, start, end - 1) > start + 1 and not edges[end - 1]


_BITS = 20
_STEP = 0x9E3779B97F4A7C15 | 1  # base of the hash of a run of characters
_ANY, _FIRM = 1, 2


class _Hashes:
    """Places in a table of ``1 << _BITS`` for the runs of characters of a text."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64) + np.uint64(1)
        powers, self._inverses = np.ones(len(codes), np.uint64), np.ones(len(codes), np.uint64)
        powers[1:], self._inverses[1:] = _STEP, pow(_STEP, -1, 1 << 64)
        np.multiply.accumulate(powers, out=powers)
        np.multiply.accumulate(self._inverses, out=self._inverses)
        self._sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes * powers, out=self._sums[1:])

    def of(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
        """The places of the runs ``[start, end)``, none of them empty."""
        whole = (self._sums[end] - self._sums[start]) * self._inverses[start]
        places: NDArray[np.int64] = (whole >> np.uint64(64 - _BITS)).astype(np.int64)
        return places


class _Sieve(NamedTuple):
    """What may be a term, by the place of its hash: others share it now and then.

    ``reach`` is the length of the longest term whose first two characters have that hash; ``held`` says whether a term
    has it, and whether a firm one does.
    """

    reach: NDArray[np.int64]
    held: NDArray[np.uint8]

    @classmethod
    def of(cls, entries: Mapping[str, Entry]) -> _Sieve:
        terms = [term for term in entries if len(term) > 1]  # a single character is never looked for
        sizes = np.array([len(term) for term in terms], np.int64)
        ends = np.cumsum(sizes)
        hashes = _Hashes("".join(terms))
        reach, held = np.zeros(1 << _BITS, np.int64), np.zeros(1 << _BITS, np.uint8)
        np.maximum.at(reach, hashes.of(ends - sizes, ends - sizes + 2), sizes)
        firm = np.array([entries[term].firm for term in terms], bool)
        np.bitwise_or.at(held, hashes.of(ends - sizes, ends), np.where(firm, _ANY | _FIRM, _ANY).astype(np.uint8))
        return cls(reach, held)


@dataclass(frozen=True)
class Lexicon:
    """Terms by their text."""

    entries: Mapping[str, Entry]

    @classmethod
    def parse(cls, data: bytes) -> Lexicon:
        """Read a shipped lexicon.

        Sections begin with a line ``#kind prior firm`` (``firm`` is 0 or 1); a term a line follows. A term of a later
        section replaces that of an earlier one.
        """
        entries: dict[str, Entry] = {}
        for section in data.decode().split("#")[1:]:
            header, *terms = section.split("\n")
            kind, prior, firm = header.split()
            if not terms[-1]:
                terms.pop()
            entries.update(dict.fromkeys(terms, Entry(PhraseKind(kind), float(prior), firm == "1")))
        return cls(entries)

    @cached_property
    def _sieve(self) -> _Sieve:
        return _Sieve.of(self.entries)

    def find(self, text: str, edges: bytes | bytearray) -> Iterable[tuple[int, int, Entry]]:
        """The longest term at each place of ``text``; ``edges`` has a nonzero byte where a word begins or ends."""
        done = -1
        for start, end in self._likely(text, np.frombuffer(edges, np.uint8)):
            if start == done or (entry := self.entries.get(text[start:end])) is None:
                continue
            if (edges[start] and edges[end]) or (entry.firm and _stands(start, end, edges)):
                yield start, end, entry
                done = start

    def _likely(self, text: str, edges: NDArray[np.uint8]) -> Iterable[tuple[int, int]]:
        """Where there may be a term, in text order, the longer first."""
        if len(text) < 2:
            return ()
        hashes = _Hashes(text)
        reach, held = self._sieve
        start = np.arange(len(text) - 1)
        most = np.minimum(reach[hashes.of(start, start + 2)], len(text) - start)
        starts, ends = [], []
        for size in range(2, int(most.max()) + 1):
            longer = most >= size
            start, most = start[longer], most[longer]
            end = start + size
            there = held[hashes.of(start, end)]
            bordered = (edges[start] > 0) & (edges[end] > 0)
            fits = np.where(bordered, there > 0, there >= _FIRM if size >= _FIRM_LENGTH else False)
            starts.append(start[fits])
            ends.append(end[fits])
        first, last = np.concatenate([[], *starts]).astype(np.int64), np.concatenate([[], *ends]).astype(np.int64)
        order = np.lexsort((-last, first))
        return zip(first[order].tolist(), last[order].tolist(), strict=True)

    def terms(self) -> Iterable[str]:
        """Every term, in no particular order."""
        return chain(self.entries)
