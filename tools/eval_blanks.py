"""How well the blank-choice model finds what an examiner blanks, on banks and sentences it has not seen.

    OMP_NUM_THREADS=1 python -m tools.eval_blanks [--data ../shared/data] [--quick]

Each split trains a model of its own (`tools.blank_training`) and tests it on statements none of whose near
duplicates (40 % of the six-character runs) were trained on: one split for each family of banks left out, and
one fifth of everything. Beside it stand five baselines on the same statements.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.pipeline import segmentation
from desktop.pipeline.blank_features import PLACES, mixed
from desktop.pipeline.blanks import choose_blanks
from tools.blank_pretraining import corpus_rows, pretrain
from tools.blank_training import (
    Floats,
    Item,
    Matrix,
    build_matrix,
    duplicate_groups,
    fit_linear,
    fold_of,
    near_duplicates,
    read_items,
    sample_weights,
    surprisals,
    train,
    trainable,
)

Span = tuple[int, int]
Chooser = Callable[[str], Sequence[Span]]
OUTER_FOLDS = 5
WITHOUT = "without"
"""The names of splits that leave a family of banks out begin with it."""


class Figures(NamedTuple):
    """Shares of statements: the first choice is a human blank, one of the first three is, and the first
    choice's overlap with the nearest human blank (any at all, intersection over union, F1 of characters).
    """

    count: int
    hit_1: float
    hit_3: float
    any_overlap: float
    iou: float
    overlap_f1: float

    def __str__(self) -> str:
        return (
            f"n={self.count:5d}  hit@1 {self.hit_1:.3f}  hit@3 {self.hit_3:.3f}  "
            f"overlap@1 any {self.any_overlap:.3f} IoU {self.iou:.3f} F1 {self.overlap_f1:.3f}"
        )


def figures(items: Sequence[Item], choices: Sequence[Sequence[Span]]) -> Figures:
    """The figures of one way to choose; ``choices`` are best first."""
    totals = np.zeros(5)
    for item, spans in zip(items, choices, strict=True):
        if not spans:
            continue
        start, end = spans[0]
        shared = [max(0, min(end, b) - max(start, a)) for a, b in item.blanks]
        sizes = [b - a for a, b in item.blanks]
        totals += (
            spans[0] in item.blanks,
            any(span in item.blanks for span in spans[:3]),
            max(shared) > 0,
            max(n / (end - start + size - n) for n, size in zip(shared, sizes, strict=True)),
            max(2 * n / (end - start + size) for n, size in zip(shared, sizes, strict=True)),
        )
    return Figures(len(items), *(float(total) for total in totals / max(1, len(items))))


def _word_spans(text: str) -> list[tuple[Span, str]]:
    spans: list[tuple[Span, str]] = []
    offset = 0
    for word in segmentation.cut(text):
        if any(mark.isalnum() for mark in word):
            spans.append(((offset, offset + len(word)), word))
        offset += len(word)
    return spans


def random_words(text: str) -> list[Span]:
    """Words in an arbitrary order that depends on the text alone."""
    spans = _word_spans(text)
    return [s for s, _word in sorted(spans, key=lambda s: hashlib.sha256(f"{text}{s}".encode()).digest())[:3]]


def longest_words(text: str) -> list[Span]:
    """Longest words first."""
    return [span for span, _word in sorted(_word_spans(text), key=lambda s: (-len(s[1]), s[0]))[:3]]


def _located(text: str, words: Sequence[str]) -> list[Span]:
    lower = text.lower()
    found = [(lower.find(word.lower()), len(word)) for word in words]
    return [(start, start + size) for start, size in found if start >= 0]


def jieba_tfidf(text: str) -> list[Span]:
    """jieba's three best words by TF-IDF."""
    import jieba.analyse

    return _located(text, jieba.analyse.extract_tags(text, topK=3))


def jieba_textrank(text: str) -> list[Span]:
    """jieba's three best words by TextRank."""
    import jieba.analyse

    return _located(text, jieba.analyse.textrank(text, topK=3))


BASELINES: dict[str, Chooser] = {
    "random": random_words,
    "longest word": longest_words,
    "TF-IDF": jieba_tfidf,
    "TextRank": jieba_textrank,
}


def ngram_choices(matrix: Matrix, used: NDArray[np.bool_], weight: Floats) -> dict[int, list[Span]]:
    """The best spans of each sentence by a plain logistic regression over single tokens and pairs of tokens in and
    around a candidate.
    """
    rows, (start, end) = matrix.rows, matrix.spans
    word = rows.column("word").astype(np.uint32)
    before, first, last, after = word[start - 1], word[start], word[end - 1], word[end]
    tokens = [word[start - 2], before, first, last, after, word[end + 1], end - start]
    pairs = [(word[start - 2], before), (before, first), (first, last), (last, after), (after, word[end + 1])]
    grams = [mixed(200 + kind, token) for kind, token in enumerate(tokens)]
    grams += [mixed(300 + kind, one, two) for kind, (one, two) in enumerate(pairs)]
    places = np.stack([gram & np.uint32(PLACES - 1) for gram in grams], 1).astype(np.int32)
    plain = matrix._replace(wholes=places, borders=np.zeros((len(rows.kind), 1), np.int32))
    weights, _ = fit_linear(plain, used, weight, varied=0)
    scores = weights[places].sum(1)
    found: dict[int, list[Span]] = defaultdict(list)
    spans = np.stack([matrix.sentence, rows.offset[start], rows.offset[end]], 1)
    order = np.lexsort((-scores, matrix.sentence))
    for number, begin, stop in spans[order[: np.searchsorted(matrix.sentence, len(used))]].tolist():
        if len(found[number]) < 3 and all(stop <= a or b <= begin for a, b in found[number]):
            found[number].append((begin, stop))
    return found


def answer_kind(item: Item) -> str:
    """A rough kind of the human's first blank."""
    start, end = item.blanks[0]
    answer = item.text[start:end]
    words = segmentation.tag(answer)
    if answer.startswith(("《", "“")) or item.text[max(0, start - 1) : start] in {"《", "“"}:
        return "title or quotation"
    if any(word.tag == "m" for word in words) or any(mark.isdigit() for mark in answer):
        return "number or date"
    if words and words[-1].tag in {"ns", "nr", "nt", "nrt", "nrfg"}:
        return "name"
    return "one word" if len(words) == 1 else "short phrase" if len(answer) <= 8 else "long phrase"


def family(item: Item) -> str:
    """Banks that copy from one another count as one source."""
    return "small banks" if item.source.startswith(("LsxMm", "sec-an")) else item.source


def splits(items: Sequence[Item], groups: Sequence[int]) -> Iterator[tuple[str, list[bool]]]:
    """Names and, for each item, whether it is held out for testing."""
    for name in sorted({family(item) for item in items}):
        yield f"{WITHOUT} {name}", [family(item) == name for item in items]
    outer = fold_of([item.text for item in items], groups, OUTER_FOLDS)
    yield "one fifth of all", list(outer == 0)


def agreement(items: Sequence[Item], near: Sequence[set[int]]) -> tuple[int, float]:
    """How often another examiner's blank in the same sentence (80 % of runs both ways) is the same text.

    This is a bound on what any model can reach on sentences of that kind, high because banks also copy.
    """
    pairs = same = 0
    for number, others in enumerate(near):
        for other in others:
            if other <= number or number not in near[other] or items[number].source == items[other].source:
                continue
            one, two = items[number], items[other]
            if one.judged or two.judged or abs(len(one.text) - len(two.text)) > 0.2 * len(one.text):
                continue
            answers = [{item.text[a:b] for a, b in item.blanks} for item in (one, two)]
            if not any(answer in two.text for answer in answers[0]):
                continue
            pairs += 1
            same += bool(answers[0] & answers[1])
    return pairs, same / max(1, pairs)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WENGU_DATA", "../shared/data")))
    parser.add_argument("--quick", action="store_true", help="only the split without the largest bank")
    options = parser.parse_args(arguments)
    import jieba

    jieba.setLogLevel(60)
    items = read_items(options.data / "blanks" / "train.jsonl")
    near = near_duplicates([item.text for item in items])
    groups = duplicate_groups(near)
    corpus = options.data / "corpus" / "documents.jsonl.xz"
    surprisal = surprisals(corpus)
    pretrained = pretrain(corpus_rows(corpus, surprisal))
    matrix = build_matrix(items, surprisal)
    pairs, same = agreement(items, near)
    print(f"two banks, one sentence: {pairs} pairs, the same blank in {same:.2f}")
    unseen: list[Item] = []
    pooled: dict[str, list[list[Span]]] = defaultdict(list)
    for name, held in splits(items, groups):
        if options.quick and "XXQG_TiKu" not in name:
            continue
        trained = {number for number, out in enumerate(held) if not out}
        numbers = [
            number
            for number, item in enumerate(items)
            if held[number] and item.style == "statement" and not item.judged and not near[number] & trained
        ]
        tested = [items[number] for number in numbers]
        model = train(items, matrix, ~np.array(held), surprisal, pretrained)
        used = trainable(items, matrix, ~np.array(held))
        plain = ngram_choices(matrix, used, sample_weights(items, used))
        found = choose_blanks([item.text for item in tested], model)
        choices = {"ranker": [[blank[:2] for blank in blanks] for blanks in found]}
        choices["token n-grams"] = [plain[number] for number in numbers]
        for label, choose in BASELINES.items():
            choices[label] = [list(choose(item.text)) for item in tested]
        print(f"\n{name}")
        _print_split(tested, choices)
        if name.startswith(WITHOUT):
            unseen += tested
            for label, chosen in choices.items():
                pooled[label] += chosen
        best = [
            (blanks[0].score, blanks[0][:2] in item.blanks)
            for item, blanks in zip(tested, found, strict=True)
            if blanks
        ]
        for low in (0.0, 0.2, 0.4, 0.6, 0.8):
            inside = [(score, hit) for score, hit in best if low <= score < low + 0.2 or (low == 0.8 and score == 1.0)]
            if inside:
                score, hit = np.mean(inside, 0)
                print(f"  scores {low:.1f}-{low + 0.2:.1f}: n={len(inside):5d} mean score {score:.3f} hit@1 {hit:.3f}")
    if not options.quick:
        print("\nevery bank, by the model that was trained without it")
        _print_split(unseen, pooled)
    return 0


def _print_split(tested: list[Item], choices: dict[str, list[list[Span]]]) -> None:
    parts = {
        "law, party and policy": [n for n, item in enumerate(tested) if item.official],
        "law": [n for n, item in enumerate(tested) if item.domain == "law"],
        "party/policy": [n for n, item in enumerate(tested) if item.domain == "party/policy"],
        "general": [n for n, item in enumerate(tested) if not item.official],
    }
    for part, numbers in parts.items():
        for label, chosen in choices.items():
            if numbers and (label == "ranker" or part in {"law, party and policy", "general"}):
                print(f"  {part:22} {label:13} {figures([tested[n] for n in numbers], [chosen[n] for n in numbers])}")
    official = parts["law, party and policy"]
    kinds = [answer_kind(item) for item in tested]
    for kind, _count in Counter(kinds[n] for n in official).most_common():
        numbers = [n for n in official if kinds[n] == kind]
        print(f"  {kind:36} {figures([tested[n] for n in numbers], [choices['ranker'][n] for n in numbers])}")


if __name__ == "__main__":
    raise SystemExit(main())
