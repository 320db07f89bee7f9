"""What an Anki package knows of cards and its log, put into files by SQLite itself while other threads do other things.

No Python touches it, but for the JSON in which FSRS keeps its memory. What the files hold is for their reader to make,
for a database that attaches them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.formats.anki_card_terms import (
    COLUMNS,
    ENTRY,
    IS_NEW,
    IS_SOUND,
    IS_SOUND_REVIEW,
    MAY_NOT_BE_NEW,
    REVIEW,
    card,
    casts,
    integers,
    memory,
)
from desktop.formats.anki_collection import AnkiCollection

_AT_ONCE = 4_000  # cards


class PackageAside:
    """Files in ``folder`` of the cards and the log of ``collection``, which is its own, made on any one thread.

    ``cards`` and ``reviews`` are the numbers of rows, ``first_day`` is the study day that Anki counts from.
    ``answered`` waits for the file of ``PackageCards.keep_answered``, which is made meanwhile.
    """

    def __init__(
        self,
        collection: AnkiCollection,
        folder: Path,
        answered: Callable[[], Path],
        first_day: int,
        cards: int,
        reviews: int,
    ) -> None:
        self._collection, self._folder, self._answered = collection, folder, answered
        self._number, self._reviews = cards, reviews
        self._card = card(first_day)

    def interrupt(self) -> None:
        """Give up what is being made."""
        self._collection.interrupt()

    def close(self) -> None:
        """Let go of all files."""
        self._collection.close()

    def keep_cards(self, then: Callable[[AnkiCollection], None]) -> Path:
        """A file with the cards that are more than new, as ``then`` makes it of two tables.

        ``aside.marked`` is of these cards, with the names of ``ImportedCard``, but ``due_at`` in seconds since 1970
        and ``factor``, the ease in thousandths. ``logged.answered`` is as ``PackageCards.keep_answered`` has it.
        ``aside.memory`` is of those of them of which FSRS knows anything: id, stability, difficulty, both as JSON
        (``spelled``), and last_review in seconds since 1970.
        """
        path = self._folder / "cards.sqlite"
        run = self._collection.run
        with self._collection.writing(path, "aside"):
            run(
                "create table aside.marked (id integer primary key, note, deck, ordinal, state, queue, due, position, "
                "due_at, due_day, interval_days, factor, reps, lapses, steps_left, flag, data)"
            )
            self._mark(MAY_NOT_BE_NEW, f"not {IS_NEW}")
            self._keep_memory()
            self._collection.attach(self._answered(), "logged")
            run(
                "create table aside.reset as select card from logged.answered "
                "where card not in (select id from aside.marked)"
            )
            if self._collection.values("card", "select card from aside.reset limit 1"):
                self._mark(f"{integers('id')} in (select card from aside.reset)", IS_NEW)
            then(self._collection)
        return path

    def keep_log(self, then: Callable[[AnkiCollection], None]) -> tuple[Path, int]:
        """A file with the log, as ``then`` makes it of two tables; how many entries that are sound.

        ``aside.log`` are these, oldest first, with their columns as ``ENTRY`` names them; ``logged.answered`` as
        ``PackageCards.keep_answered`` has it, ``given`` is the file of ``keep_cards``.
        """
        path = self._folder / "log.sqlite"
        self._collection.attach(self._folder / "cards.sqlite", "given")
        with self._collection.writing(path, "aside"):
            self._collection.run(f"create table aside.log (id integer primary key, {ENTRY})")
            self._collection.run(
                f"insert into aside.log select null, * from (select {REVIEW} from revlog not indexed "
                f"where {IS_SOUND_REVIEW} order by id limit {self._reviews})"
            )
            then(self._collection)
            ((number,),) = self._collection.values("number", "select count(*) as number from aside.log")
        return path, number

    def _mark(self, columns: str, which: str) -> None:
        self._collection.run(
            f"insert or ignore into aside.marked select {self._card} from "
            f"(select {casts(COLUMNS)}, data from cards not indexed where {columns} limit {self._number}) "
            f"where {which} and {IS_SOUND}"
        )

    def _keep_memory(self) -> None:
        collection, last = self._collection, -1 << 63
        collection.run(
            "create table aside.memory (id integer primary key, stability, difficulty, spelled, last_review)"
        )
        while rows := collection.values(
            "id, data",
            f"select id, data from aside.marked where id > {last} and state and data is not null "
            f"order by id limit {_AT_ONCE}",
        ):
            found: list[object] = []
            for number, data in rows:
                stability, difficulty, answered = memory(data)
                if stability is not None:
                    found += (number, stability, difficulty, f"{stability!r},{difficulty!r}", answered)
                elif answered is not None:
                    found += (number, None, None, None, answered)
            collection.add("aside.memory", "?, ?, ?, ?, ?", found)
            last = rows[-1][0]
