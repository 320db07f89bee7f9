"""Rows that come from Anki, written by thousands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.anki_ids import uuid_middles
from desktop.domain.bulk_rows import rows_at_once
from desktop.domain.card import Schedule
from desktop.storage.card_queue import ANKI_NOTE
from desktop.storage.cards import GUID
from desktop.storage.edits import ANKI_IMPORT, CARD_RANGE, load_edit
from desktop.storage.moments import SCHEDULE_ASSIGNMENTS, SCHEDULE_COLUMNS, ScheduleRow, schedule_row
from desktop.storage.row_writer import insert_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.row_writer import RowWriter


class KnownCard(NamedTuple):
    """A card that the collection has: ``key`` is its key, ``tags`` are its note's, as their column holds them."""

    guid: str
    key: int
    note_id: str
    tags: str
    trashed: bool


SENTENCE, BACK, REMARK, OTHER = range(4)  # what a number in the column of fields says
NAMELESS = '["", '  # how the field without a name begins in its column


def known_cards(connection: Connection, first: int = 0) -> dict[str, KnownCard]:
    """Every card with a key from ``first`` on, by what Anki knows its note by."""
    rows = connection.exec_driver_sql(
        f"SELECT {GUID}, c.id, n.uuid, n.tags, c.trashed FROM cards c JOIN notes n ON n.id = c.note_id WHERE c.id >= ?",
        (first,),
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

    Values stand in flat lists, one row behind the other, for many rows a statement. ``notes``: id, uuid, sentence, tags
    (JSON), modified_at, kind, back, remark, anki_guid, fields (JSON). ``cards``: id, uuid, note_id, deck_id, blanks
    (JSON), answer, kind, cue, ordinal, position. ``learnt``: the same and suspended, buried_until, flag,
    SCHEDULE_COLUMNS. ``alike``, by the number of its cards: a cloze note and all its cards, which ask for a word
    each; the note's id, the first card's id, beginning and end of the uuids, deck_id, position, sentence, tags,
    modified_at, remark, anki_guid and fields, then start and end of the words of each card. ``apart``: those of these
    cards that are learnt or have another position; id, position, suspended, buried_until, flag, SCHEDULE_COLUMNS.
    """

    MOST_ALIKE = 20  # cards

    def __init__(self, connection: Connection, writer: RowWriter, created: int) -> None:
        self._connection, self._writer = connection, writer
        self.notes: list[Any] = []
        self.cards: list[Any] = []
        self.learnt: list[Any] = []
        self.apart: list[Any] = []
        self.alike: dict[int, list[Any]] = {number: [] for number in range(1, self.MOST_ALIKE + 1)}
        into_notes = f"notes ({_NOTE}, created_at)"
        self._tables = [
            (self.notes, _Table(into_notes, f"{'?, ' * 10}{created}")),
            (self.cards, _Table(f"cards ({_CARD})", ", ".join("?" * 10))),
            (self.learnt, _Table(f"cards ({_CARD}, {_PUT_OFF}, {SCHEDULE_COLUMNS})", ", ".join("?" * 23))),
        ]
        for number, values in self.alike.items():
            columns = [f"c{at}" for at in range(_ALIKE + 2 * number)]
            places = ", ".join("?" * len(columns))
            then = (
                f"INSERT INTO {into_notes} SELECT {_alike_note()}, {created} FROM temp.alike",
                f"INSERT INTO cards ({_CARD}, {_PUT_OFF}, {SCHEDULE_COLUMNS}) {_alike_cards(number)}",
                "DELETE FROM temp.alike",
            )
            self._tables.append((values, _Table(f"temp.alike ({', '.join(columns)})", places, then)))
        self._apart = _Table("temp.apart", ", ".join("?" * 15))
        every = ", ".join([f"c{at}" for at in range(_ALIKE + 2 * self.MOST_ALIKE)])
        connection.exec_driver_sql(f"CREATE TEMP TABLE alike ({every})")
        connection.exec_driver_sql(
            f"CREATE TEMP TABLE apart (id INTEGER PRIMARY KEY, position, {_PUT_OFF}, {SCHEDULE_COLUMNS})"
        )
        # Until the commit: cards may come before their note.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    def write(self, *, last: bool = False) -> None:
        """Have added what fills statements, or all if it is the ``last``."""
        for values, table in self._tables:
            whole = table.width * rows_at_once(table.width)
            number = len(values) if last else len(values) // whole * whole
            if number:
                if table.then:  # those that are apart are known before
                    self._write(self.apart, self._apart, len(self.apart))
                self._write(values, table, number)

    def _write(self, values: list[Any], table: _Table, number: int) -> None:
        if number:
            self._writer.do(partial(insert_rows, self._connection, *table[:2], values[:number], table.then))
            del values[:number]


class _Table(NamedTuple):
    """Where rows go: the table with its columns, the values of a row, and what is done after each statement."""

    into: str
    row: str
    then: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many values a row takes."""
        return self.row.count("?")


_NOTE = "id, uuid, sentence, tags, modified_at, kind, back, remark, anki_guid, fields"
_CARD = "id, uuid, note_id, deck_id, blanks, answer, kind, cue, ordinal, position"
_PUT_OFF = "suspended, buried_until, flag"
_ALIKE = 12  # values before the places of the words
_NEW = ", ".join(
    [
        f"a.{name}" if value is None else f"coalesce(a.{name}, {value})"
        for name, value in zip(SCHEDULE_COLUMNS.split(", "), schedule_row(Schedule()), strict=True)
    ]
)


def _alike_note() -> str:
    """What ``CardRows.alike`` holds as a row of notes."""
    return f"c0, c2 || '{uuid_middles(0)[0]}' || c3, c6, c7, c8, 'cloze', '', c9, c10, c11"


def _alike_cards(number: int) -> str:
    """The same as ``number`` rows of cards."""

    def of_card(first: int) -> str:
        return f"CASE at {' '.join([f'WHEN {at} THEN c{first + 2 * at}' for at in range(number)])} END"

    start, end = of_card(_ALIKE), of_card(_ALIKE + 1)
    middles = ", ".join([f"({at}, '{uuid_middles(at)[1]}')" for at in range(number)])
    return (
        f"SELECT c1 + at, c2 || middle || c3, c0, c4, '[[' || {start} || ', ' || {end} || ']]', "
        f"substr(c6, {start} + 1, {end} - {start}), 'word', '', at, coalesce(a.position, c5), "
        f"coalesce(a.suspended, 0), coalesce(a.buried_until, 0), coalesce(a.flag, 0), {_NEW} "
        f"FROM temp.alike CROSS JOIN (SELECT column1 AS at, column2 AS middle FROM (VALUES {middles})) "
        "LEFT JOIN temp.apart a ON a.id = c1 + at"
    )


def save_schedules(connection: Connection, schedules: Iterable[tuple[int, ScheduleRow]]) -> None:
    """Give the cards with those keys a schedule."""
    rows = [(*row, key) for key, row in schedules]
    if rows:
        connection.exec_driver_sql(f"UPDATE cards SET {SCHEDULE_ASSIGNMENTS} WHERE id = ?", rows)


def fields_form(names: Sequence[str], places: Sequence[int]) -> str:
    """The column of a note's fields.

    The texts of fields that say the same as the note's SENTENCE, BACK or REMARK are those numbers. Those of OTHER
    fields are to be put in by ``%``, spelled as JSON. Fields without a name fall out.
    """
    others = OTHER in places
    named = []
    for name, place in zip(names, places, strict=False):
        spelled = encode_basestring(name)
        named.append(f"[{spelled.replace('%', '%%') if others else spelled}, {'%s' if place == OTHER else place}]")
    return f"[{', '.join(named)}]" + "%.0s" * places[len(names) :].count(OTHER)


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


def save_shown_files(connection: Connection, shown: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Keep which files notes from Anki show, by GUID: as a field without a name, a file a line."""
    connection.exec_driver_sql("CREATE TEMP TABLE shown (guid TEXT PRIMARY KEY, field TEXT NOT NULL)")
    rows = [(guid, f'["", {encode_basestring(chr(10).join(names))}]') for guid, names in shown if names]
    if rows:
        connection.exec_driver_sql("INSERT OR REPLACE INTO temp.shown VALUES (?, ?)", rows)
        connection.exec_driver_sql(
            "UPDATE notes SET fields = substr(fields, 1, length(fields) - 1) || "
            "CASE fields WHEN '[]' THEN '' ELSE ', ' END || shown.field || ']' FROM temp.shown "
            f"WHERE shown.guid = {ANKI_NOTE.format('notes')} AND NOT instr(fields, '{NAMELESS}')"
        )
    connection.exec_driver_sql("DROP TABLE temp.shown")


def load_tags(column: str) -> list[str]:
    """The tags in their column."""
    return list(json.loads(column))
