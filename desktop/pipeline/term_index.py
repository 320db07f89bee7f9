"""Where in a text the terms of the lexicon stand, for all places at once: terms are kept as numbers of 64 bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.term_entry import Entry, stands
from desktop.pipeline.text_hashes import TextHashes

_BITS = 20
_ANY, _FIRM = 1, 2
_FIRM_LENGTH = 4  # shorter terms are too often the tail of one word and the head of the next

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]


def _places(keys: Keys) -> Ints:
    """Places in a table of ``1 << _BITS`` for these numbers, which are not needed any more."""
    keys >>= np.uint64(64 - _BITS)
    places: Ints = keys.view(np.int64)
    return places


class TermIndex(NamedTuple):
    """The terms, each of two characters or more, by their numbers, and two tables that tell at once where none can be.

    ``reach`` is the length of the longest term whose first two characters have that place; ``held`` says whether a term
    has it, and whether a firm one does. Others share a place now and then.
    """

    entries: tuple[Entry, ...]
    keys: Keys  # in order
    entry: NDArray[np.uint8]  # of each key its place in ``entries``
    reach: NDArray[np.uint8]
    held: NDArray[np.uint8]

    @classmethod
    def of(cls, terms: Mapping[str, Entry]) -> TermIndex:
        """The index of these terms; a single character is never looked for, nor what has more than 255."""
        return cls.parse(pack_terms(terms))

    @classmethod
    def parse(cls, data: bytes) -> TermIndex:
        """Read what ``pack_terms`` wrote."""
        header, _, rest = data.partition(b"\n")
        count, begun, *sections = header.decode().split(";")
        entries = tuple(
            Entry(PhraseKind(kind), float(prior), firm == "1")
            for kind, prior, firm in (each.split() for each in sections)
        )
        size, places = int(count), int(begun)
        keys = np.frombuffer(rest, "<u8", size)
        entry = np.frombuffer(rest, np.uint8, size, 8 * size)
        first = np.frombuffer(rest[9 * size :], "<u4", places)
        reach, held = np.zeros(1 << _BITS, np.uint8), np.zeros(1 << _BITS, np.uint8)
        reach[first] = np.frombuffer(rest, np.uint8, places, 9 * size + 4 * places)
        firm = np.array([each.firm for each in entries], bool)[entry]
        at = _places(keys.copy())
        held[at] = _ANY
        held[at[firm]] = _ANY | _FIRM
        return cls(entries, keys, entry, reach, held)

    def get(self, texts: Sequence[str]) -> list[Entry | None]:
        """What is known of each of these terms, none of them empty."""
        sizes = np.array([len(text) for text in texts], np.int64)
        ends = np.cumsum(sizes)
        places = self.look_up(TextHashes("".join(texts)).of(ends - sizes, ends))
        return [None if place < 0 else self.entries[place] for place in places.tolist()]

    def look_up(self, keys: Keys) -> Ints:
        """Where in ``entries`` what is known of each of these terms stands, -1 of what is none."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        place = np.searchsorted(self.keys, keys)
        place[place == len(self.keys)] = 0
        return np.where(self.keys[place] == keys, self.entry[place].astype(np.int64), -1)

    def find(self, text: str, edges: bytes | bytearray) -> list[tuple[int, int, Entry]]:
        """Every term in ``text``, by its start, the longer first; ``edges`` has a nonzero byte at borders of words.

        Terms stand between words; firm ones elsewhere too, unless ``stands`` objects.
        """
        if len(text) < 2:
            return []
        hashes = TextHashes(text)
        edge = np.frombuffer(edges, np.uint8) > 0
        start, end = self._likely(hashes, edge)
        entry = self.look_up(hashes.of(start, end))
        there = entry >= 0
        start, end, entry = start[there], end[there], entry[there]
        order = np.lexsort((-end, start))
        bordered = (edge[start] & edge[end])[order].tolist()
        found = zip(start[order].tolist(), end[order].tolist(), entry[order].tolist(), bordered, strict=True)
        return [
            (first, last, self.entries[which])
            for first, last, which, between in found
            if between or (self.entries[which].firm and stands(first, last, edges))
        ]

    def _likely(self, hashes: TextHashes, edge: NDArray[np.bool_]) -> tuple[Ints, Ints]:
        """Where there may be a term: between words, or a firm one of ``_FIRM_LENGTH`` or more."""
        start = np.arange(len(edge) - 2)
        most = np.minimum(self.reach.take(_places(hashes.of(start, start + 2))), len(edge) - 1 - start)
        starts, ends = [start[:0]], [start[:0]]
        for size in range(2, int(most.max()) + 1):
            longer = most >= size
            start, most = start[longer], most[longer]
            first, last = start, start + size
            bordered = edge[first] & edge[last]
            if size < _FIRM_LENGTH:
                first, last = first[bordered], last[bordered]
                fits = self.held.take(_places(hashes.of(first, last))) > 0
            else:
                fits = self.held.take(_places(hashes.of(first, last))) >= np.where(bordered, _ANY, _FIRM)
            starts.append(first[fits])
            ends.append(last[fits])
        return np.concatenate(starts), np.concatenate(ends)


def pack_terms(terms: Mapping[str, Entry]) -> bytes:
    """The terms as ``TermIndex.parse`` reads them.

    A line with how many terms and beginnings there are and what is known of terms; the numbers of the terms in order,
    what is known of each, the places of the beginnings, and how far each reaches.
    """
    entries = list(dict.fromkeys(terms.values()))
    number = {entry: place for place, entry in enumerate(entries)}
    kept = [(text, number[entry]) for text, entry in terms.items() if 2 <= len(text) <= 255]
    sizes = np.array([len(text) for text, _ in kept], np.int64)
    ends = np.cumsum(sizes)
    hashes = TextHashes("".join(text for text, _ in kept))
    keys = hashes.of(ends - sizes, ends)
    order = keys.argsort()
    reach: dict[int, int] = {}
    for place, size in zip(_places(hashes.of(ends - sizes, ends - sizes + 2)).tolist(), sizes.tolist(), strict=True):
        reach[place] = max(size, reach.get(place, 0))
    begun = sorted(reach)
    sections = [f"{entry.kind} {entry.prior} {entry.firm:d}" for entry in entries]
    parts = [
        keys[order].astype("<u8"),
        np.array([which for _, which in kept], np.uint8)[order],
        np.array(begun, "<u4"),
        np.array([reach[place] for place in begun], np.uint8),
    ]
    header = ";".join([str(len(kept)), str(len(begun)), *sections])
    return header.encode() + b"\n" + b"".join(part.tobytes() for part in parts)
