"""What the lexicon knows of a term, and where a term may stand."""

from __future__ import annotations

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


def stands(start: int, end: int, edges: bytes | bytearray) -> bool:
    """Whether a firm term of four characters or more stands although the segmenter cut elsewhere.

    It does not where a word takes just one character of it at either side (政党|的领导, 受教育|权利), nor
    where it is itself only a part of a longer word.
    """
    if edges[start]:
        return edges.rfind(1, 0, end) not in (start, end - 1)
    if edges[end]:
        return edges.find(1, start) not in (start + 1, end)
    return edges.find(1, start, end - 1) > start + 1 and not edges[end - 1]
