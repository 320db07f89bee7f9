"""What can be wrong with a collection, and mending what the review log can prove."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from desktop.domain.card import Schedule
from desktop.storage.cards import save_schedule
from desktop.storage.moments import SCHEDULE_COLUMNS, load_schedule, schedule_from_row

_ROWS = {
    "card_without_note": "SELECT count(*) FROM cards WHERE note_id NOT IN (SELECT id FROM notes)",
    "note_without_card": "SELECT count(*) FROM notes WHERE id NOT IN (SELECT note_id FROM cards)",
    "review_without_card": "SELECT count(*) FROM reviews WHERE card_id NOT IN (SELECT id FROM cards)",
    "phrase_outside_article": (
        "SELECT count(*) FROM phrases p JOIN articles a ON a.id = p.article_id "
        'WHERE substr(a.text, p.start + 1, p."end" - p.start) <> p.text'
    ),
    "sentence_outside_article": (
        "SELECT count(*) FROM notes n JOIN articles a ON a.id = n.article_id "
        "WHERE n.sentence_start IS NOT NULL AND n.mending = '' "
        "AND substr(a.text, n.sentence_start + 1, length(n.sentence)) <> n.sentence"
    ),
}


def find_problems(connection: Connection) -> dict[str, int]:
    """How many of each kind of damage there are; kinds without any are left out.

    Where SQLite finds its own file damaged, nothing else in it is asked.
    """
    if broken := sum(row[0] != "ok" for row in connection.exec_driver_sql("PRAGMA integrity_check")):
        return {"file": broken}
    problems = {kind: int(connection.exec_driver_sql(query).scalar_one()) for kind, query in _ROWS.items()}
    problems["foreign_key"] = len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())
    problems["blank_without_answer"] = sum(1 for _ in _wrong_blanks(connection))
    problems["schedule_differs_from_log"] = sum(1 for _ in _wrong_schedules(connection))
    return {kind: count for kind, count in problems.items() if count}


def _wrong_blanks(connection: Connection) -> Iterator[int]:
    rows = connection.exec_driver_sql(
        "SELECT c.id, c.blanks, c.answer, n.sentence FROM cards c JOIN notes n ON n.id = c.note_id "
        "WHERE n.kind = 'cloze'"
    )
    for key, blanks, answer, sentence in rows:
        spans = json.loads(blanks)
        words = [sentence[start:end] for start, end in spans]
        if not spans or answer != "；".join(dict.fromkeys(words)):  # a cloze from Anki may hide several words
            yield key


def _wrong_schedules(connection: Connection) -> Iterator[tuple[int, Schedule]]:
    """Cards whose schedule is not what their last answer gave, with what it should be."""
    columns = ", ".join(f"c.{name.strip()}" for name in SCHEDULE_COLUMNS.split(","))
    rows = connection.exec_driver_sql(
        f"SELECT c.id, (SELECT r.after FROM reviews r WHERE r.card_id = c.id AND r.undone = 0 "
        f"ORDER BY r.id DESC LIMIT 1), {columns} FROM cards c"
    )
    for row in rows:
        told = Schedule() if row[1] is None else load_schedule(row[1])
        if schedule_from_row(tuple(row[2:])) != told:
            yield row[0], told


def _mend_schedules(connection: Connection) -> None:
    for key, schedule in list(_wrong_schedules(connection)):
        save_schedule(connection, key, schedule)


_MENDERS: dict[str, Callable[[Connection], None]] = {"schedule_differs_from_log": _mend_schedules}


def mend(connection: Connection, kinds: list[str]) -> list[str]:
    """Mend those of ``kinds`` that can be mended; which they were."""
    mended = [kind for kind in kinds if kind in _MENDERS]
    for kind in mended:
        _MENDERS[kind](connection)
    return mended
