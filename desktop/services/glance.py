"""The counts for the first painted window, read before the database layer is loaded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from desktop.domain.review import AnswerPace, DueCounts
from desktop.services.answer_pace import answer_pace
from desktop.services.study_queue import open_queue

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_FILE_NAME = "collection.db"


class Glance(NamedTuple):
    """What waits now, how many articles there are, and at which pace this learner answers."""

    counts: DueCounts
    articles: int
    pace: AnswerPace = AnswerPace()


def read_glance(home: Path, now: datetime) -> Glance | None:
    """The true counts of the collection in ``home``; None where there is none that can be read as it is.

    SQLAlchemy takes half a second to import; this reads with Python's own sqlite3 what the services would.
    """
    path = home / _FILE_NAME
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            connection = cast("Connection", _PlainConnection(database))
            counts = open_queue(connection, now).counts(connection)
            pace = answer_pace(connection)
            (articles,) = database.execute("SELECT count(*) FROM articles WHERE trashed_at IS NULL").fetchone()
    except (sqlite3.DatabaseError, ValueError):
        return None  # opening it in earnest says what is wrong
    return Glance(counts, articles, pace)


class _PlainConnection:
    """The one method of SQLAlchemy's connection that the queue's statements use, over sqlite3."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def exec_driver_sql(self, statement: str, values: Sequence[Any] = ()) -> _PlainResult:
        return _PlainResult(self._database.execute(statement, values))


class _PlainResult:
    """The part of SQLAlchemy's result that they use."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        return self._cursor

    def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    def first(self) -> Any:
        return self._cursor.fetchone()

    def scalar(self) -> Any:
        row = self.first()
        return None if row is None else row[0]

    scalar_one = scalar
