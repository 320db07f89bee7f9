"""Answers given in Anki on their way into the log: SQLite itself makes rows of ours from rows of Anki's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from desktop.domain.bulk_rows import rows_at_once
from desktop.domain.card import CardState, Schedule
from desktop.storage.moments import dump_schedule
from desktop.storage.row_writer import insert_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.row_writer import RowWriter

NEVER = dump_schedule(Schedule())

_MANY = 5_000  # rows from which on indexes are made anew
_IN_ORDER = ("ix_reviews_uuid", "ix_reviews_day", "ix_reviews_edit")
_SAME_ANSWER_MS = 1_000  # two answers of one card with the same rating so close are one
_QUARTER_MS = 900_000  # study days begin on whole quarters of an hour, in every time zone
_ENTRY = "at, card, rating, interval, last_interval, factor, duration, kind"
_PLACE = "card, key, known, since, schedule"
_TABLES = (
    # last: when the card was answered last, as far as entries have come.
    f"CREATE TEMP TABLE places ({_PLACE}, last, PRIMARY KEY (card, key) ON CONFLICT REPLACE) WITHOUT ROWID",
    f"CREATE TEMP TABLE entries ({_ENTRY})",
    "CREATE TEMP TABLE spans (card INTEGER PRIMARY KEY, first, last)",  # of the entries that wait
    "CREATE TEMP TABLE days (quarter INTEGER PRIMARY KEY, day)",
)
_IS_ANSWER = "rating > 0 AND kind < 4"
_COLUMNS = "uuid, card_id, deck_id, at, day, rating, duration_ms, before_state, before, after, cram, edit, mode"
# The moment, then the end of the card's UUID (domain/anki_ids.py): as it is for a schedule that the card had from then
# on, with a flipped bit for an answer, which may have been given at the same moment.
_UUID = "printf('%08x-%04x-7', {0}.at >> 16, {0}.at & 65535) || "
_FLIPPED = "substr('89abcdef01234567', instr('0123456789abcdef', substr(c.uuid, 16, 1)), 1) || substr(c.uuid, 17)"
_STATE = (
    f"CASE kind WHEN 1 THEN {CardState.REVIEW:d} WHEN 2 THEN {CardState.RELEARNING:d} WHEN 3 THEN {CardState.REVIEW:d} "
    f"ELSE iif(last IS NULL AND at = first, {CardState.NEW:d}, {CardState.LEARNING:d}) END"
)
# What Anki's log tells of schedules, as ``dump_schedule`` spells it.
_BEFORE = "printf('[%d,0,null,null,%d,null,null,null,0,0]', state, max(0, last_interval))"
_AFTER = (
    f"iif(interval > 0, printf('[{CardState.REVIEW:d},0,null,%d,%d,%d,null,null,0,0]', day + interval, interval, day), "
    f"printf('[{CardState.LEARNING:d},0,null,null,0,%d,null,null,0,0]', day))"
)
_ANSWERS = (
    "SELECT e.*, p.key, p.last, p.known, s.first, d.day, c.deck_id, "
    f"{_UUID.format('e')}{_FLIPPED} AS uuid FROM temp.entries e "
    "CROSS JOIN temp.places p ON p.card = e.card CROSS JOIN temp.spans s ON s.card = e.card "
    f"CROSS JOIN temp.days d ON d.quarter = e.at / {_QUARTER_MS} CROSS JOIN cards c ON c.id = p.key"
)
_IS_HERE = (
    "known AND EXISTS (SELECT 1 FROM reviews r WHERE r.card_id = key AND r.rating = a.rating AND r.undone = 0 "
    f"AND r.at BETWEEN a.at - {_SAME_ANSWER_MS} AND a.at + {_SAME_ANSWER_MS})"
)


class AnkiLog:
    """The log of a package, within the caller's transaction; its rows are taken back with ``edit``.

    ``places`` are cards of the package that have answers or a schedule, or were here before. Values stand one behind
    the other: Anki's id of the card, its key here, whether it was here before, and of one that was not: from when on
    (milliseconds since 1970; None if never) it has which schedule (as ``dump_schedule`` spells it). One card of Anki's
    may be several here. ``study_day`` tells the day of such a moment. ``fresh`` is whether none was here before.
    """

    def __init__(self, connection: Connection, writer: RowWriter, study_day: Callable[[int], int], edit: str) -> None:
        self._connection, self._writer, self._study_day, self._edit = connection, writer, study_day, edit
        self.places: list[Any] = []
        self._placed = 0
        self._indexes: list[str] = []
        self.fresh = True
        self.answers = self.acts = self.without_card = 0
        for statement in _TABLES:
            connection.exec_driver_sql(statement)

    def write(self, *, last: bool = False) -> None:
        """Have places written that fill a statement, or all if they are the ``last``."""
        whole = 5 * rows_at_once(5)
        number = len(self.places) if last else len(self.places) // whole * whole
        if number:
            into = f"temp.places ({_PLACE})"
            self._writer.do(partial(insert_rows, self._connection, into, "?, ?, ?, ?, ?", self.places[:number]))
            self._placed += number // 5
            del self.places[:number]

    def begin(self, more: int) -> None:
        """Have the log made ready for ``more`` entries, when all places are known."""
        self.write(last=True)
        more += self._placed
        # Where cards were here before, their undone answers may be here again: only the index tells.
        if self.fresh:
            self._writer.do(lambda: self._indexes.extend(_drop_indexes(self._connection, more)))

    def add(self, entries: Iterable[Sequence[Any]]) -> None:
        """Have entries of Anki's log added, as ``ImportedReview`` has them, no earlier than those before."""
        self._writer.do(partial(self._add, list(chain.from_iterable(entries))))

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

    def _add(self, values: list[Any]) -> None:
        run = self._connection.exec_driver_sql
        insert_rows(self._connection, f"temp.entries ({_ENTRY})", ", ".join("?" * 8), values)
        run(f"INSERT INTO temp.spans SELECT card, min(at), max(at) FROM temp.entries WHERE {_IS_ANSWER} GROUP BY card")
        quarters = run(
            f"SELECT DISTINCT at / {_QUARTER_MS} FROM temp.entries EXCEPT SELECT quarter FROM temp.days"
        ).fetchall()
        days = [(quarter, self._study_day(quarter * _QUARTER_MS)) for (quarter,) in quarters]
        if days:
            run("INSERT INTO temp.days VALUES (?, ?)", days)
        # Anki itself never has two of a moment; such as were taken back count again.
        before, after = (
            ("OR IGNORE", "")
            if self.fresh
            else (
                "",
                f"AND NOT ({_IS_HERE}) ON CONFLICT (uuid) DO UPDATE SET undone = 0, edit = excluded.edit WHERE undone",
            )
        )
        added = run(
            f"INSERT {before} INTO reviews ({_COLUMNS}) SELECT uuid, key, deck_id, at, day, rating, duration, "
            f"state, {_BEFORE}, {_AFTER}, kind = 3 AND factor = 0, ?, 'anki' "
            f"FROM (SELECT *, {_STATE} AS state FROM ({_ANSWERS})) a WHERE {_IS_ANSWER} {after}",
            (self._edit,),
        ).rowcount
        self.answers += added
        if not self.fresh or added < len(values) // 8:
            ((acts, without_card),) = run(
                f"SELECT ifnull(sum(here AND NOT ({_IS_ANSWER})), 0), ifnull(sum(NOT here), 0) FROM (SELECT *, "
                "EXISTS (SELECT 1 FROM temp.places p WHERE p.card = e.card) AS here FROM temp.entries e)"
            ).fetchall()
            self.acts += acts
            self.without_card += without_card
        run("UPDATE temp.places SET last = s.last FROM temp.spans s WHERE s.card = places.card")
        run("DELETE FROM temp.entries")
        run("DELETE FROM temp.spans")

    def _end(self) -> None:
        run = self._connection.exec_driver_sql
        # What the schedule was must stand behind all answers, those too that were here and taken back.
        run(
            f"INSERT OR REPLACE INTO reviews ({_COLUMNS}) SELECT {_UUID.format('p')}substr(c.uuid, 16), p.key, "
            f"c.deck_id, p.at, 0, 0, 0, {CardState.NEW:d}, '{NEVER}', p.schedule, 0, ?, 'anki' FROM (SELECT key, "
            "schedule, coalesce(max(since, last + 1), since, last + 1) AS at FROM temp.places WHERE NOT known) p "
            "CROSS JOIN cards c ON c.id = p.key WHERE p.at IS NOT NULL ORDER BY p.at",
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
