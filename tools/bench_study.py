"""How long the next card, an answer and the counts take in collections of 10,000, 100,000 and 1,000,000 cards.

``python tools/bench_study.py [CARDS…]``; beside each, bare commits of two rows with full sync, each right after an
answer, on the same disk; due counts are those of 500 decks. Last a line of Anki's, where it is installed.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from random import Random

from desktop.domain.card import Rating
from desktop.domain.changes import Changed
from desktop.services.collection import Collection
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession

ROUNDS, WARM = 400, 20
DECKS = 500
ANKI_CARDS = 100_000


def main() -> None:
    """Print a row for each size."""
    print("| cards | next card p50 / p99 ms | answer p50 / p99 ms | bare commit p50 / p99 ms | due counts ms |")
    print("|---|---|---|---|---|")
    for number in [int(word) for word in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
            print(measure(number, Path(folder)), flush=True)
    if find_spec("anki") is not None:
        with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
            print(measure_anki(ANKI_CARDS, Path(folder)))


def measure(number: int, home: Path) -> str:
    """The row of a collection with so many cards in review, a twentieth of them due."""
    chance = Random(1)
    with Collection.open(home, chance=chance) as collection:
        fill(collection, number, chance)
        Preferences(collection).set("reviews_per_day", "9999")
        session = ReviewSession(collection)
        asked, answered, bare = [], [], []
        commit = bare_commit(home / "bare.db")
        for _ in range(ROUNDS):
            found: list[str] = []

            def ask(found: list[str] = found) -> None:
                card = session.next_card()
                assert card is not None
                found.append(card.id)

            asked.append(clocked(ask))
            answered.append(clocked(lambda found=found: session.answer(found[0], Rating.GOOD)))
            bare.append(clocked(commit))
        counts = statistics.median(clocked(session.counts) for _ in range(7))
    return f"| {number:,} | {spread(asked)} | {spread(answered)} | {spread(bare)} | {counts * 1e3:.1f} |"


def fill(collection: Collection, number: int, chance: Random) -> None:
    """Add cards by the row."""
    with collection.writing(Changed.CARDS) as connection:
        decks = [collection.deck_key(connection, f"牌组{number}" if number else "") for number in range(DECKS)]
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
                (
                    key,
                    f"c{key}",
                    key,
                    decks[key % DECKS],
                    f"第{key}"[:2],
                    key,
                    today + chance.randint(-20, 380),
                    today - 30,
                )
                for key in range(1, number + 1)
            ],
        )


def bare_commit(path: Path) -> Callable[[], None]:
    """What writes two rows with full sync, as cheaply as SQLite can."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE a (x)")

    def commit() -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO a VALUES (1)")
        database.execute("INSERT INTO a VALUES (2)")
        database.execute("COMMIT")

    return commit


def measure_anki(number: int, home: Path) -> str:
    """The row of Anki's own backend, with as many cards in review and a twentieth of them due."""
    from anki.collection import Collection as AnkiCollection

    collection = AnkiCollection(str(home / "collection.anki2"))
    model = collection.models.by_name("Basic")
    decks = [collection.decks.id(f"牌组{each}") for each in range(DECKS)]
    today = collection.sched.today
    chance = Random(1)
    for key in range(number):
        note = collection.new_note(model)
        note.fields = [f"第{key}句话里有词语。", "词"]
        collection.add_note(note, decks[key % DECKS])
    rows = [(today + chance.randint(-20, 380), key) for (key,) in collection.db.execute("select id from cards")]
    collection.db.executemany(
        "update cards set type = 2, queue = 2, due = ?, ivl = 30, factor = 2500, reps = 3 where id = ?", rows
    )
    config = collection.decks.config_dict_for_deck_id(decks[0])
    config["rev"]["perDay"] = 9999
    collection.decks.update_config(config)
    asked, answered = [], []
    for deck in decks[:ROUNDS]:
        collection.decks.select(deck)
        card = None
        start = time.perf_counter()
        queued = collection.sched.get_queued_cards()
        asked.append(time.perf_counter() - start)
        from anki.cards import Card

        card = Card(collection, backend_card=queued.cards[0].card)
        card.start_timer()
        answer = collection.sched.build_answer(card=card, states=queued.cards[0].states, rating=2)
        answered.append(clocked(lambda answer=answer: collection.sched.answer_card(answer)))
    counts = statistics.median(clocked(collection.sched.deck_due_tree) for _ in range(7))
    collection.close()
    return f"| Anki, {number:,} | {spread(asked)} | {spread(answered)} | | {counts * 1e3:.1f} |"


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
