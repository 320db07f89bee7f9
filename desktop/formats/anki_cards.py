"""The cards and the log of an Anki package, sorted by SQLite itself while another thread reads the notes.

Most cards are new, and alike but for their ordinals: one row for their note tells them all. What there is to know of
others no Python touches: it goes into a file of its own, as its reader wants it, for a database that attaches that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from desktop.domain.anki_import import ImportedCard
from desktop.domain.card import CardState
from desktop.formats.anki_collection import AnkiCollection

SECONDS = 1 << 36  # more would leave the calendar, and so would more
_DAYS = 1 << 21
_STEP_DUE = 1_000_000_000  # what is due later counts seconds since 1970, what is due sooner counts days
_MOST_ALIKE = 20
_MOST_DATA = 1_000  # characters of what add-ons and FSRS keep of a card, which Anki holds to a fifth
_AT_ONCE = 4_000
_ROWS = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATES = tuple(CardState)
_DECODER = json.JSONDecoder()

# Stability, difficulty, desired retention, decay, last review in seconds since 1970.
Memory = tuple[float | None, float | None, float | None, float | None, int | None]
_NO_MEMORY: Memory = (None, None, None, None, None)


def integers(*names: str) -> str:
    """Columns as integers: SQLite's hold anything. Old collections hold intervals such as 3.0; NULL comes out as 0."""
    return ", ".join(f"ifnull(cast({name} as integer), 0)" for name in names)


_PLACE = ("id", "nid", "did", "ord", "type", "queue", "due", "odue", "odid", "flags")
_COLUMNS = (*_PLACE, "ivl", "factor", "reps", "lapses", '"left"')
# A card in a filtered deck is told as it will come home.
_DUE = "iif(odid and odue, odue, due)"
_IS_SOUND = (
    "(type between 0 and 3 and (queue between -3 and 4 or odid and queue >= 0) and ord between 0 and 65535 "
    f"and {_DUE} between {1 - SECONDS} and {SECONDS - 1} and (not type or {_DUE} between {1 - _DAYS} and {_DAYS - 1} "
    f"or type <> 2 and {_DUE} >= {_STEP_DUE}))"
)
# Of a card that is sound. SQLite leaves out what is not needed to decide a condition, but not in other expressions.
_IS_NEW = "iif(not type and not odid and not queue and not flags & 7 and due >= 0, 1, 0)"
_IS_NEW_RAW = (
    f"not {integers('type')} and not {integers('odid')} and not {integers('queue')} and not {integers('flags')} & 7 "
    f"and {integers('due')} >= 0"
)
_IS_PLAIN = f"iif({_IS_NEW} and id not in (select card from sorted.answered), 1, 0)"
_QUEUE = (
    "case when not odid or queue < 0 then queue when type in (0, 2) then type "
    f"when {_DUE} < {_STEP_DUE} then 3 else 1 end"
)
_OF_STEP = f"type in (1, 3) and {_DUE} >= {_STEP_DUE}"
# As ImportedCard has it, but due_at in seconds since 1970, ease in thousandths and for the memory what holds it.
_CARD = f"""
    id, nid as note, iif(odid, odid, did) as deck, ord as ordinal, type as state, {_QUEUE} as queue, {_DUE} as due,
    iif(type, null, {_DUE}) as position, iif({_OF_STEP}, {_DUE}, null) as due_at,
    iif(not type or {_OF_STEP}, null, FIRST_DAY + {_DUE}) as due_day,
    iif(ivl between 0 and {_DAYS - 1}, ivl, 0) as interval_days,  -- of old collections: seconds below zero
    iif(factor between 1 and 99999, factor, 0) as factor,
    iif(reps between 0 and 0x7fffffff, reps, 0) as reps, iif(lapses between 0 and 0x7fffffff, lapses, 0) as lapses,
    ("left" % 1000 + 1000) % 1000 as steps_left,  -- those that fit into today stand above
    flags & 7 as flag, iif(typeof(data) = 'text' and length(data) between 3 and {_MOST_DATA}, data, null) as data
"""
_ARE_ALIKE = (
    f"count(*) <= {_MOST_ALIKE} and min(deck) = max(deck) and min(position) is max(position) "
    # As many different bits as there are cards, all of them sound.
    "and sum(bit) = (1 << count(*)) - 1 << min(ord)"
)
_REVIEW = "at, card, rating, interval, last_interval, factor, duration, kind"
REVIEW = integers("id", "cid", "ease", "ivl", "lastivl", "factor", "time", "type")
_IS_ANSWER = "ease > 0 and type < 4"
IS_SOUND_REVIEW = (
    f"id between 1 and {SECONDS * 1000} and ease between 0 and 4 and type between 0 and 5"
    f" and abs(ivl) < {SECONDS} and abs(lastivl) < {SECONDS} and time between 0 and {SECONDS}"
    f" and abs(factor) < {SECONDS}"
)

# Of all cards of a note, if they are in one deck and their ordinals follow one another: their number, note, deck, first
# ordinal, position of those that are new, and whether the file of cards knows more of some.
AlikeCards = tuple[int, int, int, int, int, int]
# Of another card: whether the file of cards knows more of it, note, deck, ordinal, position if it is new.
OtherCard = tuple[int, int, int, int, int]


class PackageCards:
    """The cards and the log of ``collection``, which is its own; files go into ``folder``.

    ``cards`` and ``reviews`` are the numbers of rows, ``first_day`` is the study day that Anki counts from. ``sort``
    comes first, then ``keep_cards`` and ``keep_log``, all of them on any thread; what was sorted is read on another.
    """

    def __init__(self, collection: AnkiCollection, folder: Path, first_day: int, cards: int, reviews: int) -> None:
        self._collection, self._folder = collection, folder
        self._number, self._reviews = cards, reviews
        whole, place = [", ".join(f"{integers(each)} as {each}" for each in names) for names in (_COLUMNS, _PLACE)]
        self._cards = f"(select {place} from cards not indexed limit {cards})"
        self._whole = f"{whole}, data"
        self._card = _CARD.replace("FIRST_DAY", str(first_day))
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

    def sort(self) -> None:
        """Tell cards that are alike from others; ``damages`` is how many mean nothing, ``damaged`` names the first."""
        path = self._folder / "sorted.sqlite"
        collection, run = self._collection, self._collection.run
        with collection.writing(path, "sorted"):
            run("create table sorted.answered (card integer primary key, first, last)")
            run(
                "insert into sorted.answered select card, min(at), max(at) from (select "
                f"{integers('cid')} as card, iif({IS_SOUND_REVIEW} and {_IS_ANSWER}, id, null) as at "
                f"from revlog not indexed limit {self._reviews}) group by card"
            )
            run("create table sorted.alike (note integer primary key, number, deck, first, position, marked)")
            run(
                "insert into sorted.alike select nid, count(*), deck, min(ord), ifnull(min(position), 0), "
                "count(position) < count(*) from (select nid, ord, iif(odid, odid, did) as deck, "
                f"iif({_IS_PLAIN}, due, null) as position, iif({_IS_SOUND} and ord < 40, 1 << ord, 0) as bit "
                f"from {self._cards} limit {self._number}) group by nid having {_ARE_ALIKE}"
            )
            run("create table sorted.others (marked, note, deck, ordinal, position)")
            ((alike,),) = collection.values("number", "select ifnull(sum(number), 0) as number from sorted.alike")
            if alike == self._number:
                return
            # Of several of one template the first counts: one that was learnt, if there is any.
            other = f"{_IS_SOUND} and nid not in (select note from sorted.alike)"
            run(
                f"insert into sorted.others select not {_IS_PLAIN}, nid, iif(odid, odid, did), ord, due "
                f"from {self._cards} where {other} order by nid, ord, not type, id"
            )
            unsound = f"from {self._cards} where not {_IS_SOUND}"
            ((self.damages,),) = collection.values("number", f"select count(*) as number {unsound}")
            self.damaged = tuple(
                [str(row[0]) for row in collection.definitions(f"select id {unsound} order by nid, ord, id limit 5")]
            )

    def alike(self) -> Iterator[AlikeCards]:
        """The notes whose cards are alike, in order of their ids."""
        return self._read("number, note, deck, first, position, marked from alike order by note")

    def others(self) -> Iterator[OtherCard]:
        """The cards of other notes, in order of their note's id and their ordinal."""
        return self._read("marked, note, deck, ordinal, position from others order by rowid")

    def keep_cards(self, then: Callable[[AnkiCollection], None]) -> Path:
        """A file with the cards that are more than new, as ``then`` makes it of two tables.

        ``aside.marked`` is of these cards, with the names of ``ImportedCard``, but ``due_at`` in seconds since 1970
        and ``factor``, the ease in thousandths; with their first and last answer (milliseconds; None if never).
        ``aside.memory`` is of those of them of which FSRS knows anything: id, stability, difficulty, both as JSON
        (``spelled``), and last_review in seconds since 1970.
        """
        path = self._folder / "cards.sqlite"
        run = self._collection.run
        with self._collection.writing(path, "aside"):
            run(
                "create table aside.marked (id integer primary key, note, deck, ordinal, state, queue, due, position, "
                "due_at, due_day, interval_days, factor, reps, lapses, steps_left, flag, data, first, last)"
            )
            if self._any_marked():
                self._mark(f"not ({_IS_NEW_RAW})")
                run(
                    "create table aside.reset as select card from sorted.answered "
                    "where card not in (select id from aside.marked)"
                )
                if self._collection.values("card", "select card from aside.reset limit 1"):
                    self._mark(f"{integers('id')} in (select card from aside.reset)")
            self._keep_memory()
            then(self._collection)
        return path

    def keep_log(self, then: Callable[[AnkiCollection], None]) -> tuple[Path, int]:
        """A file with the log, as ``then`` makes it of two tables; how many entries that are sound.

        ``aside.log`` are these, oldest first, with their columns as ``_REVIEW`` names them; ``sorted.answered`` are
        card, first and last answer.
        """
        path = self._folder / "log.sqlite"
        with self._collection.writing(path, "aside"):
            self._collection.run(f"create table aside.log (id integer primary key, {_REVIEW})")
            self._collection.run(
                f"insert into aside.log select null, * from (select {REVIEW} from revlog not indexed "
                f"where {IS_SOUND_REVIEW} order by id limit {self._reviews})"
            )
            then(self._collection)
            ((number,),) = self._collection.values("number", "select count(*) as number from aside.log")
        return path, number

    def every(self, collection: AnkiCollection) -> Iterator[ImportedCard | str]:
        """Every card of ``collection`` in order of its note's id and its ordinal; the id of one that means nothing."""
        cards = f"(select {self._whole} from cards not indexed limit {self._number})"
        for row in collection.own(f"select {_IS_SOUND}, {self._card} from {cards} order by nid, ord, id"):
            sound, number, note, deck, ordinal, state, queue, due, position, due_at, due_day, *more, data = row
            if not sound:
                yield str(number)
                continue
            interval, factor, reps, lapses, steps_left, flag = more
            *kept, answered = memory(data) if data else _NO_MEMORY
            yield ImportedCard(
                *(number, note, deck, ordinal, _STATES[state], queue, due, position, _moment(due_at), due_day),
                *(interval, factor / 1000, reps, lapses, steps_left, flag, *kept, _moment(answered)),
            )

    def _mark(self, which: str) -> None:
        self._collection.run(
            f"insert or ignore into aside.marked select c.*, a.first, a.last from (select {self._card} from "
            f"(select {self._whole} from cards not indexed where {which} limit {self._number}) where {_IS_SOUND}) c "
            "left join sorted.answered a on a.card = c.id"
        )

    def _any_marked(self) -> bool:
        tables = " union all ".join(f"select marked from sorted.{table}" for table in ("alike", "others"))
        ((marked,),) = self._collection.values("marked", f"select ifnull(max(marked), 0) as marked from ({tables})")
        return bool(marked)

    def _keep_memory(self) -> None:
        collection = self._collection
        collection.run(
            "create table aside.memory (id integer primary key, stability, difficulty, spelled, last_review)"
        )
        last = -1 << 63
        while rows := collection.values(
            "id, data",
            f"select id, data from aside.marked where id > {last} and state and data is not null "
            f"order by id limit {_AT_ONCE}",
        ):
            found: list[object] = []
            for number, data in rows:
                stability, difficulty, _, _, answered = memory(data)
                if stability is not None or answered is not None:
                    spelled = None if stability is None else f"{stability!r},{difficulty!r}"
                    found += (number, stability, difficulty, spelled, answered)
            collection.add("aside.memory", "?, ?, ?, ?, ?", found)
            last = rows[-1][0]

    def _read(self, query: str) -> Iterator[Any]:
        if self._reader is None:
            file = (self._folder / "sorted.sqlite").resolve().as_uri()
            self._reader = sqlite3.connect(f"{file}?mode=ro&immutable=1", uri=True)
        rows = self._reader.execute(f"select {query}")
        return chain.from_iterable(iter(lambda: rows.fetchmany(_ROWS), []))


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else _EPOCH + timedelta(seconds=seconds)


def memory(data: str) -> Memory:
    """What FSRS keeps in the JSON ``data``, where other things may stand too."""
    try:
        found, _ = _DECODER.raw_decode(data)
    except (ValueError, RecursionError):
        return _NO_MEMORY
    if not isinstance(found, dict):
        return _NO_MEMORY
    get = found.get
    stability, difficulty = _within(get("s"), 1e-6, 1e6), _within(get("d"), 1, 10)
    if stability is None or difficulty is None:
        stability = difficulty = None
    answered = _within(get("lrt"), 1, SECONDS)
    return (
        stability,
        difficulty,
        _within(get("dr"), 0.01, 0.999) if "dr" in found else None,
        _within(get("decay"), 0.01, 10) if "decay" in found else None,
        None if answered is None else int(answered),
    )


def _within(value: object, least: float, most: float) -> float | None:
    # Infinity and what is no number at all are within nothing.
    return float(value) if type(value) in (int, float) and least <= value <= most else None  # type: ignore[operator,arg-type]
