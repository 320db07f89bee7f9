"""How long the next card, an answer and the counts take in collections of 10,000, 100,000 and 1,000,000 cards.

``python -m tools.bench_study [CARDS…]`` prints a row for each size, and one of Anki's backend with 100,000 cards where
it is installed: the first card after opening, the next card, an answer with its commit, a bare commit of two rows
with full sync on the same disk right after each answer, and the due counts of each of 500 decks. Milliseconds by the
clock, p50 / p99; in brackets p99 of the processor, which tells more on a busy machine. All sizes: two minutes.
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import TypeVar

from desktop.domain.card import Rating
from desktop.domain.changes import Changed
from desktop.services.collection import Collection
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.services.study_queue import open_queue

ROUNDS, WARM = 400, 20
DECKS = 500
ANKI_CARDS = 100_000
Found = TypeVar("Found")
Taken = tuple[float, float]  # seconds by the clock, and of the processor


def main() -> None:
    """Print a row for each size."""
    print("| cards | first card | next card | answer | bare commit | answer / bare | due counts of 500 decks |")
    print("|---|---|---|---|---|---|---|")
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
    with Collection.open(home, chance=Random()) as collection:
        session = ReviewSession(collection)
        first, card = clocked(session.next_card)
        gc.freeze()  # as the window does once it is open
        asked, answered, bare = [], [], []
        commit = bare_commit(home / "bare.db")
        for _ in range(ROUNDS):
            taken, card = clocked(session.next_card)
            assert card is not None
            asked.append(taken)
            answered.append(clocked(lambda card=card: session.answer(card.id, Rating.GOOD))[0])
            bare.append(clocked(commit)[0])

        def count() -> int:
            with collection.reading() as connection:
                return len(open_queue(connection, collection.now()).counts_by_deck(connection))

        counts = [clocked(count)[0] for _ in range(11)]
    return row(f"{number:,}", first, asked, answered, bare, counts)


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
    """The row of Anki's own backend, with as many cards in review in as many decks, a twentieth of them due."""
    import anki.collection  # before anki.cards, which needs it to be there
    from anki.cards import Card

    path = home / "collection.anki2"
    collection = anki.collection.Collection(str(path))
    model = collection.models.by_name("Basic")
    decks = [collection.decks.id(f"全部::牌组{each}") for each in range(DECKS)]
    config = collection.decks.config_dict_for_deck_id(decks[0])
    config["rev"]["perDay"] = 9999
    collection.decks.update_config(config)
    today = collection.sched.today
    for first_key in range(0, number, 10_000):
        requests = []
        for key in range(first_key, min(number, first_key + 10_000)):
            note = collection.new_note(model)
            note.fields = [f"第{key}句话里有词语。", "词"]
            requests.append(anki.collection.AddNoteRequest(note, decks[key % DECKS]))
        collection.add_notes(requests)
    collection.close()
    chance = Random(1)
    with closing(sqlite3.connect(path)) as database, database:
        rows = [(today + chance.randint(-20, 380), key) for (key,) in database.execute("select id from cards")]
        database.executemany(
            "update cards set type = 2, queue = 2, due = ?, ivl = 30, factor = 2500, reps = 3 where id = ?", rows
        )
    collection = anki.collection.Collection(str(path))
    collection.decks.select(collection.decks.id("全部"))
    first, queued = clocked(collection.sched.get_queued_cards)
    asked, answered, bare = [], [], []
    commit = bare_commit(home / "bare.db")
    for _ in range(ROUNDS):
        taken, queued = clocked(collection.sched.get_queued_cards)
        asked.append(taken)
        card = Card(collection, backend_card=queued.cards[0].card)
        card.start_timer()
        answer = collection.sched.build_answer(card=card, states=queued.cards[0].states, rating=2)
        answered.append(clocked(lambda answer=answer: collection.sched.answer_card(answer))[0])
        bare.append(clocked(commit)[0])
    counts = [clocked(collection.sched.deck_due_tree)[0] for _ in range(11)]
    collection.close()
    return row(f"Anki, {number:,}", first, asked, answered, bare, counts)


def clocked(work: Callable[[], Found]) -> tuple[Taken, Found]:
    """What ``work`` takes, and what it finds."""
    busy, start = time.process_time(), time.perf_counter()
    found = work()
    return (time.perf_counter() - start, time.process_time() - busy), found


def row(
    name: str, first: Taken, asked: list[Taken], answered: list[Taken], bare: list[Taken], counts: list[Taken]
) -> str:
    """A row of the table."""
    cells = [
        f"{name}",
        f"{first[0] * 1e3:.1f} ({first[1] * 1e3:.1f})",
        spread(asked),
        spread(answered),
        spread(bare),
        f"{at(answered, 0, 0.5) / at(bare, 0, 0.5):.1f}",
        f"{statistics.median(each[0] for each in counts) * 1e3:.1f} ({min(each[1] for each in counts) * 1e3:.1f})",
    ]
    return f"| {' | '.join(cells)} |"


def at(taken: list[Taken], which: int, share: float) -> float:
    """The seconds that so large a share stays within, the first rounds left out."""
    kept = sorted(each[which] for each in taken[WARM:])
    return kept[int(len(kept) * share)]


def spread(taken: list[Taken]) -> str:
    """Median and 99th percentile in milliseconds, and the latter of the processor."""
    return f"{at(taken, 0, 0.5) * 1e3:.2f} / {at(taken, 0, 0.99) * 1e3:.2f} ({at(taken, 1, 0.99) * 1e3:.2f})"


if __name__ == "__main__":
    main()
