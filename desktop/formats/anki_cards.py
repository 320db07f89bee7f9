"""The cards of an Anki package, sorted by SQLite itself while another thread reads the notes.

Most are new, and alike but for their ordinals: one row for their note tells them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from desktop.formats.anki_card_terms import (
    IS_ANSWER,
    IS_PLAIN,
    IS_SOUND,
    IS_SOUND_REVIEW,
    PLACE,
    casts,
    integers,
)
from desktop.formats.anki_collection import AnkiCollection

_MOST_ALIKE = 20
_ROWS = 500
# As many different bits as there are cards, all of them sound.
_ARE_ALIKE = f"number <= {_MOST_ALIKE} and not odd and bits = (1 << number) - 1 << first"

# Of all cards of a note, if they are in one deck and their ordinals follow one another: their number, note, deck, first
# ordinal, position of those that are new, and whether the file of cards knows more of some.
AlikeCards = tuple[int, int, int, int, int, int]
# Of another card: whether the file of cards knows more of it, note, deck, ordinal, position if it is new.
OtherCard = tuple[int, int, int, int, int]


class PackageCards:
    """The ``number`` cards of ``collection``, which is its own, sorted into a file in ``folder``.

    ``reviews`` is how long the log is. ``keep_answered`` and then ``sort`` are called on any one thread; what is sorted
    is read on another.
    """

    def __init__(self, collection: AnkiCollection, folder: Path, number: int, reviews: int) -> None:
        self._collection, self._folder, self._number, self._reviews = collection, folder, number, reviews
        self._reader: sqlite3.Connection | None = None
        self.damaged: tuple[str, ...] = ()
        self.damages = 0

    def interrupt(self) -> None:
        """Give up what is being sorted."""
        self._collection.interrupt()

    def close(self) -> None:
        """Let go of all files."""
        self._collection.close()
        if self._reader:
            self._reader.close()

    def keep_answered(self) -> Path:
        """A file with the cards that the log knows: ``answered`` are card, first and last answer (None if never)."""
        path = self._folder / "logged.sqlite"
        with self._collection.writing(path, "logged"):
            self._collection.run("create table logged.answered (card integer primary key, first, last)")
            # No grouping, which would sort the whole log in memory.
            self._collection.run(
                f"insert into logged.answered select card, at, at from (select {integers('cid')} as card, "
                f"iif({IS_SOUND_REVIEW} and {IS_ANSWER}, id, null) as at from revlog not indexed "
                f"limit {self._reviews}) where true on conflict (card) do update set "
                "first = ifnull(min(first, excluded.first), ifnull(first, excluded.first)), "
                "last = ifnull(max(last, excluded.last), ifnull(last, excluded.last))"
            )
        return path

    def sort(self, answered: Callable[[], Path]) -> None:
        """Tell cards that are alike from others, after ``keep_answered``, which ``answered`` tells to have succeeded.

        ``damages`` is how many mean nothing, ``damaged`` names the first.
        """
        collection, run = self._collection, self._collection.run
        cards = f"(select {casts(PLACE)} from cards not indexed limit {self._number})"
        answered()
        with collection.writing(self._folder / "sorted.sqlite", "sorted"):
            run(
                "create table sorted.alike (note integer primary key, number, deck, first, position, marked, odd, bits)"
            )
            # No grouping, which would sort all cards: those of a note mostly stand together.
            run(
                "insert into sorted.alike select nid, 1, deck, ord, position, position is null, 0, bit from "
                f"(select nid, ord, iif(odid, odid, did) as deck, iif({IS_PLAIN}, due, null) as position, "
                f"iif({IS_SOUND} and ord < 40, 1 << ord, 0) as bit from {cards} limit {self._number}) "
                "where true on conflict (note) do update set number = number + 1, first = min(first, excluded.first), "
                "position = ifnull(position, excluded.position), marked = marked + excluded.marked, odd = odd or "
                "excluded.deck <> deck or ifnull(excluded.position <> position, 0), bits = bits + excluded.bits"
            )
            run(f"delete from sorted.alike where not ({_ARE_ALIKE})")
            run("create table sorted.others (marked, note, deck, ordinal, position)")
            ((alike,),) = collection.values("number", "select ifnull(sum(number), 0) as number from sorted.alike")
            if alike == self._number:
                return
            # Of several of one template the first counts: one that was learnt, if there is any.
            other = f"{IS_SOUND} and nid not in (select note from sorted.alike)"
            run(
                f"insert into sorted.others select not {IS_PLAIN}, nid, iif(odid, odid, did), ord, due "
                f"from {cards} where {other} order by nid, ord, not type, id"
            )
            unsound = f"from {cards} where not {IS_SOUND}"
            ((self.damages,),) = collection.values("number", f"select count(*) as number {unsound}")
            self.damaged = tuple(
                [str(row[0]) for row in collection.definitions(f"select id {unsound} order by nid, ord, id limit 5")]
            )

    def alike(self) -> Iterator[AlikeCards]:
        """The notes whose cards are alike, in order of their ids."""
        return self._read("number, note, deck, first, ifnull(position, 0), marked > 0 from alike order by note")

    def others(self) -> Iterator[OtherCard]:
        """The cards of other notes, in order of their note's id and their ordinal."""
        return self._read("marked, note, deck, ordinal, position from others order by rowid")

    def _read(self, query: str) -> Iterator[Any]:
        if self._reader is None:
            file = (self._folder / "sorted.sqlite").resolve().as_uri()
            self._reader = sqlite3.connect(f"{file}?mode=ro&immutable=1", uri=True)
        rows = self._reader.execute(f"select {query}")
        return chain.from_iterable(iter(lambda: rows.fetchmany(_ROWS), []))
