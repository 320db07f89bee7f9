"""Which notes of a package a running Anki knows under another note type.

AnkiConnect tells the fields of a note, but not its GUID, by which Anki would know it: what a note asks has to do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable

from desktop.domain.anki import NoteInAnki

Key = Callable[[NoteInAnki], Hashable]

# A note keeps the moment of its making as its id; in Anki that grows where others were made in the same one.
_APART = 3_600_000
_PIECE, _STEP = 6, 3  # characters of a sentence by which it is known again, and how far apart

_KEYS: tuple[Key, ...] = (
    lambda note: (note.sentence, note.answer),
    lambda note: (note.answer, note.article),  # its sentence was corrected
    lambda note: note.sentence,  # it is asked as a list, or was
)


def clashing(ours: Iterable[NoteInAnki], known: Iterable[NoteInAnki]) -> frozenset[str]:
    """The GUIDs of those of ``ours`` that are among the ``known`` ones with another type."""
    all_ours, known = list(ours), list(known)
    ours = all_ours
    for key in _KEYS:  # first those that are there with their type
        ours, known = _less(ours, known, key), _less(known, ours, key)
    found = set()
    for key in _KEYS:
        there: defaultdict[Hashable, list[NoteInAnki]] = defaultdict(list)
        for note in known:
            there[key(note)].append(note)
        found |= {_same(note) for note in ours if any(_clash(note, other) for other in there.get(key(note), ()))}
    # What is left may have been corrected and asked otherwise since: then most of its sentence stayed.
    left = [note for note in ours if _same(note) not in found]
    pieces: defaultdict[str, list[int]] = defaultdict(list)
    for place, note in enumerate(left):
        for piece in _pieces(note.sentence, _STEP):
            pieces[piece].append(place)
    for other in known if left else ():
        shared = Counter(place for piece in _pieces(other.sentence) for place in pieces.get(piece, ()))
        for place, number in shared.items():
            note = left[place]
            if _clash(note, other) and 2 * number >= len(_pieces(note.sentence, _STEP)):
                found.add(_same(note))
    return frozenset(note.guid for note in all_ours if _same(note) in found)


def _clash(note: NoteInAnki, other: NoteInAnki) -> bool:
    return note.model != other.model and abs(note.id - other.id) < _APART


def _pieces(sentence: str, step: int = 1) -> set[str]:
    return {sentence[start : start + _PIECE] for start in range(0, max(1, len(sentence) - _PIECE + 1), step)}


def _same(note: NoteInAnki) -> Hashable:
    """Of two notes alike in this nobody can tell which one Anki has."""
    return note.sentence, note.answer, note.model


def _less(notes: Iterable[NoteInAnki], others: Iterable[NoteInAnki], key: Key) -> list[NoteInAnki]:
    """``notes`` without as many of each type under a key as ``others`` has."""
    left = Counter((key(note), note.model) for note in others)
    kept = []
    for note in notes:
        if left[key(note), note.model]:
            left[key(note), note.model] -= 1
        else:
            kept.append(note)
    return kept
