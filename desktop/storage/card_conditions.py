"""Conditions on cards, to be joined as a learner joins them, and the lists of cards that pass.

Each is SQL on the table ``c`` alone. Words are kept apart while they can be: a list that begins in the full-text index
need not look at what does not hold them.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.card import Card
from desktop.storage.cards import load_cards
from desktop.storage.search import NOTES_FOUND

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MATURE_DAYS = 21
_FOUND = f"c.note_id IN (SELECT s.note_id FROM {NOTES_FOUND} WHERE search_note_text MATCH ?)"
PROPERTIES = {
    "stability": "c.stability",
    "difficulty": "c.difficulty",
    "interval": "CASE WHEN c.state > 0 THEN c.scheduled_days END",
    "reps": "c.reps",
    "lapses": "c.lapses",
}
_DUE_MS = "coalesce(c.due_at, c.due_day * 86400000)"
# The columns of a list by which it can be sorted; what has no value comes last.
ORDERS = {
    "position": "c.position {}",
    "answer": "c.answer {}",
    "sentence": "(SELECT sentence FROM notes WHERE id = c.note_id) {}",
    "kind": "c.kind {}",
    "state": "c.suspended {0}, c.state {0}",
    "due": f"{_DUE_MS} {{}} NULLS LAST",
    "interval": "CASE WHEN c.state > 0 THEN c.scheduled_days END {} NULLS LAST",
    "stability": "c.stability {} NULLS LAST",
    "difficulty": "c.difficulty {} NULLS LAST",
    "reps": "c.reps {}",
    "lapses": "c.lapses {}",
    "deck": "(SELECT name FROM decks WHERE id = c.deck_id) {}",
    "article": "(SELECT title FROM articles WHERE id = c.article_id) {} NULLS LAST",
    "tags": "(SELECT tags FROM notes WHERE id = c.note_id) {}",
    "flag": "c.flag {}",
    "added": "(SELECT created_at FROM notes WHERE id = c.note_id) {}",
}


@dataclass(frozen=True, slots=True)
class CardCondition:
    """``sql`` on table ``c`` with its ``values``; ``match`` is a full-text expression that must hold as well."""

    sql: str = ""
    values: tuple[object, ...] = ()
    match: str = ""

    @property
    def whole(self) -> CardCondition:
        """The same in SQL alone."""
        if not self.match:
            return self if self.sql else CardCondition("1")
        if not self.sql:
            return CardCondition(_FOUND, (self.match,))
        return CardCondition(f"({_FOUND} AND {self.sql})", (self.match, *self.values))


def all_of(parts: Sequence[CardCondition]) -> CardCondition:
    """Every one of the conditions."""
    told = [part for part in parts if part.sql]
    return CardCondition(
        " AND ".join(part.sql for part in told),
        tuple(value for part in told for value in part.values),
        " AND ".join(part.match for part in parts if part.match),
    )


def any_of(parts: Sequence[CardCondition]) -> CardCondition:
    """One of the conditions."""
    if all(part.match and not part.sql for part in parts):
        return CardCondition(match="(" + " OR ".join(part.match for part in parts) + ")")
    wholes = [part.whole for part in parts]
    return CardCondition(
        "(" + " OR ".join(part.sql for part in wholes) + ")", tuple(value for part in wholes for value in part.values)
    )


def none_of(part: CardCondition) -> CardCondition:
    """The condition denied; what it cannot tell of a card, such as the interval of a new one, counts as not so."""
    whole = part.whole
    return CardCondition(f"NOT coalesce({whole.sql}, 0)", whole.values)


def says(match: str) -> CardCondition:
    """The note's words fit a full-text expression."""
    return CardCondition(match=f"({match})")


def asks_for(match: str) -> CardCondition:
    """An answer of the note fits a full-text expression."""
    return CardCondition(match=f"(answer : ({match}))")


def of_article(key: int) -> CardCondition:
    """Made from the article with that key."""
    return CardCondition(f"c.article_id = {int(key)}")


def of_titled(match: str) -> CardCondition:
    """Made from an article whose title fits a full-text expression."""
    return CardCondition(
        "c.article_id IN (SELECT p.article_id FROM search_part_text t JOIN search_parts p ON p.id = t.rowid "
        "WHERE search_part_text MATCH ?)",
        (f"title : ({match})",),
    )


def without_article() -> CardCondition:
    """Written by the learner, or brought from elsewhere."""
    return CardCondition("c.article_id IS NULL")


def in_deck(name: str) -> CardCondition:
    """In the deck of that name or below it, small letters or capitals."""
    return CardCondition(
        "c.deck_id IN (SELECT id FROM decks WHERE lower(name) = lower(?) OR substr(lower(name), 1, ?) = lower(?))",
        (name, len(name) + 2, f"{name}::"),
    )


def in_state(state: int) -> CardCondition:
    """New 0, learning 1, review 2, relearning 3."""
    return CardCondition(f"c.state = {int(state)}")


def is_due(moment: int, day: int) -> CardCondition:
    """Waiting: steps by the moment (milliseconds since 1970), reviews by the study day."""
    return CardCondition(
        f"((c.due_at <= {int(moment)} OR c.due_day <= {int(day)}) AND c.suspended = 0 AND c.trashed = 0 "
        f"AND c.buried_until <= {int(day)})"
    )


def due_on(first: int, last: int, start: int, end: int) -> CardCondition:
    """Coming on one of the study days ``first`` to ``last``, which are the moments from ``start`` until ``end``."""
    return CardCondition(
        f"(c.due_day BETWEEN {int(first)} AND {int(last)} OR (c.due_at >= {int(start)} AND c.due_at < {int(end)}))"
    )


def is_suspended() -> CardCondition:
    """Taken out of study."""
    return CardCondition("c.suspended = 1")


def is_buried(day: int) -> CardCondition:
    """Put off beyond the study day."""
    return CardCondition(f"c.buried_until > {int(day)}")


def has_flag(flag: int | None) -> CardCondition:
    """With that flag, or with any."""
    return CardCondition("c.flag > 0" if flag is None else f"c.flag = {int(flag)}")


def is_trashed() -> CardCondition:
    """Put away by itself, not with its article."""
    return CardCondition("c.trashed = 2")


def is_mature(mature: bool) -> CardCondition:
    """In review with an interval of three weeks or more, or less."""
    return CardCondition(f"(c.state = 2 AND c.scheduled_days {'>=' if mature else '<'} {_MATURE_DAYS})")


def is_mending() -> CardCondition:
    """A revision lost its words."""
    return CardCondition("c.note_id IN (SELECT id FROM notes WHERE mending <> '')")


def is_own() -> CardCondition:
    """A question with its answer, not a gap in a sentence."""
    return CardCondition("c.note_id IN (SELECT id FROM notes WHERE kind = 'basic')")


def of_kind(kind: str) -> CardCondition:
    """That asks for such words."""
    return CardCondition("c.kind = ?", (kind,))


def has_tag(tag: str) -> CardCondition:
    """With a tag or one below it (``A`` holds ``A::B``); empty: with none."""
    if not tag:
        return CardCondition("c.note_id IN (SELECT id FROM notes WHERE tags = '[]')")
    inside = json.dumps(tag, ensure_ascii=False)
    return CardCondition(
        "c.note_id IN (SELECT id FROM notes WHERE tags <> '[]' AND (instr(tags, ?) OR instr(tags, ?)))",
        (inside, inside[:-1] + "::"),
    )


def compares(name: str, operator: str, number: float) -> CardCondition:
    """A property stands so to a number; a card without it does not."""
    return CardCondition(f"{PROPERTIES[name]} {operator} ?", (number,))


def due_compares(operator: str, day: int) -> CardCondition:
    """The study day it comes on stands so to ``day``; steps come today, new cards on none."""
    return CardCondition(
        f"(CASE WHEN c.due_at IS NOT NULL THEN c.due_at / 86400000 ELSE c.due_day END {operator} {int(day)})"
    )


def rated_since(day: int, rating: int | None) -> CardCondition:
    """Answered on the study day or later, with that rating or any."""
    which = "> 0" if rating is None else f"= {int(rating)}"
    return CardCondition(
        f"c.id IN (SELECT card_id FROM reviews WHERE day >= {int(day)} AND rating {which} AND undone = 0)"
    )


def added_since(moment: int) -> CardCondition:
    """Made at the moment (milliseconds since 1970) or later."""
    return CardCondition(f"c.note_id IN (SELECT id FROM notes WHERE created_at >= {int(moment)})")


def find_keys(
    connection: Connection,
    condition: CardCondition,
    order: str = "",
    *,
    descending: bool = False,
    limit: int | None = None,
    trashed: bool = False,
) -> array[int]:
    """Keys of the cards that pass, in an order of ORDERS or (empty) as they came in, at most ``limit``.

    Those in the trash only if ``trashed`` says so, and then only those.
    """
    parts = ["c.trashed = 2" if trashed else "c.trashed = 0"]
    source = "cards c"
    values: tuple[object, ...] = ()
    if condition.match:
        source = f"{NOTES_FOUND} CROSS JOIN cards c ON c.note_id = s.note_id"
        parts.insert(0, "search_note_text MATCH ?")
        values = (condition.match,)
    if condition.sql:
        parts.append(f"({condition.sql})")
    arrival = "t.rowid" if condition.match else "c.id"  # of one note the cards come by their keys as it is
    way = "DESC" if descending else "ASC"
    by = f"{ORDERS[order].format(way)}, c.id" if order else arrival
    rows = connection.exec_driver_sql(
        f"SELECT c.id FROM {source} WHERE {' AND '.join(parts)} ORDER BY {by} LIMIT ?",
        (*values, *condition.values, -1 if limit is None else limit),
    )
    return array("q", [row[0] for row in rows.fetchall()])


def load_page(connection: Connection, keys: Sequence[int]) -> list[Card]:
    """The cards with those keys, in that order; those that are gone left out."""
    found = load_cards(connection, keys)
    return [found[key] for key in keys if key in found]


def load_ids(connection: Connection, keys: Sequence[int]) -> list[str]:
    """The UUIDs of the cards with those keys, in that order."""
    found: dict[int, str] = {}
    for at in range(0, len(keys), 500):
        some = ", ".join(str(int(key)) for key in keys[at : at + 500])
        rows = connection.exec_driver_sql(f"SELECT id, uuid FROM cards WHERE id IN ({some})")
        found.update((row[0], row[1]) for row in rows)
    return [found[key] for key in keys if key in found]


def card_tags(connection: Connection) -> list[str]:
    """Every tag of a note, sorted."""
    rows = connection.exec_driver_sql("SELECT DISTINCT tags FROM notes WHERE tags <> '[]'")
    return sorted({tag for row in rows for tag in json.loads(row[0])})
