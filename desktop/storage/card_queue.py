"""The queue that cards wait in: which comes next, how many there are, how many fall due.

The statements are plain SQL: compiling them costs more than running them on the path from key to next card.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.card import Schedule
from desktop.storage.moments import SCHEDULE, WAITING, from_milliseconds, schedule_from_row, to_milliseconds

_DAY_STEP = "c.state IN (1, 3)"
_BESIDE = 100  # notes before and behind one: few notes of Anki's have more cards
ANKI_NOTE = "substr({0}.anki_guid, 1, instr({0}.anki_guid || char(31), char(31)) - 1)"  # its GUID, NULL for others
_KEPT = 600  # overdue cards whose order is kept

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Cover(NamedTuple):
    """The cards that an exam is for: of ``decks`` and of ``articles``, by their keys."""

    decks: tuple[int, ...]
    articles: tuple[int, ...] = ()

    @property
    def condition(self) -> str:
        """The condition on table ``c``."""
        decks, articles = (", ".join(map(str, keys)) or "NULL" for keys in (self.decks, self.articles))
        return f"(coalesce(c.deck_id IN ({decks}), 0) OR coalesce(c.article_id IN ({articles}), 0))"


class Scope(NamedTuple):
    """Which cards a session asks on a study day: of ``decks`` (keys), and of those what else is set.

    ``article`` is its key, ``kind`` what is asked for (``shorthand``, ``date``…), ``tag`` one of the note's.
    ``covered`` asks for cards of ``cover``, or for the others. ``without`` are UUIDs of cards that are left out.
    """

    decks: tuple[int, ...]
    day: int
    article: int | None = None
    kind: str = ""
    tag: str = ""
    cover: Cover | None = None
    covered: bool = True
    without: tuple[str, ...] = ()

    def split(self, cover: Cover) -> tuple[Scope, Scope]:
        """The cards of ``cover`` within this scope, and the others."""
        if cover.articles:
            return self._replace(cover=cover), self._replace(cover=cover, covered=False)
        covered = set(cover.decks)
        inside, outside = (tuple(key for key in self.decks if (key in covered) is side) for side in (True, False))
        return self._replace(decks=inside), self._replace(decks=outside)

    @property
    def condition(self) -> str:
        """The condition on table ``c`` beside the deck: not put off until after the study day ``day``."""
        parts = [f"{WAITING} AND c.buried_until <= {int(self.day)}"]
        if self.article is not None:
            parts.append(f"c.article_id = {int(self.article)}")
        if self.kind:
            parts.append(f"c.kind = {_quoted(self.kind)}")
        if self.tag:
            tag = _quoted(json.dumps(self.tag, ensure_ascii=False))
            parts.append(f"c.note_id IN (SELECT id FROM notes WHERE instr(tags, {tag}))")
        if self.cover is not None:
            parts.append(self.cover.condition if self.covered else f"NOT {self.cover.condition}")
        if self.without:
            parts.append(f"c.uuid NOT IN ({', '.join(map(_quoted, self.without))})")
        return " AND ".join(parts)


def next_step(connection: Connection, scope: Scope, until: datetime) -> str | None:
    """The card whose learning step is due first, by ``until`` at the latest."""
    found: str | None = connection.exec_driver_sql(
        f"SELECT c.uuid FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND c.due_at <= ? "
        "ORDER BY c.due_at, c.id LIMIT 1",
        (to_milliseconds(until),),
    ).scalar()
    return found


def next_day_step(connection: Connection, scope: Scope) -> str | None:
    """The card with a learning step of a day or more that has waited longest."""
    found: str | None = connection.exec_driver_sql(
        f"SELECT c.uuid FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND {_DAY_STEP} AND c.due_day <= ? "
        "ORDER BY c.due_day, c.id LIMIT 1",
        (scope.day,),
    ).scalar()
    return found


def next_review(connection: Connection, scope: Scope) -> str | None:
    """The card that has waited longest for its review."""
    return _first_of_decks(connection, scope, f"c.state = 2 AND c.due_day <= {int(scope.day)}", "due_day")


class Backlog(NamedTuple):
    """What was due before the study day ``before``, of which ``left`` more may be asked today."""

    before: int
    left: int


def next_of_backlog(connection: Connection, scope: Scope, backlog: Backlog) -> str | None:
    """The overdue card that is remembered best: what fades is saved while most of it is there.

    To order all that is overdue takes far longer than a card may, so that the first of them are kept at the
    connection until they are answered; one that comes back meanwhile (no longer suspended, say) may come later.
    """
    known: dict[object, tuple[int, ...]] = connection.info.setdefault("backlog", {})
    key = backlog.before, scope._replace(without=())
    found = _first_waiting(connection, scope, backlog, known.get(key, ()))
    if found is None:
        rows = connection.exec_driver_sql(
            f"SELECT c.id FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND c.state = 2 AND c.due_day < ? "
            "ORDER BY (? - c.last_day) / c.stability, c.id LIMIT ?",
            (backlog.before, scope.day, _KEPT),
        )
        if len(known) > 3:
            known.clear()
        known[key] = tuple(row[0] for row in rows)
        found = _first_waiting(connection, scope, backlog, known[key])
    return found


def _first_waiting(connection: Connection, scope: Scope, backlog: Backlog, keys: Sequence[int]) -> str | None:
    """The id of the first of the cards with those keys that is still overdue."""
    if not keys:
        return None
    rows = connection.exec_driver_sql(
        f"SELECT c.id, c.uuid FROM cards c WHERE c.id IN ({', '.join(map(str, keys))}) AND +{_decks(scope)} "
        f"AND {scope.condition} AND c.state = 2 AND c.due_day < ?",
        (backlog.before,),
    )
    waiting = {row[0]: str(row[1]) for row in rows}
    return next((waiting[key] for key in keys if key in waiting), None)


def next_after_backlog(connection: Connection, scope: Scope, backlog: Backlog) -> str | None:
    """The card that has waited longest of those that fell due since."""
    found: str | None = connection.exec_driver_sql(
        f"SELECT c.uuid FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND c.state = 2 "
        "AND c.due_day BETWEEN ? AND ? ORDER BY c.due_day, c.id LIMIT 1",
        (backlog.before, scope.day),
    ).scalar()
    return found


def count_overdue(connection: Connection, before: int) -> int:
    """How many reviews were due before a study day."""
    return int(
        connection.exec_driver_sql(
            f"SELECT count(*) FROM cards c WHERE {WAITING} AND c.state = 2 AND c.due_day < ?", (before,)
        ).scalar_one()
    )


def next_new(connection: Connection, scope: Scope, order: str = "article", chance: float = 0.0) -> str | None:
    """The new card that comes first: as its article tells it, the ``latest``, or at ``random``.

    ``chance`` (0..1) chooses the place from which the next card is taken at random.
    """
    new = f"FROM cards c WHERE c.deck_id = ? AND {scope.condition} AND c.state = 0"
    if order == "random":
        rows = [
            connection.exec_driver_sql(
                f"SELECT 0, c.id, c.uuid {new} AND c.position >= ? ORDER BY c.position, c.id LIMIT 1",
                (deck, low + round(chance * (high - low))),
            ).first()
            for deck in scope.decks
            for low, high in connection.exec_driver_sql(f"SELECT min(c.position), max(c.position) {new}", (deck,))
            if low is not None
        ]
        found = [row for row in rows if row is not None]
        return str(found[int(chance * 1e6) % len(found)][2]) if found else None
    return _first_of_decks(connection, scope, "c.state = 0", "position", latest=order == "latest")


def find_siblings(connection: Connection, key: int, day: int) -> list[tuple[str, int]]:
    """UUID and ``buried_until`` of the cards of the same sentence, or of the same words: a phrase in any article.

    Also of the cards that came from Anki as one note: their own notes stand beside one another. Only new cards and
    those to be reviewed by the study day ``day`` that are not put off further.
    """
    rows = connection.exec_driver_sql(
        "SELECT s.uuid, s.buried_until FROM cards c JOIN notes n ON n.id = c.note_id "
        "JOIN notes m ON m.article_id = n.article_id AND m.sentence_start = n.sentence_start "
        "JOIN cards s ON s.note_id = m.id WHERE c.id = :key AND s.id <> :key AND s.trashed = 0 "
        "AND (s.state = 0 OR s.state = 2 AND s.due_day <= :day) AND s.buried_until <= :day "
        "UNION SELECT s.uuid, s.buried_until FROM cards c JOIN notes n ON n.id = c.note_id "
        "JOIN cards s ON s.answer = c.answer JOIN notes m ON m.id = s.note_id "
        # The answer of a question of one's own, "B" or "yes" say, is no phrase, nor is a single character.
        "AND (s.article_id = c.article_id OR n.kind = 'cloze' AND m.kind = 'cloze' AND length(c.answer) > 1) "
        "WHERE c.id = :key AND s.id <> :key AND s.trashed = 0 "
        "AND (s.state = 0 OR s.state = 2 AND s.due_day <= :day) AND s.buried_until <= :day "
        "UNION SELECT s.uuid, s.buried_until FROM cards c JOIN notes n ON n.id = c.note_id "
        f"JOIN notes m ON m.id BETWEEN n.id - {_BESIDE} AND n.id + {_BESIDE} AND {ANKI_NOTE.format('m')} = "
        f"{ANKI_NOTE.format('n')} JOIN cards s ON s.note_id = m.id "
        "WHERE c.id = :key AND s.id <> :key AND n.anki_guid IS NOT NULL "
        "AND s.trashed = 0 AND (s.state = 0 OR s.state = 2 AND s.due_day <= :day) AND s.buried_until <= :day",
        {"key": key, "day": day},
    )
    return [(row[0], row[1]) for row in rows]


def count_steps(connection: Connection, scope: Scope, until: datetime) -> dict[int, int]:
    """How many learning steps are due, by deck key: minutes by ``until``, days by the study day."""
    counts = _count_by_deck(connection, scope, f"c.due_at <= {to_milliseconds(until)}")
    for key, number in _count_by_deck(connection, scope, f"{_DAY_STEP} AND c.due_day <= {int(scope.day)}").items():
        counts[key] = counts.get(key, 0) + number
    return counts


def count_reviews(connection: Connection, scope: Scope, first: int = 0, most: int | None = None) -> dict[int, int]:
    """How many reviews are due that fell due on the study day ``first`` or later, by deck key.

    Of each deck up to ``most`` are counted, so that a limit of the day is not paid for by a walk through all.
    """
    due = f"c.state = 2 AND c.due_day BETWEEN {int(first)} AND {int(scope.day)}"
    return _count_by_deck(connection, scope, due, most)


def count_new(connection: Connection, scope: Scope, most: int | None = None) -> dict[int, int]:
    """How many cards are new, by deck key; of each deck up to ``most`` are counted."""
    return _count_by_deck(connection, scope, "c.state = 0", most)


def due_by_day(connection: Connection, decks: Sequence[int], first: int, last: int) -> dict[int, int]:
    """How many reviews of ``decks`` (keys) fall due on each study day from ``first`` to ``last``."""
    rows = connection.exec_driver_sql(
        f"SELECT c.due_day, count(*) FROM cards c WHERE c.deck_id IN ({', '.join(map(str, decks)) or 'NULL'}) "
        f"AND {WAITING} AND c.state = 2 AND c.due_day BETWEEN ? AND ? GROUP BY c.due_day",
        (first, last),
    )
    return {row[0]: row[1] for row in rows}


def waiting_ahead(connection: Connection, scope: Scope) -> dict[int, tuple[str, Schedule]]:
    """Id and schedule, by key, of the cards in review that are due later and were last answered before the day."""
    rows = connection.exec_driver_sql(
        f"SELECT c.id, c.uuid, {SCHEDULE} FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND c.state = 2 "
        "AND c.due_day > ? AND c.last_day < ?",
        (scope.day, scope.day),
    )
    return {row[0]: (row[1], schedule_from_row(tuple(row[2:]))) for row in rows}


def still_ahead(connection: Connection, scope: Scope, keys: Sequence[int]) -> dict[int, str]:
    """The ids, by key, of those of ``waiting_ahead`` that have these keys."""
    some = ", ".join(map(str, keys)) or "NULL"
    rows = connection.exec_driver_sql(
        f"SELECT c.id, c.uuid FROM cards c WHERE c.id IN ({some}) AND {_decks(scope)} AND {scope.condition} "
        "AND c.state = 2 AND c.due_day > ? AND c.last_day < ?",
        (scope.day, scope.day),
    )
    return {row[0]: row[1] for row in rows}


def count_due_by_article(connection: Connection, moment: datetime, day: int) -> dict[int, int]:
    """How many cards of each article (by key) wait, new ones not counted."""
    rows = connection.exec_driver_sql(
        f"SELECT c.article_id, count(*) FROM cards c WHERE {WAITING} AND c.article_id IS NOT NULL "
        "AND c.buried_until <= ? AND (c.due_at <= ? OR c.due_day <= ?) GROUP BY c.article_id",
        (day, to_milliseconds(moment), day),
    )
    return {row[0]: row[1] for row in rows}


def forecast(connection: Connection, first: int, days: int, ends: Sequence[datetime]) -> list[int]:
    """How many cards fall due on each of ``days`` study days from ``first``; what is overdue counts on the first.

    ``ends`` are the moments at which those days end, for cards that wait for a learning step.
    """
    counts = [0] * days
    rows = connection.exec_driver_sql(
        f"SELECT max(c.due_day, ?), count(*) FROM cards c WHERE {WAITING} AND c.due_day < ? GROUP BY 1",
        (first, first + days),
    )
    for day, number in rows:
        counts[day - first] += number
    steps = connection.exec_driver_sql(f"SELECT c.due_at FROM cards c WHERE {WAITING} AND c.due_at IS NOT NULL")
    for (due_at,) in steps:
        moment = from_milliseconds(due_at)
        for index, end in enumerate(ends):
            if moment < end:
                counts[index] += 1
                break
    return counts


def _first_of_decks(
    connection: Connection, scope: Scope, condition: str, column: str, *, latest: bool = False
) -> str | None:
    """The id of the card that comes first, or last where ``latest``, by ``column`` and then by its key.

    One step into an index for each deck, in one statement: sorting all that wait takes far longer. Column and key
    travel as one number (a key has 31 bits), so that only the row of the card that is found has to be read.
    """
    best, down = ("max", "DESC") if latest else ("min", "")
    found: str | None = connection.exec_driver_sql(
        f"SELECT uuid FROM cards WHERE id = (SELECT {best}((SELECT (c.{column} << 31) + c.id FROM cards c "
        f"WHERE c.deck_id = d.id AND {scope.condition} AND {condition} ORDER BY c.{column} {down}, c.id {down} LIMIT 1"
        f")) FROM decks d WHERE d.id IN ({_listed(scope.decks)})) & 0x7fffffff"
    ).scalar()
    return found


def _quoted(text: str) -> str:
    """A literal of SQL: the statements of a scope are put together before their values are known."""
    escaped = text.replace("'", "''").replace("\0", "")
    return f"'{escaped}'"


@lru_cache(maxsize=16)  # hundreds of decks, the same for each card
def _listed(decks: tuple[int, ...]) -> str:
    return ", ".join(str(int(key)) for key in decks) or "NULL"


def _decks(scope: Scope) -> str:
    return f"c.deck_id IN ({_listed(scope.decks)})"


def _count_by_deck(connection: Connection, scope: Scope, condition: str, most: int | None = None) -> dict[int, int]:
    if most is not None:
        rows = connection.exec_driver_sql(
            "SELECT d.value, (SELECT count(*) FROM (SELECT 1 FROM cards c WHERE c.deck_id = d.value "
            f"AND {scope.condition} AND {condition} LIMIT ?)) FROM json_each(?) d",
            (most, json.dumps(scope.decks)),
        )
        return {row[0]: row[1] for row in rows if row[1]}
    rows = connection.exec_driver_sql(
        f"SELECT c.deck_id, count(*) FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND {condition} "
        "GROUP BY c.deck_id"
    )
    return {row[0]: row[1] for row in rows}
