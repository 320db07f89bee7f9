"""The terms that Wengu knows, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.term_entry import Entry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desktop.pipeline.term_index import TermIndex


@dataclass(frozen=True)
class Lexicon:
    """Known terms, and where they stand in a text.

    The index may hold more terms than those that are given as text: what only helps to find phrases needs none.
    """

    _data: bytes = field(repr=False)
    _packed: bytes | None = field(repr=False)

    @classmethod
    def parse(cls, data: bytes, index: bytes | None = None) -> Lexicon:
        """A shipped lexicon, with its index as ``term_index.pack_terms`` wrote it; each is read when first needed.

        Sections begin with a line ``#kind prior firm`` (``firm`` is 0 or 1); a term a line follows. A term of a later
        section replaces that of an earlier one. Without an index one is made of the terms that are given as text.
        """
        return cls(data, index)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The terms that are given as text, and what is known of them."""
        entries: dict[str, Entry] = {}
        for section in self._data.decode().split("#")[1:]:
            header, *terms = section.split("\n")
            kind, prior, firm = header.split()
            if not terms[-1]:
                terms.pop()
            entries.update(dict.fromkeys(terms, Entry(PhraseKind(kind), float(prior), firm == "1")))
        return entries

    @cached_property
    def _index(self) -> TermIndex:
        from desktop.pipeline.term_index import TermIndex  # numpy, which a window that only asks has no use for

        return TermIndex.of(self.entries) if self._packed is None else TermIndex.parse(self._packed)

    def get(self, texts: Sequence[str]) -> list[Entry | None]:
        """What is known of each of these terms, none of them empty, given as text or not."""
        return self._index.get(texts)

    def look_up(self, keys: NDArray[np.uint64]) -> tuple[Sequence[Entry], NDArray[np.int64]]:
        """What is known of some terms, and where among it that of each of these ``text_hashes`` stands, else -1."""
        return self._index.entries, self._index.look_up(keys)

    def find_all(self, text: str, edges: bytes | bytearray) -> list[tuple[int, int, Entry]]:
        """Every term in ``text``, by its start, the longer first; ``edges`` has a nonzero byte at borders of words."""
        return self._index.find(text, edges)


def longest(terms: Iterable[tuple[int, int, Entry]]) -> list[tuple[int, int, Entry]]:
    """Of terms, the longer first, the first at each start."""
    return [next(group) for _, group in groupby(terms, itemgetter(0))]
