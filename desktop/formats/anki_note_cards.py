"""The notes of an Anki package with their cards, most of which are new and alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar

from desktop.domain.anki_import import ImportedCard, ImportedNote
from desktop.formats.anki_package import AlikeCards, AnkiPackage, NewCard

_LAST = 1 << 63  # no note has this id
_NO_MORE: Any = (0, _LAST)
_AHEAD = 2_000_000  # characters of notes, which may be as long as books
_ASKED = 1_000  # notes
Row = TypeVar("Row", NewCard, ImportedCard)


class NoteCards:
    """Each note of a package that has cards, with these; ``left_over`` counts cards without a note, at the end."""

    def __init__(self, package: AnkiPackage) -> None:
        self._package = package
        self.left_over = 0

    def __iter__(self) -> Iterator[tuple[ImportedNote, AlikeCards | None, Sequence[NewCard | ImportedCard]]]:
        """Notes in order of id, with their cards as ``alike_cards`` tells them, or one by one in order of ordinal."""
        package = self._package
        ahead = self._read_ahead()
        groups = package.alike_cards()
        group = next(groups, _NO_MORE)
        fresh: _OfNotes[NewCard] = _OfNotes(package.new_cards())
        learnt: _OfNotes[ImportedCard] = _OfNotes(package.learnt_cards())
        for note in ahead:
            number = note[0]
            while group[1] < number:
                self.left_over += group[0]
                group = next(groups, _NO_MORE)
            if group[1] == number:
                yield note, group, ()
                group = next(groups, _NO_MORE)
                continue
            cards: Sequence[NewCard | ImportedCard] = fresh.of(number) if fresh.next <= number else ()
            if learnt.next <= number and (more := learnt.of(number)):
                cards = sorted([*cards, *more], key=lambda card: card[3]) if cards else more
            if cards:
                yield note, None, cards
        self.left_over += group[0] + sum([each[0] for each in groups]) + fresh.left_over() + learnt.left_over()

    def _read_ahead(self) -> Iterator[ImportedNote]:
        """All notes, the first of them read while the cards are still being sorted."""
        package = self._package
        ahead: deque[ImportedNote] = deque()
        notes = package.notes()
        for note in notes:
            ahead.append(note)
            if package.characters > _AHEAD or (not len(ahead) % _ASKED and package.cards_sorted):
                break
        return chain((ahead.popleft() for _ in range(len(ahead))), notes)


def one_by_one(alike: AlikeCards) -> list[NewCard]:
    """The cards of a note that are alike."""
    number, note, deck, first, position = alike
    return [(0, note, deck, ordinal, position) for ordinal in range(first, first + number)]


class _OfNotes(Generic[Row]):
    """Cards in order of their note's id, to be asked for a note at a time; ``next`` is the note whose turn it is."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows: Iterator[Row] = rows
        self._passed = 0
        self._row: Row = next(rows, _NO_MORE)
        self.next = self._row[1]

    def of(self, note_id: int) -> Sequence[Row]:
        """The cards of a note; those of notes before it are passed over."""
        found: list[Row] = []
        row = self._row
        while row[1] <= note_id:
            if row[1] == note_id:
                found.append(row)
            else:
                self._passed += 1
            row = next(self._rows, _NO_MORE)
        self._row, self.next = row, row[1]
        return found

    def left_over(self) -> int:
        """How many cards have no note, when all notes have been asked for."""
        self.of(_LAST - 1)
        return self._passed
