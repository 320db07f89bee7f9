"""Train the model of key phrases, resources/dictionaries/phrase_model.bin, on the passages that readers marked.

    python -m tools.train_phrases [--data ../shared/data] [--out FILE]

The same marks, lexicon and texts give the same bytes. The set ``blind`` is never trained on. The network that judges
runs of words learns from what weights for labels say that were trained without the text in question: a set of weights
for each of ``folds()``, and one from all.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pycrfsuite

from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_model import KINDS, LABELS, SCALE, PhraseModel, kind_features
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.phrase_ranker import Ranker
from desktop.pipeline.phrases import extract_phrases, read_words
from tools.eval_phrases import Score, by_kind, compare, total
from tools.phrase_features import features
from tools.phrase_gold import ROOT, Spans, load_marked_articles, load_passages, shared_folder
from tools.phrase_packing import WeightTable, packed
from tools.phrase_ranker_training import Examples, fit_ranker, untrained, word_vectors
from tools.phrase_ranker_training import examples as run_examples

TARGET = ROOT / "resources" / "dictionaries" / "phrase_model.bin"
LEXICON = ROOT / "resources" / "dictionaries" / "phrases.txt"
BLIND = "blind"
_LABEL_PENALTY = {"c1": 1.5, "c2": 0.1, "max_iterations": 80}  # L1, L2 of maximum entropy
_WIDE_FOLDS = 4
_KIND_PENALTY = {"c1": 1.0, "c2": 0.1, "max_iterations": 60}

Example = tuple[list[str], str]  # features and the right label


def folds() -> list[list[str]]:
    """The sets that are left out together: those of the small passages and the articles, and the others by fours."""
    names = [name for name in load_passages() if name != BLIND]
    wide = [name for name in names if name.startswith("wide")]
    small = ["articles", *(name for name in names if name not in wide)]
    return [small, *([name for name in wide if int(name[4:]) % _WIDE_FOLDS == rest] for rest in range(_WIDE_FOLDS))]


def marked_texts(names: Iterable[str]) -> Iterator[tuple[str, Spans]]:
    """Every marked text of these sets; the five articles have the name ``articles``."""
    passages = load_passages()
    for name in names:
        if name == "articles":
            yield from ((article.text, article.settled) for article in load_marked_articles())
        else:
            yield from ((passage.text, passage.marked) for passage in passages[name])


def examples(texts: Iterable[tuple[str, Spans]], lexicon: Lexicon) -> tuple[list[Example], list[Example]]:
    """What the labels, and what the kinds are learnt from."""
    labels, kinds = [], []
    for text, spans in texts:
        reading = read_words(text, lexicon, list(find_forms(text)))
        starts = {start: place for place, start in enumerate([0, *reading.ends[:-1]])}
        ends = {end: place for place, end in enumerate(reading.ends)}
        wanted = ["O"] * len(reading.words)
        for (start, end), kind in spans.items():
            first, last = starts.get(start), ends.get(end)
            if first is None or last is None:
                continue  # half a word: one mark in a hundred
            kinds.append((kind_features(reading.words[first : last + 1]), kind))
            wanted[first : last + 1] = ["B", *"I" * (last - first - 1), "E"] if last > first else ["S"]
        labels += zip(features(reading), wanted, strict=True)
    return labels, [(found, kind) for found, kind in kinds if kind in KINDS]


def train(learnt: list[Example], penalty: dict[str, float], columns: Iterable[str]) -> WeightTable:
    """The weights of each feature, a column a label, in whole parts of ``SCALE``; features without any are left out."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(penalty)
    names: dict[str, int] = {}  # the library's own file cannot hold every character: it is given numbers
    for found, label in learnt:
        trainer.append([[str(names.setdefault(name, len(names))) for name in found]], [label])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        weights = tagger.info().state_features
        tagger.close()
    place = {label: index for index, label in enumerate(columns)}
    spelled = list(names)
    table: WeightTable = {}
    for (number, label), weight in weights.items():
        if rounded := max(-127, min(127, round(weight * SCALE))):
            table.setdefault(spelled[int(number)], [0] * len(place))[place[label]] = rounded
    return dict(sorted(table.items()))


class Trained(NamedTuple):
    """The weights and the network from all marks, and of each fold the model that has not seen it."""

    tables: tuple[WeightTable, WeightTable]
    without: list[PhraseModel]
    ranker: Ranker


def _tables(names: Sequence[str]) -> tuple[WeightTable, WeightTable]:
    """The weights for labels and those for kinds, trained on these sets."""
    labels, kinds = examples(marked_texts(names), Lexicon.parse(LEXICON.read_bytes()))
    return train(labels, _LABEL_PENALTY, LABELS), train(kinds, _KIND_PENALTY, KINDS)


def _model(tables: tuple[WeightTable, WeightTable], ranker: Ranker) -> PhraseModel:
    return PhraseModel.parse(packed(*tables, ranker))


def train_all() -> Trained:
    """Train on all folds but each, and on all."""
    parts = folds()
    others = [[name for part in parts if part is not fold for name in part] for fold in (*parts, None)]
    with ProcessPoolExecutor() as pool:
        tables = list(pool.map(_tables, others))
    vectors, lexicon = word_vectors(shared_folder()), Lexicon.parse(LEXICON.read_bytes())
    blank = untrained(vectors)
    learnt = [
        run_examples(marked_texts(fold), _model(weights, blank), lexicon, vectors)
        for fold, weights in zip(parts, tables, strict=False)
    ]

    def ranker(without: int | None = None) -> Ranker:
        columns = zip(*(each for place, each in enumerate(learnt) if place != without), strict=True)
        return fit_ranker(Examples(*map(np.concatenate, columns)), vectors)

    without = [_model(tables[place], ranker(place)) for place in range(len(parts))]
    return Trained(tables[-1], without, ranker())


def report_held_out(without: Sequence[PhraseModel]) -> None:
    """Print how well each fold is marked by the model that has not seen it."""
    lexicon = Lexicon.parse(LEXICON.read_bytes())
    scores: list[Score] = []
    marked: list[tuple[Spans, Spans]] = []
    for fold, model in zip(folds(), without, strict=True):
        pairs = [
            ({(each.start, each.end): str(each.kind) for each in extract_phrases(text, lexicon, model)}, spans)
            for text, spans in marked_texts(fold)
        ]
        scores.append(total([compare(*pair) for pair in pairs]))
        print(f"  {fold[0]:<10} and {len(fold) - 1:2} more left out: {scores[-1]}")
        marked += pairs
    print(f"  all left out in turn: {total(scores)}")
    for kind, score in by_kind(marked).items():
        print(f"    {kind:<10} {score}")


def main() -> None:
    """Train, write, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    if given.data:
        os.environ["WENGU_DATA"] = str(given.data)
    trained = train_all()
    data = packed(*trained.tables, trained.ranker)
    given.out.write_bytes(data)
    print(f"{given.out.name}: {len(data)} bytes")
    report_held_out(trained.without)


if __name__ == "__main__":
    main()
