"""Distractors beside those of human examiners, and beside random words. Prints the table of docs/questions.md.

    WENGU_DATA=../shared/data python tools/eval_choices.py [--show N]

Needs ``choices/train.jsonl`` of the data folder. The answers of all other items stand in for an article and the
shipped lexicon for itself; a human distractor can be found only where it is in one of them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop.paths import resource  # noqa: E402
from desktop.pipeline import distractors  # noqa: E402
from desktop.pipeline.answers import AnswerTables  # noqa: E402
from desktop.pipeline.distractors import NUMBER, Bank, Gap, Known, choose_distractors  # noqa: E402
from desktop.pipeline.giveaways import essence  # noqa: E402
from desktop.pipeline.lexicon import Lexicon  # noqa: E402
from desktop.pipeline.number_variants import shape  # noqa: E402
from desktop.pipeline.segmentation import tag_known  # noqa: E402

LENGTHS = range(2, 13)
_MARKS = "《》“”‘’ ，。、；："


class Item(NamedTuple):
    """An item with one gap: what stands before and after it, the right answer and the human distractors."""

    before: str
    after: str
    answer: str
    others: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether rules may not be tuned on it: half of the items, by a hash of what they say."""
        return sha256((self.before + self.after).encode()).digest()[0] % 2 == 1


def main() -> None:
    """Make three distractors for each item, by rule and at random, and compare."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--show", type=int, default=0, help="print so many items of the half to tune on")
    show = arguments.parse_args().show
    items = read_items(Path(os.environ.get("WENGU_DATA", ROOT.parent / "shared" / "data")) / "choices" / "train.jsonl")
    lexicon = Lexicon.parse(resource("dictionaries", "phrases.txt").read_bytes())
    tables = AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes())
    known = Bank(Known(text, str(entry.kind), f"{entry.kind} {entry.prior}") for text, entry in lexicon.entries.items())
    answers = Counter(item.answer for item in items)
    article = Bank(Known(answer, kind_of(answer, lexicon)) for answer in answers)
    words = [*answers, *lexicon.entries]
    parts = {"tune": Part(), "holdout": Part()}
    cost = 0.0
    for number, item in enumerate(items):
        part = parts["holdout" if item.held_out else "tune"]
        part.items += 1
        chance = Random(number)
        human = set(map(essence, item.others))
        part.reachable += any(other in lexicon.entries or other in answers for other in item.others)
        gap = Gap(item.answer, kind_of(item.answer, lexicon), item.before + item.answer + item.after, len(item.before))
        begun = time.process_time()
        ours = choose_distractors(gap, article, known, chance, tables)
        cost += time.process_time() - begun
        with without_families():
            plain = choose_distractors(gap, article, known, Random(number), tables)
        at_random = chance.sample(words, NUMBER)
        sets = {"ours": ours, "without word families": plain, "random words": at_random, "human": list(item.others)}
        for name, chosen in sets.items():
            count(part.rows[name], chosen, item, human, lexicon)
        if number < show and not item.held_out:
            print(item.answer, "|", " ".join(ours), "|", " ".join(item.others))
    print(
        "| half | | three found | has a human one | of those in the bank | human of all | length within one "
        "| same kind |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for half, part in parts.items():
        for name, row in part.rows.items():
            all_of = max(row["all"], 1)
            cells = (
                row["three"] / part.items,
                row["hit"] / part.items,
                row["hit"] / part.reachable,
                *(row[each] / all_of for each in ("human", "length", "kind")),
            )
            print(f"| {half} | {name} | " + " | ".join(f"{cell:.1%}" for cell in cells) + " |")
    for half, part in parts.items():
        print(f"\n{half}: {part.items} items; in {part.reachable / part.items:.1%} a human distractor is in the bank")
    print(f"\none item: {cost / len(items) * 1000:.2f} ms of CPU time")


@dataclass
class Part:
    """The sums over one half of the items."""

    items: int = 0
    reachable: int = 0
    rows: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


@contextmanager
def without_families() -> Iterator[None]:
    """Distractors as they are without ``word_families``, some of which were written after a look at these items."""
    usual, distractors.relatives = distractors.relatives, lambda _: []
    try:
        yield
    finally:
        distractors.relatives = usual


def read_items(path: Path) -> list[Item]:
    """The items with one gap, one answer, and an answer that one could type."""
    items = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            before, gap, after = record["stem"].partition("____")
            answer = str(record["answer"]).strip(_MARKS)
            options = [option.strip(_MARKS) for option in record["options"]]
            others = tuple(option for option in options if option != answer)
            if (
                gap
                and not record["multi"]
                and record["gaps"] == 1
                and answer in options
                and len(answer) in LENGTHS
                and len(others) >= 2
            ):
                items.append(Item(before, after, answer, others))
    return items


@cache
def form(text: str) -> str:
    """What an examiner would call the kind of a word: number, or its last word's part of speech."""
    if shape(text) != text and len(shape(text)) <= 4:
        return "number"
    return tag_known(text)[-1][1][:1]


def kind_of(text: str, lexicon: Lexicon) -> str:
    """The kind under which the bank keeps a word."""
    if form(text) == "number":
        return "number"
    entry = lexicon.entries.get(text)
    return str(entry.kind) if entry else form(text)


def count(row: Counter[str], chosen: list[str], item: Item, human: set[str], lexicon: Lexicon) -> None:
    """Add an item's distractors to the sums."""
    hits = sum(essence(each) in human for each in chosen)
    row["three"] += len(chosen) >= NUMBER
    row["hit"] += hits > 0
    row["all"] += len(chosen)
    row["human"] += hits
    row["length"] += sum(abs(len(each) - len(item.answer)) <= 1 for each in chosen)
    row["kind"] += sum(form(each) == form(item.answer) for each in chosen)


if __name__ == "__main__":
    main()
