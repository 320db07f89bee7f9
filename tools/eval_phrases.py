"""Measure `wengu text phrases` against the marked articles, and their readers against one another.

    python -m tools.eval_phrases [--data ../shared/data] [--misses]

Prints precision, recall and F1 of exact spans by article and by kind against what the readers settled on, how
far the two agree, and how fast a megabyte is read. The set ``blind`` is never trained on; the model has seen the
others; what models find that have not, ``tools/train_phrases.py`` tells. ``--misses`` lists what is marked too much
and too little in the blind set.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_model import PhraseModel
from desktop.pipeline.phrases import extract_phrases
from desktop.pipeline.term_index import TermIndex
from tools.phrase_gold import ROOT, MarkedPassage, Spans, load_marked_articles, load_passages


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


def report(title: str, names: list[str], pairs: list[tuple[Spans, Spans]], *, kinds: bool = True) -> None:
    """Print one line a text, one for all, one a kind."""
    print(title)
    scores = [compare(*pair) for pair in pairs]
    for name, score in zip(names, scores, strict=True):
        print(f"  {name:<10} {score}")
    print(f"  {'all':<10} {total(scores)}")
    for kind, score in by_kind(pairs).items() if kinds else ():
        print(f"    {kind:<10} {score}")


def misses(passage: MarkedPassage, marked: Spans) -> None:
    """Print what is marked too much and too little, the frequent first."""
    for sign, ours, theirs in (("+", marked, passage.marked), ("-", passage.marked, marked)):
        words = Counter(f"{passage.text[a:b]}/{kind}" for (a, b), kind in ours.items() if (a, b) not in theirs)
        print(
            f"{passage.name} {sign} " + "  ".join(f"{word} {n}" if n > 1 else word for word, n in words.most_common())
        )


def speed(index_bytes: bytes, model_bytes: bytes, text: str) -> None:
    """Print the time to load what is shipped and to read about 1 MB of UTF-8."""
    lexicon, model = Lexicon.parse(b"", index_bytes), PhraseModel.parse(model_bytes)
    extract_phrases("中国", lexicon, model)
    load = min(_timed(lambda: TermIndex.parse(index_bytes)) for _ in range(5))
    load_model = min(_timed(lambda: PhraseModel.parse(model_bytes)) for _ in range(5))
    read = min(_timed(lambda: extract_phrases(text, lexicon, model)) for _ in range(3))
    size = len(text.encode())
    print("in processor time")
    terms = len(TermIndex.parse(index_bytes).keys)
    print(f"  index of the lexicon: {len(index_bytes)} bytes, {terms} terms, read in {1e3 * load:.1f} ms")
    print(f"  model: {len(model_bytes)} bytes, {len(model.labels.places)} features, read in {1e3 * load_model:.1f} ms")
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
    given = parser.parse_args()
    if given.data:
        os.environ["WENGU_DATA"] = str(given.data)
    shipped = ROOT / "resources" / "dictionaries"
    index_bytes = (shipped / "phrases_index.bin").read_bytes()
    model_bytes = (shipped / "phrase_model.bin").read_bytes()
    lexicon, model = Lexicon.parse(b"", index_bytes), PhraseModel.parse(model_bytes)

    def found(text: str) -> Spans:
        return {(each.start, each.end): str(each.kind) for each in extract_phrases(text, lexicon, model)}

    passages = load_passages()
    blind = passages.pop("blind")
    names = [each.name for each in blind]
    report("blind: texts that no model was trained on", names, [(found(each.text), each.marked) for each in blind])
    both = [(each.first, each.second) for each in blind]
    report("blind: the first reader against the second", names, both, kinds=False)
    readers = [("first", [each.first for each in blind]), ("second", [each.second for each in blind])]
    readers += [("fresh", list(marks)) for marks in zip(*(each.fresh for each in blind), strict=True)]
    for reader, marks in readers:
        pairs = [(ours, passage.marked) for ours, passage in zip(marks, blind, strict=True)]
        report(f"blind: the {reader} reader against what was settled", names, pairs, kinds=False)

    articles = load_marked_articles()
    titles = [each.name for each in articles]
    report("five articles, trained on", titles, [(found(each.text), each.settled) for each in articles])
    report("five articles, the first reader against the second", titles, [(x.first, x.second) for x in articles])
    if given.misses:
        for passage in blind:
            misses(passage, found(passage.text))
    whole = "\n".join(each.text for each in articles)
    speed(index_bytes, model_bytes, (whole + "\n") * (1_000_000 // len(whole.encode()) + 1))


if __name__ == "__main__":
    main()
