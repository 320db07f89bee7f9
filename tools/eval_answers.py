"""Marks human distractors against the right answers: none may pass. Prints the table of docs/answers.md.

    WENGU_DATA=../shared/data python tools/eval_answers.py

Needs ``choices/train.jsonl`` of the data folder.
"""

from __future__ import annotations

import json
import os
import sys
import timeit
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop.paths import resource  # noqa: E402
from desktop.pipeline.answers import AnswerTables, check_answer  # noqa: E402

LONGEST = 40  # code points; longer options are sentences that nobody types


def main() -> None:
    """Mark every other option of an item as if it had been typed for each option."""
    folder = Path(os.environ.get("WENGU_DATA", ROOT.parent / "shared" / "data"))
    tables = AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes())
    verdicts: Counter[str] = Counter()
    passed = set()
    with (folder / "choices" / "train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            options = [option for option in json.loads(line)["options"] if len(option) <= LONGEST]
            for expected in options:
                for given in options:
                    if given == expected:
                        continue
                    found = check_answer(expected, given, tables=tables)
                    verdicts[f"{found.verdict} {found.reason}".strip()] += 1
                    if found.verdict in ("exact", "accepted"):
                        passed.add((expected, given))
    each = (
        timeit.timeit(
            lambda: check_answer("以人民为中心的发展思想", "以经济为中心的发展思想", tables=tables), number=2_000
        )
        / 2_000
    )
    print("| another option of the same item typed for an option | pairs |")
    print("|---|---|")
    for name, count in verdicts.most_common():
        print(f"| {name} | {count} |")
    print(f"\none check: {each * 1e6:.0f} µs")
    for expected, given in sorted(passed):
        print(f"passed: {expected} | {given}", file=sys.stderr)


if __name__ == "__main__":
    main()
