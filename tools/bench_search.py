"""How long a search takes as one types, in collections of 10,000, 100,000 and 1,000,000 cards.

``python -m tools.bench_search [CARDS…] [--articles N]``; the cards stand beside a tenth as many articles, at most N
(10,000). Words are typed letter by letter: what is timed is what the window does after each: the first cards, articles
and terms that are found. Times are those of the processor, since the wall clock of a busy machine tells of others too.
Text is put together from the shipped articles, or from a folder given by ``--text``.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from desktop.domain.changes import Changed
from desktop.services.card_list import CardList
from desktop.services.collection import Collection
from desktop.services.search import Search
from desktop.storage.database import FILE_NAME

TYPED = (
    "两个确立", "兩個確立", "人民法院", "工作", "的", "审判执行工作", "lgql", "rmfy", "liangge queli", "shenpan",
    "信访工作条例", "第三十七条", "2025年", "组织领导 协调", "意见 is:review", "xf", "党",
)  # fmt: skip
FIRST = 200  # cards that the first page takes


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cards", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--text", type=Path, help="a folder of text files")
    args = parser.parse_args()
    folder = args.text or Path(__file__).resolve().parent.parent / "decks" / "articles"
    text = "\n".join(path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.txt"))[:400])
    sentences = [part for part in re.split("(?<=[。！？；])|\n", text) if len(part) > 12]
    print("| cards | articles | file MB | reading s | cards p50 / p95 ms | articles | terms | all p95 |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for number in args.cards:
        with tempfile.TemporaryDirectory(prefix="wengu-bench-") as home:
            print(measure(number, min(args.articles, number // 10), sentences, Path(home)), flush=True)


def measure(cards: int, articles: int, sentences: Sequence[str], home: Path) -> str:
    """The row of a collection with so many cards and articles."""
    with Collection.open(home, chance=Random(1)) as collection:
        fill(collection, cards, articles, sentences, Random(1))
        search, found = Search(collection), CardList(collection)
        reading = clocked(search.catch_up)
        size = (home / FILE_NAME).stat().st_size / 1e6
        times: list[tuple[float, ...]] = []
        for typed in TYPED:
            for end in range(1, len(typed) + 1):
                query = typed[:end].strip()
                if ":" in query and not query.endswith("w"):
                    continue  # no condition yet
                works: tuple[Callable[[], object], ...] = (
                    lambda query=query: found.at(found.keys(query, limit=FIRST)[:40]),
                    lambda query=query: search.articles(query.partition(" is:")[0], 40),
                    lambda query=query: search.terms(query),
                )
                # The best of three: the others tell what else the machine is doing. A commit, so that none is kept.
                rounds = []
                for _ in range(3):
                    with collection.writing(Changed.NOTHING):
                        pass
                    rounds.append([clocked(work) for work in works])
                times.append(tuple(map(min, zip(*rounds, strict=True))))
    columns = [spread(list(column)) for column in zip(*times, strict=True)]
    whole = sorted(sum(row) for row in times)
    return (
        f"| {cards:,} | {articles:,} | {size:.0f} | {reading:.1f} | {' | '.join(columns)} "
        f"| {whole[int(len(whole) * 0.95)] * 1e3:.1f} |"
    )


def fill(collection: Collection, cards: int, articles: int, sentences: Sequence[str], chance: Random) -> None:
    """Add cards and articles by the row."""
    lines = [chance.choice(sentences) for _ in range(cards)]
    starts = [chance.randrange(max(1, len(line) - 6)) for line in lines]
    with collection.writing(Changed.NOTHING) as connection:
        deck = collection.deck_key(connection, "")
        connection.exec_driver_sql(
            "INSERT INTO articles (id, uuid, title, number, issuer, name, encoding, original, raw, repairs, text, "
            "sections, sentences, flags, fingerprint, created_at) "
            "VALUES (?, ?, ?, '', '', '', '', x'', x'', x'', ?, '[]', '[]', '[]', ?, 0)",
            [
                (key, f"a{key}", f"关于第{key}号工作的意见", "\n".join(chance.choices(sentences, k=30)), str(key))
                for key in range(1, articles + 1)
            ],
        )
        connection.exec_driver_sql(
            "INSERT INTO notes (id, uuid, sentence, created_at, modified_at) VALUES (?, ?, ?, 0, 0)",
            [(key, f"n{key}", line) for key, line in enumerate(lines, 1)],
        )
        connection.exec_driver_sql(
            "INSERT INTO cards (id, uuid, note_id, deck_id, ordinal, blanks, answer, kind, position, state, due_day, "
            "scheduled_days, last_day, stability, difficulty, reps) "
            "VALUES (?, ?, ?, ?, 0, '[[0, 2]]', ?, 'word', ?, ?, 20000, 30, 19990, 30.0, 5.0, 3)",
            [
                (key, f"c{key}", key, deck, line[start : start + 2 + key % 5], key, 2 * (key % 2))
                for key, (line, start) in enumerate(zip(lines, starts, strict=True), 1)
            ],
        )


def clocked(work: Callable[[], object]) -> float:
    """Seconds of the processor that ``work`` takes."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def spread(seconds: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    kept = sorted(seconds)
    return f"{kept[len(kept) // 2] * 1e3:.1f} / {kept[int(len(kept) * 0.95)] * 1e3:.1f}"


if __name__ == "__main__":
    main()
