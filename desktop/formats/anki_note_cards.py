"""The notes of an Anki package with their cards, most of which are new and alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any

from desktop.domain.anki_import import ImportedNote, ImportedPlainNote
from desktop.formats.anki_cards import AlikeCards, OtherCard
from desktop.formats.anki_package import AnkiPackage

_LAST = 1 << 63  # no note has this id
_NO_MORE: Any = (0, _LAST)
_AHEAD = 2_000_000  # characters of notes, which may be as long as books
_ASKED = 1_000  # notes


class NoteCards:
    """Each note of a package that has cards, with these; ``left_over`` counts those without a note, at the end.

    Cards of notes that the package tells as left out are not told again.
    """

    def __init__(self, package: AnkiPackage) -> None:
        self._package = package
        self.left_over = 0

    def __iter__(self) -> Iterator[tuple[ImportedNote | ImportedPlainNote, AlikeCards | None, Sequence[OtherCard]]]:
        """Notes in order of id, with their cards as ``alike_cards`` tells them, or one by one in order of ordinal."""
        package = self._package
        ahead, told = self._read_ahead(), package.notes_left_out
        groups = package.alike_cards()
        group = next(groups, _NO_MORE)
        others = _OfNotes(package.other_cards(), told)
        for note in ahead:
            number = note[0]
            while group[1] < number:
                if group[1] not in told:
                    self.left_over += group[0]
                group = next(groups, _NO_MORE)
            if group[1] == number:
                yield note, group, ()
                group = next(groups, _NO_MORE)
            elif others.next <= number and (cards := others.of(number)):
                yield note, None, cards
        self.left_over += sum([each[0] for each in chain([group], groups) if each[1] not in told]) + others.left_over()

    def _read_ahead(self) -> Iterator[ImportedNote | ImportedPlainNote]:
        """All notes, the first of them read while the cards are still being sorted.

        Not so where there is much to put aside, which needs the processor more.
        """
        package = self._package
        if package.review_count:
            return package.plain_notes()
        ahead: deque[ImportedNote | ImportedPlainNote] = deque()
        notes = package.plain_notes()
        for note in notes:
            ahead.append(note)
            if package.characters > _AHEAD or (not len(ahead) % _ASKED and package.cards_sorted):
                break
        return chain((ahead.popleft() for _ in range(len(ahead))), notes)


def one_by_one(alike: AlikeCards) -> list[OtherCard]:
    """The cards of a note that are alike."""
    number, note, deck, first, position, marked = alike
    return [(marked, note, deck, ordinal, position) for ordinal in range(first, first + number)]


class _OfNotes:
    """Cards in order of their note's id, to be asked for a note at a time; ``next`` is the note whose turn it is."""

    def __init__(self, rows: Iterator[OtherCard], told: Collection[int]) -> None:
        self._rows, self._told = rows, told
        self._passed = 0
        self._row = next(rows, _NO_MORE)
        self.next = self._row[1]

    def of(self, note_id: int) -> Sequence[OtherCard]:
        """The cards of a note; those of notes before it are passed over."""
        found: list[OtherCard] = []
        row = self._row
        while row[1] <= note_id:
            if row[1] == note_id:
                found.append(row)
            elif row[1] not in self._told:
                self._passed += 1
            row = next(self._rows, _NO_MORE)
        self._row, self.next = row, row[1]
        return found

    def left_over(self) -> int:
        """How many cards have no note, when all notes have been asked for."""
        self.of(_LAST - 1)
        return self._passed
