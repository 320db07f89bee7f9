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
_IN_ORDER = ("ix_reviews_uuid", "ix_reviews_edit")
_SAME_ANSWER_MS = 1_000  # two answers of one card with the same rating so close are one
_LAST = 1 << 62  # moments are before
_QUARTER_MS = 900_000  # study days begin on whole quarters of an hour, in every time zone
_TABLES = (
    "CREATE TABLE aside.days (quarter INTEGER PRIMARY KEY, day)",
    "CREATE TABLE aside.entries (at, what, id, card, day, rating, duration, state, before, after, cram, head, "
    "PRIMARY KEY (at, what, id)) WITHOUT ROWID",
    "CREATE TABLE aside.sizes (entries, schedules)",
)
_ACT, _ANSWER, _SCHEDULE = range(3)  # what an entry is
_IS_ANSWER = "rating > 0 AND kind < 4"
_COLUMNS = "uuid, card_id, deck_id, at, day, rating, duration_ms, before_state, before, after, cram, edit, mode"
# UUIDs begin with the moment. The end is that of the card's (domain/anki_ids.py): as it is for a schedule that the card
# had from then on, with a flipped bit for an answer, which may have been given at the same moment.
_HEAD = "printf('%08x-%04x-7', at >> 16, at & 65535)"
_FLIPPED = "substr('89abcdef01234567', instr('0123456789abcdef', substr(c.uuid, 16, 1)), 1) || substr(c.uuid, 17)"
# Of a card, ``a`` as ``keep_schedules`` has it and ``c`` here: Anki's id, the key here, whether it was here before,
# since when it stands in Anki as it does if Anki does not tell, its note and ordinal there, the deck, whether its
# schedule stands among the entries, and how UUIDs of schedules and answers end.
PLACED = "card, key, known, modified, note, ordinal, deck_id, dated, uuid_end, flipped_end"
_DATED = "iif(spelled IS NULL, last IS NOT NULL, since IS NOT NULL)"
PLACE = f"a.card, c.id, {{known}}, {{modified}}, a.note, a.ordinal, c.deck_id, {_DATED}, substr(c.uuid, 16), {_FLIPPED}"
_STATE = (
    f"CASE kind WHEN 1 THEN {CardState.REVIEW:d} WHEN 2 THEN {CardState.RELEARNING:d} WHEN 3 THEN {CardState.REVIEW:d} "
    f"ELSE iif(at = (SELECT first FROM logged.answered s WHERE s.card = e.card), {CardState.NEW:d}, "
    f"{CardState.LEARNING:d}) END"
)
# What Anki's log tells of schedules, as ``dump_schedule`` spells it.
_BEFORE = "printf('[%d,0,null,null,%d,null,null,null,0,0]', state, max(0, last_interval))"
_AFTER = (
    f"iif(interval > 0, printf('[{CardState.REVIEW:d},0,null,%d,%d,%d,null,null,0,0]', day + interval, interval, day), "
    f"printf('[{CardState.LEARNING:d},0,null,null,0,%d,null,null,0,0]', day))"
)
# What the schedule was must stand behind all answers of the card.
_SINCE = "iif(spelled IS NULL, last + 1, max(ifnull(since, {modified}), ifnull(last + 1, 0)))"
_IS_HERE = (
    "known AND EXISTS (SELECT 1 FROM reviews r WHERE r.card_id = key AND r.rating = a.rating AND r.undone = 0 "
    f"AND r.at BETWEEN a.at - {_SAME_ANSWER_MS} AND a.at + {_SAME_ANSWER_MS})"
)


def keep_entries(beside: Beside, study_day: Callable[[int], int]) -> None:
    """Make ``aside.entries`` of ``aside.log`` (see ``PackageAside.keep_log``): answers as they will stand in the log.

    Among them stand, by their moments, the schedules of ``given.schedules`` of which it is known since when they are.
    ``study_day`` tells the day of a moment in milliseconds.
    """
    for statement in _TABLES:
        beside.run(statement)
    quarters = beside.values("quarter", f"SELECT DISTINCT at / {_QUARTER_MS} AS quarter FROM aside.log")
    days = [value for (quarter,) in quarters for value in (quarter, study_day(quarter * _QUARTER_MS))]
    beside.add("aside.days", "?, ?", days)
    beside.run(
        f"INSERT INTO aside.entries SELECT at, iif({_IS_ANSWER}, {_ANSWER}, {_ACT}), id, card, day, rating, duration, "
        f"state, {_BEFORE}, {_AFTER}, kind = 3 AND factor = 0, {_HEAD} FROM (SELECT *, {_STATE} AS state "
        f"FROM aside.log e CROSS JOIN aside.days d ON d.quarter = e.at / {_QUARTER_MS})"
    )
    beside.run("INSERT INTO aside.sizes VALUES (changes(), 0)")
    since = _SINCE.format(modified="NULL")
    beside.run(
        f"INSERT INTO aside.entries SELECT at, {_SCHEDULE}, card, card, 0, 0, 0, {CardState.NEW:d}, '{NEVER}', "
        f"spelled, 0, {_HEAD} FROM (SELECT card, ifnull(spelled, '{NEVER}') AS spelled, {since} AS at "
        f"FROM given.schedules WHERE {_DATED}) ORDER BY at"
    )
    beside.run("UPDATE aside.sizes SET schedules = changes()")


class AnkiLog:
    """The log of a package, within the caller's transaction; its rows are taken back with ``edit``.

    In temp.places stand, by PLACED, the cards of the package that have answers or a schedule. One card of Anki's may be
    several here. ``fresh`` is whether none was here before.
    """

    def __init__(self, connection: Connection, writer: RowWriter, edit: str) -> None:
        self._connection, self._writer, self._edit = connection, writer, edit
        self._indexes: list[str] = []
        self._entries = self._rows = 0
        self._at = -1  # up to which moment entries are added
        self.fresh = True
        self.answers = self.acts = self.without_card = 0
        connection.exec_driver_sql(
            f"CREATE TEMP TABLE places ({PLACED}, PRIMARY KEY (card, key) ON CONFLICT REPLACE) WITHOUT ROWID"
        )

    def begin(self, file: Callable[[], Path]) -> int:
        """Have the log made ready for that of ``file``, when all places are known; how many entries that has."""
        self._writer.do(partial(self._begin, file))
        self._writer.wait()
        return self._rows

    def add(self, number: int) -> None:
        """Have so many more entries added."""
        self._writer.do(partial(self._add, number))

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
        ((self._entries, schedules),) = run("SELECT * FROM anki_log.sizes").fetchall()
        self._rows = self._entries + schedules
        # Where cards were here before, their undone answers may be here again: only the index tells.
        if self.fresh:
            more = self._entries + run("SELECT count(*) FROM temp.places").scalar_one()
            self._indexes = _drop_indexes(self._connection, more)

    def _add(self, number: int) -> None:
        run, first = self._connection.exec_driver_sql, self._at
        query = f"SELECT at FROM anki_log.entries WHERE at > {first} ORDER BY at LIMIT 1 OFFSET {number - 1}"
        self._at = run(query).scalar() or _LAST
        # The schema's page, which is written at the beginning and at the end, stays in memory if it is read. Of the
        # write-ahead log the commit would have to do again whatever follows a page that is written twice.
        run("SELECT count(sql) FROM main.sqlite_schema").scalar()
        # Anki itself never has two of a moment; such as were taken back count again.
        before, where = (
            ("OR IGNORE", f"what > {_ACT}")
            if self.fresh
            else (
                "",
                f"what = {_ANSWER} AND NOT ({_IS_HERE}) "
                "ON CONFLICT (uuid) DO UPDATE SET undone = 0, edit = excluded.edit WHERE undone",
            )
        )
        self.answers += run(
            f"INSERT {before} INTO reviews ({_COLUMNS}) SELECT head || iif(what = {_ANSWER}, flipped_end, uuid_end), "
            "key, deck_id, at, day, rating, duration, state, before, after, cram, ?, 'anki' FROM (SELECT * "
            "FROM anki_log.entries e CROSS JOIN temp.places p ON p.card = e.card "
            f"WHERE e.at > {first} AND e.at <= {self._at}) a WHERE {where}",
            (self._edit,),
        ).rowcount

    def _end(self) -> None:
        run = self._connection.exec_driver_sql
        if self.fresh:
            self.answers -= run("SELECT count(*) FROM temp.places WHERE dated").scalar_one()
        if not self.fresh or self.answers < self._entries:
            ((self.acts, self.without_card),) = run(
                f"SELECT ifnull(sum(here AND what = {_ACT}), 0), ifnull(sum(NOT here), 0) FROM (SELECT what, "
                "EXISTS (SELECT 1 FROM temp.places p WHERE p.card = e.card) AS here FROM anki_log.entries e "
                f"WHERE what < {_SCHEDULE})"
            ).fetchall()
        # Behind all answers, those too that were here and taken back.
        which = "NOT dated" if self.fresh else "NOT known"
        run(
            f"INSERT OR REPLACE INTO reviews ({_COLUMNS}) SELECT {_HEAD} || uuid_end, key, deck_id, at, 0, 0, 0, "
            f"{CardState.NEW:d}, '{NEVER}', spelled, 0, ?, 'anki' FROM (SELECT key, deck_id, uuid_end, "
            f"ifnull(spelled, '{NEVER}') AS spelled, {_SINCE.format(modified='modified')} AS at FROM temp.places p "
            f"CROSS JOIN anki_cards.schedules s USING (note, ordinal) WHERE {which}) WHERE at IS NOT NULL ORDER BY at",
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
