"""The schedules that Anki gave, made by SQLite itself beside the package, for the collection to attach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from desktop.domain.card import CardState, Schedule
from desktop.storage.moments import SCHEDULE_COLUMNS, schedule_row

_QUARTER = 900  # seconds: study days begin on whole quarters of an hour, in every time zone
_UNKNOWN_DIFFICULTY = 5.0
_NEW = ", ".join("NULL" if value is None else str(value) for value in schedule_row(Schedule()))
_OF_CARD = (
    "m.note, m.ordinal, m.id, ifnull(max(m.position, 0), 0), m.queue = -1, iif(m.queue < -1, {tomorrow}, 0), m.flag"
)
# Never answered, but given a date by hand: its interval stands for its stability.
_BY_HAND = f"iif(m.state = {CardState.REVIEW:d}, {{}}, NULL)"
_DAYS_BY_HAND = "max(1, m.interval_days)"
_LEARNT = f"""
SELECT m.*, coalesce(y.stability, t.stability, {_BY_HAND.format(f"{_DAYS_BY_HAND} * 1.0")}) AS stability,
    coalesce(y.difficulty, t.difficulty, {_BY_HAND.format(_UNKNOWN_DIFFICULTY)}) AS difficulty,
    coalesce(y.spelled, t.spelled, {_BY_HAND.format(f"{_DAYS_BY_HAND} || '.0,{_UNKNOWN_DIFFICULTY}'")}, 'null,null')
    AS spelled, y.last_review, l.last, coalesce(d.day, m.due_day - m.interval_days) AS last_day,
    iif(m.state = {CardState.REVIEW:d}, m.interval_days, 0) AS scheduled_days
FROM aside.marked m LEFT JOIN aside.memory y ON y.id = m.id LEFT JOIN logged.answered l ON l.card = m.id
    LEFT JOIN aside.days d ON d.quarter = y.last_review / {_QUARTER}
    LEFT JOIN aside.sm2 t ON y.stability IS NULL AND t.interval_days = m.interval_days AND t.factor = m.factor
WHERE m.state
"""
_SPELLED = " || ',' || ".join(
    (
        *("state", "steps_left", "ifnull(due_at * 1000, 'null')", "ifnull(due_day, 'null')", "scheduled_days"),
        *("ifnull(last_day, 'null')", "spelled", "reps", "lapses"),
    )
)


class Beside(Protocol):
    """A database that makes a file of its own, ``aside``; see ``formats/anki_collection.py``."""

    def run(self, statement: str) -> None:
        """Run a statement."""

    def add(self, into: str, row: str, values: Sequence[Any]) -> None:
        """Add rows, whose values stand in a flat list."""

    def values(self, columns: str, select: str) -> list[list[Any]]:
        """The rows of a query."""


def keep_schedules(
    beside: Beside, tomorrow: int, study_day: Callable[[int], int], memory: Callable[[float, int], tuple[float, float]]
) -> None:
    """Make ``aside.schedules`` of ``aside.marked`` and ``aside.memory`` (see ``PackageAside.keep_cards``).

    Of each card: note, ordinal and id in Anki, position, suspended, buried_until, flag, SCHEDULE_COLUMNS, since when it
    has its schedule (milliseconds; None if Anki does not tell), ``spelled``, the schedule as ``dump_schedule`` spells
    it (None if new), and the last answer; of several cards of a note's ordinal one that was learnt. ``study_day`` tells
    the day of a moment in milliseconds, ``memory`` stability and difficulty of a card of SM-2's by its ease and its
    interval.
    """
    beside.run("CREATE TABLE aside.days (quarter INTEGER PRIMARY KEY, day)")
    quarters = beside.values(
        "quarter", f"SELECT DISTINCT last_review / {_QUARTER} AS quarter FROM aside.memory WHERE last_review"
    )
    days = [value for (quarter,) in quarters for value in (quarter, study_day(quarter * _QUARTER * 1000))]
    beside.add("aside.days", "?, ?", days)
    beside.run(
        "CREATE TABLE aside.sm2 (interval_days, factor, stability, difficulty, spelled, "
        "PRIMARY KEY (interval_days, factor)) WITHOUT ROWID"
    )
    found: list[object] = []
    for interval, factor in beside.values(
        "interval_days, factor",
        "SELECT DISTINCT interval_days, factor FROM aside.marked m WHERE state AND interval_days AND factor "
        "AND NOT EXISTS (SELECT 1 FROM aside.memory y WHERE y.id = m.id AND y.stability IS NOT NULL)",
    ):
        stability, difficulty = memory(factor / 1000, interval)
        found += (interval, factor, stability, difficulty, f"{stability!r},{difficulty!r}")
    beside.add("aside.sm2", "?, ?, ?, ?, ?", found)
    beside.run(
        "CREATE TABLE aside.schedules (note, ordinal, card, position, suspended, buried_until, flag, "
        f"{SCHEDULE_COLUMNS}, since, spelled, last, PRIMARY KEY (note, ordinal) ON CONFLICT IGNORE) WITHOUT ROWID"
    )
    of_card = _OF_CARD.format(tomorrow=tomorrow)
    beside.run(
        f"INSERT INTO aside.schedules SELECT {of_card}, state, steps_left, due_at * 1000, due_day, scheduled_days, "
        f"last_day, stability, difficulty, reps, lapses, last_review * 1000, '[' || {_SPELLED} || ']', last "
        f"FROM ({_LEARNT}) m"
    )
    beside.run(
        f"INSERT INTO aside.schedules SELECT {of_card}, {_NEW}, NULL, NULL, last FROM aside.marked m "
        "LEFT JOIN logged.answered l ON l.card = m.id WHERE NOT state"
    )
