"""The terms that Wengu knows, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

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


def _head(term: str) -> str:
    return term[:2]


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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by their text; ``longest`` gives the length of the longest term that begins with two characters."""

    entries: Mapping[str, Entry]
    longest: Mapping[str, int]

    @classmethod
    def parse(cls, data: bytes) -> Lexicon:
        """Read a shipped lexicon.

        Sections begin with a line ``#kind prior firm`` (``firm`` is 0 or 1); a term a line follows, shorter
        terms first within the whole of a section. A term of a later section replaces that of an earlier one.
        """
        entries: dict[str, Entry] = {}
        longest: dict[str, int] = {}
        for section in data.decode().split("#")[1:]:
            header, *terms = section.split("\n")
            kind, prior, firm = header.split()
            if not terms[-1]:
                terms.pop()
            entry = Entry(PhraseKind(kind), float(prior), firm == "1")
            entries.update(dict.fromkeys(terms, entry))
            lengths = dict(zip(map(_head, terms), map(len, terms), strict=True))
            for head in lengths.keys() & longest.keys():
                lengths[head] = max(lengths[head], longest[head])
            longest.update(lengths)
        return cls(entries, longest)

    def find(self, text: str, edges: bytes | bytearray) -> Iterable[tuple[int, int, Entry]]:
        """The longest term at each place of ``text``; ``edges`` has a nonzero byte where a word begins or ends."""
        entries, longest = self.entries, self.longest
        heads = map("".join, pairwise(text))
        for start, reach in enumerate(map(longest.get, heads)):
            if reach is None:
                continue
            for end in range(min(start + reach, len(text)), start + 1, -1):
                entry = entries.get(text[start:end])
                if entry is None:
                    continue
                if (edges[start] and edges[end]) or (entry.firm and _stands(start, end, edges)):
                    yield start, end, entry
                    break

    def terms(self) -> Iterable[str]:
        """Every term, in no particular order."""
        return chain(self.entries)
