"""The terms that Wengu knows, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.phrase import PhraseKind

if TYPE_CHECKING:
    from desktop.pipeline.term_sieve import TermSieve


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
    def _sieve(self) -> TermSieve:
        from desktop.pipeline.term_sieve import TermSieve  # numpy, which a window that only asks has no use for

        terms = [term for term in self.entries if len(term) > 1]  # a single character is never looked for
        return TermSieve.of(terms, [self.entries[term].firm for term in terms])

    def find(self, text: str, edges: bytes | bytearray) -> Iterable[tuple[int, int, Entry]]:
        """The longest term at each place of ``text``; ``edges`` has a nonzero byte where a word begins or ends."""
        done = -1
        for start, end in self._sieve.likely(text, edges, _FIRM_LENGTH):
            if start == done or (entry := self.entries.get(text[start:end])) is None:
                continue
            if (edges[start] and edges[end]) or (entry.firm and _stands(start, end, edges)):
                yield start, end, entry
                done = start

    def terms(self) -> Iterable[str]:
        """Every term, in no particular order."""
        return chain(self.entries)
