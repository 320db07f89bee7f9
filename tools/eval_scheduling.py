"""Prints the table of docs/scheduling.md: Wengu's schedules beside Anki's, and what an answer costs.

    python tools/eval_scheduling.py [--histories 5000]

Needs the development packages, the real Anki among them. About a minute.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import timeit
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "oracle")]

from anki_comparison import compare, fuzz_outside_range, random_histories  # noqa: E402

from desktop.domain.card import Rating, Schedule  # noqa: E402
from desktop.domain.settings import SchedulerSettings  # noqa: E402
from desktop.pipeline.scheduling import Scheduler  # noqa: E402

ZONE = "Asia/Shanghai"
IMPORT = """
import dataclasses, datetime, enum, hashlib, re, sys, time
sys.path.insert(0, sys.argv[1])
import desktop.domain.card, desktop.domain.settings
before = time.perf_counter()
import desktop.pipeline.scheduling
print(time.perf_counter() - before)
"""


def microseconds_an_answer() -> float:
    """Median over repeats of one ``answer`` to a card in review, fuzz included."""
    scheduler = Scheduler(SchedulerSettings(timezone=ZONE))
    at = datetime(2026, 3, 2, 1, tzinfo=UTC)
    schedule = scheduler.answer(Schedule(), Rating.EASY, at, "card")
    later = at + timedelta(days=8)
    runs = timeit.repeat(lambda: scheduler.answer(schedule, Rating.GOOD, later, "card"), number=2_000, repeat=9)
    return median(runs) / 2_000 * 1e6


def milliseconds_to_import() -> float:
    """Median over fresh processes, beyond the standard library and the domain, which a command has loaded anyway."""
    runs = [
        float(subprocess.run([sys.executable, "-c", IMPORT, str(ROOT)], capture_output=True, check=True).stdout)
        for _ in range(9)
    ]
    return median(runs) * 1e3


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--histories", type=int, default=5_000)
    count = arguments.parse_args().histories
    histories = random_histories(count, seed=7)
    exact = compare(histories, ZONE)
    stored = compare(histories[: count // 5], ZONE, as_stored=True)
    outside, intervals = fuzz_outside_range(histories[: count // 5], ZONE)
    print(f"Anki {version('anki')}, fsrs-rs-python {version('fsrs-rs-python')}, {count} random histories\n")
    print("| what | result |")
    print("|---|---|")
    print(f"| answers on the four buttons compared | {exact.choices} |")
    print(f"| state, steps left, seconds or days, due day, lapses different, fuzz off | {exact.different} |")
    print(f"| largest relative difference of stability or difficulty, each button | {exact.states_apart:.1e} |")
    print(f"| the same after the whole history, against `compute_memory_state` | {exact.replay_apart:.1e} |")
    print(f"| different where Anki's database rounds memory between answers ({stored.choices}) | {stored.different} |")
    print(f"| Anki's fuzzed intervals outside the range drawn from ({intervals}) | {outside} |")
    print(f"| one answer, µs | {microseconds_an_answer():.0f} |")
    print(f"| import of the scheduler, ms | {milliseconds_to_import():.1f} |")
    for example in (*exact.examples, *stored.examples):
        print(f"\n{example}", file=sys.stderr)


if __name__ == "__main__":
    main()
