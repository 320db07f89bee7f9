"""Answers given in Anki on their way into the log: SQLite itself makes rows of ours from rows of Anki's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.card import CardState, Schedule
from desktop.storage.moments import dump_schedule
from desktop.storage.row_writer import attach

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.anki_schedules import Beside
    from desktop.storage.row_writer import RowWriter

NEVER = dump_schedule(Schedule())

_MANY = 5_000  # rows from which on indexes are made anew
_IN_ORDER = ("ix_reviews_uuid", "ix_reviews_day", "ix_reviews_edit")
_SAME_ANSWER_MS = 1_000  # two answers of one card with the same rating so close are one
_QUARTER_MS = 900_000  # study days begin on whole quarters of an hour, in every time zone
_TABLES = (
    "CREATE TABLE aside.days (quarter INTEGER PRIMARY KEY, day)",
    "CREATE TABLE aside.entries (id INTEGER PRIMARY KEY, card, at, day, rating, duration, state, before, after, cram, "
    "head, is_answer)",
)
_IS_ANSWER = "rating > 0 AND kind < 4"
_COLUMNS = "uuid, card_id, deck_id, at, day, rating, duration_ms, before_state, before, after, cram, edit, mode"
# UUIDs begin with the moment. The end is that of the card's (domain/anki_ids.py): as it is for a schedule that the card
# had from then on, with a flipped bit for an answer, which may have been given at the same moment.
_HEAD = "printf('%08x-%04x-7', at >> 16, at & 65535)"
_FLIPPED = "substr('89abcdef01234567', instr('0123456789abcdef', substr(c.uuid, 16, 1)), 1) || substr(c.uuid, 17)"
# Of a card, ``a`` as ``keep_schedules`` has it and ``c`` here: Anki's id, the key here, whether it was here before,
# since when it stands in Anki as it does if Anki does not tell, its note and ordinal there, the deck, and how UUIDs of
# schedules and answers end.
PLACED = "card, key, known, modified, note, ordinal, deck_id, uuid_end, flipped_end"
PLACE = f"a.card, c.id, {{known}}, {{modified}}, a.note, a.ordinal, c.deck_id, substr(c.uuid, 16), {_FLIPPED}"
_STATE = (
    f"CASE kind WHEN 1 THEN {CardState.REVIEW:d} WHEN 2 THEN {CardState.RELEARNING:d} WHEN 3 THEN {CardState.REVIEW:d} "
    f"ELSE iif(at = first, {CardState.NEW:d}, {CardState.LEARNING:d}) END"
)
# What Anki's log tells of schedules, as ``dump_schedule`` spells it.
_BEFORE = "printf('[%d,0,null,null,%d,null,null,null,0,0]', state, max(0, last_interval))"
_AFTER = (
    f"iif(interval > 0, printf('[{CardState.REVIEW:d},0,null,%d,%d,%d,null,null,0,0]', day + interval, interval, day), "
    f"printf('[{CardState.LEARNING:d},0,null,null,0,%d,null,null,0,0]', day))"
)
_IS_HERE = (
    "known AND EXISTS (SELECT 1 FROM reviews r WHERE r.card_id = key AND r.rating = a.rating AND r.undone = 0 "
    f"AND r.at BETWEEN a.at - {_SAME_ANSWER_MS} AND a.at + {_SAME_ANSWER_MS})"
)


def keep_entries(beside: Beside, study_day: Callable[[int], int]) -> None:
    """Make ``aside.entries`` of ``aside.log`` (see ``PackageAside.keep_log``): answers as they will stand in the log.

    ``study_day`` tells the day of a moment in milliseconds.
    """
    for statement in _TABLES:
        beside.run(statement)
    quarters = beside.values("quarter", f"SELECT DISTINCT at / {_QUARTER_MS} AS quarter FROM aside.log")
    days = [value for (quarter,) in quarters for value in (quarter, study_day(quarter * _QUARTER_MS))]
    beside.add("aside.days", "?, ?", days)
    beside.run(
        f"INSERT INTO aside.entries SELECT id, card, at, day, rating, duration, state, {_BEFORE}, {_AFTER}, "
        f"kind = 3 AND factor = 0, {_HEAD}, {_IS_ANSWER} FROM (SELECT *, {_STATE} AS state FROM aside.log e "
        f"CROSS JOIN aside.days d ON d.quarter = e.at / {_QUARTER_MS} "
        "CROSS JOIN logged.answered s ON s.card = e.card)"
    )


class AnkiLog:
    """The log of a package, within the caller's transaction; its rows are taken back with ``edit``.

    In temp.places stand, by PLACED, the cards of the package that have answers or a schedule. One card of Anki's may be
    several here. ``fresh`` is whether none was here before.
    """

    def __init__(self, connection: Connection, writer: RowWriter, edit: str) -> None:
        self._connection, self._writer, self._edit = connection, writer, edit
        self._indexes: list[str] = []
        self._entries = 0
        self.fresh = True
        self.answers = self.acts = self.without_card = 0
        connection.exec_driver_sql(
            f"CREATE TEMP TABLE places ({PLACED}, PRIMARY KEY (card, key) ON CONFLICT REPLACE) WITHOUT ROWID"
        )

    def begin(self, file: Callable[[], Path]) -> int:
        """Have the log made ready for that of ``file``, when all places are known; how many entries that has."""
        self._writer.do(partial(self._begin, file))
        self._writer.wait()
        return self._entries

    def add(self, first: int, number: int) -> None:
        """Have so many entries added, from the ``first`` on."""
        self._writer.do(partial(self._add, first, first + number - 1))

    def end(self) -> None:
        """Let the log end with the schedules that Anki gave, which its own answers do not tell in full."""
        self._writer.do(self._end)
        self._writer.wait()

    def changed(self) -> list[int]:
        """The keys of the cards that were here before and got answers."""
        if self.fresh:
            return []
        rows = self._connection.exec_driver_sql(
            "SELECT DISTINCT card_id FROM reviews WHERE edit = ? AND rating > 0 "
            "AND card_id IN (SELECT key FROM temp.places WHERE known) ORDER BY card_id",
            (self._edit,),
        )
        return [row[0] for row in rows]

    def _begin(self, file: Callable[[], Path]) -> None:
        run = self._connection.exec_driver_sql
        attach(self._connection, file(), "anki_log")
        self._entries = run("SELECT count(*) FROM anki_log.entries").scalar_one()
        # Where cards were here before, their undone answers may be here again: only the index tells.
        if self.fresh:
            more = self._entries + run("SELECT count(*) FROM temp.places").scalar_one()
            self._indexes = _drop_indexes(self._connection, more)

    def _add(self, first: int, last: int) -> None:
        # Anki itself never has two of a moment; such as were taken back count again.
        before, after = (
            ("OR IGNORE", "")
            if self.fresh
            else (
                "",
                f"AND NOT ({_IS_HERE}) ON CONFLICT (uuid) DO UPDATE SET undone = 0, edit = excluded.edit WHERE undone",
            )
        )
        added = self._connection.exec_driver_sql(
            f"INSERT {before} INTO reviews ({_COLUMNS}) SELECT head || flipped_end, key, deck_id, at, day, rating, "
            "duration, state, before, after, cram, ?, 'anki' FROM (SELECT * FROM anki_log.entries e "
            f"CROSS JOIN temp.places p ON p.card = e.card WHERE e.id BETWEEN {first} AND {last}) a "
            f"WHERE is_answer {after}",
            (self._edit,),
        ).rowcount
        self.answers += added

    def _end(self) -> None:
        run = self._connection.exec_driver_sql
        if not self.fresh or self.answers < self._entries:
            ((self.acts, self.without_card),) = run(
                "SELECT ifnull(sum(here AND NOT is_answer), 0), ifnull(sum(NOT here), 0) FROM (SELECT is_answer, "
                "EXISTS (SELECT 1 FROM temp.places p WHERE p.card = e.card) AS here FROM anki_log.entries e)"
            ).fetchall()
        # What the schedule was must stand behind all answers, those too that were here and taken back.
        run(
            f"INSERT OR REPLACE INTO reviews ({_COLUMNS}) SELECT {_HEAD} || uuid_end, key, deck_id, at, 0, 0, 0, "
            f"{CardState.NEW:d}, '{NEVER}', spelled, 0, ?, 'anki' FROM (SELECT key, deck_id, uuid_end, "
            f"ifnull(spelled, '{NEVER}') AS spelled, iif(spelled IS NULL, last + 1, "
            "max(ifnull(since, modified), ifnull(last + 1, 0))) AS at FROM temp.places p "
            "CROSS JOIN anki_cards.schedules s USING (note, ordinal) WHERE NOT known) WHERE at IS NOT NULL ORDER BY at",
            (self._edit,),
        )
        for statement in self._indexes:
            run(statement)


def _drop_indexes(connection: Connection, more: int) -> list[str]:
    """Drop the indexes of the log that ``more`` rows are for, where making them anew is less work; their SQL.

    Those that rows come in the order of stay: they only grow at their end.
    """
    if more < _MANY or more < connection.exec_driver_sql("SELECT count(*) FROM reviews").scalar_one():
        return []
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'reviews' AND sql IS NOT NULL"
    ).fetchall()
    dropped = [(name, sql) for name, sql in found if name not in _IN_ORDER]
    for name, _ in dropped:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    return [sql for _, sql in dropped]
