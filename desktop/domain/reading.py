"""All that the library keeps of one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.article import Outline, RawText, RepairedText, Section, Sentence
from desktop.domain.phrase import PhraseOccurrence


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A text, repaired and structured.

    ``repaired`` lists all repairs; its text leaves those at ``refused`` (spans of the raw text) undone.
    ``evidence`` tells by names and counts what decided how it was repaired; empty where it was not asked again.
    ``fingerprint`` is the same for texts with the same words, ``sketch`` similar for similar ones.
    """

    raw: RawText
    repaired: RepairedText
    outline: Outline
    sentences: Sequence[Sentence]
    phrases: Sequence[PhraseOccurrence]
    fingerprint: str
    sketch: bytes
    refused: tuple[tuple[int, int], ...] = ()
    evidence: Mapping[str, str | int] = field(default_factory=dict)


def count_sections(sections: Sequence[Section]) -> int:
    """How many headings there are, those below others counted."""
    return sum(1 + count_sections(section.children) for section in sections)
