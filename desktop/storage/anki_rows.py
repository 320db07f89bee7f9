"""Rows that come from Anki, written by thousands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from json.encoder import encode_basestring
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.anki_ids import uuid_middles
from desktop.domain.bulk_rows import rows_at_once
from desktop.domain.card import Schedule
from desktop.storage.anki_log import PLACE
from desktop.storage.card_queue import ANKI_NOTE
from desktop.storage.cards import GUID
from desktop.storage.edits import ANKI_IMPORT, CARD_RANGE, load_edit
from desktop.storage.moments import SCHEDULE_ASSIGNMENTS, SCHEDULE_COLUMNS, schedule_row
from desktop.storage.row_writer import attach, insert_rows

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
    (JSON), answer, kind, cue, ordinal, position. ``marked``, of which Anki knows more: the same, the note's id in Anki,
    and when that was changed there. ``known``, of which Anki knows more, but which are here already: the note's id in
    Anki, ordinal, id here, whether it counts as here (else it was taken back), when the note was changed. ``alike``, by
    the number of its cards: a cloze note and all its cards, which ask for a word each; the note's id, the first card's
    id, beginning and end of the uuids, deck_id, position, sentence, tags, modified_at, remark, anki_guid, fields and,
    if Anki knows more of any card, the note's id there (else None, where SQLite does not even look), then start and end
    of the words of each card.

    What Anki knows of cards is in ``file`` (see ``keep_schedules``), which is there once it is called; ``position`` is
    added to positions there. Which cards these are is kept for the log (see ``AnkiLog``).
    """

    MOST_ALIKE = 20  # cards

    def __init__(
        self, connection: Connection, writer: RowWriter, file: Callable[[], Path], created: int, position: int
    ) -> None:
        self._connection, self._writer, self._file = connection, writer, file
        self._attached = self._any_marked = False
        self.notes: list[Any] = []
        self.cards: list[Any] = []
        self.marked: list[Any] = []
        self.known: list[Any] = []
        self.alike: dict[int, list[Any]] = {number: [] for number in range(1, self.MOST_ALIKE + 1)}
        into_notes, marked = f"notes ({_NOTE}, created_at)", _schedule(position)
        self._tables = [
            (self.notes, _Table(into_notes, f"{'?, ' * 10}{created}")),
            (self.cards, _Table(f"cards ({_CARD})", ", ".join("?" * 10))),
            (
                self.marked,
                _Table("temp.marked", ", ".join("?" * 12), (_marked_cards(marked), _MARKED_PLACES), "temp.marked"),
            ),
            (self.known, _Table("temp.known", ", ".join("?" * 5), (_KNOWN_PLACES,), "temp.known")),
        ]
        for number, values in self.alike.items():
            columns = [f"c{at}" for at in range(_ALIKE + 2 * number)]
            table = f"temp.alike{number}"
            note = f"INSERT INTO {into_notes} SELECT {_alike_note()}, {created} FROM {table}"
            then = (note, _alike_cards(number, marked), _ALIKE_PLACES.format(table=table))
            plain = (note, _alike_cards(number, None))
            self._tables.append((values, _Table(table, ", ".join("?" * len(columns)), then, table, plain)))
            connection.exec_driver_sql(f"CREATE TEMP TABLE alike{number} ({', '.join(columns)})")
        for temporary in (f"marked ({_CARD}, note, modified)", "known (note, ordinal, key, known, modified)"):
            connection.exec_driver_sql(f"CREATE TEMP TABLE {temporary}")
        # Until the commit: cards may come before their note.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    def write(self, *, last: bool = False) -> None:
        """Have added what fills statements, or all if it is the ``last``."""
        for values, table in self._tables:
            whole = table.width * rows_at_once(table.width)
            number = len(values) if last else len(values) // whole * whole
            if number:
                self._writer.do(partial(self._write, table, values[:number]))
                del values[:number]
        if last:
            self._writer.do(self._attach)

    def _write(self, table: _Table, values: list[Any]) -> None:
        self._attach()
        then = table.then if self._any_marked or not table.plain else table.plain
        ending = (f"DELETE FROM {table.emptied}",) if table.emptied else ()
        insert_rows(self._connection, table.into, table.row, values, (*then, *ending))

    def _attach(self) -> None:
        if not self._attached:
            attach(self._connection, self._file(), "anki_cards")
            self._attached = True
            found = self._connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM anki_cards.schedules)")
            self._any_marked = bool(found.scalar_one())


class _Table(NamedTuple):
    """Where rows go: the table with its columns, the values of a row, and what is done after each statement.

    ``emptied`` is the table that is emptied then, ``plain`` is done if the package has only new cards.
    """

    into: str
    row: str
    then: tuple[str, ...] = ()
    emptied: str = ""
    plain: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many values a row takes."""
        return self.row.count("?")


_NOTE = "id, uuid, sentence, tags, modified_at, kind, back, remark, anki_guid, fields"
_CARD = "id, uuid, note_id, deck_id, blanks, answer, kind, cue, ordinal, position"
_PUT_OFF = "suspended, buried_until, flag"
_ALIKE = 13  # values before the places of the words
_INTO_CARDS = f"INSERT INTO cards ({_CARD}, {_PUT_OFF}, {SCHEDULE_COLUMNS})"
_OF_NOTE = "CROSS JOIN anki_cards.schedules a ON a.note = t.note AND a.ordinal = t.ordinal CROSS JOIN cards c ON c.id"


def _placed(known: str, modified: str, of: str) -> str:
    return f"INSERT INTO temp.places SELECT {PLACE.format(known=known, modified=modified)} FROM {of}"


_MARKED_PLACES = _placed("0", "t.modified", f"temp.marked t {_OF_NOTE} = t.id")
_KNOWN_PLACES = _placed("t.known", "t.modified", f"temp.known t {_OF_NOTE} = t.key")
_ALIKE_PLACES = _placed(
    *("0", "c8"),
    "{table} CROSS JOIN anki_cards.schedules a ON a.note = c12 CROSS JOIN cards c ON c.id = c1 + a.ordinal",
)


def _schedule(position: int) -> str:
    """Position, _PUT_OFF and SCHEDULE_COLUMNS of a card, which has the position {position} if Anki knows no more."""
    new = [
        f"a.{name}" if value is None else f"ifnull(a.{name}, {value})"
        for name, value in zip(SCHEDULE_COLUMNS.split(", "), schedule_row(Schedule()), strict=True)
    ]
    put_off = [f"ifnull(a.{name}, 0)" for name in _PUT_OFF.split(", ")]
    return ", ".join([f"ifnull(a.position + {position}, {{position}})", *put_off, *new])


def _marked_cards(schedule: str) -> str:
    """The statement that makes cards of ``CardRows.marked``."""
    return (
        f"{_INTO_CARDS} SELECT {', '.join(f't.{name}' for name in _CARD.split(', ')[:-1])}, "
        f"{schedule.format(position='t.position')} FROM temp.marked t "
        "LEFT JOIN anki_cards.schedules a ON a.note = t.note AND a.ordinal = t.ordinal"
    )


def _alike_note() -> str:
    """What ``CardRows.alike`` holds as a row of notes."""
    return f"c0, c2 || '{uuid_middles(0)[0]}' || c3, c6, c7, c8, 'cloze', '', c9, c10, c11"


def _alike_cards(number: int, schedule: str | None) -> str:
    """The statement that makes ``number`` cards of each row, with a schedule if Anki knows of any."""

    def of_card(first: int) -> str:
        *cases, last = [f"c{first + 2 * at}" for at in range(number)]
        return "".join(f"iif(at = {at}, {case}, " for at, case in enumerate(cases)) + last + ")" * len(cases)

    start, end = of_card(_ALIKE), of_card(_ALIKE + 1)
    middles = ", ".join([f"({at}, '{uuid_middles(at)[1]}')" for at in range(number)])
    into = _INTO_CARDS if schedule else f"INSERT INTO cards ({_CARD})"
    join = "LEFT JOIN anki_cards.schedules a ON a.note = c12 AND a.ordinal = at" if schedule else ""
    return (
        f"{into} SELECT c1 + at, c2 || middle || c3, c0, c4, '[[' || {start} || ', ' || {end} || ']]', "
        f"substr(c6, {start} + 1, {end} - {start}), 'word', '', at, {(schedule or '{position}').format(position='c5')} "
        f"FROM temp.alike{number} CROSS JOIN (SELECT column1 AS at, column2 AS middle FROM (VALUES {middles})) {join}"
    )


def revive_cards(connection: Connection, keys: Sequence[int], first: int) -> None:
    """Give cards that were taken back the schedules that they have in Anki; cards from the key ``first`` on are new."""
    if not keys:
        return
    connection.exec_driver_sql(
        f"UPDATE cards SET {SCHEDULE_ASSIGNMENTS} WHERE id = ?", [(*schedule_row(Schedule()), key) for key in keys]
    )
    assigned = ", ".join(f"{name} = s.{name}" for name in SCHEDULE_COLUMNS.split(", "))
    connection.exec_driver_sql(
        f"UPDATE cards SET {assigned} FROM temp.places p CROSS JOIN anki_cards.schedules s USING (note, ordinal) "
        "WHERE cards.id = p.key AND NOT p.known AND p.key < ?",
        (first,),
    )


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
