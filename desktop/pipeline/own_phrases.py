"""A learner's own phrases over what the machine has found: added, muted, of another kind, merged.

Nothing is cut into words here, so that a new phrase shows in every old article at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from desktop.domain.phrase import OwnPhrase, PhraseKind, PhraseOccurrence

_SHORTEST = 2
_WHOLES = (PhraseKind.TITLE, PhraseKind.QUOTED)  # recalled as one piece: nothing is marked inside
OWN_SCORE = 1.0
"""Of what the learner has marked, which matters most."""


@dataclass(frozen=True, slots=True)
class OwnLexicon:
    """A learner's phrases by text; ``lengths`` tells by two first characters how long they are, longest first."""

    phrases: Mapping[str, OwnPhrase]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, phrases: Iterable[OwnPhrase]) -> OwnLexicon:
        """The lexicon of these phrases; of two with one text the later counts. Single characters are never marked."""
        by_text = {phrase.text: phrase for phrase in phrases}
        lengths: dict[str, set[int]] = {}
        for text, phrase in by_text.items():
            if not phrase.muted and len(text) >= _SHORTEST:
                lengths.setdefault(text[:2], set()).add(len(text))
        return cls(by_text, {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()})

    def canonical(self, text: str) -> str:
        """The phrase that ``text`` counts as: itself, or what it was merged into."""
        seen = {text}
        while (own := self.phrases.get(text)) and own.alias_of and own.alias_of not in seen:
            text = own.alias_of
            seen.add(text)
        return text


def find_own(text: str, own: OwnLexicon) -> list[PhraseOccurrence]:
    """Where the learner's phrases stand: from left to right, the longest at each place, not overlapping."""
    return list(_find(text, own)) if own.lengths else []


def _find(text: str, own: OwnLexicon) -> Iterator[PhraseOccurrence]:
    phrases, position = own.phrases, 0
    for start, lengths in enumerate(map(own.lengths.get, map("".join, pairwise(text)))):
        if lengths is None or start < position:
            continue
        for length in lengths:
            word = text[start : start + length]
            if (phrase := phrases.get(word)) and not phrase.muted and len(word) == length:
                position = start + length
                yield PhraseOccurrence(start, position, word, phrase.kind, OWN_SCORE)
                break


def apply_own(text: str, found: Iterable[PhraseOccurrence], own: OwnLexicon) -> list[PhraseOccurrence]:
    """``found`` with the learner's phrases laid over it, in text order, none overlapping.

    Theirs take the place of what they overlap, except inside a title or a quotation that is longer. What they have
    muted is left out.
    """
    phrases = own.phrases
    kept = [each for each in found if not ((phrase := phrases.get(each.text)) and phrase.muted)]
    wholes = [each for each in kept if each.kind in _WHOLES and each.text not in phrases]
    added = [each for each in find_own(text, own) if not _inside(each, wholes)]
    taken = bytearray(len(text))
    for each in added:
        taken[each.start : each.end] = b"\x01" * (each.end - each.start)
    return sorted(added + [each for each in kept if taken.find(1, each.start, each.end) < 0])


def _inside(occurrence: PhraseOccurrence, wholes: Iterable[PhraseOccurrence]) -> bool:
    return any(whole.start <= occurrence.start and occurrence.end <= whole.end for whole in wholes)
