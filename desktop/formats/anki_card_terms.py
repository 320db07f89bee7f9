"""What the rows of cards and of the log mean in a package of Anki's, in terms of SQL, which checks them too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from desktop.domain.anki_import import ImportedCard
from desktop.domain.card import CardState
from desktop.formats.anki_collection import AnkiCollection

SECONDS = 1 << 36  # more would leave the calendar, and so would more
_DAYS = 1 << 21
_STEP_DUE = 1_000_000_000  # what is due later counts seconds since 1970, what is due sooner counts days
_MOST_DATA = 1_000  # characters of what add-ons and FSRS keep of a card, which Anki holds to a fifth
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATES = tuple(CardState)
_DECODER = json.JSONDecoder()

# Stability, difficulty, last review in seconds since 1970.
Memory = tuple[float | None, float | None, int | None]
_NO_MEMORY: Memory = (None, None, None)


def integers(*names: str) -> str:
    """Columns as integers: SQLite's hold anything. Old collections hold intervals such as 3.0; NULL comes out as 0."""
    return ", ".join(f"ifnull(cast({name} as integer), 0)" for name in names)


def casts(names: Sequence[str]) -> str:
    """Those columns as integers, under their names."""
    return ", ".join(f"{integers(name)} as {name}" for name in names)


PLACE = ("id", "nid", "did", "ord", "type", "queue", "due", "odue", "odid", "flags")
COLUMNS = (*PLACE, "ivl", "factor", "reps", "lapses", '"left"')
# A card in a filtered deck is told as it will come home.
_DUE = "iif(odid and odue, odue, due)"
# What is due on a day of our time, as nearly all is, is asked for less.
IS_SOUND = (
    "iif(not odid and type between 0 and 3 and queue between -3 and 4 and ord between 0 and 65535 "
    f"and due between {1 - _DAYS} and {_DAYS - 1}, 1, "
    "type between 0 and 3 and (queue between -3 and 4 or odid and queue >= 0) and ord between 0 and 65535 "
    f"and {_DUE} between {1 - SECONDS} and {SECONDS - 1} and (not type or {_DUE} between {1 - _DAYS} and {_DAYS - 1} "
    f"or type <> 2 and {_DUE} >= {_STEP_DUE}))"
)
# Of a card that is sound. SQLite leaves out what is not needed to decide a condition, but not in other expressions.
IS_NEW = "iif(not type and not odid and not queue and not flags & 7 and due >= 0, 1, 0)"
# In columns as they are, quickly: true at least where IS_NEW is not.
MAY_NOT_BE_NEW = (
    "(type is not 0 or odid is not 0 or queue is not 0 or flags is not 0 or typeof(due) <> 'integer' or due < 0)"
)
IS_PLAIN = f"iif({IS_NEW} and id not in (select card from logged.answered), 1, 0)"
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
ENTRY = "at, card, rating, interval, last_interval, factor, duration, kind"
REVIEW = integers("id", "cid", "ease", "ivl", "lastivl", "factor", "time", "type")
IS_ANSWER = "ease > 0 and type < 4"
IS_SOUND_REVIEW = (
    f"id between 1 and {SECONDS * 1000} and ease between 0 and 4 and type between 0 and 5"
    f" and abs(ivl) < {SECONDS} and abs(lastivl) < {SECONDS} and time between 0 and {SECONDS}"
    f" and abs(factor) < {SECONDS}"
)


def card(first_day: int) -> str:
    """The columns of a card, as ImportedCard has them: but due_at and ease (``factor``) as Anki has them, and ``data``.

    ``first_day`` is the study day that Anki counts from.
    """
    return _CARD.replace("FIRST_DAY", str(first_day))


def every_card(collection: AnkiCollection, number: int, first_day: int) -> Iterator[ImportedCard | str]:
    """The ``number`` cards of a collection in order of their note's id and their ordinal; ids of what means nothing."""
    cards = f"(select {casts(COLUMNS)}, data from cards not indexed limit {number})"
    for row in collection.own(f"select {IS_SOUND}, {card(first_day)} from {cards} order by nid, ord, id"):
        sound, number, note, deck, ordinal, state, queue, due, position, due_at, due_day, *more, data = row
        if not sound:
            yield str(number)
            continue
        interval, factor, reps, lapses, steps_left, flag = more
        stability, difficulty, answered = memory(data) if data else _NO_MEMORY
        yield ImportedCard(
            *(number, note, deck, ordinal, _STATES[state], queue, due, position, _moment(due_at), due_day),
            *(interval, factor / 1000, reps, lapses, steps_left, flag, stability, difficulty, _moment(answered)),
        )


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
    stability = difficulty = None
    if "s" in found and "d" in found:
        stability, difficulty = _within(found["s"], 1e-6, 1e6), _within(found["d"], 1, 10)
        if stability is None or difficulty is None:
            stability = difficulty = None
    answered = _within(found["lrt"], 1, SECONDS) if "lrt" in found else None
    return stability, difficulty, None if answered is None else int(answered)


def _within(value: object, least: float, most: float) -> float | None:
    # Infinity and what is no number at all are within nothing.
    return float(value) if type(value) in (int, float) and least <= value <= most else None  # type: ignore[operator,arg-type]
