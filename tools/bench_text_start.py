"""How long the text tools take from exec to their answer, beside a bare Python.

    python -m tools.bench_text_start [--rounds N]

Each command is a process of its own that is given a short text, by turns, so that all meet the same machine; printed is
the least of all rounds, by the clock and of the processor. Modules are read compiled, as they are once installed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCE = "坚持以人民为中心，全面推进依法治国，做到“两个维护”。"
ARTICLE = Path(__file__).resolve().parent.parent / "tests" / "data" / "seed" / "article_gold.txt"


def main() -> None:
    """Print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    answer = json.dumps({"expected": "两个维护", "given": "两个维护"})
    article = ARTICLE.read_text("utf-8")
    wengu = [sys.executable, "-m", "desktop", "text"]
    works = {
        "bare Python": ([sys.executable, "-c", "pass"], ""),
        "text clean": ([*wengu, "clean", "-"], SENTENCE),
        "text outline": ([*wengu, "outline", "-"], SENTENCE),
        "text check": ([*wengu, "check"], answer),
        "text phrases": ([*wengu, "phrases", "-"], SENTENCE),
        f"text phrases, {len(article):,} characters": ([*wengu, "phrases", "-"], article),
        "text blanks": ([*wengu, "blanks"], json.dumps({"id": 1, "text": SENTENCE})),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
        environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for name, (command, given) in works.items():
                measured = timed(command, given, environment)
                if number:  # the first compiles
                    times[name].append(measured)
    print("| | exec → answer, ms | of the processor, ms |")
    print("|---|--:|--:|")
    for name, rows in times.items():
        print(f"| {name} | {min(wall for wall, _ in rows):.0f} | {min(spent for _, spent in rows):.0f} |")


def timed(command: list[str], given: str, environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, input=given, env=environment, encoding="utf-8", stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * wall, 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    main()
