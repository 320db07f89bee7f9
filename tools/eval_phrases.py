"""Measure `wengu text phrases` against the marked articles, and their two readers against one another.

    python tools/eval_phrases.py [--data ../shared/data] [--misses]

Prints precision, recall and F1 of exact spans by article and by kind against what the readers settled on, how
far the two agree, the same for the passages that one reader marked, and how fast a megabyte is read. ``--misses``
lists what is marked too much and too little.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop.pipeline.lexicon import Lexicon  # noqa: E402
from desktop.pipeline.phrases import extract_phrases  # noqa: E402
from tools.phrase_gold import MarkedArticle, Spans, load_marked_articles, load_passages  # noqa: E402


class Score(NamedTuple):
    """How many marked spans are right, how many were marked, how many gold spans were found, how many there are."""

    right: int
    marked: int
    found: int
    gold: int

    def __str__(self) -> str:
        """Precision, recall and F1 with the counts they come from."""
        precision = self.right / self.marked if self.marked else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return f"P {precision:.3f} of {self.marked:4}   R {recall:.3f} of {self.gold:4}   F1 {f1:.3f}"


def compare(marked: Spans, gold: Spans) -> Score:
    """Exact spans, whatever their kind."""
    common = len(marked.keys() & gold.keys())
    return Score(common, len(marked), common, len(gold))


def by_kind(pairs: list[tuple[Spans, Spans]]) -> dict[str, Score]:
    """Precision by the kind that was marked, recall by the gold's kind; spans decide, not kinds."""
    right, marked, found, gold = (Counter[str]() for _ in range(4))
    for ours, theirs in pairs:
        marked.update(ours.values())
        gold.update(theirs.values())
        right.update(kind for span, kind in ours.items() if span in theirs)
        found.update(kind for span, kind in theirs.items() if span in ours)
    return {kind: Score(right[kind], marked[kind], found[kind], gold[kind]) for kind in sorted(marked | gold)}


def total(scores: list[Score]) -> Score:
    """The counts of all together."""
    return Score(*map(sum, zip(*scores, strict=True)))


def report(title: str, articles: list[MarkedArticle], pairs: list[tuple[Spans, Spans]]) -> None:
    """Print one line an article, one for all, one a kind."""
    print(title)
    scores = [compare(*pair) for pair in pairs]
    for article, score in zip(articles, scores, strict=True):
        print(f"  {article.name:<10} {score}")
    print(f"  {'all':<10} {total(scores)}")
    for kind, score in by_kind(pairs).items():
        print(f"    {kind:<10} {score}")


def misses(article: MarkedArticle, marked: Spans) -> None:
    """Print what is marked too much and too little, the frequent first."""
    for sign, ours, theirs in (("+", marked, article.settled), ("-", article.settled, marked)):
        words = Counter(f"{article.text[a:b]}/{kind}" for (a, b), kind in ours.items() if (a, b) not in theirs)
        print(
            f"{article.name} {sign} " + "  ".join(f"{word} {n}" if n > 1 else word for word, n in words.most_common())
        )


def speed(lexicon_bytes: bytes, text: str) -> None:
    """Print the time to load the lexicon and to read about 1 MB of UTF-8."""
    lexicon = Lexicon.parse(lexicon_bytes)
    extract_phrases("中国", lexicon)
    load = min(_timed(lambda: Lexicon.parse(lexicon_bytes)) for _ in range(5))
    read = min(_timed(lambda: extract_phrases(text, lexicon)) for _ in range(3))
    size = len(text.encode())
    print("in processor time")
    print(f"  lexicon: {len(lexicon_bytes)} bytes, {len(lexicon.entries)} terms, read in {1e3 * load:.1f} ms")
    print(f"  speed: {size / read / 1e6:.2f} MB/s on {size / 1e6:.2f} MB")


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    if arguments.data:
        os.environ["WENGU_DATA"] = str(arguments.data)
    lexicon_bytes = (ROOT / "resources" / "dictionaries" / "phrases.txt").read_bytes()
    lexicon = Lexicon.parse(lexicon_bytes)
    articles = load_marked_articles()
    found = [{(p.start, p.end): str(p.kind) for p in extract_phrases(each.text, lexicon)} for each in articles]
    report("against the settled marks", articles, [(ours, a.settled) for ours, a in zip(found, articles, strict=True)])
    report("the first reader against the second", articles, [(each.first, each.second) for each in articles])
    print("passages of one reader")
    for name, passages in load_passages().items():
        pairs = [
            ({(p.start, p.end): str(p.kind) for p in extract_phrases(x.text, lexicon)}, x.marked) for x in passages
        ]
        print(f"  {name:<10} {total([compare(*pair) for pair in pairs])}")
        for kind, score in by_kind(pairs).items() if arguments.misses else ():
            print(f"    {kind:<10} {score}")
    if arguments.misses:
        for article, marked in zip(articles, found, strict=True):
            misses(article, marked)
    whole = "\n".join(each.text for each in articles)
    speed(lexicon_bytes, (whole + "\n") * (1_000_000 // len(whole.encode()) + 1))


if __name__ == "__main__":
    main()
