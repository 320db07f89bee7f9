"""Cards, the questions they ask, and the queue they wait in.

The statements are plain SQL: compiling them costs more than running them on the path from key to next card.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop.domain.article import TextSpan
from desktop.domain.card import Card, Schedule
from desktop.domain.cloze import Cloze
from desktop.domain.errors import NotFound
from desktop.storage.moments import (
    SCHEDULE_ASSIGNMENTS,
    SCHEDULE_COLUMNS,
    from_milliseconds,
    load_schedule,
    schedule_from_row,
    schedule_row,
    to_milliseconds,
)

_WAITING = "c.suspended = 0 AND c.trashed = 0"
_DAY_STEP = "c.state IN (1, 3)"
FROM = (
    "FROM cards c JOIN notes n ON n.id = c.note_id JOIN decks d ON d.id = c.deck_id "
    "LEFT JOIN articles a ON a.id = c.article_id"
)
_SCHEDULE = ", ".join(f"c.{name.strip()}" for name in SCHEDULE_COLUMNS.split(","))
_COLUMNS = (
    "c.uuid, n.uuid, a.uuid, d.name, n.sentence, n.sentence_start, c.blanks, c.answer, c.kind, c.position, "
    "c.suspended, c.buried_until, c.flag, c.mode, n.kind, n.back, n.remark, n.tags, n.mending, n.anki_guid, "
    "CASE WHEN n.anki_guid IS NULL THEN n.fields ELSE '[]' END, " + _SCHEDULE
)

OPTION = "option"  # the name of the fields that hold the options of a question from a bank

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Cover:
    """The cards that an exam is for: of ``decks`` and of ``articles``, by their keys."""

    decks: tuple[int, ...]
    articles: tuple[int, ...] = ()

    @property
    def condition(self) -> str:
        """The condition on table ``c``."""
        decks, articles = (", ".join(map(str, keys)) or "NULL" for keys in (self.decks, self.articles))
        return f"(coalesce(c.deck_id IN ({decks}), 0) OR coalesce(c.article_id IN ({articles}), 0))"


@dataclass(frozen=True, slots=True)
class Scope:
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
            return replace(self, cover=cover), replace(self, cover=cover, covered=False)
        inside = tuple(key for key in self.decks if key in set(cover.decks))
        return replace(self, decks=inside), replace(self, decks=tuple(set(self.decks) - set(inside)))

    @property
    def condition(self) -> str:
        """The condition on table ``c`` beside the deck: not put off until after the study day ``day``."""
        parts = [f"{_WAITING} AND c.buried_until <= {int(self.day)}"]
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


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which cards a list shows; every part that is set must hold."""

    words: tuple[str, ...] = ()
    article: str | None = None
    deck: str | None = None
    states: tuple[int, ...] = ()
    suspended: bool | None = None
    due: tuple[datetime, int] | None = None  # steps due by the moment, reviews by the study day
    kind: str | None = None
    tag: str | None = None
    flag: int | None = None  # 0 asks for any flag
    mending: bool = False
    buried_on: int | None = None  # put off beyond this study day


def save_clozes(
    connection: Connection,
    article: int | None,
    deck: int,
    clozes: Sequence[tuple[str, str, Cloze]],
    now: datetime,
) -> None:
    """Add a note with one card for each (note UUID, card UUID, cloze); new cards wait in article order."""
    moment = to_milliseconds(now)
    first = connection.exec_driver_sql("SELECT coalesce(max(position), 0) + 1 FROM cards").scalar_one()
    note = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM notes").scalar_one()
    if not clozes:
        return
    connection.exec_driver_sql(
        "INSERT INTO notes (id, uuid, article_id, sentence, sentence_start, created_at, modified_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (note + i, note_id, article, cloze.sentence, cloze.article_start, moment, moment)
            for i, (note_id, _, cloze) in enumerate(clozes)
        ],
    )
    connection.exec_driver_sql(
        "INSERT INTO cards (uuid, note_id, article_id, deck_id, ordinal, blanks, answer, kind, position) "
        "VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)",
        [
            (card_id, note + i, article, deck, json.dumps(cloze.blanks), cloze.answer, cloze.kind, first + i)
            for i, (_, card_id, cloze) in enumerate(clozes)
        ],
    )


def load_card(connection: Connection, card_id: str) -> Card:
    """One card by its id. Raises NotFound, also where it is in the trash."""
    return load_card_row(connection, card_id)[2]


def load_card_row(connection: Connection, card_id: str) -> tuple[int, int, Card]:
    """The keys of a card and of its deck, and the card. Raises NotFound, also where it is in the trash."""
    row = connection.exec_driver_sql(
        f"SELECT {_COLUMNS}, c.id, c.deck_id {FROM} WHERE c.uuid = ? AND c.trashed = 0", (card_id,)
    ).first()
    if row is None:
        raise NotFound(what="card", name=card_id)
    return row[-2], row[-1], _card(row[:-2])


def load_cards(connection: Connection, keys: Sequence[int]) -> dict[int, Card]:
    """The cards with those keys, by key; those in the trash too."""
    found: dict[int, Card] = {}
    for at in range(0, len(keys), 500):
        some = ", ".join(str(int(key)) for key in keys[at : at + 500])
        rows = connection.exec_driver_sql(f"SELECT {_COLUMNS}, c.id {FROM} WHERE c.id IN ({some})")
        found.update((row[-1], _card(row[:-1])) for row in rows)
    return found


def find_cards(
    connection: Connection, wanted: CardFilter, limit: int | None, offset: int = 0
) -> tuple[int, list[Card]]:
    """How many cards pass the filter, and ``limit`` of them from the one at ``offset`` on, in article order."""
    where, values = conditions(wanted)
    total = connection.exec_driver_sql(f"SELECT count(*) {FROM} WHERE {where}", values).scalar_one()
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} {FROM} WHERE {where} ORDER BY c.position, c.id LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return total, [_card(row) for row in rows]


def conditions(wanted: CardFilter) -> tuple[str, tuple[object, ...]]:
    """The condition on FROM that a filter stands for, and its values."""
    parts, values = ["c.trashed = 0"], []  # type: tuple[list[str], list[object]]
    for word in wanted.words:
        parts.append("(instr(n.sentence, ?) OR instr(c.answer, ?))")
        values += [word, word]
    if wanted.article is not None:
        parts.append("a.uuid = ?")
        values.append(wanted.article)
    if wanted.deck is not None:
        parts.append("(d.name = ? OR substr(d.name, 1, ?) = ?)")
        values += [wanted.deck, len(wanted.deck) + 2, f"{wanted.deck}::"]
    if wanted.states:
        parts.append(f"c.state IN ({', '.join(str(int(state)) for state in wanted.states)})")
    if wanted.suspended is not None:
        parts.append("c.suspended = ?")
        values.append(int(wanted.suspended))
    if wanted.due is not None:
        moment, day = wanted.due
        parts.append(f"(c.due_at <= ? OR c.due_day <= ?) AND {_WAITING}")
        values += [to_milliseconds(moment), day]
    if wanted.kind is not None:
        parts.append("c.kind = ?")
        values.append(wanted.kind)
    if wanted.tag is not None:
        parts.append("instr(n.tags, ?)")
        values.append(json.dumps(wanted.tag, ensure_ascii=False))
    if wanted.flag is not None:
        parts.append("c.flag = ?" if wanted.flag else "c.flag > ?")
        values.append(wanted.flag)
    if wanted.mending:
        parts.append("n.mending <> ''")
    if wanted.buried_on is not None:
        parts.append("c.buried_until > ?")
        values.append(wanted.buried_on)
    return " AND ".join(parts), tuple(values)


def note_ids(connection: Connection) -> list[tuple[str, str]]:
    """The UUIDs of all cards and of their notes."""
    rows = connection.exec_driver_sql("SELECT c.uuid, n.uuid FROM cards c JOIN notes n ON n.id = c.note_id")
    return [(row[0], row[1]) for row in rows]


def made_at(connection: Connection, key: int) -> datetime:
    """When the note of the card with that key was made."""
    moment = connection.exec_driver_sql(
        "SELECT n.created_at FROM cards c JOIN notes n ON n.id = c.note_id WHERE c.id = ?", (key,)
    ).scalar_one()
    return from_milliseconds(moment)


def card_keys(connection: Connection, card_id: str) -> tuple[int, int]:
    """The keys of a card and of its deck. Raises NotFound."""
    row = connection.exec_driver_sql("SELECT id, deck_id FROM cards WHERE uuid = ?", (card_id,)).first()
    if row is None:
        raise NotFound(what="card", name=card_id)
    return row[0], row[1]


def save_schedule(connection: Connection, key: int, schedule: Schedule) -> None:
    """Give the card with that key a schedule."""
    connection.exec_driver_sql(f"UPDATE cards SET {SCHEDULE_ASSIGNMENTS} WHERE id = ?", (*schedule_row(schedule), key))


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
    first = f"c.state = 2 AND c.due_day <= {int(scope.day)} ORDER BY c.due_day, c.id"
    return _first_of_decks(connection, scope, first, "k.due_day, k.id")


@dataclass(frozen=True, slots=True)
class Backlog:
    """What was due before the study day ``before``, of which ``left`` more may be asked today."""

    before: int
    left: int


def next_of_backlog(connection: Connection, scope: Scope, backlog: Backlog) -> str | None:
    """The overdue card that is remembered best: what fades is saved while most of it is there."""
    found: str | None = connection.exec_driver_sql(
        f"SELECT c.uuid FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND c.state = 2 AND c.due_day < ? "
        "ORDER BY (? - c.last_day) / c.stability, c.id LIMIT 1",
        (backlog.before, scope.day),
    ).scalar()
    return found


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
            f"SELECT count(*) FROM cards c WHERE {_WAITING} AND c.state = 2 AND c.due_day < ?", (before,)
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
    down = "DESC" if order == "latest" else ""
    order_of = "{0}.position {1}, {0}.id {1}"
    first = f"c.state = 0 ORDER BY {order_of.format('c', down)}"
    return _first_of_decks(connection, scope, first, order_of.format("k", down))


def find_siblings(connection: Connection, key: int, day: int) -> list[tuple[str, int]]:
    """UUID and ``buried_until`` of the cards of the same sentence, or of the same words in the same article.

    Only new cards and those to be reviewed by the study day ``day`` that are not put off further.
    """
    rows = connection.exec_driver_sql(
        "SELECT s.uuid, s.buried_until FROM cards c JOIN notes n ON n.id = c.note_id "
        "JOIN notes m ON m.article_id = n.article_id AND m.sentence_start = n.sentence_start "
        "JOIN cards s ON s.note_id = m.id WHERE c.id = :key AND s.id <> :key AND s.trashed = 0 "
        "AND (s.state = 0 OR s.state = 2 AND s.due_day <= :day) AND s.buried_until <= :day "
        "UNION SELECT s.uuid, s.buried_until FROM cards c JOIN cards s ON s.answer = c.answer "
        "AND s.article_id IS c.article_id WHERE c.id = :key AND s.id <> :key AND s.trashed = 0 "
        "AND (s.state = 0 OR s.state = 2 AND s.due_day <= :day) AND s.buried_until <= :day",
        {"key": key, "day": day},
    )
    return [(row[0], row[1]) for row in rows]


def count_steps(connection: Connection, scope: Scope, until: datetime) -> dict[int, int]:
    """How many learning steps are due, by deck key: minutes by ``until``, days by the study day."""
    counts = _count_by_deck(connection, scope, f"c.due_at <= {to_milliseconds(until)}")
    for key, number in _count_by_deck(connection, scope, f"{_DAY_STEP} AND c.due_day <= {int(scope.day)}").items():
        counts[key] = counts.get(key, 0) + number
    return counts


def count_reviews(connection: Connection, scope: Scope, first: int = 0) -> dict[int, int]:
    """How many reviews are due that fell due on the study day ``first`` or later, by deck key."""
    return _count_by_deck(connection, scope, f"c.state = 2 AND c.due_day BETWEEN {int(first)} AND {int(scope.day)}")


def count_new(connection: Connection, scope: Scope) -> dict[int, int]:
    """How many cards are new, by deck key."""
    return _count_by_deck(connection, scope, "c.state = 0")


def count_by_deck(connection: Connection) -> dict[int, int]:
    """How many cards there are, by deck key."""
    rows = connection.exec_driver_sql("SELECT deck_id, count(*) FROM cards WHERE trashed = 0 GROUP BY deck_id")
    return {row[0]: row[1] for row in rows}


def ids_of_deck(connection: Connection, deck: int) -> list[str]:
    """The ids of a deck's own cards, those in the trash too."""
    return [row[0] for row in connection.exec_driver_sql("SELECT uuid FROM cards WHERE deck_id = ?", (deck,))]


@dataclass(frozen=True, slots=True)
class CardSchedule:
    """A card's schedule, with the keys of the card and of its deck and the id of its article."""

    key: int
    deck: int
    article: str | None
    schedule: Schedule


def load_schedules(
    connection: Connection, decks: Sequence[int], *, suspended: bool | None = None
) -> dict[str, CardSchedule]:
    """The schedules of the cards of ``decks`` (keys), by card id; those in the trash are left out."""
    condition = "" if suspended is None else f" AND c.suspended = {int(suspended)}"
    rows = connection.exec_driver_sql(
        f"SELECT c.uuid, c.id, c.deck_id, a.uuid, {_SCHEDULE} FROM cards c LEFT JOIN articles a ON a.id = c.article_id "
        f"WHERE c.deck_id IN ({', '.join(map(str, decks)) or 'NULL'}) AND c.trashed = 0{condition}"
    )
    return {row[0]: CardSchedule(row[1], row[2], row[3], schedule_from_row(tuple(row[4:]))) for row in rows}


def due_by_day(connection: Connection, decks: Sequence[int], first: int, last: int) -> dict[int, int]:
    """How many reviews of ``decks`` (keys) fall due on each study day from ``first`` to ``last``."""
    rows = connection.exec_driver_sql(
        f"SELECT c.due_day, count(*) FROM cards c WHERE c.deck_id IN ({', '.join(map(str, decks)) or 'NULL'}) "
        f"AND {_WAITING} AND c.state = 2 AND c.due_day BETWEEN ? AND ? GROUP BY c.due_day",
        (first, last),
    )
    return {row[0]: row[1] for row in rows}


def waiting_ahead(connection: Connection, scope: Scope) -> dict[int, tuple[str, Schedule]]:
    """Id and schedule, by key, of the cards in review that are due later and were last answered before the day."""
    rows = connection.exec_driver_sql(
        f"SELECT c.id, c.uuid, {_SCHEDULE} FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND c.state = 2 "
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
        f"SELECT c.article_id, count(*) FROM cards c WHERE {_WAITING} AND c.article_id IS NOT NULL "
        "AND c.buried_until <= ? AND (c.due_at <= ? OR c.due_day <= ?) GROUP BY c.article_id",
        (day, to_milliseconds(moment), day),
    )
    return {row[0]: row[1] for row in rows}


def count_of_article(connection: Connection, article: int) -> int:
    """How many cards an article (by key) has."""
    return int(
        connection.exec_driver_sql(
            "SELECT count(*) FROM cards WHERE article_id = ? AND trashed = 0", (article,)
        ).scalar_one()
    )


def schedules_before(connection: Connection, mode: str) -> dict[str, tuple[Schedule, Schedule]]:
    """By card, the schedule before and after the latest change of it that is noted under ``mode`` and stands."""
    rows = connection.exec_driver_sql(
        "SELECT c.uuid, r.before, r.after FROM reviews r JOIN cards c ON c.id = r.card_id "
        "WHERE r.rating = 0 AND r.mode = ? AND r.undone = 0 ORDER BY r.id",
        (mode,),
    )
    return {row[0]: (load_schedule(row[1]), load_schedule(row[2])) for row in rows}


def article_schedules(connection: Connection, article: int) -> list[tuple[str, str, TextSpan, Schedule]]:
    """Id, deck, first blank in the article's text and schedule of each card of an article (by key)."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} {FROM} WHERE c.article_id = ? AND c.trashed = 0", (article,))
    cards = [_card(row) for row in rows]
    return [(each.id, each.deck, each.article_span, each.schedule) for each in cards if each.article_span is not None]


def forecast(connection: Connection, first: int, days: int, ends: Sequence[datetime]) -> list[int]:
    """How many cards fall due on each of ``days`` study days from ``first``; what is overdue counts on the first.

    ``ends`` are the moments at which those days end, for cards that wait for a learning step.
    """
    counts = [0] * days
    rows = connection.exec_driver_sql(
        f"SELECT max(c.due_day, ?), count(*) FROM cards c WHERE {_WAITING} AND c.due_day < ? GROUP BY 1",
        (first, first + days),
    )
    for day, number in rows:
        counts[day - first] += number
    steps = connection.exec_driver_sql(f"SELECT c.due_at FROM cards c WHERE {_WAITING} AND c.due_at IS NOT NULL")
    for (due_at,) in steps:
        moment = from_milliseconds(due_at)
        for index, end in enumerate(ends):
            if moment < end:
                counts[index] += 1
                break
    return counts


def count_by_maturity(connection: Connection, mature_days: int) -> Mapping[str, int]:
    """Counts of all cards: ``cards``, ``new``, ``young`` and ``mature`` (interval of ``mature_days`` or more)."""
    row = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(state = 0), 0), coalesce(sum(state = 2 AND scheduled_days >= ?), 0) "
        "FROM cards WHERE trashed = 0",
        (mature_days,),
    ).one()
    return {"cards": row[0], "new": row[1], "young": row[0] - row[1] - row[2], "mature": row[2]}


def _first_of_decks(connection: Connection, scope: Scope, first: str, order: str) -> str | None:
    """The id of the card that is first by ``order`` (of table ``k``) among the ``first`` ones of each deck.

    One step into an index for each deck, in one statement: sorting all that wait takes far longer.
    """
    found: str | None = connection.exec_driver_sql(
        "SELECT k.uuid FROM decks d JOIN cards k ON k.id = "
        f"(SELECT c.id FROM cards c WHERE c.deck_id = d.id AND {scope.condition} AND {first} LIMIT 1) "
        f"WHERE d.id IN ({', '.join(str(int(key)) for key in scope.decks) or 'NULL'}) ORDER BY {order} LIMIT 1"
    ).scalar()
    return found


def _quoted(text: str) -> str:
    """A literal of SQL: the statements of a scope are put together before their values are known."""
    escaped = text.replace("'", "''").replace("\0", "")
    return f"'{escaped}'"


def _decks(scope: Scope) -> str:
    return f"c.deck_id IN ({', '.join(str(int(key)) for key in scope.decks) or 'NULL'})"


def _count_by_deck(connection: Connection, scope: Scope, condition: str) -> dict[int, int]:
    rows = connection.exec_driver_sql(
        f"SELECT c.deck_id, count(*) FROM cards c WHERE {_decks(scope)} AND {scope.condition} AND {condition} "
        "GROUP BY c.deck_id"
    )
    return {row[0]: row[1] for row in rows}


def _card(row: Sequence[Any]) -> Card:
    blanks = tuple(TextSpan(*span) for span in json.loads(row[6]))
    start = row[5]
    span = None if start is None or not blanks else TextSpan(start + blanks[0].start, start + blanks[0].end)
    return Card(
        id=row[0],
        guid=row[19] or row[1],
        article_id=row[2],
        deck=row[3],
        sentence=row[4],
        blanks=blanks,
        article_span=span,
        answer=row[7],
        kind=row[8],
        position=row[9],
        suspended=bool(row[10]),
        buried_until=row[11],
        flag=row[12],
        mode=row[13],
        note_kind=row[14],
        back=row[15],
        remark=row[16],
        tags=tuple(json.loads(row[17])),
        mending=row[18],
        options=() if row[20] == "[]" else tuple(text for name, text in json.loads(row[20]) if name == OPTION),
        schedule=schedule_from_row(tuple(row[21:])),
    )
