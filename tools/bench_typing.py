"""How long the window takes from a key typed into the box that finds everything (Ctrl+K) to all results painted.

``python -m tools.bench_typing [--cards N] [--articles N]`` fills a collection and types words letter by letter, each
for the first time. Milliseconds of the processor, and by the clock; and the longest that a key had to wait.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import MARKER, Program
from desktop.services.collection import Collection
from desktop.services.search import Search
from desktop.ui.background import ImmediateRunner
from desktop.ui.widgets.palette import Palette
from tools.bench_reader import percentile
from tools.bench_search import TYPED, fill

ARTICLES = Path(__file__).resolve().parent.parent / "decks" / "articles"


def main() -> None:
    """Print a row for the processor, one for the clock and one for the longest turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=10_000)
    args = parser.parse_args()
    text = "\n".join(path.read_text("utf-8", "replace") for path in sorted(ARTICLES.rglob("*.txt")))
    sentences = [part for part in re.split("(?<=[。！？；])|\n", text) if len(part) > 12]
    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
        home = Path(folder)
        (home / MARKER).touch()
        with Collection.open(home, chance=Random(1)) as collection:
            fill(collection, args.cards, args.articles, sentences, Random(1))
            Search(collection).catch_up()
        program = Program(app, home, ImmediateRunner(), "zh")
        window = program.window
        window.resize(1240, 800)
        program.open([])
        QTest.qWait(100)
        window.actions_table["search"].trigger()
        box = next(each for each in window.findChildren(Palette) if each.isVisible())
        box.field.setText("热")  # what is read once is read
        app.processEvents()
        while not box.settled:
            app.processEvents()
        times: list[tuple[float, float, float]] = []
        for typed in TYPED:
            for end in range(1, len(typed) + 1):
                work, clock = time.process_time(), time.perf_counter()
                box.field.setText(typed[:end])
                longest = 0.0
                while True:  # once more when all is found: so that all is painted
                    last, turn = box.settled, time.perf_counter()
                    app.processEvents()
                    longest = max(longest, time.perf_counter() - turn)
                    if last:
                        break
                work, clock = time.process_time() - work, time.perf_counter() - clock
                times.append((1e3 * work, 1e3 * clock, 1e3 * longest))
        print("| key → all painted, ms | p50 | p95 | p99 |")
        print("|---|---|---|---|")
        for name, column in zip(
            ("processor", "clock", "longest turn of the loop"), zip(*times, strict=True), strict=True
        ):
            found = [percentile(list(column), share) for share in (0.5, 0.95, 0.99)]
            print(f"| {name} | {' | '.join(f'{each:.1f}' for each in found)} |")
        window.close()
        program.close()


if __name__ == "__main__":
    main()
