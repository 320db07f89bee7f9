"""Measure `wengu text phrases` against the gold set, and the two readers of the gold set against one another.

    python tools/eval_phrases.py [--gold tests/data/phrases_gold]

Prints precision, recall and F1 of exact spans by article and by kind, the readers' agreement where
``*.a.json`` and ``*.b.json`` stand beside the gold, and how fast a megabyte is read.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop.pipeline.lexicon import Lexicon  # noqa: E402
from desktop.pipeline.phrases import extract_phrases  # noqa: E402

Span = tuple[int, int]


class Score(NamedTuple):
    """How many spans are right, how many were marked and how many should have been."""

    right: int = 0
    marked: int = 0
    gold: int = 0

    def __add__(self, other: object) -> Score:
        """The counts of both together."""
        assert isinstance(other, Score)
        return Score(self.right + other.right, self.marked + other.marked, self.gold + other.gold)

    def __str__(self) -> str:
        """Precision, recall and F1 with the counts they come from."""
        precision = self.right / self.marked if self.marked else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * self.right / (self.marked + self.gold) if self.marked + self.gold else 0.0
        counts = f"{self.right} of {self.marked} marked, {self.gold} gold"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({counts})"


def compare(marked: dict[Span, str], gold: dict[Span, str]) -> Score:
    """Exact spans, whatever their kind."""
    return Score(len(marked.keys() & gold.keys()), len(marked), len(gold))


def compare_kinds(marked: dict[Span, str], gold: dict[Span, str]) -> dict[str, Score]:
    """By kind: precision by the kind that was marked, recall by the gold's kind; spans decide, not kinds."""
    right_gold = Counter(gold[span] for span in gold if span in marked)
    right_marked = Counter(marked[span] for span in marked if span in gold)
    lines = {}
    all_gold, all_marked = Counter(gold.values()), Counter(marked.values())
    for kind in sorted(all_gold | all_marked):
        precision = right_marked[kind] / all_marked[kind] if all_marked[kind] else 0.0
        recall = right_gold[kind] / all_gold[kind] if all_gold[kind] else 0.0
        lines[kind] = f"P {precision:.3f} of {all_marked[kind]:4d}   R {recall:.3f} of {all_gold[kind]:4d}"
    return lines  # type: ignore[return-value]


def spans_of(document: dict[str, object]) -> dict[Span, str]:
    """The spans of a gold document with their kinds."""
    return {(p["start"], p["end"]): p["kind"] for p in document["phrases"]}  # type: ignore[index, attr-defined]


def overlapping(spans: dict[Span, str], others: dict[Span, str]) -> int:
    """How many spans overlap any of the others."""
    covered = {i for start, end in others for i in range(start, end)}
    return sum(any(i in covered for i in range(start, end)) for start, end in spans)


def evaluate(gold_folder: Path, lexicon: Lexicon) -> None:
    """Print all figures."""
    total = Score()
    all_marked: dict[Span, str] = {}
    all_gold: dict[Span, str] = {}
    overlaps = 0
    shift = 0
    paths = [p for p in sorted(gold_folder.glob("*.json")) if not p.stem.endswith((".a", ".b"))]
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))
        if "phrases" not in document:  # a text that is not marked yet
            continue
        gold = spans_of(document)
        marked = {(p.start, p.end): str(p.kind) for p in extract_phrases(document["text"], lexicon)}
        score = compare(marked, gold)
        total += score
        overlaps += overlapping(marked, gold)
        all_marked |= {(a + shift, b + shift): kind for (a, b), kind in marked.items()}
        all_gold |= {(a + shift, b + shift): kind for (a, b), kind in gold.items()}
        shift += len(document["text"]) + 1
        print(f"{document['kind']:<10} {document['name'][:20]:<20} {score}")
    if not total.gold:
        print("no marked gold set")
        return
    print(f"{'all':<31} {total}")
    print(f"marked spans that overlap a gold span: {overlaps / max(1, total.marked):.3f}")
    for kind, line in compare_kinds(all_marked, all_gold).items():
        print(f"  {kind:<10} {line}")


def agreement(gold_folder: Path) -> None:
    """How far the two readers agree: F1 of exact spans, and how often the kind agrees where spans do."""
    total, same = Score(), 0
    for first in sorted(gold_folder.glob("*.a.json")):
        second = first.with_name(first.name.replace(".a.json", ".b.json"))
        if not second.exists():
            continue
        a = spans_of(json.loads(first.read_text(encoding="utf-8")))
        b = spans_of(json.loads(second.read_text(encoding="utf-8")))
        score = compare(a, b)
        total += score
        same += sum(a[span] == b[span] for span in a.keys() & b.keys())
        print(f"readers    {first.name[:-7][:20]:<20} {score}")
    if total.gold:
        print(f"{'readers, all':<31} {total}; same kind in {same / max(1, total.right):.3f} of the common spans")


def speed(lexicon_bytes: bytes, text: str) -> None:
    """Time to load the lexicon and to read about 1 MB of UTF-8."""
    extract_phrases("中国", Lexicon.parse(lexicon_bytes))
    best = min(_timed(lambda: Lexicon.parse(lexicon_bytes)) for _ in range(5))
    lexicon = Lexicon.parse(lexicon_bytes)
    size = len(text.encode())
    print("in processor time:")
    print(f"lexicon: {len(lexicon_bytes)} bytes, {len(lexicon.entries)} terms, loaded in {1e3 * best:.1f} ms")
    print(f"speed: {size / _timed(lambda: extract_phrases(text, lexicon)) / 1e6:.2f} MB/s on {size / 1e6:.2f} MB")


def _timed(work: object) -> float:
    start = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "data" / "phrases_gold")
    gold_folder = parser.parse_args().gold
    data = (ROOT / "resources" / "dictionaries" / "phrases.txt").read_bytes()
    evaluate(gold_folder, Lexicon.parse(data))
    agreement(gold_folder)
    seed = (ROOT / "tests" / "data" / "seed" / "article_gold.txt").read_text(encoding="utf-8")
    speed(data, (seed + "\n") * (1_000_000 // len(seed.encode()) + 1))


if __name__ == "__main__":
    main()
