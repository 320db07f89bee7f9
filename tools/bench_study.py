"""How long the next card and an answer take in collections of 10,000, 100,000 and 1,000,000 cards.

``python tools/bench_study.py [CARDS…]``; beside each, a bare commit of two rows with full sync on the same disk.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from desktop.domain.card import Rating
from desktop.domain.changes import Changed
from desktop.services.collection import Collection
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession

ROUNDS, WARM = 400, 20


def main() -> None:
    """Print a row for each size."""
    print("| cards | next card p50 / p99 ms | answer p50 / p99 ms | due counts ms | bare commit p50 / p99 ms |")
    print("|---|---|---|---|---|")
    for number in [int(word) for word in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
            print(measure(number, Path(folder)))


def measure(number: int, home: Path) -> str:
    """The row of a collection with so many cards in review, a twentieth of them due."""
    chance = Random(1)
    with Collection.open(home, chance=chance) as collection:
        fill(collection, number, chance)
        Preferences(collection).set("reviews_per_day", "9999")
        session = ReviewSession(collection)
        asked, answered = [], []
        for _ in range(ROUNDS):
            found: list[str] = []

            def ask(found: list[str] = found) -> None:
                card = session.next_card()
                assert card is not None
                found.append(card.id)

            asked.append(clocked(ask))
            answered.append(clocked(lambda found=found: session.answer(found[0], Rating.GOOD)))
        counts = clocked(session.counts)
    bare = bare_commits(home / "bare.db")
    return f"| {number:,} | {spread(asked)} | {spread(answered)} | {counts * 1e3:.1f} | {spread(bare)} |"


def fill(collection: Collection, number: int, chance: Random) -> None:
    """Add cards by the row."""
    with collection.writing(Changed.CARDS) as connection:
        deck = collection.deck_key(connection, "")
        today = collection.calendar(connection).study_day(collection.now())
        connection.exec_driver_sql(
            "INSERT INTO notes (id, uuid, sentence, created_at, modified_at) VALUES (?, ?, ?, 0, 0)",
            [(key, f"n{key}", f"第{key}句话里有词语。") for key in range(1, number + 1)],
        )
        connection.exec_driver_sql(
            "INSERT INTO cards (id, uuid, note_id, deck_id, ordinal, blanks, answer, kind, position, state, due_day, "
            "scheduled_days, last_day, stability, difficulty, reps) "
            "VALUES (?, ?, ?, ?, 0, '[[0, 2]]', ?, 'word', ?, 2, ?, 30, ?, 30.0, 5.0, 3)",
            [
                (key, f"c{key}", key, deck, f"第{key}"[:2], key, today + chance.randint(-20, 380), today - 30)
                for key in range(1, number + 1)
            ],
        )


def bare_commits(path: Path) -> list[float]:
    """What a commit of two rows costs on this disk at least."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE a (x)")

        def commit() -> None:
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO a VALUES (1)")
            database.execute("INSERT INTO a VALUES (2)")
            database.execute("COMMIT")

        return [clocked(commit) for _ in range(ROUNDS)]


def clocked(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(seconds: list[float]) -> str:
    """Median and 99th percentile in milliseconds, the first rounds left out."""
    kept = sorted(seconds[WARM:])
    return f"{statistics.median(kept) * 1e3:.2f} / {kept[int(len(kept) * 0.99)] * 1e3:.2f}"


if __name__ == "__main__":
    main()
