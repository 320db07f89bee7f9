"""Rows that come from Anki, written by thousands."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.bulk_rows import bulk_inserts
from desktop.storage.edits import ANKI_IMPORT, CARD_RANGE, load_edit
from desktop.storage.moments import (
    SCHEDULE_ASSIGNMENTS,
    SCHEDULE_COLUMNS,
    ScheduleRow,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.row_writer import RowWriter

_AT_ONCE = 500
_MANY = 5_000  # rows from which on indexes are made anew
_CACHE_KIB = 96 << 10  # what the indexes of an import need beside them; SQLite's own 2 MB make it twice as long


class KnownCard(NamedTuple):
    """A card that the collection has: ``key`` is its key, ``tags`` are its note's, as their column holds them."""

    guid: str
    key: int
    note_id: str
    deck: int
    tags: str
    trashed: bool


_IN_ORDER = (
    *("ix_notes_sentence", "ix_cards_article_id", "ix_cards_note_id", "ix_cards_waiting_new"),
    *("ix_reviews_day", "ix_reviews_edit"),
)
_REVIEW_WIDTH = 12


def prepare(connection: Connection) -> None:
    """Give the connection the room that many rows need."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")


def drop_indexes(connection: Connection, table: str, more: int) -> list[str]:
    """Drop the indexes of a table that ``more`` rows are for, where making them anew is less work; their SQL.

    Those that rows come in the order of stay: they only grow at their end.
    """
    if more < _MANY or more < connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one():
        return []
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    dropped = [(name, sql) for name, sql in found if name not in _IN_ORDER]
    for name, _ in dropped:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    return [sql for _, sql in dropped]


def make_indexes(connection: Connection, statements: Iterable[str]) -> None:
    """Make the indexes that ``drop_indexes`` dropped."""
    for statement in statements:
        connection.exec_driver_sql(statement)


def known_cards(connection: Connection) -> dict[str, KnownCard]:
    """Every card by what Anki knows its note by."""
    rows = connection.exec_driver_sql(
        "SELECT coalesce(n.anki_guid, n.uuid), c.id, n.uuid, c.deck_id, n.tags, c.trashed "
        "FROM cards c JOIN notes n ON n.id = c.note_id"
    )
    return {row[0]: KnownCard._make(row) for row in rows}


def undone_ranges(connection: Connection) -> list[range]:
    """The keys of cards that came with an import which was taken back."""
    edits = connection.exec_driver_sql(
        "SELECT DISTINCT e.uuid FROM edits e JOIN acts a ON a.target = e.uuid JOIN acts u ON u.undoes = a.id "
        "WHERE e.kind = ? AND a.undone = 1",
        (ANKI_IMPORT,),
    ).fetchall()
    patches = [patch for row in edits for patch in load_edit(connection, row[0]).patches if patch.table == CARD_RANGE]
    return [range(int(first), int(last) + 1) for first, last in (patch.uuid.split("-") for patch in patches)]


def next_key(connection: Connection, table: str) -> int:
    """The key that the next row of ``notes`` or ``cards`` gets."""
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())


def last_position(connection: Connection) -> int:
    """Where the queue of new cards ends."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(position), 0) FROM cards").scalar_one())


class CardRows:
    """Notes with their cards on their way into the tables.

    Values stand in flat lists, one row behind the other: a statement takes many rows at once, which takes half the
    time of as many statements. ``notes``: id, uuid, sentence, tags (JSON), modified_at, kind, back, remark, anki_guid,
    fields (JSON). ``cards``: id, uuid, note_id, deck_id, blanks (JSON), answer, kind, position. ``learnt``: the same
    and suspended, buried_until, flag, SCHEDULE_COLUMNS.
    """

    def __init__(self, connection: Connection, writer: RowWriter, created: int) -> None:
        self._connection, self._writer = connection, writer
        self.notes: list[Any] = []
        self.cards: list[Any] = []
        self.learnt: list[Any] = []
        card = "id, uuid, note_id, deck_id, blanks, answer, kind, position"
        self._tables = (
            (
                "notes (id, uuid, sentence, tags, modified_at, kind, back, remark, anki_guid, fields, created_at)",
                10,
                created,
            ),
            (f"cards ({card}, ordinal)", 8, 0),
            (f"cards ({card}, suspended, buried_until, flag, {SCHEDULE_COLUMNS}, ordinal)", 21, 0),
        )

    def write(self) -> None:
        """Have added what is there, and begin anew."""
        for values, table in zip((self.notes, self.cards, self.learnt), self._tables, strict=True):
            if values:
                self._writer.do(partial(_insert, self._connection, *table, values.copy()))
                values.clear()


def _insert(connection: Connection, into: str, width: int, last: object, values: Sequence[Any]) -> None:
    """Add rows of ``width`` values each, and ``last`` as the last value of every one."""
    driver = connection.connection.driver_connection  # SQLAlchemy would look at each value
    assert driver is not None
    for statement, rows in bulk_inserts(into, f"{'?, ' * width}{last}", values):
        driver.executemany(statement, rows)


def save_reviews(connection: Connection, values: Sequence[Any], *, fresh: bool = False) -> None:
    """Add answers to the log; they are taken back with their edit.

    ``values`` are their rows, one behind the other: uuid, card_id, deck_id, at, day, rating, duration_ms,
    before_state, before, after (as ``dump_schedule`` has them), cram, edit. Those that came before and were taken back
    count again. What is no answer (rating 0; not mixed with answers) is written as the latest of its card. With
    ``fresh`` none of them came before, and the log needs no indexes.
    """
    if not values:
        return
    columns = (
        "reviews (uuid, card_id, deck_id, at, day, rating, duration_ms, before_state, before, after, cram, edit, mode)"
    )
    if fresh:
        _insert(connection, columns, _REVIEW_WIDTH, "'anki'", values)
        return
    # Undone answers are here already, and what the schedule was must stand behind all of them.
    again = values[5] == 0
    connection.exec_driver_sql(
        f"INSERT {'OR REPLACE' if again else ''} INTO {columns} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'anki')"
        + ("" if again else " ON CONFLICT (uuid) DO UPDATE SET undone = 0, edit = excluded.edit"),
        list(zip(*[iter(values)] * _REVIEW_WIDTH, strict=True)),
    )


def save_schedules(connection: Connection, schedules: Iterable[tuple[int, ScheduleRow]]) -> None:
    """Give the cards with those keys a schedule."""
    rows = [(*row, key) for key, row in schedules]
    if rows:
        connection.exec_driver_sql(f"UPDATE cards SET {SCHEDULE_ASSIGNMENTS} WHERE id = ?", rows)


def answer_moments(connection: Connection, keys: Collection[int]) -> Mapping[int, list[tuple[int, int]]]:
    """When (milliseconds since 1970) the cards with those keys were answered, and how."""
    found: dict[int, list[tuple[int, int]]] = {}
    every = sorted(keys)
    for at in range(0, len(every), _AT_ONCE):
        some = ", ".join(str(int(key)) for key in every[at : at + _AT_ONCE])
        rows = connection.exec_driver_sql(
            f"SELECT card_id, at, rating FROM reviews WHERE card_id IN ({some}) AND rating > 0 AND undone = 0"
        )
        for card, moment, rating in rows:
            found.setdefault(card, []).append((moment, rating))
    return found


def fields_form(names: Sequence[str], number: int) -> str:
    """What makes ``number`` texts, each spelled as JSON, into their column by ``%``; those without a name fall out."""
    named = [f"[{encode_basestring(name).replace('%', '%%')}, %s]" for name in names]
    return f"[{', '.join(named)}]" + "%.0s" * (number - len(names))


def dump_tags(tags: Sequence[str]) -> str:
    """Tags as their column holds them."""
    return f"[{', '.join([encode_basestring(tag) for tag in tags])}]"


def save_media(connection: Connection, media: Sequence[tuple[str, int, bytes]]) -> None:
    """Name, size and SHA-1 of each file that is in the media folder now."""
    if media:
        connection.exec_driver_sql(
            "INSERT INTO media (name, size, sha1) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET size = excluded.size, sha1 = excluded.sha1",
            list(media),
        )


def load_tags(column: str) -> list[str]:
    """The tags in their column."""
    return list(json.loads(column))
